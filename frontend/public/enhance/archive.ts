import { addressOf } from "./address.js";

const PAUSE_MS = 120;
const SPEAK_MS = 1000;

/**
 * Live search: answers while the reader types, by asking the same address for its results only. Every state stays an
 * address, so the back button and sharing work; without JavaScript the form is a plain GET.
 */
export function archive(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-live]");
  const target = form && document.querySelector<HTMLElement>(form.dataset["live"] ?? "");
  if (form && target) live(form, target);
}

function live(form: HTMLFormElement, target: HTMLElement): void {
  const status = document.querySelector<HTMLElement>("[data-live-status]");
  let timer = 0;
  let speaking = 0;
  let running: AbortController | undefined;
  let shown = location.pathname + location.search;

  async function show(url: string): Promise<boolean> {
    running?.abort();
    const mine = (running = new AbortController());
    target.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { "X-Fragment": "1" }, signal: mine.signal });
      if (!answer.ok) return false;
      const html = await answer.text();
      const focused = target.contains(document.activeElement) ? document.activeElement?.id : undefined;
      target.innerHTML = html;
      const at = new URL(url, location.href);
      shown = at.pathname + at.search;
      if (focused) document.getElementById(focused)?.focus();
      clearTimeout(speaking);
      speaking = window.setTimeout(() => {
        const count = target.querySelector("[data-count-text]")?.textContent?.trim();
        if (status && count) status.textContent = count;
      }, SPEAK_MS);
      return true;
    } catch {
      return mine.signal.aborted;
    } finally {
      if (running === mine) target.removeAttribute("aria-busy");
    }
  }

  function address(): string {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value.trim()) query.append(name, value.trim().normalize("NFC"));
    }
    const text = query.toString();
    const path = addressOf(form).split(/[?#]/)[0] ?? "";
    return text ? `${path}?${text}` : path;
  }

  function typed(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const url = address();
      history.replaceState(null, "", url);
      void show(url);
    }, PAUSE_MS);
  }

  form.addEventListener("input", (event) => {
    // Telex and VNI compose several keys into one letter: half a letter is not a question.
    if (!(event instanceof InputEvent && event.isComposing)) typed();
  });
  form.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const url = address();
    history.replaceState(null, "", url);
    void show(url).then((fine) => {
      if (!fine) form.submit();
    });
  });
  target.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-live-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void show(link.href).then((fine) => {
      if (!fine) location.assign(link.href);
      else {
        history.pushState(null, "", link.href);
        if (link.dataset["liveLink"] === "top") target.scrollIntoView();
      }
    });
  });
  addEventListener("popstate", () => {
    // Opening the sheet of filters moves within the page: nothing new to ask.
    if (shown === location.pathname + location.search) return;
    const words = new URLSearchParams(location.search);
    const box = form.querySelector<HTMLInputElement>("input[type=search]");
    if (box) box.value = words.get(box.name) ?? "";
    void show(location.href).then((fine) => {
      if (!fine) location.reload();
    });
  });
}
