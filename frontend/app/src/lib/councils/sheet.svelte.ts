import { Problem } from "#lib/api/problem.ts";
import { Draft } from "#lib/draft/draft.svelte.ts";
import { figure } from "#lib/words/numbers.ts";
import { councils, POINT, type Criterion, type Filling, type Sheet } from "./calls.ts";

/** What is said about one criterion, as the fields hold it. */
export interface Line {
  /** Points as they were typed: "24,5". */
  score: string;
  /** The chosen band, counted from 0; empty for none. */
  band: string;
  skipped: boolean;
  comment: string;
}

export type Answer = "" | "yes" | "no";
export const CONDITIONS = ["novel", "applied", "beneficial", "permitted"] as const;

export interface SheetFields {
  lines: Record<string, Line>;
  conditions: Record<(typeof CONDITIONS)[number], Answer>;
  general_comment: string;
  proposal: string;
}

/** Hundredths of a point, or nothing where no number stands. */
export function hundredths(text: string): number | undefined {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() && Number.isFinite(value) ? Math.round(value * POINT) : undefined;
}

function fieldsOf(sheet: Sheet): SheetFields {
  const lines: Record<string, Line> = {};
  for (const criterion of sheet.rubric.criteria) {
    const mark = sheet.marks.find((one) => one.criterion === criterion.code);
    lines[criterion.code] = {
      score: mark?.score === undefined || mark.score === null ? "" : figure(mark.score / POINT),
      band: mark?.band === undefined || mark.band === null ? "" : String(mark.band),
      skipped: mark?.skipped ?? false,
      comment: mark?.comment ?? "",
    };
  }
  const answer = (value: boolean | null | undefined): Answer =>
    value === undefined || value === null ? "" : value ? "yes" : "no";
  const { novel, applied, beneficial, permitted } = sheet.conditions;
  return {
    lines,
    conditions: {
      novel: answer(novel),
      applied: answer(applied),
      beneficial: answer(beneficial),
      permitted: answer(permitted),
    },
    general_comment: sheet.general_comment,
    proposal: sheet.proposal ?? "",
  };
}

function wireOf(fields: SheetFields, criteria: readonly Criterion[]): Filling {
  const marks = criteria.map((criterion) => {
    const line = fields.lines[criterion.code];
    const score = line?.skipped ? undefined : hundredths(line?.score ?? "");
    return {
      criterion: criterion.code,
      ...(score === undefined ? {} : { score }),
      ...(line?.band && score !== undefined ? { band: Number(line.band) } : {}),
      skipped: line?.skipped ?? false,
      comment: line?.comment ?? "",
    };
  });
  const conditions: Filling["conditions"] = {};
  for (const name of CONDITIONS) {
    const answer = fields.conditions[name];
    if (answer) conditions[name] = answer === "yes";
  }
  const { general_comment, proposal } = fields;
  return { marks, conditions, general_comment, ...(proposal ? { proposal } : {}) };
}

/** Filling in one sheet. */
export class SheetWork {
  sheet: Sheet = $state.raw() as Sheet;
  version = "";
  problem = $state.raw<Problem | null>(null);
  readonly draft: Draft<SheetFields>;

  constructor(sheet: Sheet, version: string) {
    this.sheet = sheet;
    this.version = version;
    const id = sheet.sheet.id;
    this.draft = new Draft<SheetFields>(`sheet-${id}`, fieldsOf(sheet), {
      load: async () => {
        const { data, version } = await councils.sheet(id);
        this.sheet = data;
        this.version = version;
        return { data: fieldsOf(data), version };
      },
      save: async (data, base) => {
        try {
          const saved = await councils.save(id, base ?? this.version, wireOf(data, this.sheet.rubric.criteria));
          this.sheet = saved.data;
          this.version = saved.version;
          this.problem = null;
          return { version: saved.version };
        } catch (trouble) {
          const problem = Problem.of(trouble);
          if (problem.status !== 412 && problem.status !== 0) this.problem = problem;
          throw trouble;
        }
      },
    });
  }

  get total(): number {
    return this.sheet.rubric.criteria.reduce((sum, criterion) => {
      const line = this.draft.data.lines[criterion.code];
      return sum + (line && !line.skipped ? (hundredths(line.score) ?? 0) : 0);
    }, 0);
  }

  /** Chooses the band and the middle of its range, which the marker then adjusts. */
  choose(criterion: Criterion, band: number): void {
    const range = criterion.bands?.[band];
    const line = this.draft.data.lines[criterion.code];
    if (!range || !line) return;
    const score = hundredths(line.score);
    line.band = String(band);
    line.skipped = false;
    if (score === undefined || score < range.from || score > range.to) {
      const middle = (range.from + range.to) / 2;
      const fitting = Math.round(middle / criterion.step) * criterion.step;
      line.score = figure(Math.min(range.to, Math.max(range.from, fitting)) / POINT);
    }
    this.draft.touch();
  }

  /** A typed score moves the band with it. */
  typed(criterion: Criterion): void {
    const line = this.draft.data.lines[criterion.code];
    if (!line) return;
    const score = hundredths(line.score);
    const band = (criterion.bands ?? []).findIndex(
      (one) => score !== undefined && one.from <= score && score <= one.to,
    );
    line.band = band < 0 ? "" : String(band);
    this.draft.touch();
  }

  /** Saves and seals. */
  async seal(): Promise<void> {
    this.problem = null;
    this.draft.touch();
    await this.draft.flush();
    const refused = this.problem as Problem | null;
    if (refused) throw refused;
    if (this.draft.state === "offline") throw Problem.network();
    const sealed = await councils.seal(this.sheet.sheet.id, this.version);
    this.sheet = sealed.data;
    this.version = sealed.version;
    await this.draft.drop();
  }

  async close(): Promise<void> {
    await this.draft.flush();
    this.draft.close();
  }
}
