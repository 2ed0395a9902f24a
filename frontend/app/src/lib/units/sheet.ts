const HEADING = ["code", "kind", "name", "parent_code", "valid_from", "valid_to", "successor_code"];

/** Rows of a table pasted from a spreadsheet (tabs) or from a comma-separated file; empty lines are left out. */
export function cellsOf(pasted: string): string[][] {
  const tabs = pasted.includes("\t");
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let quoted = false;
  const next = () => {
    line.push(cell.trim());
    cell = "";
  };
  const end = () => {
    next();
    if (line.some((text) => text)) lines.push(line);
    line = [];
  };
  for (let place = 0; place < pasted.length; place++) {
    const letter = pasted[place];
    if (letter === '"' && quoted && pasted[place + 1] === '"') {
      cell += '"';
      place++;
    } else if (letter === '"' && (quoted || !cell.trim())) quoted = !quoted;
    else if (!quoted && letter === (tabs ? "\t" : ",")) next();
    else if (!quoted && letter === "\n") end();
    else if (letter !== "\r") cell += letter;
  }
  end();
  return lines;
}

/** The rows without their heading, whether or not somebody copied it too. */
export function rowsOf(pasted: string): string[][] {
  const lines = cellsOf(pasted);
  return lines[0]?.[0]?.toLowerCase() === HEADING[0] ? lines.slice(1) : lines;
}

/** The table as the server reads it. */
export function csvOf(rows: readonly string[][]): string {
  const quote = (text: string) => `"${text.normalize("NFC").replaceAll('"', '""')}"`;
  return [HEADING.join(","), ...rows.map((row) => HEADING.map((_, place) => quote(row[place] ?? "")).join(","))].join(
    "\n",
  );
}
