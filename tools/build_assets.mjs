// Copies browser assets from the installed npm packages into the folder the site serves, and makes one icon sprite.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const from = (path) => join(top, "node_modules", path);
const to = join(top, "wutong/web/static/vendor");

const FILES = [
  "@tabler/core/dist/css/tabler.min.css",
  "@tabler/core/dist/css/tabler.rtl.min.css",
  "@tabler/core/dist/js/tabler.min.js",
  "echarts/dist/echarts.min.js",
];
// The icons the templates use, by Tabler's names.
const ICONS = readFileSync(join(top, "tools/icons.txt"), "utf8").split("\n").map((l) => l.trim()).filter((l) => l && !l.startsWith("#"));

mkdirSync(to, { recursive: true });
for (const file of FILES) copyFileSync(from(file), join(to, file.split("/").pop()));

const symbols = ICONS.map((name) => {
  const svg = readFileSync(from(`@tabler/icons/icons/outline/${name}.svg`), "utf8");
  const inner = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
});
writeFileSync(join(to, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
console.log(`${FILES.length} files and ${ICONS.length} icons in ${to.replace(top + "/", "")}`);
