import { SvelteSet } from "svelte/reactivity";
import { errorText } from "#lib/words/generated/error_text.ts";
import { errorTitle } from "#lib/words/generated/error_title.ts";
import { problem as problemWords } from "#lib/words/generated/problem.ts";
import { violation as violationWords } from "#lib/words/generated/violation.ts";

/** One broken rule; `pointer` is a JSON pointer to the field, or empty when it concerns the whole. */
export interface Violation {
  pointer: string;
  code: string;
  params: Record<string, unknown>;
  detail?: string | undefined;
}

interface Wire {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  instance?: string;
  errors?: { pointer?: string; code?: string; params?: Record<string, unknown>; detail?: string }[];
}

/** What the server answered instead of what was asked (RFC 9457), or that it could not be reached (`code` "network"). */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  /** The request's id, worth quoting in a report. */
  readonly instance: string;
  readonly #errors: readonly Violation[];
  /** Pointers to fields that were changed since. */
  #mended = new SvelteSet<string>();
  /** Seconds to wait before trying again, where the server says so. */
  readonly retryAfter: number | undefined;

  constructor(wire: Wire, status: number, retryAfter?: number) {
    super(wire.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.code = wire.type?.split("/").pop() ?? "unknown";
    this.status = status;
    this.detail = wire.detail ?? "";
    this.instance = wire.instance ?? "";
    this.retryAfter = retryAfter;
    this.#errors = (wire.errors ?? []).map((error) => ({
      pointer: error.pointer ?? "",
      code: error.code ?? "unknown",
      params: error.params ?? {},
      detail: error.detail,
    }));
  }

  /** The rules that are still broken, as far as this screen can tell. */
  get errors(): readonly Violation[] {
    return this.#errors.filter((error) => !this.#mended.has(error.pointer));
  }

  /** True once every field it complained of was changed. */
  get mended(): boolean {
    return this.#errors.length > 0 && this.errors.length === 0;
  }

  /** A field that was changed is no longer marked as wrong. */
  mend(pointer: string): void {
    this.#mended.add(pointer);
  }

  /** The same problem where a form has its own words for what is wrong. */
  telling(words: (error: Violation) => string | undefined): Problem {
    const errors = this.#errors.map((error) => {
      const detail = words(error);
      return detail === undefined ? { ...error, detail: "" } : { ...error, detail };
    });
    const { code, message: title, detail, instance } = this;
    const told = new Problem({ type: code, title, detail, instance, errors }, this.status, this.retryAfter);
    told.#mended = this.#mended;
    return told;
  }

  static async from(response: Response): Promise<Problem> {
    const after = Number(response.headers.get("Retry-After")) || undefined;
    try {
      return new Problem((await response.clone().json()) as Wire, response.status, after);
    } catch {
      return new Problem({}, response.status, after);
    }
  }

  /** Rules this screen checks before it asks the server, told in the same shape. */
  static broken(errors: Record<string, string>): Problem {
    const told = Object.entries(errors).map(([pointer, detail]) => ({ pointer, code: "rules-broken", detail }));
    return new Problem({ type: "/problems/rules-broken", errors: told }, 422);
  }

  static network(): Problem {
    return new Problem({ type: "/problems/network" }, 0);
  }

  static of(trouble: unknown): Problem {
    return trouble instanceof Problem ? trouble : new Problem({}, 500);
  }
}

const wordOf = (code: string) => code.replace(/-/g, "_");

/** The sentence a person reads about a problem as a whole. */
export function problemText(problem: Problem): string {
  const exact = problemWords.get(wordOf(problem.code));
  if (exact) return exact({});
  // The server speaks the reader's language and knows best what happened.
  if (problem.detail) return problem.detail;
  const byStatus = errorText.get(String(problem.status));
  return byStatus?.({}) ?? problemWords.get("unknown")?.({}) ?? "";
}

export function problemTitle(problem: Problem): string {
  const known = errorTitle.get(problem.status === 0 ? "offline" : String(problem.status)) ?? errorTitle.get("500");
  return known?.({}) ?? problem.message;
}

/** The sentence about one broken rule: the server's own words, which are in the reader's language. */
export function violationText(violation: Violation): string {
  if (violation.detail) return violation.detail;
  const known = violationWords.get(wordOf(violation.code)) ?? violationWords.get("unknown");
  return known?.(violation.params) ?? "";
}

/** What is wrong with the field at `pointer`, or nothing. */
export function errorAt(problem: Problem | null | undefined, pointer: string): string | undefined {
  const found = problem?.errors.find((error) => error.pointer === pointer);
  return found && violationText(found);
}
