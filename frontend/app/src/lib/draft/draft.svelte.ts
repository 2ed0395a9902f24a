import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { Problem } from "#lib/api/problem.ts";

const SAVE_MS = 400;
const PUSH_MS = 5000;

interface Kept {
  data: unknown;
  /** The server version this draft was begun from. */
  base?: string | undefined;
  /** What the server held in that version. */
  from?: unknown;
  dirty: boolean;
  updated_at: number;
}

interface Store extends DBSchema {
  drafts: { key: string; value: Kept };
}

let opened: Promise<IDBPDatabase<Store>> | undefined;

function store(): Promise<IDBPDatabase<Store>> {
  opened ??= openDB<Store>("sangkien", 1, {
    upgrade(base) {
      base.createObjectStore("drafts");
    },
  });
  return opened;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Where a draft also lives on the server; both answer the version (`ETag`) they read or wrote. */
export interface DraftServer<T> {
  load(): Promise<{ data: T; version: string } | undefined>;
  /** Must send `If-Match` with `base` when there is one. */
  save(data: T, base: string | undefined): Promise<{ version: string; data?: T }>;
}

export type DraftState = "idle" | "editing" | "saved_here" | "saved" | "offline" | "conflict";

/**
 * A form that is never lost: on this device 0.4 s after the last key and when the tab is hidden, on the server a little
 * later. Bind fields to `draft.data` and call `draft.touch()` on input; `draft.state` and `draft.savedAt` tell the reader.
 */
export class Draft<T extends object> {
  data: T = $state() as T;
  state = $state<DraftState>("idle");
  savedAt = $state<number | null>(null);
  /** The server's newer text, while `state` is "conflict". */
  theirs = $state<T | null>(null);

  readonly #key: string;
  readonly #server: DraftServer<T> | undefined;
  #base: string | undefined;
  #from: T | undefined;
  #edits = 0;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #pushing: ReturnType<typeof setTimeout> | undefined;
  #closed = new AbortController();

  constructor(key: string, initial: T, server?: DraftServer<T>) {
    this.#key = key;
    this.#server = server;
    this.data = initial;
  }

  /** Reads what was kept and begins to watch the tab and the network. */
  async open(): Promise<this> {
    const signal = this.#closed.signal;
    document.addEventListener("visibilitychange", () => document.hidden && void this.flush(), { signal });
    addEventListener("online", () => void this.#push(), { signal });
    const [kept, remote] = await Promise.all([
      store()
        .then((base) => base.get("drafts", this.#key))
        .catch(() => undefined),
      this.#server?.load().catch(() => undefined),
    ]);
    this.#base = kept?.base ?? remote?.version;
    this.#from = remote?.data ?? (kept?.from as T | undefined);
    if (kept?.dirty && remote && same(remote.data, kept.data)) {
      // The tab closed between the save on the server and the note about it here.
      this.data = remote.data;
      this.#base = remote.version;
      this.savedAt = kept.updated_at;
      this.state = "saved";
    } else if (kept?.dirty && remote && remote.version !== kept.base && same(remote.data, kept.from)) {
      this.data = kept.data as T;
      this.#base = remote.version;
      this.savedAt = kept.updated_at;
      this.state = "saved_here";
    } else if (kept?.dirty && remote && remote.version !== kept.base) {
      this.data = kept.data as T;
      this.theirs = remote.data;
      this.#base = remote.version;
      this.state = "conflict";
    } else if (kept?.dirty || (kept && !remote)) {
      this.data = kept.data as T;
      this.savedAt = kept.updated_at;
      this.state = "saved_here";
    } else if (remote) {
      this.data = remote.data;
      this.#base = remote.version;
    }
    return this;
  }

  touch(): void {
    this.#edits++;
    if (this.state !== "conflict") this.state = "editing";
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#keep(true), SAVE_MS);
    clearTimeout(this.#pushing);
    this.#pushing = setTimeout(() => void this.#push(), PUSH_MS);
  }

  /** Saves at once, on this device and on the server. */
  async flush(): Promise<void> {
    clearTimeout(this.#saving);
    clearTimeout(this.#pushing);
    if (this.state !== "editing" && this.state !== "saved_here" && this.state !== "offline") return;
    await this.#keep(true);
    await this.#push();
  }

  /** Settles a conflict by keeping one of the two texts. */
  async settle(keep: "mine" | "theirs"): Promise<void> {
    if (keep === "theirs" && this.theirs) this.data = this.theirs;
    this.theirs = null;
    this.state = "editing";
    await this.flush();
  }

  /** Forgets the local copy, after the form has been sent. */
  async drop(): Promise<void> {
    this.close();
    await store()
      .then((base) => base.delete("drafts", this.#key))
      .catch(() => undefined);
  }

  close(): void {
    clearTimeout(this.#saving);
    clearTimeout(this.#pushing);
    this.#closed.abort();
  }

  async #keep(dirty: boolean): Promise<void> {
    const now = Date.now();
    try {
      const base = await store();
      await base.put(
        "drafts",
        { data: $state.snapshot(this.data), base: this.#base, from: this.#from, dirty, updated_at: now },
        this.#key,
      );
      if (dirty && this.state === "editing") this.state = "saved_here";
      this.savedAt = now;
    } catch {
      // Private windows may keep nothing; the server copy is then the only one.
    }
  }

  /** A version may move without a word being changed, as when somebody else confirms; then nobody has to choose. */
  async #saved(server: DraftServer<T>, data: T): Promise<{ version: string; data?: T }> {
    try {
      return await server.save(data, this.#base);
    } catch (trouble) {
      if (Problem.of(trouble).status !== 412) throw trouble;
      const remote = await server.load();
      if (!remote || !same(remote.data, this.#from)) throw trouble;
      return server.save(data, remote.version);
    }
  }

  async #push(): Promise<void> {
    if (!this.#server || this.state === "conflict" || this.#closed.signal.aborted) return;
    const edits = this.#edits;
    try {
      const sent = $state.snapshot(this.data) as T;
      const saved = await this.#saved(this.#server, sent);
      this.#base = saved.version;
      this.#from = saved.data ?? sent;
      // What was written while the save was on its way is not on the server yet.
      const current = edits === this.#edits;
      if (current) this.state = "saved";
      await this.#keep(!current);
    } catch (trouble) {
      const problem = Problem.of(trouble);
      if (problem.status === 0) this.state = "offline";
      else if (problem.status === 412) {
        const remote = await this.#server.load().catch(() => undefined);
        this.theirs = remote?.data ?? null;
        this.#from = remote?.data;
        this.#base = remote?.version;
        this.state = this.theirs ? "conflict" : "saved_here";
      }
    }
  }
}
