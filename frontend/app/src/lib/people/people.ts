import { api, dataOf, ifMatch, onceOnly } from "#lib/api/client.ts";
import type { Person, Wire } from "#lib/api/types.ts";

const at = (person: Person) => ({ path: { id: person.id }, header: ifMatch(person.version) });
const held = (person: Person, role: string, unit_id: string) => ({
  path: { id: person.id, role, unit_id },
  header: ifMatch(person.version),
});

/** The calls about people, their accounts and roles. */
export const peopleCalls = {
  list: (query: { q?: string; unit?: string; after?: string; limit?: number }) =>
    dataOf(api.GET("/api/v1/people", { params: { query } })),
  read: (id: string) => dataOf(api.GET("/api/v1/people/{id}", { params: { path: { id } } })),
  create: (body: Wire["PersonInput"], key: string) =>
    dataOf(api.POST("/api/v1/people", { body, params: { header: onceOnly(key) } })),
  change: (person: Person, body: Wire["PersonInput"]) =>
    dataOf(api.PATCH("/api/v1/people/{id}", { body, params: at(person) })),
  invite: (person: Person, login: string) =>
    dataOf(api.POST("/api/v1/people/{id}/account", { body: login ? { login } : {}, params: at(person) })),
  grant: (person: Person, role: string, unit: string) =>
    dataOf(api.PUT("/api/v1/people/{id}/roles/{role}/{unit_id}", { params: held(person, role, unit) })),
  revoke: (person: Person, role: string, unit: string) =>
    dataOf(api.DELETE("/api/v1/people/{id}/roles/{role}/{unit_id}", { params: held(person, role, unit) })),
};

/** The roles this build knows (`Role` of the server), in the order people ask for them. */
export const ROLES = [
  "coordinator",
  "village_head",
  "unit_head",
  "intake_officer",
  "council_secretary",
  "council_member",
  "council_chair",
  "commendation_clerk",
  "commune_chair",
  "accountant",
  "moderator",
  "party_observer",
  "provincial_viewer",
  "data_protection_officer",
  "administrator",
] as const;
