// Checks the message catalogue (same keys, same parameters, NFC) and writes the tables of words the application looks up by
// a value from the server, such as the name of a state.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "@inlang/paraglide-js";

const root = new URL("../", import.meta.url);
const read = (locale) => JSON.parse(readFileSync(new URL(`messages/${locale}.json`, root), "utf8"));
const vi = read("vi");
const en = read("en");
const faults = [];

const parameters = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort().join(",");
for (const [name, table] of [
  ["vi", vi],
  ["en", en],
]) {
  for (const [key, text] of Object.entries(table)) {
    if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(key)) faults.push(`${name}: ${key} is not lower_snake_case`);
    if (typeof text !== "string" || !text.trim()) faults.push(`${name}: ${key} is empty`);
    else if (text !== text.normalize("NFC")) faults.push(`${name}: ${key} is not NFC`);
    else if (text.replace(/\{\w+\}/g, "").match(/[{}]/)) faults.push(`${name}: ${key} has a stray brace`);
  }
}
for (const key of Object.keys(vi)) {
  if (!(key in en)) faults.push(`en lacks ${key}`);
  else if (parameters(vi[key]) !== parameters(en[key])) faults.push(`${key}: parameters differ between vi and en`);
}
for (const key of Object.keys(en)) if (!(key in vi)) faults.push(`vi lacks ${key}`);
if (faults.length) {
  console.error(faults.join("\n"));
  process.exit(1);
}

/** Each prefix becomes one table; the longest prefix wins, so `law_field_` is not a `field_`. */
const TABLES = [
  "idea_state",
  "dossier_state",
  "award_state",
  "campaign_state",
  "programme",
  "figures",
  "role",
  "field",
  "notice_topic",
  "law_field",
  "unit_kind",
  "submitter_kind",
  "solution_type",
  "idea_answer_reason",
  "idea_next_step",
  "hide_reason",
  "refusal_reason",
  "level",
  "honour",
  "task",
  "problem",
  "violation",
  "error_title",
  "error_text",
  "dossier_next",
  "dossier_verb",
  "dossier_did",
  "dossier_step",
  "benefit_kind",
  "share_channel",
  "paper_kind",
  "council_capacity",
  "round_state",
  "round_standing",
  "sheet_state",
  "proposal",
  "condition",
  "vote_choice",
  "award_basis",
  "award_verb",
  "award_did",
  "recipient_kind",
  "revocation_ground",
  "commendation_form",
];
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const folder = new URL("app/src/lib/words/generated/", root);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const table of TABLES) {
  const keys = Object.keys(vi).filter((key) => key.startsWith(`${table}_`));
  const lines = [
    "// Generated from messages/*.json by scripts/messages.mjs.",
    'import { m } from "../../paraglide/messages.js";',
    'import type { Word } from "../word.ts";',
    "",
    `export const ${camel(table)}: ReadonlyMap<string, Word> = new Map([`,
    ...keys.map((key) => `  ["${key.slice(table.length + 1)}", m.${key} as unknown as Word],`),
    "]);",
    "",
  ];
  writeFileSync(new URL(`${table}.ts`, folder), lines.join("\n"));
}

await compile({
  project: fileURLToPath(new URL("project.inlang", root)),
  outdir: fileURLToPath(new URL("app/src/lib/paraglide", root)),
  strategy: ["cookie", "baseLocale"],
  cookieName: "lang",
  cookieMaxAge: 31_536_000,
  emitReadme: false,
});
console.log(`messages: ${Object.keys(vi).length} keys in vi and en`);
