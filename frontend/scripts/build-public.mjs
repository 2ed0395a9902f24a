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
const BUDGET_BYTES = { "sk.css": 8192, "sk.js": 8192, "sw.js": 2048 };
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

const script = async (entry, out, { format = "iife", define = {} } = {}) =>
  build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    define,
    build: {
      target: TARGETS,
      outDir: dist,
      emptyOutDir: false,
      lib: { entry: `${root}public/${entry}`, formats: [format], name: "sk", fileName: () => out },
    },
  });
await script("enhance/enhance.ts", "sk.js");
await script("enhance/paint.js", "paint.js");
await script("enhance/voice.ts", "voice.js", { format: "es" });

cpSync(`${root}icons/sprite.svg`, `${dist}/icons.svg`);
cpSync(`${root}icons/favicon.svg`, `${dist}/favicon.svg`);
for (const size of [192, 512]) cpSync(`${root}icons/icon-${size}.png`, `${dist}/icon-${size}.png`);
for (const font of readdirSync(`${root}fonts`)) cpSync(`${root}fonts/${font}`, `${dist}/fonts/${font}`);

const manifest = {};
let over = false;
const weigh = (name) => {
  const size = compress(`${dist}/${name}`);
  const budget = BUDGET_BYTES[name];
  over ||= budget !== undefined && size.gz > budget;
  console.log(`${name}: ${size.raw} bytes, ${size.gz} gz, ${size.br} br${budget ? ` (budget ${budget} gz)` : ""}`);
};
const hashOf = (...contents) => {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex").slice(0, 12);
};
const addressed = ["sk.css", "fonts.css", "sk.js", "paint.js", "voice.js", "icons.svg", "favicon.svg"];
for (const name of addressed) weigh(name);
for (const name of [...addressed, "icon-192.png", "icon-512.png"])
  manifest[name] = `/assets/${name}?v=${hashOf(readFileSync(`${dist}/${name}`))}`;
for (const font of readdirSync(`${dist}/fonts`).filter((name) => name.endsWith(".woff2"))) {
  over ||= statSync(`${dist}/fonts/${font}`).size > FONT_BUDGET_BYTES;
}

// The service worker keeps the files the form is drawn with, under the addresses the pages call them by. Its build is
// named after all that the form is made of, so that a new page is never drawn with the files of an old one.
const fonts = readdirSync(`${dist}/fonts`).filter((name) => name.endsWith(".woff2"));
const kept = [
  manifest["sk.css"],
  manifest["sk.js"],
  manifest["voice.js"],
  "/assets/fonts.css",
  "/assets/icons.svg",
  "/assets/favicon.svg",
  ...fonts.map((name) => `/assets/fonts/${name}`),
];
const pages = readdirSync(`${root}public`).filter((name) => name.endsWith(".html"));
const made = [...pages.map((name) => `public/${name}`), "messages/vi.json", "messages/en.json", "public/sw/sw.ts"];
const built = hashOf(JSON.stringify(manifest), ...made.map((name) => readFileSync(`${root}${name}`)));
await script("sw/sw.ts", "sw.js", { define: { BUILD: JSON.stringify(built), FILES: JSON.stringify(kept) } });
weigh("sw.js");
writeFileSync(`${dist}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
if (over) throw new Error("an asset is over its budget");
