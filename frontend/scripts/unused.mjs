// Finds sentences of the catalogue that nobody says: neither by name, nor as a word of a table, nor by a name the server
// puts together.
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const keys = Object.keys(JSON.parse(readFileSync(new URL("messages/vi.json", root), "utf8")));
const texts = ["../src/", "public/", "app/src/", "scripts/"].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true })
    .filter((path) => /\.(rs|html|svelte|ts|mjs)$/.test(path) && !/(paraglide|generated)[/\\]/.test(path))
    .map((path) => readFileSync(new URL(folder + path, root), "utf8")),
);
const said = new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []));
const begins = texts.flatMap((text) => [...text.matchAll(/"(\w+_)\{/g)].map((found) => found[1]));
const tables = [...readFileSync(new URL("scripts/messages.mjs", root), "utf8").matchAll(/^ {2}"(\w+)",$/gm)];
begins.push("code_", ...tables.map((found) => `${found[1]}_`));
const unused = keys.filter((key) => !said.has(key) && !begins.some((begin) => key.startsWith(begin)));
if (unused.length) {
  console.error(`messages nobody says: ${unused.join(", ")}`);
  process.exit(1);
}
