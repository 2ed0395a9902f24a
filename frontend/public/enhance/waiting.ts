import { cards, drop, type Waiting } from "./queue.js";

/** Shows what waits on this device, and what has gone from it; `open` takes a card to be mended. */
export async function showWaiting(open?: (card: Waiting) => void): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  const list = place?.querySelector("[data-waiting-list]");
  if (!place || !list) return;
  const all = await cards();
  place.hidden = !all.length;
  list.replaceChildren(...all.map((card) => item(card, place, open)));
}

function item(card: Waiting, place: HTMLElement, open?: (card: Waiting) => void): HTMLElement {
  const text = (name: string) => place.dataset[`text${name}`] ?? "";
  const line = document.createElement("li");
  line.className = "panel stack--tight";
  const badge = element(
    "span",
    card.state === "sent" ? text("StateSent") : card.state ? text("StateMend") : text("StateWaiting"),
  );
  badge.className = `badge badge--${card.state === "sent" ? "ok" : "warn"}`;
  const time = new Date(card.at || Date.now()).toLocaleString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    day: "numeric",
    month: "numeric",
  });
  const photos = card.fields.filter(([name, value]) => name === "photos" && typeof value !== "string").length;
  const more = [text("At").replace("{time}", time)];
  if (photos) more.push(text("Photos").replace("{count}", String(photos)));
  const about = element("span", more.join(" · "));
  about.className = "muted small";
  const head = document.createElement("p");
  head.className = "cluster";
  head.append(badge, about);
  line.append(head, element("p", card.title));
  const acts = document.createElement("p");
  acts.className = "cluster";
  if (card.state === "sent") {
    const receipt = element("a", text("Receipt"));
    receipt.href = card.receipt ?? "";
    acts.append(
      receipt,
      button(text("Hide"), () => void drop(card.key).then(() => showWaiting(open))),
    );
  } else if (card.state) {
    acts.append(
      button(text("Open"), () => {
        if (open) open(card);
        else location.assign(`${place.dataset["form"] ?? "/gui"}?mo=${card.key}`);
      }),
    );
  }
  if (acts.childNodes.length) line.append(acts);
  return line;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, words: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = element("button", words);
  made.type = "button";
  made.className = "btn btn--quiet";
  made.addEventListener("click", act);
  return made;
}
