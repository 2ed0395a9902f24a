import { api, ifMatch, onceOnly } from "#lib/api/client.ts";
import { got } from "#lib/api/loaded.svelte.ts";
import type { Wire } from "#lib/api/types.ts";

export type Campaign = Wire["Campaign"];
export type CampaignWish = Wire["EditCampaign"];

const held = (id: string, version: string) => ({ params: { path: { id }, header: ifMatch(version) } });

/** The calls about campaigns, in one place. */
export const campaigns = {
  list: async (after?: string) =>
    (await got(api.GET("/api/v1/campaigns", { params: { query: after ? { after } : {} } }))).data,
  programmes: async () => (await got(api.GET("/api/v1/campaigns/programmes"))).data.items,
  read: (id: string) => got(api.GET("/api/v1/campaigns/{id}", { params: { path: { id } } })),
  draft: async (unit_id: string, campaign: CampaignWish, key: string) =>
    (await got(api.POST("/api/v1/campaigns", { params: { header: onceOnly(key) }, body: { unit_id, campaign } }))).data,
  edit: (id: string, version: string, body: CampaignWish) =>
    got(api.PUT("/api/v1/campaigns/{id}", { ...held(id, version), body })),
  announce: (id: string, version: string) => got(api.POST("/api/v1/campaigns/{id}/announcement", held(id, version))),
  summarise: (id: string, version: string, summary: string) =>
    got(api.POST("/api/v1/campaigns/{id}/summary", { ...held(id, version), body: { summary } })),
};
