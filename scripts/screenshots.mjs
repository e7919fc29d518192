// Pictures of the pages for README and for looking at: node scripts/screenshots.mjs target/release/mynews [folder]
// The demo newsroom, three topics picked, in Chromium as setup-test installed it.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const installed = createRequire(new URL("../target/browser/", import.meta.url));
const { chromium } = installed("playwright-core");
const binary = process.argv[2] || "target/debug/mynews";
const folder = process.argv[3] || "docs/screenshots";
const TOPICS_PICKED = 3;

const data = mkdtempSync(join(tmpdir(), "mynews-screenshots-"));
const server = spawn(binary, ["--data", data, "serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((found) => {
  let said = "";
  server.stderr.on("data", (piece) => {
    said += piece;
    const match = said.match(/mynews is at (http:\/\/\S+)\s/);
    if (match) found(match[1]);
  });
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
mkdirSync(folder, { recursive: true });

const open = async (path, width, colorScheme) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.goto(address + path, { waitUntil: "load" });
  return page;
};

const picking = await open("/", 1280, "light");
for (let place = 0; place < TOPICS_PICKED; place += 1) {
  await picking.locator(".tile[name=topic][aria-pressed=false]").nth(place).click();
  await picking.waitForURL(/did=/);
}
await picking.getByRole("button", { name: "Not now" }).click();
await picking.waitForLoadState();
const story = await picking.locator(".lead h3 a").getAttribute("href");

for (const [name, path, width, colorScheme, height] of [
  ["front-1280-light", "/", 1280, "light", 1500],
  ["front-390-dark", "/", 390, "dark", 1600],
  ["story-1280-light", story, 1280, "light", 1800],
]) {
  const page = await open(path, width, colorScheme);
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, whole) };
  await page.evaluate((height) => scrollTo(0, height), clip.height);
  await page.waitForTimeout(300);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(folder, `${name}.png`), clip, fullPage: true });
  console.log(`${name}.png`);
}
await browser.close();
server.kill();
rmSync(data, { recursive: true, force: true });
