/** One message of the catalogue, looked up by a value from the server. */
export type Word = (params: Record<string, unknown>) => string;

/** The word a person reads for a value; the value itself where it is new to this build. */
export function word(table: ReadonlyMap<string, Word>, value: string, params: Record<string, unknown> = {}): string {
  return table.get(value)?.(params) ?? value;
}
