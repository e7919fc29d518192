// The story page in a real browser: a report taken out and taken back, two stories made one and parted again, and what the
// page says of days. Without JavaScript, as everything a reader says must work. Run:
//   node scripts/browser/stories.mjs target/release/mynews [screenshots-folder]
import { createRequire } from "node:module";

import { running } from "../running.mjs";

const installed = createRequire(new URL("../../target/browser/", import.meta.url));
const { chromium } = installed("playwright-core");

const binary = process.argv[2] || "target/debug/mynews";
const pictures = process.argv[3];

const check = (truth, why) => {
  if (!truth) throw new Error(why);
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const server = await running(binary);
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
const page = await context.newPage();
page.setDefaultTimeout(15_000);

const open = async (path) => {
  const answer = await page.goto(server.address + path, { waitUntil: "load" });
  check(answer.status() === 200, `${path} answers ${answer.status()}`);
};
const reports = () => page.locator("table.coverage tbody tr").count();
const undo = () => page.getByRole("button", { name: "Undo" }).first().click();

/** The pages of the edition's first stories. */
async function stories() {
  await open("/");
  const links = await page.locator("a[href^='/s/']").evaluateAll((all) => all.map((one) => one.getAttribute("href").split(/[?#]/)[0]));
  return [...new Set(links)];
}

const tests = {
  async "a report taken out comes back"() {
    for (const path of await stories()) {
      await open(path);
      const before = await reports();
      if (before < 3) continue;
      await page.locator("table.coverage details.reason summary").last().click();
      await page.getByRole("button", { name: /^Not the same story/ }).last().click();
      await open(path);
      const left = await reports();
      check(left < before, `${before} reports, and ${left} after one was taken out`);
      await open("/you");
      await undo();
      await open(path);
      check((await reports()) === before, "all reports are back");
      return;
    }
    throw new Error("no story has three reports");
  },

  async "two stories become one and are parted again"() {
    const [first, second] = await stories();
    await open(second);
    const theirs = await reports();
    await open(first);
    const ours = await reports();
    await page.getByText("Another story tells the same").click();
    await page.getByLabel("The address of its page here").fill(server.address + second);
    await page.getByRole("button", { name: "Make them one" }).click();
    for (const path of [first, second]) {
      await open(path);
      check((await reports()) === ours + theirs, `${path} shows ${await reports()} reports of ${ours + theirs}`);
    }
    await open("/you");
    await undo();
    await open(first);
    const [left, right] = [await reports(), (await open(second), await reports())];
    check(left === ours && right === theirs, `${ours} and ${theirs} reports became ${left} and ${right}`);
  },

  async "a story that is none is refused"() {
    const [first] = await stories();
    await open(first);
    await page.getByText("Another story tells the same").click();
    await page.getByLabel("The address of its page here").fill("/s/nonsense");
    await page.getByRole("button", { name: "Make them one" }).click();
    check((await page.locator("body").innerText()).includes("There is no such story"), "a sentence says why");
  },

  async "days that reports name stand with their sentences"() {
    for (const path of await stories()) {
      await open(path);
      const days = page.locator("section[aria-labelledby='chronicle'] li");
      if ((await days.count()) < 2) continue;
      const link = await days.first().locator("a").first().getAttribute("href");
      check(/^\/a\/.*#p\d+/.test(link), `a day leads to ${link}`);
      if (pictures) {
        for (const [width, scheme] of [[360, "light"], [360, "dark"], [1280, "light"], [1280, "dark"]]) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: scheme });
          await page.screenshot({ path: `${pictures}/story-${width}-${scheme}.png`, fullPage: true });
        }
      }
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
      check(scroll <= page.viewportSize().width, `sideways scroll: ${scroll}`);
      return;
    }
    throw new Error("no story names two days");
  },
};

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  try {
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n    ${error.message}`);
  }
}
await browser.close();
server.stop();
process.exit(failed ? 1 : 0);
