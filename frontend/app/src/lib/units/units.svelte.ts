import { api, dataOf, etagOf, ifMatch, onceOnly } from "#lib/api/client.ts";
import { Problem } from "#lib/api/problem.ts";
import type { Unit, Wire } from "#lib/api/types.ts";

export interface Branch extends Unit {
  depth: number;
}

const COMMUNES = new Set(["commune", "ward", "special_zone"]);

/** The units of the commune, asked for once and shared by every screen. */
class Units {
  /** Parents before children, each child right below its parent; absent until loaded. */
  tree = $state<Branch[] | null>(null);
  problem = $state<Problem | null>(null);
  #asked: Promise<void> | undefined;

  /** Loads the tree once; `again` asks anew after a change. */
  load(again = false): Promise<void> {
    if (again) this.#asked = undefined;
    this.#asked ??= this.#ask();
    return this.#asked;
  }

  async #ask(): Promise<void> {
    this.problem = null;
    try {
      this.tree = ordered((await dataOf(api.GET("/api/v1/units"))).items);
    } catch (trouble) {
      this.problem = Problem.of(trouble);
      this.#asked = undefined;
    }
  }

  /** The commune itself, wherever it stands; what nobody says more closely is told to it. */
  get commune(): Branch | undefined {
    return this.tree?.find((unit) => COMMUNES.has(unit.kind)) ?? this.tree?.[0];
  }

  name(id: string): string {
    return this.tree?.find((unit) => unit.id === id)?.name ?? "";
  }
}

export const units = new Units();

function ordered(all: readonly Unit[]): Branch[] {
  const known = new Set(all.map((unit) => unit.id));
  const result: Branch[] = [];
  const add = (unit: Unit, depth: number) => {
    result.push({ ...unit, depth });
    for (const child of all) if (child.parent_id === unit.id) add(child, depth + 1);
  };
  for (const unit of all) if (!unit.parent_id || !known.has(unit.parent_id)) add(unit, 0);
  return result;
}

export const unitCalls = {
  create: (body: Wire["NewUnit"], key: string) =>
    dataOf(api.POST("/api/v1/units", { body, params: { header: onceOnly(key) } })),
  /** A unit with the version a change of it must name. */
  async read(id: string): Promise<{ unit: Unit; version: string }> {
    const { data, response } = await api.GET("/api/v1/units/{id}", { params: { path: { id } } });
    return { unit: data as Unit, version: etagOf(response) ?? "" };
  },
  change: (id: string, body: Wire["ChangeUnit"], version: string) =>
    dataOf(api.PATCH("/api/v1/units/{id}", { body, params: { path: { id }, header: ifMatch(version) } })),
  import: (csv: string) => dataOf(api.POST("/api/v1/units/imports", { body: { csv } })),
};
