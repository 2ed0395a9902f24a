import type { IdeaView } from "#lib/api/types.ts";
import { m } from "#lib/paraglide/messages.js";
import { ideaCalls } from "../ideas.ts";

/** A verb that needs a person's words and nothing else. */
export interface WordsVerb {
  title: () => string;
  lead?: () => string;
  label: () => string;
  hint?: () => string;
  submit: () => string;
  did: () => string;
  call: (idea: IdeaView, words: string) => Promise<IdeaView>;
}

export const WORDS = {
  ask: {
    title: m.verb_ask,
    lead: m.ask_lead,
    label: m.ask_label,
    hint: m.ask_hint,
    submit: m.ask_submit,
    did: m.ask_done,
    call: ideaCalls.ask,
  },
  reply: {
    title: m.track_reply_title,
    label: m.track_reply_label,
    submit: m.track_reply_send,
    did: m.reply_done,
    call: ideaCalls.reply,
  },
  park: {
    title: m.verb_park,
    lead: m.park_lead,
    label: m.answer_words,
    hint: m.park_hint,
    submit: m.park_submit,
    did: m.park_done,
    call: ideaCalls.park,
  },
  redirect: {
    title: m.verb_redirect,
    lead: m.redirect_lead,
    label: m.answer_words,
    hint: m.redirect_hint,
    submit: m.redirect_submit,
    did: m.redirect_done,
    call: ideaCalls.redirect,
  },
  reopen: {
    title: m.track_reopen_title,
    label: m.track_reopen_label,
    hint: m.track_reopen_hint,
    submit: m.track_reopen_send,
    did: m.reopen_done,
    call: ideaCalls.reopen,
  },
} satisfies Record<string, WordsVerb>;
