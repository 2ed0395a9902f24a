import { api, dataOf, ifMatch, onceOnly } from "#lib/api/client.ts";
import type { IdeaEvent, IdeaView, Wire } from "#lib/api/types.ts";
import { m } from "#lib/paraglide/messages.js";
import { hideReason } from "#lib/words/generated/hide_reason.ts";
import { ideaAnswerReason } from "#lib/words/generated/idea_answer_reason.ts";
import { ideaNextStep } from "#lib/words/generated/idea_next_step.ts";
import { word } from "#lib/words/word.ts";
import { localDate } from "#lib/words/dates.ts";
import { CONDITIONS } from "./forms/conditions.ts";

const at = (idea: IdeaView) => ({ path: { id: idea.id }, header: ifMatch(idea.version) });

/** The calls about ideas; each verb names the version its reader saw. */
export const ideaCalls = {
  list: (query: { view: "desk" | "mine"; state?: string; queue?: string; after?: string; limit?: number }) =>
    dataOf(api.GET("/api/v1/ideas", { params: { query } })),
  queues: () => dataOf(api.GET("/api/v1/ideas/queues")),
  undo: (idea: IdeaView) => dataOf(api.POST("/api/v1/ideas/{id}/undo", { params: at(idea) })),
  read: (id: string) => dataOf(api.GET("/api/v1/ideas/{id}", { params: { path: { id } } })),
  companions: (idea: IdeaView) =>
    dataOf(api.GET("/api/v1/ideas/{id}/companions", { params: { path: { id: idea.id } } })),
  thank: (idea: IdeaView, words: string, companion?: string) =>
    dataOf(
      api.POST("/api/v1/ideas/{id}/thanks", {
        body: { words, ...(companion ? { companion_id: companion } : {}) },
        params: at(idea),
      }),
    ),
  assign: (idea: IdeaView, companion: string) =>
    dataOf(api.PUT("/api/v1/ideas/{id}/companion", { body: { companion_id: companion }, params: at(idea) })),
  ask: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/question", { body: { words }, params: at(idea) })),
  reply: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/reply", { body: { words }, params: at(idea) })),
  apply: (idea: IdeaView, body: Wire["ApplyIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/application", { body, params: at(idea) })),
  honour: (idea: IdeaView, body: Wire["HonourIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/honour", { body, params: at(idea) })),
  park: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/parking", { body: { words }, params: at(idea) })),
  redirect: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/redirection", { body: { words }, params: at(idea) })),
  reopen: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/reopening", { body: { words }, params: at(idea) })),
  answer: (idea: IdeaView, body: Wire["AnswerIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/answer", { body, params: at(idea) })),
  forward: (idea: IdeaView, body: Wire["ForwardIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/forwarding", { body, params: at(idea) })),
  takeOver: (idea: IdeaView, companion: string) =>
    dataOf(
      api.POST("/api/v1/ideas/{id}/handover", {
        body: companion ? { companion_id: companion } : {},
        params: at(idea),
      }),
    ),
  sendBack: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/return", { body: { words }, params: at(idea) })),
  startTrial: (idea: IdeaView, body: Wire["StartTrial"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/trial", { body, params: at(idea) })),
  approveTrial: (idea: IdeaView) => dataOf(api.POST("/api/v1/ideas/{id}/trial/approval", { params: at(idea) })),
  declineTrial: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/trial/declination", { body: { words }, params: at(idea) })),
  logTrial: (idea: IdeaView, body: Wire["LogTrial"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/trial/entries", { body, params: at(idea) })),
  failTrial: (idea: IdeaView, body: Wire["FailTrial"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/trial/failure", { body, params: at(idea) })),
  declineHonour: (idea: IdeaView, body: Wire["DeclineHonour"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/honour/declination", { body, params: at(idea) })),
  hide: (idea: IdeaView, body: Wire["HideIdea"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/hiding", { body, params: at(idea) })),
  appeal: (idea: IdeaView, words: string) =>
    dataOf(api.POST("/api/v1/ideas/{id}/appeal", { body: { words }, params: at(idea) })),
  decideAppeal: (idea: IdeaView, body: Wire["DecideAppeal"]) =>
    dataOf(api.POST("/api/v1/ideas/{id}/appeal/decision", { body, params: at(idea) })),
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
  transcribe: (idea: IdeaView, text: string) =>
    dataOf(api.PUT("/api/v1/ideas/{id}/recording/transcript", { body: { text }, params: at(idea) })),
  claim: (code: string, token: string) =>
    dataOf(api.POST("/api/v1/ideas/claims", { body: { code, tracking_token: token } })),
  consents: (id: string) => dataOf(api.GET("/api/v1/ideas/{id}/consents", { params: { path: { id } } })),
  giveConsent: (id: string, purpose: string) =>
    dataOf(
      api.PUT("/api/v1/ideas/{id}/consents/{purpose}", {
        body: { capacity: "", given_by: "", channel: "" },
        params: { path: { id, purpose } },
      }),
    ),
  withdrawConsent: (id: string, purpose: string) =>
    dataOf(api.DELETE("/api/v1/ideas/{id}/consents/{purpose}", { params: { path: { id, purpose } } })),
  askGuardian: (id: string, name: string, contact: string) =>
    dataOf(api.PUT("/api/v1/ideas/{id}/guardian", { body: { name, contact }, params: { path: { id } } })),
  reuses: () => dataOf(api.GET("/api/v1/reuses")),
  confirmReuse: (id: string) => dataOf(api.POST("/api/v1/reuses/{id}/confirmation", { params: { path: { id } } })),
  declineReuse: (id: string) => dataOf(api.POST("/api/v1/reuses/{id}/declination", { params: { path: { id } } })),
};

const EVENTS: Record<string, (params: { name: string; unit: string }) => string> = {
  received: () => m.timeline_received(),
  thanked: (params) => m.desk_event_thanked(params),
  assigned: (params) => m.timeline_assigned(params),
  asked: (params) => m.timeline_asked(params),
  replied: () => m.timeline_replied(),
  applied: (params) => m.desk_event_applied(params),
  honoured: (params) => m.desk_event_honoured(params),
  answered: (params) => m.desk_event_answered(params),
  parked: () => m.timeline_parked(),
  reopened: () => m.timeline_reopened(),
  redirected: () => m.timeline_redirected(),
  escalated: () => m.timeline_escalated(),
  forwarded: (params) => m.timeline_forwarded(params),
  taken_over: (params) => m.timeline_taken_over(params),
  sent_back: () => m.timeline_sent_back(),
  trial_planned: (params) => m.timeline_trial_planned(params),
  trial_begun: () => m.timeline_trial_begun(),
  trial_declined: () => m.timeline_trial_declined(),
  observed: (params) => m.timeline_observed(params),
  trial_failed: () => m.timeline_trial_failed(),
  honour_declined: () => m.timeline_honour_declined(),
  hidden: () => m.timeline_hidden(),
  appealed: () => m.timeline_appealed(),
  hiding_upheld: () => m.timeline_hiding_upheld(),
  restored: () => m.timeline_restored(),
  claimed: () => m.desk_event_claimed(),
  transcribed: (params) => m.timeline_transcribed(params),
  withdrawn: () => m.desk_event_withdrawn(),
  reused: () => m.desk_event_reused(),
};

/** One line of an idea's timeline in words. */
export function eventItem(event: IdeaEvent): { what: string; at: string; notes: string[] } {
  const notes = [event.words];
  if (event.reason) notes.push(m.desk_event_reason({ reason: word(ideaAnswerReason, event.reason) }));
  if (event.next_step) notes.push(m.desk_event_next({ step: word(ideaNextStep, event.next_step) }));
  if (event.evidence) notes.push(m.desk_event_evidence({ evidence: event.evidence }));
  if (event.seen_on) notes.push(m.desk_event_seen_on({ date: localDate(event.seen_on) }));
  if (event.result) notes.push(m.desk_event_result({ result: event.result }));
  if (event.hide_reason) notes.push(m.desk_event_hide_reason({ reason: word(hideReason, event.hide_reason) }));
  const missing = CONDITIONS.find(([key]) => key === event.condition);
  if (missing) notes.push(m.desk_event_condition({ condition: missing[1]() }));
  const name = event.companion || event.person_name || m.common_anonymous();
  return {
    what: EVENTS[event.kind]?.({ name, unit: event.unit ?? "" }) ?? event.kind,
    at: event.at,
    notes: notes.filter(Boolean),
  };
}

const NEXT: Record<string, (params: { date: string }) => string> = {
  received: (params) => m.mine_next_received(params),
  thanked: (params) => m.mine_next_thanked(params),
  screening: (params) => m.mine_next_screening(params),
  needs_info: (params) => m.mine_next_needs_info(params),
  applied: (params) => m.mine_next_applied(params),
  honoured: () => m.mine_next_honoured(),
  forwarded: (params) => m.mine_next_forwarded(params),
  trial: (params) => m.mine_next_trial(params),
  trial_failed: () => m.mine_next_trial_failed(),
  hidden: () => m.mine_next_hidden(),
  answered: () => m.mine_next_answered(),
  parked: () => m.mine_next_parked(),
  redirected_feedback: () => m.mine_next_redirected_feedback(),
  withdrawn: () => m.mine_next_withdrawn(),
};

/** What the author can look forward to, with the day. */
export function nextWords(idea: { state: string }, date: string): string {
  // Applied and looked at: nobody has to act any more.
  if (idea.state === "applied" && !date) return m.mine_next_applied_only();
  return NEXT[idea.state]?.({ date }) ?? "";
}
