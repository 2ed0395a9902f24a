import { m } from "#lib/paraglide/messages.js";

export interface MenuItem {
  path: string;
  icon: string;
  label: () => string;
  /** Who sees it; everybody signed in when absent. */
  roles?: readonly string[];
}

export interface MenuGroup {
  label: () => string;
  items: readonly MenuItem[];
}

const DESK = ["coordinator", "village_head", "unit_head", "moderator"];
const COUNCIL = ["council_secretary", "council_chair", "council_member"];
const BENCH = ["council_secretary", "council_chair", "unit_head"];
const CALLS = ["coordinator", "unit_head", "commune_chair"];
const HONOURS = ["commendation_clerk", "commune_chair", "unit_head", "coordinator", "village_head"];

const GROUPS: readonly MenuGroup[] = [
  {
    label: m.app_group_mine,
    items: [
      { path: "/app", icon: "list-checks", label: m.app_my_work },
      { path: "/app/cua-toi", icon: "lightbulb", label: m.app_mine },
      { path: "/app/ho-so", icon: "file-text", label: m.app_dossiers },
    ],
  },
  {
    label: m.app_group_work,
    items: [
      { path: "/app/tiep-nhan", icon: "hand-heart", label: m.app_desk, roles: DESK },
      { path: "/app/nhap-ho", icon: "pencil", label: m.proxy_title, roles: ["coordinator", "village_head"] },
      { path: "/app/phat-dong", icon: "sprout", label: m.campaign_title, roles: CALLS },
      { path: "/app/thong-ke", icon: "star", label: m.shell_footer_figures, roles: [...CALLS, "party_observer"] },
      { path: "/app/hoi-dong", icon: "users", label: m.app_councils, roles: BENCH },
      { path: "/app/bo-tieu-chi", icon: "list-checks", label: m.app_rubrics, roles: BENCH },
      { path: "/app/dot-xet", icon: "calendar", label: m.app_rounds, roles: BENCH },
      { path: "/app/cham-diem", icon: "star", label: m.app_scoring, roles: COUNCIL },
      { path: "/app/hop", icon: "gavel", label: m.app_sessions, roles: [...COUNCIL, "unit_head"] },
      { path: "/app/khen-thuong", icon: "award", label: m.app_commendations, roles: HONOURS },
    ],
  },
  {
    label: m.app_group_admin,
    items: [
      { path: "/app/quan-tri/nguoi-dung", icon: "users", label: m.app_people, roles: ["administrator"] },
      { path: "/app/quan-tri/to-chuc", icon: "building", label: m.app_units, roles: ["administrator"] },
    ],
  },
];

/** The screens this build has: a menu never leads to a page that does not exist. */
const SCREENS = new Set(
  Object.keys(import.meta.glob("../../routes/**/+page.svelte")).map((file) =>
    file
      .replace(/^.*\/routes/, "/app")
      .replace(/\/\([^)]+\)/g, "")
      .replace(/\/\+page\.svelte$/, ""),
  ),
);

/** What this person's menu holds. */
export function menuFor(has: (...roles: string[]) => boolean): MenuGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    items: group.items.filter((item) => SCREENS.has(item.path) && (!item.roles || has(...item.roles))),
  })).filter((group) => group.items.length > 0);
}

/** Whether the menu entry is where the reader is. */
export function isHere(path: string, pathname: string): boolean {
  const plain = pathname.replace(/\/$/, "");
  return path === "/app" ? plain === "/app" : plain === path || plain.startsWith(`${path}/`);
}
