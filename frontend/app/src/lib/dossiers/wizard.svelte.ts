import { Problem } from "#lib/api/problem.ts";
import { Draft } from "#lib/draft/draft.svelte.ts";
import { m } from "#lib/paraglide/messages.js";
import {
  dossiers,
  type AuthorDraft,
  type Dossier,
  type Draft as Wire,
  type FirstApplierDraft,
  type Told,
} from "./calls.ts";

/** The whole request: shares are basis points. */
export const WHOLE = 10_000;

/** The draft as the fields need it: no part is absent. */
export interface Request extends Omit<
  Required<Told<Wire>>,
  "unit_id" | "monetary_gain" | "authors" | "first_appliers"
> {
  authors: AuthorDraft[];
  first_appliers: FirstApplierDraft[];
  /** In đồng, as it was typed. */
  monetary_gain: string;
}

export interface Step {
  /** Part of the address. */
  path: string;
  label: () => string;
  /** The fields of this step, as JSON pointers begin. */
  fields: readonly (keyof Request)[];
  required: readonly (keyof Request)[];
}

export const STEPS: readonly Step[] = [
  {
    path: "ten",
    label: m.wizard_step_name,
    fields: ["initiative_name", "field", "solution_type", "first_applied_on", "investor"],
    required: ["initiative_name", "field", "solution_type", "first_applied_on"],
  },
  { path: "truoc-day", label: m.wizard_step_before, fields: ["known_solution"], required: ["known_solution"] },
  {
    path: "cach-lam",
    label: m.wizard_step_how,
    fields: ["essence", "conditions_needed"],
    required: ["essence", "conditions_needed"],
  },
  { path: "tac-gia", label: m.wizard_step_authors, fields: ["authors"], required: ["authors"] },
  {
    path: "loi-ich",
    label: m.wizard_step_benefit,
    fields: ["benefit_by_author", "benefit_by_applier", "benefit_kind", "monetary_gain"],
    required: ["benefit_by_author", "benefit_kind"],
  },
  { path: "ap-dung", label: m.wizard_step_appliers, fields: ["first_appliers"], required: [] },
  { path: "bao-mat", label: m.wizard_step_confidential, fields: ["confidential_info"], required: [] },
];

export type StepState = "todo" | "doing" | "done" | "optional";

export function shares(authors: readonly AuthorDraft[]): number {
  return authors.reduce((sum, author) => sum + author.share, 0);
}

/** Shares the whole as evenly as basis points allow; the first authors get what is left over. */
export function evenly(count: number): number[] {
  const each = Math.floor(WHOLE / count);
  return Array.from({ length: count }, (_, index) => each + (index < WHOLE - each * count ? 1 : 0));
}

export function requestOf(dossier: Dossier): Request {
  return {
    initiative_name: dossier.initiative_name,
    field: dossier.field ?? "",
    solution_type: dossier.solution_type ?? "",
    investor: dossier.investor ?? "",
    first_applied_on: dossier.first_applied_on ?? "",
    known_solution: dossier.known_solution,
    essence: dossier.essence,
    conditions_needed: dossier.conditions_needed,
    benefit_by_author: dossier.benefit_by_author,
    benefit_by_applier: dossier.benefit_by_applier ?? "",
    benefit_kind: dossier.benefit_kind ?? "",
    monetary_gain: dossier.monetary_gain === undefined ? "" : String(dossier.monetary_gain),
    confidential_info: dossier.confidential_info ?? "",
    first_appliers: dossier.first_appliers.map((one) => ({ ...one, birth_date: one.birth_date ?? "" })),
    authors: dossier.authors.map((one) => ({
      id: one.id,
      ...(one.person_id ? { person_id: one.person_id } : {}),
      full_name: one.full_name,
      birth_date: one.birth_date ?? "",
      workplace_or_residence: one.workplace_or_residence,
      position: one.position,
      qualification: one.qualification,
      share: one.share,
    })),
  };
}

/** Optional parts that were left empty are left out. */
function wireOf(request: Request): Wire {
  const { monetary_gain, first_appliers, authors, ...texts } = request;
  const wire: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) if (text || name in MUST) wire[name] = text;
  const gain = monetary_gain.replace(/\D/g, "");
  if (gain) wire["monetary_gain"] = Number(gain);
  const dated = <T extends { birth_date?: string }>(one: T): T => {
    const { birth_date, ...rest } = one;
    return (birth_date ? one : rest) as T;
  };
  wire["first_appliers"] = first_appliers.map(dated);
  wire["authors"] = authors.map(dated);
  return wire as Wire;
}

const MUST = {
  initiative_name: 1,
  known_solution: 1,
  essence: 1,
  conditions_needed: 1,
  benefit_by_author: 1,
};

const stepOf = (pointer: string) => {
  const field = pointer.split("/")[1] ?? "";
  return STEPS.find((step) => (step.fields as readonly string[]).includes(field));
};

/** Writing one dossier: the draft, what the server last knew, and what it refused. */
export class Wizard {
  dossier: Dossier = $state.raw() as Dossier;
  version = "";
  /** What the last save or submission refused; it stays while the steps are walked. */
  problem = $state.raw<Problem | null>(null);
  readonly draft: Draft<Request>;
  readonly id: string;

  constructor(dossier: Dossier, version: string) {
    this.id = dossier.id;
    this.dossier = dossier;
    this.version = version;
    this.draft = new Draft<Request>(`dossier-${dossier.id}`, requestOf(dossier), {
      load: async () => {
        const { data, version } = await dossiers.read(this.id);
        this.#know(data, version);
        return { data: requestOf(data), version };
      },
      save: async (data, base) => {
        try {
          const saved = await dossiers.write(this.id, base ?? this.version, wireOf(data));
          this.#know(saved.data, saved.version);
          if (this.problem && this.problem.status === 422 && this.#saveRefused) this.problem = null;
          this.#saveRefused = false;
          this.#adopt(saved.data);
          return { version: saved.version, data: requestOf(saved.data) };
        } catch (trouble) {
          const problem = Problem.of(trouble);
          if (problem.status !== 412 && problem.status !== 0) {
            this.problem = problem;
            this.#saveRefused = true;
          }
          throw trouble;
        }
      },
    });
  }

  #saveRefused = false;

  #know(dossier: Dossier, version: string): void {
    this.dossier = dossier;
    this.version = version;
  }

  /** New rows get their names from the server, so that the next save changes them instead of adding them again. */
  #adopt(saved: Dossier): void {
    const mine = this.draft.data.authors;
    if (mine.length !== saved.authors.length) return;
    mine.forEach((author, index) => {
      const known = saved.authors[index];
      if (known && !author.id && known.full_name === author.full_name.trim()) author.id = known.id;
    });
  }

  stateOf(step: Step): StepState {
    const data = this.draft.data;
    if (this.problem?.errors.some((error) => stepOf(error.pointer) === step)) return "doing";
    if (step.path === "tac-gia") {
      const whole = data.authors.length > 0 && shares(data.authors) === WHOLE;
      const told = data.authors.every((one) => one.full_name && one.birth_date && one.workplace_or_residence);
      return whole && told ? "done" : data.authors.length ? "doing" : "todo";
    }
    const filled = (field: keyof Request) => data[field].length > 0;
    if (!step.required.length) return step.fields.some(filled) ? "done" : "optional";
    if (step.required.every(filled)) return "done";
    return step.fields.some(filled) ? "doing" : "todo";
  }

  stepAt(pointer: string): Step | undefined {
    return stepOf(pointer);
  }

  /** Saves, then hands in. */
  async submit(declared: boolean, answers: string[]): Promise<void> {
    await this.draft.flush();
    if (this.draft.state === "offline") throw Problem.network();
    if (this.draft.state === "conflict") throw new Problem({ type: "/problems/stale", detail: m.code_stale() }, 412);
    const before = JSON.stringify(requestOf(this.dossier));
    const fresh = await dossiers.read(this.id);
    if (JSON.stringify(requestOf(fresh.data)) !== before)
      throw new Problem({ type: "/problems/stale", detail: m.code_stale() }, 412);
    this.#know(fresh.data, fresh.version);
    const supplement = this.dossier.state === "supplement_requested";
    const done = supplement
      ? await dossiers.supplement(this.id, this.version, answers, declared)
      : await dossiers.submit(this.id, this.version, declared);
    this.#know(done.data, done.version);
    await this.draft.drop();
  }
}
