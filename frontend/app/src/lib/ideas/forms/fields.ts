import type { IdeaView } from "#lib/api/types.ts";
import { m } from "#lib/paraglide/messages.js";
import { units } from "#lib/units/units.svelte.ts";
import { todayIso } from "#lib/words/dates.ts";
import { hideReason } from "#lib/words/generated/hide_reason.ts";
import { ideaCalls } from "../ideas.ts";
import { CONDITIONS } from "./conditions.ts";

export interface Option {
  value: string;
  label: string;
}

/** One field of a form; its key is where it stands in what is sent. */
export interface VerbField {
  key: string;
  kind: "words" | "line" | "day" | "choice";
  label: () => string;
  hint?: () => string;
  optional?: boolean;
  /** What may be chosen, asked of the server where it depends on the idea. */
  options?: (idea: IdeaView) => Option[] | Promise<Option[]>;
  /** The first and last day. */
  days?: () => { min?: string; max?: string };
}

/** A verb that is a few fields and a call. */
export interface FieldsVerb {
  title: () => string;
  lead?: (idea: IdeaView) => string;
  fields: readonly VerbField[];
  submit: () => string;
  did: (after: IdeaView) => string;
  call: (idea: IdeaView, typed: Record<string, string>) => Promise<IdeaView>;
}

const words = (label: () => string = m.answer_words): VerbField => ({ key: "words", kind: "words", label });
const text = (typed: Record<string, string>, key: string) => typed[key] ?? "";

async function otherUnits(idea: IdeaView): Promise<Option[]> {
  await units.load();
  return (units.tree ?? [])
    .filter((unit) => unit.id !== idea.unit_id)
    .map((unit) => ({ value: unit.id, label: `${"\u2003".repeat(unit.depth)}${unit.name}` }));
}

async function companions(idea: IdeaView): Promise<Option[]> {
  const { items } = await ideaCalls.companions(idea);
  return items.map(({ id, full_name, unit_name }) => ({ value: id, label: `${full_name} · ${unit_name}` }));
}

export const FIELDS = {
  forward: {
    title: m.verb_forward,
    lead: m.forward_lead,
    fields: [{ key: "unit_id", kind: "choice", label: m.forward_unit, options: otherUnits }, words(m.forward_words)],
    submit: m.forward_submit,
    did: m.forward_done,
    call: (idea, typed) => ideaCalls.forward(idea, { unit_id: text(typed, "unit_id"), words: text(typed, "words") }),
  },
  take_over: {
    title: m.verb_take_over,
    lead: m.take_over_lead,
    fields: [{ key: "companion_id", kind: "choice", label: m.thank_companion, options: companions }],
    submit: m.verb_take_over,
    did: m.take_over_done,
    call: (idea, typed) => ideaCalls.takeOver(idea, text(typed, "companion_id")),
  },
  send_back: {
    title: m.verb_send_back,
    lead: m.send_back_lead,
    fields: [words()],
    submit: m.verb_send_back,
    did: m.send_back_done,
    call: (idea, typed) => ideaCalls.sendBack(idea, text(typed, "words")),
  },
  start_trial: {
    title: m.verb_start_trial,
    lead: (idea) => `${m.trial_lead()} ${idea.verbs.includes("approve_trial") ? "" : m.trial_lead_waits()}`,
    fields: [
      { key: "where", kind: "line", label: m.trial_where },
      { key: "who", kind: "line", label: m.trial_who },
      { key: "until", kind: "day", label: m.trial_until, days: () => ({ min: todayIso() }) },
      { ...words(m.trial_words), optional: true },
    ],
    submit: m.trial_submit,
    did: (after) => (after.state === "trial" ? m.trial_begun() : m.trial_done()),
    call: (idea, typed) =>
      ideaCalls.startTrial(idea, {
        where: text(typed, "where"),
        who: text(typed, "who"),
        until: text(typed, "until"),
        words: text(typed, "words"),
      }),
  },
  approve_trial: {
    title: m.verb_approve_trial,
    fields: [],
    submit: m.verb_approve_trial,
    did: m.trial_begun,
    call: (idea) => ideaCalls.approveTrial(idea),
  },
  decline_trial: {
    title: m.verb_decline_trial,
    lead: m.trial_declined_lead,
    fields: [words()],
    submit: m.common_send,
    did: m.trial_declined_done,
    call: (idea, typed) => ideaCalls.declineTrial(idea, text(typed, "words")),
  },
  log_trial: {
    title: m.verb_log_trial,
    fields: [
      { key: "seen_on", kind: "day", label: m.trial_seen_on, days: () => ({ max: todayIso() }) },
      words(m.trial_seen),
    ],
    submit: m.common_save,
    did: m.trial_log_done,
    call: (idea, typed) => ideaCalls.logTrial(idea, { seen_on: text(typed, "seen_on"), words: text(typed, "words") }),
  },
  fail_trial: {
    title: m.verb_fail_trial,
    lead: m.trial_fail_lead,
    fields: [{ key: "result_note", kind: "words", label: m.trial_note, hint: m.trial_note_hint }, words()],
    submit: m.common_send,
    did: m.trial_fail_done,
    call: (idea, typed) =>
      ideaCalls.failTrial(idea, { result_note: text(typed, "result_note"), words: text(typed, "words") }),
  },
  decline_honour: {
    title: m.verb_decline_honour,
    lead: m.honour_declined_lead,
    fields: [
      {
        key: "condition",
        kind: "choice",
        label: m.honour_declined_condition,
        options: () => CONDITIONS.map(([value, label]) => ({ value, label: label() })),
      },
      words(),
    ],
    submit: m.common_send,
    did: m.honour_declined_done,
    call: (idea, typed) =>
      ideaCalls.declineHonour(idea, { condition: text(typed, "condition"), words: text(typed, "words") }),
  },
  hide: {
    title: m.verb_hide,
    lead: m.hide_lead,
    fields: [
      {
        key: "reason",
        kind: "choice",
        label: m.hide_reason,
        options: () => [...hideReason].map(([value, label]) => ({ value, label: label({}) })),
      },
      words(),
    ],
    submit: m.verb_hide,
    did: m.hide_done,
    call: (idea, typed) => ideaCalls.hide(idea, { reason: text(typed, "reason"), words: text(typed, "words") }),
  },
  appeal: {
    title: m.verb_appeal,
    lead: m.track_appeal_hint,
    fields: [words(m.track_appeal_label)],
    submit: m.track_appeal_send,
    did: m.appeal_done,
    call: (idea, typed) => ideaCalls.appeal(idea, text(typed, "words")),
  },
  decide_appeal: {
    title: m.verb_decide_appeal,
    fields: [
      {
        key: "uphold",
        kind: "choice",
        label: m.appeal_choice,
        options: () => [
          { value: "no", label: m.appeal_restore() },
          { value: "yes", label: m.appeal_uphold() },
        ],
      },
      words(),
    ],
    submit: m.common_send,
    did: m.appeal_decided,
    call: (idea, typed) =>
      ideaCalls.decideAppeal(idea, { uphold: text(typed, "uphold") === "yes", words: text(typed, "words") }),
  },
} satisfies Record<string, FieldsVerb>;
