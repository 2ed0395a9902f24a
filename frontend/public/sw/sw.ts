/**
 * Keeps the card in the pocket: `/gui` opens without a network. Pages always come from the network while there is one;
 * what is kept is only the anonymous form, a page that says there is no network, and the files both are drawn with.
 */
declare const BUILD: string;
declare const FILES: string[];

const worker = self as unknown as ServiceWorkerGlobalScope;
/** One build, one cache: its files fit together, and those of an older build are dropped. */
const CACHE = `sk-${BUILD}`;
const LANGUAGES = ["", "/en"];
const formOf = (language: string) => `${language}/gui?vo=1`;
const noticeOf = (language: string) => `${language}/khong-mang`;

/** How long a form waits for a network that is there but does not answer. */
const PATIENCE_MS = 6_000;
/** A kept form older than this is fetched anew: units come and go. */
const FRESH_MS = 6 * 3_600_000;

worker.addEventListener("install", (event) => event.waitUntil(fill().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(clear().then(() => worker.clients.claim())));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await Promise.all(LANGUAGES.flatMap((language) => [formOf(language), noticeOf(language)]).map(keep));
}

/** Without cookies: whoever is signed in leaves nothing of theirs here. */
async function keep(path: string): Promise<void> {
  const answer = await fetch(path, { credentials: "omit", cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  await (await caches.open(CACHE)).put(path, answer);
}

async function clear(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("sk-") && name !== CACHE) await caches.delete(name);
}

async function kept(path: string | Request): Promise<Response | undefined> {
  return (await caches.open(CACHE)).match(path, { ignoreVary: true });
}

async function asset(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  const language = url.pathname === "/en" || url.pathname.startsWith("/en/") ? "/en" : "";
  const isForm = url.pathname === `${language}/gui`;
  const form = formOf(language);
  try {
    const asked = fetch(event.request);
    const shell = isForm ? await kept(form) : undefined;
    if (!shell) return await asked;
    const answer = await Promise.race([asked, new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS))]);
    asked.catch(() => undefined);
    const age = Date.now() - Date.parse(shell.headers.get("date") ?? "");
    if (answer?.ok && !(age < FRESH_MS)) event.waitUntil(keep(form).catch(() => undefined));
    return answer ?? shell;
  } catch {
    return (isForm ? await kept(form) : undefined) ?? (await kept(noticeOf(language))) ?? Response.error();
  }
}
