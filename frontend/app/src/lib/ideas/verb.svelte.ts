import { Problem } from "#lib/api/problem.ts";
import type { IdeaView } from "#lib/api/types.ts";
import { Draft } from "#lib/draft/draft.svelte.ts";
import { session } from "#lib/session/session.svelte.ts";
import { ideaCalls } from "./ideas.ts";

const STALE = 412;

/** Takes the idea on as it now is; `kept` is what was written where somebody else was first. */
export type Done = (idea: IdeaView, kept?: string) => void;

/** What a person wrote by hand, among the choices of a form. */
function written(data: object): string {
  const texts = Object.entries(data).filter(([name]) => ["own", "words", "evidence", "result_note"].includes(name));
  return texts
    .map(([, text]) => String(text).trim())
    .filter(Boolean)
    .join("\n");
}

/** One form that moves an idea on: what was written is kept until the server has taken it. */
export class Verb<T extends object> {
  readonly draft: Draft<T>;
  busy = $state(false);
  problem = $state<Problem | null>(null);
  /** Somebody else changed the idea meanwhile; it was loaded anew and the text kept. */
  overtaken = $state(false);
  ready = $state(false);

  constructor(name: string, ideaId: string, initial: T) {
    this.draft = new Draft<T>(session.draftKey(`${name}/${ideaId}`), initial);
    void this.draft.open().then(() => (this.ready = true));
  }

  /** Runs the call and hands the idea on as it now is. */
  async send(idea: IdeaView, call: () => Promise<IdeaView>, done: Done): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.overtaken = false;
    try {
      const after = await call();
      await this.draft.drop();
      done(after);
      return true;
    } catch (trouble) {
      const problem = Problem.of(trouble);
      if (problem.status === STALE) {
        await this.draft.flush();
        this.overtaken = true;
        const kept = written(this.draft.data);
        await ideaCalls.read(idea.id).then(
          (after) => done(after, kept),
          () => (this.problem = problem),
        );
      } else this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
