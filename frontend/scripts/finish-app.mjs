// After `vite build`: the application must run under `script-src 'self'; style-src 'self'` with no exception, so the one
// inline script of the page moves into a file; then the shared assets get their versions, and everything is compressed.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compress } from "./compress.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const build = `${root}app/build`;
const page = `${build}/index.html`;
const assets = JSON.parse(readFileSync(`${root}public/dist/manifest.json`, "utf8"));
const FIRST_LOAD_BUDGET_BYTES = 60 * 1024;

let html = readFileSync(page, "utf8");
const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)];
if (inline.length !== 1) throw new Error(`expected one inline script, found ${inline.length}`);
const [tag, code] = inline[0];
const name = `start.${createHash("sha256").update(code).digest("hex").slice(0, 12)}.js`;
writeFileSync(`${build}/_app/immutable/${name}`, code);
html = html.replace(tag, `<script src="/app/_app/immutable/${name}"></script>`);
for (const [file, address] of Object.entries(assets)) html = html.replaceAll(`"/assets/${file}"`, `"${address}"`);
if (/<script(?![^>]*\bsrc=)|\sstyle=|<style|\son\w+=/.test(html)) throw new Error("index.html still has inline code");
writeFileSync(page, html);

// What the browser must fetch before the first screen: the start script and whatever the page preloads.
let first = 0;
let all = 0;
for (const entry of readdirSync(build, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|html|json|svg|webmanifest)$/.test(entry.name)) continue;
  const path = `${entry.parentPath}/${entry.name}`;
  const size = compress(path);
  if (!entry.name.endsWith(".js")) continue;
  if (readFileSync(path, "utf8").includes(' style="')) throw new Error(`${entry.name} writes a style attribute`);
  all += size.br;
  const address = path.slice(build.length);
  if (html.includes(`/app${address}`)) first += size.br;
}
console.log(
  `app: ${first} bytes br in the first load (budget ${FIRST_LOAD_BUDGET_BYTES}), ${all} bytes br of script in all`,
);
if (first > FIRST_LOAD_BUDGET_BYTES) throw new Error("the first load is over its budget");
