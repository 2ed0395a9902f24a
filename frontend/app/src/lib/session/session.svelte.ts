import { ask } from "#lib/api/client.ts";
import { Problem } from "#lib/api/problem.ts";

export interface HeldRole {
  role: string;
  unit_id: string;
  unit_name: string;
}

/** `GET /api/v1/session` */
export interface SessionInfo {
  signed_in: boolean;
  person?: { id: string; name: string };
  roles?: HeldRole[];
  /** A role of this person needs a second step that is not set up yet. */
  mfa_required?: boolean;
  totp_enabled?: boolean;
}

/** `GET /api/v1/site` */
export interface SiteInfo {
  site_name?: string;
  unit_name?: string;
  parent_name?: string;
  features?: Record<string, boolean>;
}

const SITE_PLACE = "sk-site";

function rememberedSite(): SiteInfo {
  try {
    return JSON.parse(localStorage.getItem(SITE_PLACE) ?? "{}") as SiteInfo;
  } catch {
    return {};
  }
}

/** Who is here, where, and with which roles. One for the whole application. */
class Session {
  info = $state<SessionInfo | null>(null);
  site = $state<SiteInfo>(rememberedSite());
  problem = $state<Problem | null>(null);

  get ready(): boolean {
    return this.info !== null;
  }

  get signedIn(): boolean {
    return this.info?.signed_in === true;
  }

  /** Whether this person holds any of the roles, in any unit. */
  has(...roles: string[]): boolean {
    return this.info?.roles?.some((held) => roles.includes(held.role)) ?? false;
  }

  async load(): Promise<void> {
    this.problem = null;
    const site = ask<SiteInfo>("GET", "/api/v1/site").then(
      (found) => {
        this.site = found;
        try {
          localStorage.setItem(SITE_PLACE, JSON.stringify(found));
        } catch {
          // The header merely appears a moment later next time.
        }
      },
      () => undefined,
    );
    try {
      this.info = await ask<SessionInfo>("GET", "/api/v1/session");
    } catch (trouble) {
      const problem = Problem.of(trouble);
      if (problem.status === 401) this.info = { signed_in: false };
      else this.problem = problem;
    }
    await site;
  }

  forget(): void {
    this.info = { signed_in: false };
  }
}

export const session = new Session();
