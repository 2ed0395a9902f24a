import { etagOf } from "./client.ts";
import { Problem } from "./problem.ts";

/** An answer with the version that `If-Match` gives back. */
export interface Versioned<T> {
  data: T;
  version: string;
}

/** Waits for a call of the typed client; it throws a `Problem` instead of answering without data. */
export async function got<T>(call: Promise<{ data?: T; response: Response }>): Promise<Versioned<T>> {
  const { data, response } = await call;
  if (data === undefined) throw new Problem({}, response.status);
  return { data, version: etagOf(response) ?? "" };
}

/** What a screen reads: the last answer stays visible while it is asked for again. */
export class Loaded<T> {
  value = $state.raw<T | undefined>();
  problem = $state.raw<Problem | null>(null);
  loading = $state(false);
  readonly #read: () => Promise<T>;

  constructor(read: () => Promise<T>) {
    this.#read = read;
    void this.load();
  }

  load = async (): Promise<void> => {
    this.loading = true;
    this.problem = null;
    try {
      this.value = await this.#read();
    } catch (trouble) {
      this.problem = Problem.of(trouble);
    }
    this.loading = false;
  };
}

/** Something a person does by pressing a button: once at a time, and its refusal is kept for the form. */
export class Deed {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  #last: Promise<unknown> = Promise.resolve();

  /** True if it was done. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (trouble) {
      this.problem = Problem.of(trouble);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Does it after all that is still under way, for a row of buttons that people press one after the other. */
  async queue(work: () => Promise<unknown>): Promise<boolean> {
    const waits = this.busy;
    const mine = this.#last.then(async () => {
      const before = waits ? this.problem : null;
      const done = await this.run(work);
      // The refusal of what was pressed before is still news.
      if (done && before) this.problem = before;
      return done;
    });
    this.#last = mine;
    return mine;
  }
}
