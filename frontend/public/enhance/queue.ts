/** One card that waits for a network, with the words to say when it has gone. */
export interface Waiting {
  /** Its `Idempotency-Key`: sending twice makes one idea. */
  key: string;
  action: string;
  fields: [name: string, value: string | File][];
  sent: string;
  failed: string;
}

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

/** Keeps a card, photos included, until it can be sent. */
export async function keep(card: Waiting): Promise<void> {
  await run("readwrite", (store) => store.put(card));
}

/** Sends one card by the address of its form. Rejects only when there is no network. */
export function post(card: Waiting): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of card.fields) body.append(name, value);
  return fetch(card.action, { method: "POST", body, headers: { "Idempotency-Key": card.key } });
}

/** Sends all that waits; a card leaves the queue only when the server has answered for it. */
export async function flush(
  said: (text: string, href: string) => void,
  refused: (card: Waiting) => void,
): Promise<void> {
  if (!("indexedDB" in window) || !navigator.onLine) return;
  const cards = (await run("readonly", (store) => store.getAll())) as Waiting[];
  for (const card of cards) {
    const answer = await post(card);
    // Busy or in trouble: the card stays and is tried again next time.
    if (answer.status === 429 || answer.status >= 500) return;
    await run("readwrite", (store) => store.delete(card.key));
    if (answer.ok) said(card.sent, answer.url);
    else {
      refused(card);
      said(card.failed, card.action);
    }
  }
}
