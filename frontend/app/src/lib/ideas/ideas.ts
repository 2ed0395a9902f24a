import { api, dataOf, ifMatch, onceOnly } from "#lib/api/client.ts";
import type { IdeaEvent, IdeaView, Wire } from "#lib/api/types.ts";
import { m } from "#lib/paraglide/messages.js";
import { ideaAnswerReason } from "#lib/words/generated/idea_answer_reason.ts";
import { ideaNextStep } from "#lib/words/generated/idea_next_step.ts";
import { word } from "#lib/words/word.ts";

const at = (idea: IdeaView) => ({ path: { id: idea.id }, header: ifMatch(idea.version) });

/** The calls about ideas; each verb names the version its reader saw. */
export const ideaCalls = {
  list: (query: { view: "desk" | "mine"; state?: string; after?: string; limit?: number }) =>
    dataOf(api.GET("/api/v1/ideas", { params: { query } })),
  read: (id: string) => dataOf(api.GET("/api/v1/ideas/{id}", { params: { path: { id } } })),
  thank: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/thanks", { body: { words }, params: at(idea) })),
  apply: (idea: IdeaView, body: Wire["ApplyIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/application", { body, params: at(idea) })),
  answer: (idea: IdeaView, body: Wire["AnswerIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/answer", { body, params: at(idea) })),
  withdraw: (idea: IdeaView) => dataOf(api.POST("/api/v1/ideas/{id}/withdrawal", { params: at(idea) })),
  send: (body: Wire["SendIdea"], key: string) =>
    dataOf(api.POST("/api/v1/ideas", { body, params: { header: onceOnly(key) } })),
  addPicture: (id: string, picture: File, key: string, token?: string) =>
    dataOf(
      api.POST("/api/v1/ideas/{id}/pictures", {
        // The picture itself is the body; the description calls it a binary string.
        body: picture as unknown as string,
        bodySerializer: (body: unknown) => body as BodyInit,
        headers: { "Content-Type": "application/octet-stream" },
        params: { path: { id }, query: token ? { token } : {}, header: onceOnly(key) },
      }),
    ),
  track: (code: string, token: string) =>
    dataOf(api.GET("/api/v1/ideas/tracking/{code}", { params: { path: { code }, query: { token } } })),
  claim: (code: string, token: string) =>
    dataOf(api.POST("/api/v1/ideas/claims", { body: { code, tracking_token: token } })),
  reuses: () => dataOf(api.GET("/api/v1/reuses")),
  confirmReuse: (id: string) => dataOf(api.POST("/api/v1/reuses/{id}/confirmation", { params: { path: { id } } })),
  declineReuse: (id: string) => dataOf(api.POST("/api/v1/reuses/{id}/declination", { params: { path: { id } } })),
};

const EVENTS: Record<string, (params: { name: string }) => string> = {
  received: () => m.timeline_received(),
  thanked: (params) => m.desk_event_thanked(params),
  honoured: (params) => m.desk_event_honoured(params),
  answered: (params) => m.desk_event_answered(params),
  claimed: () => m.desk_event_claimed(),
  withdrawn: () => m.desk_event_withdrawn(),
  reused: () => m.desk_event_reused(),
};

/** One line of an idea's timeline in words. */
export function eventItem(event: IdeaEvent): { what: string; at: string; notes: string[] } {
  const notes = [event.words];
  if (event.reason) notes.push(m.desk_event_reason({ reason: word(ideaAnswerReason, event.reason) }));
  if (event.next_step) notes.push(m.desk_event_next({ step: word(ideaNextStep, event.next_step) }));
  if (event.evidence) notes.push(m.desk_event_evidence({ evidence: event.evidence }));
  const name = event.person_name || m.common_anonymous();
  return { what: EVENTS[event.kind]?.({ name }) ?? event.kind, at: event.at, notes: notes.filter(Boolean) };
}

/** What the author can look forward to, with the day. */
export function nextWords(idea: { state: string; due_at?: string }, date: string): string {
  if (idea.state === "received") return m.mine_next_received({ date });
  if (idea.state === "thanked") return m.mine_next_thanked({ date });
  if (idea.state === "honoured") return m.mine_next_honoured();
  if (idea.state === "answered") return m.mine_next_answered();
  return m.mine_next_withdrawn();
}
