// Makes the icons of home screens from crates/mynews/static/icon.svg, in a browser. The masked ones fill their square and
// keep the drawing in its middle: phones cut them to a shape of their own. Run: node scripts/make-icons.mjs
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../target/browser/", import.meta.url))("playwright-core");
const folder = new URL("../crates/mynews/static/", import.meta.url);
const drawing = readFileSync(new URL("icon.svg", folder), "utf8");
const PAPER = "#fcfcfa";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, size, masked] of [
  ["icon-180.png", 180, true],
  ["icon-192.png", 192, false],
  ["icon-512.png", 512, false],
  ["icon-masked-512.png", 512, true],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const inner = masked ? Math.round(size * 0.8) : size;
  const style = `margin:0;display:grid;place-items:center;height:100vh;${masked ? `background:${PAPER}` : ""}`;
  await page.setContent(`<body style="${style}">${drawing.replace("<svg ", `<svg width="${inner}" height="${inner}" `)}`);
  await page.screenshot({ path: new URL(name, folder).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
