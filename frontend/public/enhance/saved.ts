import { newKey } from "../../shared/key.js";

/** The key of the draft on the server, kept by this browser alone, and the version it last saw. */
interface Kept {
  key: string;
  version: string;
}

type Words = Record<string, string>;

/** What the server keeps of a card that is being written: contact data and consents stay on the device. */
const NAMES = [
  "title",
  "before",
  "proposal",
  "outcome",
  "field",
  "place",
  "beneficiaries",
  "unit",
  "author_name",
  "author_kind",
];
const TOLD = ["before", "proposal", "outcome"];
const PLACE = "sk-card";

function kept(): Kept {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? "null") as Kept | null;
    if (found?.key) return found;
  } catch {
    // A browser that keeps nothing gets a key for this page.
  }
  return { key: newKey(), version: "" };
}

export class Saved {
  readonly #form: HTMLFormElement;
  #at: Kept;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#at = kept();
    this.#remember();
  }

  #remember(): void {
    const field = this.#form.querySelector<HTMLInputElement>("input[name=draft_key]");
    if (field) field.value = this.#at.key;
    try {
      localStorage.setItem(PLACE, JSON.stringify(this.#at));
    } catch {
      // See above.
    }
  }

  #words(): Words {
    const data = new FormData(this.#form);
    const word = (name: string) => {
      const value = data.get(name);
      return typeof value === "string" ? value : "";
    };
    return { ...Object.fromEntries(NAMES.map((name) => [name, word(name)])), stage: word("stage") };
  }

  #ask(method: string, words?: Words): Promise<Response> {
    return fetch(`/api/v1/idea-drafts/${this.#at.key}`, {
      method,
      keepalive: true,
      headers: {
        "Content-Type": "application/json",
        ...(words && this.#at.version ? { "If-Match": this.#at.version } : {}),
      },
      ...(words ? { body: JSON.stringify(words) } : {}),
    });
  }

  /** Saves the words once something was told. Answers whether they are safe; `other` gets a copy somebody else saved. */
  async save(other: (words: Words, at: string) => void): Promise<boolean> {
    const words = this.#words();
    if (!TOLD.some((name) => words[name]?.trim())) return false;
    const answer = await this.#ask("PUT", words);
    if (answer.ok) {
      this.#at.version = answer.headers.get("ETag") ?? "";
      this.#remember();
      return true;
    }
    if (answer.status === 404) this.#at = { key: newKey(), version: "" };
    // Another window of this browser saved in between: its words are offered, these are saved next time.
    else if (answer.status === 412) await this.offer(other);
    this.#remember();
    return false;
  }

  /** Looks for a copy with other words than these. */
  async offer(other: (words: Words, at: string) => void): Promise<void> {
    const answer = await this.#ask("GET");
    if (!answer.ok) return;
    this.#at.version = answer.headers.get("ETag") ?? "";
    this.#remember();
    const draft = (await answer.json()) as { words: Words; changed_at: string };
    const mine = this.#words();
    if (TOLD.some((name) => (draft.words[name] ?? "") !== mine[name])) other(draft.words, draft.changed_at);
  }

  /** On opening: only where nothing is written here, and something is there. */
  async look(other: (words: Words, at: string) => void): Promise<void> {
    const words = this.#words();
    if (this.#at.version && !TOLD.some((name) => words[name]?.trim())) await this.offer(other);
  }

  /** The next card is another one. The server forgets this one's draft when the card arrives. */
  end(): void {
    this.#at = { key: newKey(), version: "" };
    this.#remember();
  }

  /** Puts words back into the form. */
  put(words: Words): void {
    for (const [name, value] of Object.entries(words)) setField(this.#form, name, value);
  }
}

/** Puts one value into a form, whatever kind of control it is. */
export function setField(form: HTMLFormElement, name: string, value: string): void {
  const at = form.elements.namedItem(name);
  if (at instanceof HTMLInputElement && at.type === "checkbox") at.checked = Boolean(value);
  else if (at instanceof RadioNodeList) at.value = value;
  else if (at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) at.value = value;
  else if (at instanceof HTMLInputElement && at.type !== "hidden" && at.type !== "file") at.value = value;
}
