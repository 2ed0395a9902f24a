import { api, ifMatch } from "#lib/api/client.ts";
import { got } from "#lib/api/loaded.svelte.ts";
import type { components } from "#lib/api/schema.d.ts";

type Wire = components["schemas"];
export type Commendation = Wire["Commendation"];
export type Nomination = Wire["NominateCommendation"];
export type RecipientDraft = Wire["NominateRecipient"];

const held = (id: string, version: string) => ({ params: { path: { id }, header: ifMatch(version) } });

/** The calls about commendations, in one place. */
export const commendations = {
  list: async (query: { state?: string; after?: string }) =>
    (await got(api.GET("/api/v1/commendations", { params: { query } }))).data,
  read: (id: string) => got(api.GET("/api/v1/commendations/{id}", { params: { path: { id } } })),
  papers: async (id: string) =>
    (await got(api.GET("/api/v1/commendations/{id}/papers", { params: { path: { id } } }))).data.items,
  nominate: async (body: Nomination, key: string) => {
    const params = { header: { "Idempotency-Key": key } };
    return (await got(api.POST("/api/v1/commendations", { params, body }))).data;
  },
  decide: (id: string, version: string) => got(api.POST("/api/v1/commendations/{id}/decision", held(id, version))),
  decline: (id: string, version: string, body: Wire["DeclineCommendation"]) =>
    got(api.POST("/api/v1/commendations/{id}/declination", { ...held(id, version), body })),
  handOver: (id: string, version: string, body: Wire["AwardCommendation"]) =>
    got(api.POST("/api/v1/commendations/{id}/handover", { ...held(id, version), body })),
  revoke: (id: string, version: string, body: Wire["RevokeCommendation"]) =>
    got(api.POST("/api/v1/commendations/{id}/revocation", { ...held(id, version), body })),
};

/** What the papers have room for. */
export const WORDS_MOST = 60;

export function wordCount(text: string): number {
  return text.trim() ? text.trim().split(/\s+/).length : 0;
}
