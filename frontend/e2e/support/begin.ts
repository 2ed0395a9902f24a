import { rmSync } from "node:fs";
import { closeHouse, resultsOf } from "./house.ts";

/** Each run begins with nothing: no server, no data, no memory of people signed in. */
export default async function begin(): Promise<void> {
  for (const engine of ["sqlite", "postgres"] as const) {
    await closeHouse(engine);
    rmSync(resultsOf(engine), { recursive: true, force: true });
  }
}
