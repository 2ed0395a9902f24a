import { newKey } from "../../shared/key.js";
import { addressOf } from "./address.js";
import { dropDraft, restoreDraft, saveDraft } from "./draft.js";
import { putFiles, voiceOf } from "./files.js";
import { photos } from "./photos.js";
import { cards, drop, flush, isPage, keep, post, type Waiting } from "./queue.js";
import { Saved, setField } from "./saved.js";
import { text } from "./text.js";
import { showWaiting } from "./waiting.js";

const SAVE_MS = 400;
const SAVE_ON_SERVER_MS = 5_000;
const TITLE_LONGEST = 80;

/** What a form offers to the queue: is anything written, and take this card instead. */
interface Desk {
  isEmpty: () => boolean;
  open: (card: Waiting) => void;
}

let desk: Desk | undefined;

/** The idea card: keeps what is written, shrinks photos, survives a lost network. Without it the form is a plain POST. */
export function composer(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-composer]");
  if (form) enliven(form);
  let running = false;
  const send = () => {
    if (running) return;
    running = true;
    void flush(say, mend)
      .catch(() => undefined)
      .finally(() => {
        running = false;
        void show();
      });
  };
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) send();
  });
  send();
  const asked = new URL(location.href).searchParams.get("mo");
  if (asked && desk)
    void cards().then((all) => all.filter(({ key }) => key === asked).forEach((card) => desk?.open(card)));
}

/** A browser that keeps nothing has nothing to show. */
function show(): Promise<void> {
  return showWaiting(desk?.open).catch(() => undefined);
}

function say(card: Waiting): void {
  note(card.sent, card.receipt ?? card.action, "ok");
}

/** A waiting card the server did not accept opens again with its words, unless another is being written. */
function mend(card: Waiting): void {
  if (desk?.isEmpty()) desk.open(card);
  else note(card.failed, `${card.action}?mo=${card.key}`, "warn");
}

function note(words: string, href: string, tone: string): void {
  const line = document.createElement("p");
  line.className = `notice notice--${tone}`;
  line.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = words;
  line.append(link);
  document.getElementById("main")?.prepend(line);
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

const time = (at: Date) => at.toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

function enliven(form: HTMLFormElement): void {
  const saidBelow = form.querySelector<HTMLElement>("[data-draft-note]");
  const status = form.querySelector<HTMLElement>("[data-form-status]");
  const saved = new Saved(form);
  let attempt = { key: "", print: "" };
  let timer = 0;
  let later = 0;
  let busy: Promise<unknown> = Promise.resolve();

  const tell = (where: HTMLElement | null, words: string) => {
    if (where) {
      where.textContent = words;
      where.hidden = !words;
    }
  };
  const isEmpty = () =>
    ![...form.querySelectorAll("textarea")].some(({ value }) => value.trim()) && !voiceOf(form)?.files?.length;

  function save(): void {
    clearTimeout(timer);
    timer = 0;
    // A form replaced by a page of errors must not write over its successor.
    if (form.isConnected && saveDraft(form)) tell(saidBelow, text(form, "Saved").replace("{time}", time(new Date())));
  }

  async function saveOnServer(): Promise<void> {
    clearTimeout(later);
    later = 0;
    if (!form.isConnected || !navigator.onLine) return;
    // No network, no answer: the words are on this device.
    const safe = await saved.save(offer).catch(() => false);
    if (safe && form.isConnected) tell(saidBelow, text(form, "Safe").replace("{time}", time(new Date())));
  }

  /** The copy on the server has other words: they are offered, never put in by themselves. */
  function offer(words: Record<string, string>, at: string): void {
    tell(saidBelow, `${text(form, "Older").replace("{time}", time(new Date(at)))} `);
    const take = document.createElement("button");
    take.type = "button";
    take.className = "btn btn--quiet";
    take.textContent = text(form, "Take");
    take.addEventListener("click", () => {
      saved.put(words);
      save();
    });
    saidBelow?.append(take);
  }

  function forget(): void {
    clearTimeout(timer);
    clearTimeout(later);
    timer = later = 0;
    dropDraft(form);
    saved.end();
  }

  if (restoreDraft(form)) tell(saidBelow, text(form, "Kept"));
  void saved.look(offer).catch(() => undefined);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    clearTimeout(later);
    timer = window.setTimeout(save, SAVE_MS);
    later = window.setTimeout(() => void saveOnServer(), SAVE_ON_SERVER_MS);
    const title = form.querySelector<HTMLInputElement>("[data-title]");
    const source = form.querySelector<HTMLTextAreaElement>("[data-title-source]");
    if (title && source) title.placeholder = firstLine(source.value);
  });
  // Phones close tabs without asking.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    if (timer) save();
    if (later) void saveOnServer();
  });

  photos(form, (work) => {
    busy = work.then((trouble) => tell(status, trouble));
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
    const words = [title?.value, ...[...form.querySelectorAll("textarea")].map(({ value }) => firstLine(value))];
    return {
      key: attempt.key,
      action: addressOf(form),
      fields: fields.filter(([, value]) => typeof value === "string" || value.size > 0),
      sent: text(form, "Sent"),
      failed: text(form, "Failed"),
      title: words.find((word) => word?.trim()) ?? (voiceOf(form)?.files?.length ? text(form, "Spoken") : ""),
      at: Date.now(),
    };
  }

  function begin(): void {
    forget();
    form.reset();
    attempt = { key: "", print: "" };
    putFiles(form, []);
    tell(saidBelow, "");
  }

  async function open(waiting: Waiting): Promise<void> {
    // What is being written changes places with the card: nothing is lost.
    if (!isEmpty()) await keep({ ...card(), state: "mend" });
    begin();
    await drop(waiting.key);
    if (waiting.html) replace(waiting.html, waiting.fields);
    else {
      for (const [name, value] of waiting.fields) if (typeof value === "string") setField(form, name, value);
      putFiles(form, waiting.fields);
      save();
      form.scrollIntoView();
    }
    await show();
  }

  async function submit(): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    if (button?.getAttribute("aria-disabled") === "true") return;
    button?.setAttribute("aria-disabled", "true");
    tell(status, text(form, "Sending"));
    await busy;
    clearTimeout(later);
    const sending = card();
    try {
      const answer = await post(sending);
      if (answer.ok) {
        forget();
        location.assign(answer.url);
        return;
      }
      if (isPage(answer)) {
        replace(await answer.text(), sending.fields);
      } else tell(status, text(form, "Failed"));
    } catch {
      try {
        await keep(sending);
        begin();
        tell(status, text(form, "Waiting"));
        await show();
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
  desk = { isEmpty, open: (waiting) => void open(waiting).catch(() => undefined) };
}

/** Shows the page of errors the server drew, without losing the photos already chosen or what was recorded. */
function replace(html: string, fields: Waiting["fields"]): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById("main");
  const main = document.getElementById("main");
  if (!fresh || !main) return;
  main.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  const next = main.querySelector<HTMLFormElement>("form[data-composer]");
  if (next) {
    putFiles(next, fields);
    enliven(next);
    void show();
  }
  main.querySelector<HTMLElement>("[data-focus]")?.focus();
}
