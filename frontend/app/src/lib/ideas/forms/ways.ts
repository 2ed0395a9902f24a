import { m } from "#lib/paraglide/messages.js";

/** Every verb with a form, in the order its button stands in. */
export const WAYS = [
  { verb: "thank", label: m.verb_thank, icon: "heart", rank: "main" },
  { verb: "reply", label: m.verb_reply, icon: "message-circle", rank: "main" },
  { verb: "reopen", label: m.verb_reopen, icon: "rotate-ccw", rank: "main" },
  { verb: "appeal", label: m.verb_appeal, icon: "rotate-ccw", rank: "main" },
  { verb: "take_over", label: m.verb_take_over, icon: "users", rank: "main" },
  { verb: "decide_appeal", label: m.verb_decide_appeal, icon: "circle-question-mark", rank: "main" },
  { verb: "approve_trial", label: m.verb_approve_trial, icon: "badge-check", rank: "main" },
  { verb: "log_trial", label: m.verb_log_trial, icon: "file-text", rank: "main" },
  { verb: "apply", label: m.verb_apply, icon: "badge-check", rank: "main" },
  { verb: "ask", label: m.verb_ask, icon: "circle-question-mark", rank: "usual" },
  { verb: "answer", label: m.verb_answer, icon: "message-circle", rank: "usual" },
  { verb: "fail_trial", label: m.verb_fail_trial, icon: "message-circle", rank: "usual" },
  { verb: "decline_trial", label: m.verb_decline_trial, icon: "message-circle", rank: "usual" },
  { verb: "send_back", label: m.verb_send_back, icon: "rotate-ccw", rank: "usual" },
  { verb: "decline_honour", label: m.verb_decline_honour, icon: "message-circle", rank: "usual" },
  { verb: "start_trial", label: m.verb_start_trial, icon: "sprout", rank: "rare" },
  { verb: "forward", label: m.verb_forward, icon: "send", rank: "rare" },
  { verb: "park", label: m.verb_park, icon: "file-text", rank: "rare" },
  { verb: "redirect", label: m.verb_redirect, icon: "send", rank: "rare" },
  { verb: "assign", label: m.verb_assign, icon: "users", rank: "rare" },
  { verb: "hide", label: m.verb_hide, icon: "circle-question-mark", rank: "rare" },
] as const satisfies readonly { verb: string; label: () => string; icon: string; rank: "main" | "usual" | "rare" }[];
