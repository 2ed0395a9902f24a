// Builds public/dist, the assets both the public pages and the application use; the server gives them under /assets/.
// The budgets of the design are enforced here: 8 kB of styles, 8 kB of script, 12 kB a font.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "lightningcss";
import { build } from "vite";
import { compress } from "./compress.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = `${root}public/dist`;
const STYLES = ["tokens", "base", "frame", "forms", "parts", "story", "app", "print"];
const TARGETS = ["chrome109", "safari16.4", "firefox115"];
const BUDGET_BYTES = { "sk.css": 8192, "sk.js": 8192 };
const FONT_BUDGET_BYTES = 12_288;

rmSync(dist, { recursive: true, force: true });
mkdirSync(`${dist}/fonts`, { recursive: true });

const version = (major, minor = 0) => (major << 16) | (minor << 8);
const minify = (name, code) =>
  transform({
    filename: `${name}.css`,
    code: Buffer.from(code),
    minify: true,
    targets: { chrome: version(109), safari: version(16, 4), firefox: version(115) },
  }).code;
const css = (name) => readFileSync(`${root}styles/${name}.css`, "utf8");
writeFileSync(`${dist}/sk.css`, minify("sk", STYLES.map(css).join("\n")));
writeFileSync(`${dist}/fonts.css`, minify("fonts", css("fonts")));

const script = async (entry, out, format = "iife") =>
  build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    build: {
      target: TARGETS,
      outDir: dist,
      emptyOutDir: false,
      lib: { entry: `${root}public/enhance/${entry}`, formats: [format], name: "sk", fileName: () => out },
    },
  });
await script("enhance.ts", "sk.js");
await script("paint.js", "paint.js");
await script("voice.ts", "voice.js", "es");

cpSync(`${root}icons/sprite.svg`, `${dist}/icons.svg`);
cpSync(`${root}icons/favicon.svg`, `${dist}/favicon.svg`);
for (const font of readdirSync(`${root}fonts`)) cpSync(`${root}fonts/${font}`, `${dist}/fonts/${font}`);

const manifest = {};
let over = false;
for (const name of ["sk.css", "fonts.css", "sk.js", "paint.js", "voice.js", "icons.svg", "favicon.svg"]) {
  const size = compress(`${dist}/${name}`);
  const hash = createHash("sha256")
    .update(readFileSync(`${dist}/${name}`))
    .digest("hex")
    .slice(0, 12);
  manifest[name] = `/assets/${name}?v=${hash}`;
  const budget = BUDGET_BYTES[name];
  over ||= budget !== undefined && size.gz > budget;
  console.log(`${name}: ${size.raw} bytes, ${size.gz} gz, ${size.br} br${budget ? ` (budget ${budget} gz)` : ""}`);
}
for (const font of readdirSync(`${dist}/fonts`).filter((name) => name.endsWith(".woff2"))) {
  over ||= statSync(`${dist}/fonts/${font}`).size > FONT_BUDGET_BYTES;
}
writeFileSync(`${dist}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
if (over) throw new Error("an asset is over its budget");
