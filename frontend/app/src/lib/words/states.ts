import { awardState } from "./generated/award_state.ts";
import { campaignState } from "./generated/campaign_state.ts";
import { dossierState } from "./generated/dossier_state.ts";
import { ideaState } from "./generated/idea_state.ts";
import { word, type Word } from "./word.ts";

export type StateKind = "idea" | "dossier" | "award" | "campaign";

const WORDS: Record<StateKind, ReadonlyMap<string, Word>> = {
  idea: ideaState,
  dossier: dossierState,
  award: awardState,
  campaign: campaignState,
};

/** The word a person reads for a state; the state itself where it is new to this build. */
export function wordFor(kind: StateKind, state: string): string {
  return word(WORDS[kind], state);
}

const GOOD = new Set(["applied", "accepted", "council_passed", "awarded", "paid", "published", "decided", "thanked"]);
const GOLD = new Set(["honoured", "recognised"]);
const WAITING = new Set(["needs_info", "supplement_requested", "dossier_incomplete", "review_requested", "deferred"]);
const ENDED = new Set([
  "withdrawn",
  "hidden",
  "lapsed",
  "parked",
  "redirected_feedback",
  "draft",
  "answered",
  "declined",
  "not_recognised",
]);

/** The colour of a badge. Refusals stay grey: nobody is stamped red for a small idea. */
export function toneOf(state: string): "ok" | "gold" | "warn" | "info" | "plain" {
  if (GOOD.has(state)) return "ok";
  if (GOLD.has(state)) return "gold";
  if (WAITING.has(state)) return "warn";
  return ENDED.has(state) ? "plain" : "info";
}
