import { closeHouse } from "./house.ts";

export default async function end(): Promise<void> {
  for (const engine of ["sqlite", "postgres"] as const) await closeHouse(engine);
}
