import { api, dataOf } from "#lib/api/client.ts";
import { Problem } from "#lib/api/problem.ts";
import type { Wire } from "#lib/api/types.ts";

export type HeldRole = Wire["RoleHeld"];
export type SessionInfo = Wire["Session"];
export type SiteInfo = Partial<Wire["Site"]>;

const NOBODY: SessionInfo = { signed_in: false, roles: [], second_factor: "off" };
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
    return this.info?.signed_in === true && !this.awaitsCode;
  }

  /** The password was right and a code is still to be given. */
  get awaitsCode(): boolean {
    return this.info?.second_factor === "needed";
  }

  /** A role of this person counts only after a second step was set up. */
  get awaitsEnrolment(): boolean {
    return this.info?.second_factor === "enrol";
  }

  /** Whether this person holds any of the roles, in any unit. */
  has(...roles: string[]): boolean {
    return this.info?.roles?.some((held) => roles.includes(held.role)) ?? false;
  }

  /** Where a draft of this person is kept: two people at one machine do not see each other's. */
  draftKey(name: string): string {
    return `${this.info?.person?.id ?? "visitor"}/${name}`;
  }

  async load(): Promise<void> {
    this.problem = null;
    const site = dataOf(api.GET("/api/v1/site")).then(
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
      this.info = await dataOf(api.GET("/api/v1/session"));
    } catch (trouble) {
      const problem = Problem.of(trouble);
      if (problem.status === 401) this.info = NOBODY;
      else this.problem = problem;
    }
    await site;
  }

  forget(): void {
    this.info = NOBODY;
  }
}

export const session = new Session();
