/** One card on this device that waits for a network, or has just gone. */
export interface Waiting {
  /** Its `Idempotency-Key`: sending twice makes one idea, however late. */
  key: string;
  action: string;
  fields: [name: string, value: string | File][];
  sent: string;
  failed: string;
  /** Its first words, to be known by. */
  title: string;
  /** When it was written, by the clock of this device. */
  at: number;
  /** `sent` is kept for its receipt; `mend` waits for its author and not for a network. */
  state?: "sent" | "mend";
  /** Of a sent one: where its receipt is. */
  receipt?: string;
  /** Of one to mend: the form with what is wrong, as the server drew it. */
  html?: string;
}

/** How long a sent card is kept: the receipt is the only way back to an idea told without an account. */
const KEPT_MS = 7 * 86_400_000;

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open("sangkien-cards", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: "key" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error("storage"));
  });
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await open();
  return new Promise((done, fail) => {
    const work = base.transaction("waiting", mode);
    const request = act(work.objectStore("waiting"));
    work.oncomplete = () => {
      base.close();
      done(request.result);
    };
    work.onerror = work.onabort = () => fail(work.error ?? new Error("storage"));
  });
}

/** Keeps a card, photos and voice included, until it can be sent. */
export async function keep(card: Waiting): Promise<void> {
  await run("readwrite", (store) => store.put(card));
}

export async function drop(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key));
}

/** The cards of this device, oldest first. */
export async function cards(): Promise<Waiting[]> {
  if (!("indexedDB" in window)) return [];
  const all = (await run("readonly", (store) => store.getAll())) as Waiting[];
  return all.sort((one, other) => (one.at || 0) - (other.at || 0));
}

/** Sends one card by the address of its form. Rejects only when there is no network. */
export function post(card: Waiting): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of card.fields) body.append(name, value);
  return fetch(card.action, { method: "POST", body, headers: { "Idempotency-Key": card.key } });
}

/** Sends all that waits; a card leaves the queue only when the server has answered for it. */
export async function flush(said: (card: Waiting) => void, refused: (card: Waiting) => void): Promise<void> {
  if (!navigator.onLine) return;
  for (const card of await cards()) {
    if (card.state === "sent" && Date.now() - card.at > KEPT_MS) await drop(card.key);
    if (card.state) continue;
    const answer = await post(card);
    // Busy or in trouble: the card stays and is tried again next time.
    if (answer.status === 429 || answer.status >= 500) return;
    const told: Waiting = answer.ok
      ? { ...card, fields: [], state: "sent", receipt: answer.url }
      : { ...card, state: "mend", ...(isPage(answer) ? { html: await answer.text() } : {}) };
    await keep(told);
    if (answer.ok) said(told);
    else refused(told);
  }
}

export function isPage(answer: Response): boolean {
  return answer.headers.get("Content-Type")?.includes("text/html") ?? false;
}
