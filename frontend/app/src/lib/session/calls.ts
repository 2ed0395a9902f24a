import { api, dataOf, onceOnly } from "#lib/api/client.ts";
import type { Wire } from "#lib/api/types.ts";

/** The calls of sign-in and account, in one place. */
export const calls = {
  signIn: (body: Wire["SignIn"]) => dataOf(api.POST("/api/v1/session", { body })),
  secondFactor: (code: string) => dataOf(api.POST("/api/v1/session/second-factor", { body: { code } })),
  signInByLink: (token: string) => dataOf(api.POST("/api/v1/session/link", { body: { token } })),
  signOut: () => dataOf(api.DELETE("/api/v1/session")),
  setUp: (body: Wire["SetUpSite"]) => dataOf(api.POST("/api/v1/setup", { body })),
  register: (body: Wire["NewAccount"], key: string) =>
    dataOf(api.POST("/api/v1/accounts", { body, params: { header: onceOnly(key) } })),
  askReset: (login: string) => dataOf(api.POST("/api/v1/account/reset-request", { body: { login } })),
  reset: (body: Wire["FinishReset"]) => dataOf(api.PUT("/api/v1/account/reset", { body })),
  changePassword: (body: Wire["ChangePassword"]) => dataOf(api.PUT("/api/v1/account/password", { body })),
  startTotp: () => dataOf(api.POST("/api/v1/account/second-factor")),
  confirmTotp: (code: string) => dataOf(api.PUT("/api/v1/account/second-factor", { body: { code } })),
  devices: () => dataOf(api.GET("/api/v1/sessions")),
  endDevice: (id: string) => dataOf(api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
};

const FIRST = "/app/";

/**
 * Where to go once signed in: what `leadBack` wrote into the address, if it is a page of this application. A private
 * link stays behind the `#`, where it reaches no server and no log.
 */
export function returnPath(here: Pick<URL, "href">): string {
  const { searchParams, hash } = new URL(here.href);
  const wanted = searchParams.get("tiep");
  if (!wanted) return FIRST;
  const url = new URL(wanted, location.origin);
  const inside = url.origin === location.origin && (url.pathname === "/app" || url.pathname.startsWith("/app/"));
  return inside ? url.pathname + url.search + hash : FIRST;
}

/** The address of `screen` that leads back to `wanted` afterwards. */
export function leadBack(screen: string, wanted: string): string {
  const url = new URL(wanted, location.origin);
  return `${screen}?tiep=${encodeURIComponent(url.pathname + url.search)}${url.hash}`;
}
