import { ask } from "#lib/api/client.ts";

/** The calls of sign-in and account, in one place. */
export const calls = {
  signIn: (body: { login: string; password: string; code?: string }) => ask("POST", "/api/v1/session", { body }),
  signInByLink: (token: string) => ask("POST", "/api/v1/session/link", { body: { token } }),
  signOut: () => ask("DELETE", "/api/v1/session"),
  setUp: (body: { token: string; name: string; email: string; password: string }) =>
    ask("POST", "/api/v1/setup", { body }),
  askReset: (email: string) => ask("POST", "/api/v1/account/password-reset", { body: { email } }),
  reset: (body: { token: string; new_password: string }) =>
    ask("POST", "/api/v1/account/password-reset/confirmation", { body }),
  changePassword: (body: { current_password: string; new_password: string }) =>
    ask("PUT", "/api/v1/account/password", { body }),
  startTotp: () => ask<TotpStart>("POST", "/api/v1/account/totp"),
  confirmTotp: (code: string) => ask<TotpDone>("POST", "/api/v1/account/totp/confirmation", { body: { code } }),
};

export interface TotpStart {
  /** Base32, to be typed by hand where the picture cannot be scanned. */
  secret: string;
  uri: string;
  /** The same as a QR picture, `data:image/svg+xml;base64,…`. */
  qr?: string;
}

export interface TotpDone {
  recovery_codes?: string[];
}

const FIRST = "/app/";

/** Where to go after signing in: only a path inside the application, never an address somebody put into the link. */
export function returnPath(wanted: string | null): string {
  if (!wanted) return FIRST;
  const url = new URL(wanted, location.origin);
  const inside = url.origin === location.origin && (url.pathname === "/app" || url.pathname.startsWith("/app/"));
  return inside ? url.pathname + url.search : FIRST;
}
