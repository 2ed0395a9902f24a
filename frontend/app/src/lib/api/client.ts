import { newKey } from "../../../../shared/key.ts";
import createClient, { type Middleware } from "openapi-fetch";
import { Problem } from "./problem.ts";
import type { paths } from "./schema.d.ts";

const TRIES = 3;
const PAUSE_MS = 500;
const KEY = "Idempotency-Key" as const;

/** A key that makes a creating post safe to repeat. Keep it with the draft and pass it when a person presses again. */
export const idempotencyKey = newKey;

/** The header that refuses to overwrite what somebody else has changed meanwhile. */
export function ifMatch(version: number | string): { "If-Match": string } {
  const tag = String(version);
  return { "If-Match": tag.startsWith('"') || tag.startsWith("W/") ? tag : `"${tag}"` };
}

/** The version an answer carries, to be given back in `ifMatch`. */
export function etagOf(response: Response): string | undefined {
  return response.headers.get("ETag") ?? undefined;
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Repeats over a shaky network whatever may be repeated safely: reads, whole replacements, and posts that carry a key. */
async function steadyFetch(request: Request): Promise<Response> {
  const safe = request.method !== "POST" || request.headers.has(KEY);
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(request.clone());
    } catch (trouble) {
      if (request.signal.aborted) throw trouble;
      if (!safe || attempt === TRIES || !navigator.onLine) throw Problem.network();
      await wait(PAUSE_MS * attempt);
    }
  }
}

const conventions: Middleware = {
  onRequest({ request }) {
    if (request.method === "POST" && !request.headers.has(KEY)) request.headers.set(KEY, idempotencyKey());
    request.headers.set("Accept-Language", document.documentElement.lang || "vi");
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await Problem.from(response);
  },
};

/**
 * The typed client. Every answer that is not a success throws a `Problem`, so `data` is what was asked for:
 * `const { data } = await api.GET("/api/v1/tasks");`
 */
export const api = createClient<paths>({ baseUrl: "", fetch: steadyFetch, credentials: "same-origin" });
api.use(conventions);

/** What was asked for, without the envelope. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** The header of a creating post; keep `key` with what is being sent, so that pressing twice sends once. */
export function onceOnly(key: string): { "Idempotency-Key": string } {
  return { [KEY]: key };
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Asking {
  body?: unknown;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The same conventions without generated types, for the few calls of the shell and for uploads (`FormData`). */
export async function ask<T>(method: Method, path: string, asking: Asking = {}): Promise<T> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(asking.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers(asking.headers);
  headers.set("Accept-Language", document.documentElement.lang || "vi");
  if (method === "POST" && !headers.has(KEY)) headers.set(KEY, idempotencyKey());
  let body: BodyInit | null = null;
  if (asking.body instanceof FormData) body = asking.body;
  else if (asking.body !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(asking.body);
  }
  const signal = asking.signal ?? null;
  const response = await steadyFetch(new Request(url, { method, headers, body, signal, credentials: "same-origin" }));
  if (!response.ok) throw await Problem.from(response);
  if (response.status === 204 || response.headers.get("Content-Length") === "0") return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
