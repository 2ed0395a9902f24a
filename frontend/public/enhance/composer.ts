import { newKey } from "../../shared/key.js";
import { shrinkPhoto } from "../../shared/photo.js";
import { addressOf } from "./address.js";
import { dropDraft, draftPlace, putDraft, restoreDraft, saveDraft } from "./draft.js";
import { flush, keep, post, type Waiting } from "./queue.js";

const SAVE_MS = 400;
const TITLE_LONGEST = 80;

/** The idea card: keeps what is written, shrinks photos, survives a lost network. Without it the form is a plain POST. */
export function composer(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-composer]");
  if (form) enliven(form);
  let running = false;
  const send = () => {
    if (running) return;
    running = true;
    void flush(say, putBack)
      .catch(() => undefined)
      .finally(() => (running = false));
  };
  addEventListener("online", send);
  send();
}

function say(text: string, href: string): void {
  const line = document.createElement("p");
  line.className = "notice notice--ok";
  line.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  line.append(link);
  document.getElementById("main")?.prepend(line);
}

/** A waiting card the server did not accept goes back to being a draft. */
function putBack(card: Waiting): void {
  const words: Record<string, string> = {};
  for (const [name, value] of card.fields) if (typeof value === "string") words[name] = value;
  putDraft(draftPlace(card.action), words);
}

function text(form: HTMLFormElement, name: string): string {
  return form.dataset[`text${name}`] ?? "";
}

function firstLine(words: string): string {
  const line =
    words
      .trim()
      .split(/[\n.!?]/)[0]
      ?.trim() ?? "";
  if (line.length <= TITLE_LONGEST) return line;
  const cut = line.slice(0, TITLE_LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 20))}…`;
}

function enliven(form: HTMLFormElement): void {
  const note = form.querySelector<HTMLElement>("[data-draft-note]");
  const status = form.querySelector<HTMLElement>("[data-form-status]");
  let attempt = { key: "", print: "" };
  let timer = 0;
  let busy: Promise<unknown> = Promise.resolve();

  const tell = (where: HTMLElement | null, words: string) => {
    if (where) {
      where.textContent = words;
      where.hidden = !words;
    }
  };

  function save(): void {
    clearTimeout(timer);
    timer = 0;
    // A form replaced by a page of errors must not write over its successor.
    if (form.isConnected && saveDraft(form)) {
      const time = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
      tell(note, text(form, "Saved").replace("{time}", time));
    }
  }

  function forget(): void {
    clearTimeout(timer);
    timer = 0;
    dropDraft(form);
  }

  if (restoreDraft(form)) tell(note, text(form, "Kept"));
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_MS);
    const title = form.querySelector<HTMLInputElement>("[data-title]");
    const source = form.querySelector<HTMLTextAreaElement>("[data-title-source]");
    if (title && source) title.placeholder = firstLine(source.value);
  });
  // Phones close tabs without asking.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && timer) save();
  });

  const files = form.querySelector<HTMLInputElement>("input[type=file][data-photos]");
  files?.addEventListener("change", () => {
    busy = shrinkAll(form, files).then((trouble) => tell(status, trouble));
  });

  /** One attempt keeps its key while the words stay the same, so pressing twice makes one idea. */
  function card(): Waiting {
    const title = form.querySelector<HTMLInputElement>("[data-title]");
    const source = form.querySelector<HTMLTextAreaElement>("[data-title-source]");
    if (title && source && !title.value.trim()) title.value = firstLine(source.value);
    const fields = [...new FormData(form)].map(([name, value]): [string, string | File] => [
      name,
      typeof value === "string" ? value.normalize("NFC") : value,
    ]);
    const print = JSON.stringify(fields.map(([name, value]) => [name, typeof value === "string" ? value : value.size]));
    if (print !== attempt.print) attempt = { key: newKey(), print };
    return {
      key: attempt.key,
      action: addressOf(form),
      fields: fields.filter(([, value]) => typeof value === "string" || value.size > 0),
      sent: text(form, "Sent"),
      failed: text(form, "Failed"),
    };
  }

  async function submit(): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>("button[type=submit], button:not([type])");
    if (button?.getAttribute("aria-disabled") === "true") return;
    button?.setAttribute("aria-disabled", "true");
    tell(status, text(form, "Sending"));
    await busy;
    const sending = card();
    try {
      const answer = await post(sending);
      if (answer.ok) {
        forget();
        location.assign(answer.url);
        return;
      }
      if (answer.headers.get("Content-Type")?.includes("text/html")) replace(form, await answer.text());
      else tell(status, text(form, "Failed"));
    } catch {
      try {
        await keep(sending);
        forget();
        form.reset();
        attempt = { key: "", print: "" };
        form.querySelector("[data-thumbs]")?.replaceChildren();
        tell(status, text(form, "Waiting"));
      } catch {
        tell(status, text(form, "Failed"));
      }
    }
    button?.removeAttribute("aria-disabled");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
}

/** Shows the page of errors the server drew, without losing the photos already chosen. */
function replace(form: HTMLFormElement, html: string): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById("main");
  const main = document.getElementById("main");
  if (!fresh || !main) return;
  const chosen = form.querySelector<HTMLInputElement>("input[data-photos]");
  main.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  const next = main.querySelector<HTMLFormElement>("form[data-composer]");
  const slot = next?.querySelector<HTMLInputElement>("input[data-photos]");
  if (chosen?.files?.length && slot) {
    slot.files = chosen.files;
    // The page says that photos must be chosen again, which is true only without JavaScript.
    slot.closest(".field")?.querySelector(".notice")?.remove();
    showThumbs(next, slot);
  }
  if (next) enliven(next);
  main.querySelector<HTMLElement>("[data-focus]")?.focus();
}

async function shrinkAll(form: HTMLFormElement, input: HTMLInputElement): Promise<string> {
  const most = Number(input.dataset["max"] ?? 3);
  const small = new DataTransfer();
  let trouble = "";
  for (const file of [...(input.files ?? [])]) {
    if (small.files.length === most) {
      trouble = text(form, "TooMany").replace("{max}", String(most));
      break;
    }
    try {
      small.items.add(await shrinkPhoto(file));
    } catch {
      trouble = text(form, "Unreadable").replace("{name}", file.name);
    }
  }
  input.files = small.files;
  showThumbs(form, input);
  return trouble;
}

function showThumbs(form: HTMLFormElement | null | undefined, input: HTMLInputElement): void {
  const list = form?.querySelector("[data-thumbs]");
  list?.replaceChildren(
    ...[...(input.files ?? [])].map((file) => {
      const item = document.createElement("li");
      const picture = document.createElement("img");
      picture.alt = file.name;
      picture.src = URL.createObjectURL(file);
      picture.onload = () => URL.revokeObjectURL(picture.src);
      item.append(picture);
      return item;
    }),
  );
}
