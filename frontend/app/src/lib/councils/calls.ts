import { api, ifMatch } from "#lib/api/client.ts";
import { got } from "#lib/api/loaded.svelte.ts";
import type { components } from "#lib/api/schema.d.ts";

type Wire = components["schemas"];
export type Council = Wire["CouncilView"];
export type CouncilSeat = Wire["CouncilSeat"];
export type Rubric = Wire["RubricView"];
export type Criterion = Wire["RubricCriterion"];
export type RoundRow = Wire["RoundRow"];
export type Round = Wire["RoundView"];
export type RoundDossier = Wire["RoundDossierView"];
export type Scores = Wire["ScoreList"];
export type Sheet = Wire["SheetView"];
export type SheetRow = Wire["SheetRow"];
export type Filling = Wire["SaveSheet"];
export type Mark = Wire["MarkView"];
export type CouncilSession = Wire["CouncilSessionView"];
export type SessionItem = Wire["SessionItemView"];
export type ItemRecord = Wire["RecordItem"];
export type Person = Wire["Person"];

const keyed = (key: string) => ({ header: { "Idempotency-Key": key } });
const at = (id: string) => ({ params: { path: { id } } });
const held = (id: string, version: string | number) => ({ params: { path: { id }, header: ifMatch(version) } });

/** The calls about councils, rounds, sheets and sessions, in one place. */
export const councils = {
  list: async () => (await got(api.GET("/api/v1/councils"))).data.items,
  read: async (id: string) => (await got(api.GET("/api/v1/councils/{id}", at(id)))).data,
  establish: async (body: Wire["EstablishCouncil"], key: string) =>
    (await got(api.POST("/api/v1/councils", { params: keyed(key), body }))).data,
  rubrics: async () => (await got(api.GET("/api/v1/rubrics"))).data.items,
  people: async (q: string) =>
    (await got(api.GET("/api/v1/people", { params: { query: { q, limit: 8 } } }))).data.items,
  units: async () => (await got(api.GET("/api/v1/units"))).data.items,

  rounds: async () => (await got(api.GET("/api/v1/rounds"))).data.items,
  round: (id: string) => got(api.GET("/api/v1/rounds/{id}", at(id))),
  plan: async (body: Wire["PlanRound"], key: string) =>
    (await got(api.POST("/api/v1/rounds", { params: keyed(key), body }))).data,
  waiting: async (id: string) => (await got(api.GET("/api/v1/rounds/{id}/waiting", at(id)))).data.items,
  add: (id: string, version: string, dossier_ids: string[]) =>
    got(api.POST("/api/v1/rounds/{id}/dossiers", { ...held(id, version), body: { dossier_ids } })),
  assign: (id: string, dossier: string, version: string, markers: string[]) => {
    const params = { path: { id, dossier }, header: ifMatch(version) };
    return got(api.PUT("/api/v1/rounds/{id}/dossiers/{dossier}/markers", { params, body: { markers } }));
  },
  startScoring: (id: string, version: string) => got(api.POST("/api/v1/rounds/{id}/scoring", held(id, version))),
  reveal: (id: string, version: string) => got(api.POST("/api/v1/rounds/{id}/reveal", held(id, version))),
  scores: async (id: string) => (await got(api.GET("/api/v1/rounds/{id}/scores", at(id)))).data,
  declare: (id: string, dossier: string, body: Wire["DeclareInterest"]) => {
    const params = { path: { id, dossier } };
    return got(api.PUT("/api/v1/rounds/{id}/dossiers/{dossier}/interest", { params, body }));
  },

  sheets: async (round?: string) =>
    (await got(api.GET("/api/v1/sheets", { params: { query: round ? { round } : {} } }))).data.items,
  sheet: (id: string) => got(api.GET("/api/v1/sheets/{id}", at(id))),
  save: (id: string, version: string, body: Filling) =>
    got(api.PUT("/api/v1/sheets/{id}", { ...held(id, version), body })),
  seal: (id: string, version: string) => got(api.POST("/api/v1/sheets/{id}/seal", held(id, version))),

  sessions: async (round?: string) =>
    (await got(api.GET("/api/v1/council-sessions", { params: { query: round ? { round } : {} } }))).data.items,
  session: (id: string) => got(api.GET("/api/v1/council-sessions/{id}", at(id))),
  openSession: async (round: string, body: Wire["OpenCouncilSession"], key: string) => {
    const params = { path: { id: round }, ...keyed(key) };
    return (await got(api.POST("/api/v1/rounds/{id}/session", { params, body }))).data;
  },
  attend: (id: string, version: string | number, attendance: Wire["MemberAttendance"][]) =>
    got(api.PUT("/api/v1/council-sessions/{id}/attendance", { ...held(id, version), body: { attendance } })),
  record: (id: string, dossier: string, version: string | number, body: ItemRecord) => {
    const params = { path: { id, dossier }, header: ifMatch(version) };
    return got(api.PUT("/api/v1/council-sessions/{id}/items/{dossier}", { params, body }));
  },
  vote: (id: string, dossier: string, choice: string) => {
    const params = { path: { id, dossier } };
    return got(api.PUT("/api/v1/council-sessions/{id}/items/{dossier}/vote", { params, body: { choice } }));
  },
  close: (id: string, version: string | number, conclusion: string) =>
    got(api.POST("/api/v1/council-sessions/{id}/closing", { ...held(id, version), body: { conclusion } })),
  minutes: async (id: string) => (await got(api.GET("/api/v1/council-sessions/{id}/minutes", at(id)))).data,
};

/** Scores travel in hundredths of a point. */
export const POINT = 100;
