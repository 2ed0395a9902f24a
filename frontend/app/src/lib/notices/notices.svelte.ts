import { api, dataOf } from "#lib/api/client.ts";
import type { Wire } from "#lib/api/types.ts";

export type Told = Wire["Notice"];
export type Wishes = Wire["NoticePreferences"];

export const noticeCalls = {
  list: (after?: string) => dataOf(api.GET("/api/v1/notices", { params: { query: after ? { after } : {} } })),
  read: (id: string) => dataOf(api.PUT("/api/v1/notices/{id}/read", { params: { path: { id } } })),
  readAll: () => dataOf(api.PUT("/api/v1/notices/read")),
  wishes: () => dataOf(api.GET("/api/v1/notices/preferences")),
  setWishes: (body: Wishes) => dataOf(api.PUT("/api/v1/notices/preferences", { body })),
};

/** How many messages wait, for the bell; asked again whenever a screen is opened. */
class Bell {
  unread = $state(0);

  async load(): Promise<void> {
    try {
      this.unread = (await dataOf(api.GET("/api/v1/notices/count"))).unread;
    } catch {
      // The bell merely keeps its last number.
    }
  }
}

export const bell = new Bell();
