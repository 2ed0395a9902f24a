// Builds icons/sprite.svg from the Lucide glyphs named below (run: npm run icons).
import { readFileSync, writeFileSync } from "node:fs";

const ICONS = [
  "arrow-left",
  "arrow-right",
  "award",
  "badge-check",
  "ban",
  "bell",
  "book-open",
  "building",
  "calendar",
  "camera",
  "check",
  "chevron-down",
  "chevron-left",
  "chevron-right",
  "circle-alert",
  "circle-check",
  "circle-question-mark",
  "circle-x",
  "clock",
  "copy",
  "download",
  "external-link",
  "file-text",
  "funnel",
  "gavel",
  "hand-heart",
  "heart",
  "house",
  "image",
  "info",
  "key-round",
  "languages",
  "lightbulb",
  "link",
  "list-checks",
  "log-in",
  "log-out",
  "menu",
  "message-circle",
  "mic",
  "moon",
  "pencil",
  "plus",
  "printer",
  "qr-code",
  "repeat",
  "rotate-ccw",
  "search",
  "send",
  "settings",
  "share-2",
  "shield-check",
  "sprout",
  "star",
  "sun",
  "sun-moon",
  "trash",
  "triangle-alert",
  "upload",
  "user",
  "users",
  "vote",
  "wifi-off",
  "x",
];

const folder = new URL("../node_modules/@lucide/svelte/dist/icons/", import.meta.url);
const attributes = (given) =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");

function symbol(name) {
  const source = readFileSync(new URL(`${name}.svelte`, folder), "utf8");
  const found = /const iconData = (\{.*\});/.exec(source);
  if (!found) throw new Error(`no glyph data in ${name}`);
  const { node } = JSON.parse(found[1]);
  const shapes = node.map(([tag, given]) => `<${tag}${attributes(given)}/>`).join("");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

const style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
const symbols = ICONS.map((name) => symbol(name).replace("<symbol ", `<symbol ${style} `));
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
writeFileSync(new URL("../icons/sprite.svg", import.meta.url), sprite);
console.log(`icons/sprite.svg: ${ICONS.length} glyphs, ${sprite.length} bytes`);
