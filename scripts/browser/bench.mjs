// What the browser tests have in common: a list of tests, a browser that reaches this machine alone, and windows in it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { running } from "../running.mjs";

const installed = createRequire(new URL("../../target/browser/", import.meta.url));
const { chromium } = installed("playwright-core");

export const AXE = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");
export const binary = process.argv[2] || "target/debug/mynews";
const only = process.argv[3];

const tests = [];

/** `run` is given a mynews of its own, which shows the demo newsroom. */
export const test = (name, run) => tests.push({ name, run });

export const check = (truth, why) => {
  if (!truth) throw new Error(why);
};

export const mynews = (prepare, more) => running(binary, prepare, more);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});

/** A browser window on a running mynews; whatever it asks of anyone else is a failure. */
export async function window(server, options = {}) {
  // Workers would answer in the place of what these tests put there; scripts/browser/offline.mjs is about them.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.address) && !request.url().startsWith("data:")) {
      page.faults.push(`asked someone else: ${request.url()}`);
    }
  });
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.setDefaultTimeout(10_000);
  page.open = async (path) => {
    const answer = await page.goto(server.address + path, { waitUntil: "load" });
    check(answer.status() === 200, `${path} answers ${answer.status()}: ${await page.locator("body").innerText()}`);
  };
  return page;
}

export async function close(page) {
  const faults = page.faults;
  await page.context().close();
  check(faults.length === 0, faults.join("\n    "));
}

/** Runs the tests whose name has the words asked for, and ends with their outcome. */
export async function run() {
  let failed = 0;
  const chosen = tests.filter((one) => !only || one.name.includes(only));
  for (const { name, run } of chosen) {
    const server = await mynews();
    const started = Date.now();
    try {
      await run(server);
      console.log(`ok    ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n    ${error.message}\n    the server said: ${server.said().trim()}`);
    } finally {
      server.stop();
    }
  }
  await browser.close();
  console.log(failed ? `${failed} failed` : `all ${chosen.length} passed`);
  process.exit(failed ? 1 : 0);
}
