import { m } from "#lib/paraglide/messages.js";

/** The four yes/no conditions of the gold book, with what is asked and how it is meant. */
export const CONDITIONS = [
  ["new_here", m.apply_new_here, m.apply_new_here_hint],
  ["in_use", m.apply_in_use, m.apply_in_use_hint],
  ["beneficial", m.apply_beneficial, m.apply_beneficial_hint],
  ["not_excluded", m.apply_not_excluded, m.apply_not_excluded_hint],
] as const;

export type Looked = Record<(typeof CONDITIONS)[number][0], string>;
