// What a browser keeps, in a real one: the edition and its stories without a connection, presses that are sent later, and
// nothing of it after logging out. Run: node scripts/browser/offline.mjs target/release/mynews [screenshots-folder]
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { running } from "../running.mjs";
import { cable } from "./cable.mjs";

const installed = createRequire(new URL("../../target/browser/", import.meta.url));
const { chromium } = installed("playwright-core");
const AXE = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");

const binary = process.argv[2] || "target/debug/mynews";
const pictures = process.argv[3];
const PASSWORDS = { reader: "nine grey herons", Bo: "eleven white swans" };
const WORKER_BYTES_MAX = 13_500;
const KEPT_MS_MAX = 120_000;

const check = (truth, why) => {
  if (!truth) throw new Error(why);
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });

const withReaders = (data) => {
  const run = (args, name) => spawnSync(binary, ["--data", data, "reader", ...args], { input: `${PASSWORDS[name]}\n` });
  run(["passwd"], "reader");
  run(["add", "Bo"], "Bo");
};

const servers = new Set();

/** A window on a mynews at the end of a cable; without `prepare` nobody has a password. */
async function window({ prepare, base = "", options = {} } = {}) {
  const more = base ? { MYNEWS_WEB_BASE_URL: `http://127.0.0.1${base}/` } : {};
  const server = await running(binary, prepare, more);
  servers.add(server);
  const line = await cable(server.address);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.text().includes("Content Security") && faults.push(message.text()));
  const go = (path) => page.goto(line.address + base + path);
  return {
    ...line,
    page,
    go,
    base,
    /** The addresses, from our root on, that the browser keeps of the edition. */
    kept: () =>
      page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => name.endsWith(" edition"));
        const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
        return all.flat();
      }),
    held: () =>
      page.evaluate(async () => {
        const { name } = (await indexedDB.databases()).find((one) => one.name.endsWith(" presses")) || {};
        if (!name) return 0;
        const opened = indexedDB.open(name);
        await new Promise((done) => (opened.onsuccess = done));
        if (!opened.result.objectStoreNames.contains("presses")) return 0;
        const asked = opened.result.transaction("presses").objectStore("presses").count();
        await new Promise((done) => (asked.onsuccess = done));
        opened.result.close();
        return asked.result;
      }),
    logIn: async (name) => {
      await go("/login");
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("Password").fill(PASSWORDS[name]);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.waitForURL(`${line.address}${base}/`);
    },
    close: async () => {
      await context.close();
      await line.pull();
      check(faults.length === 0, faults.join("\n    "));
    },
  };
}

async function until(asked, why) {
  const end = Date.now() + KEPT_MS_MAX;
  while (!(await asked())) {
    check(Date.now() < end, why);
    await new Promise((done) => setTimeout(done, 100));
  }
}

const whole = (at) => until(async () => (await at.kept()).some((path) => path.endsWith("/offline.json")), "the edition is kept");

const tests = {
  "the edition, a story and an article are read without a connection": async () => {
    const at = await window();
    const { page } = at;
    await at.go("/");
    const story = await page.getAttribute(".lead h3 a", "href");
    await whole(at);
    check((await at.kept()).some((path) => path.startsWith("/picture/")), "pictures are kept");
    await at.go("/history");
    check((await page.locator("main h3").count()) === 0, "what is kept was not opened by anybody");
    const other = (await at.kept()).find((path) => path.startsWith("/s/") && path !== story);
    await at.go(other);
    await at.go("/history");
    check((await page.locator("main h3").count()) === 1, "what is opened counts once, as it does without a worker");
    await at.go("/");
    await at.pull();
    await page.reload();
    check(await page.locator("#offline").isVisible(), "the page says that it is a kept one");
    check(/^mynews cannot be reached\. This page is from \d\d:\d\d, /.test(await page.innerText("#offline")), await page.innerText("#offline"));
    check(await page.evaluate(() => document.querySelector("img").naturalWidth > 0), "its pictures are there");
    check((await page.evaluate(() => getComputedStyle(document.querySelector(".masthead")).display)) === "grid", "its style is there");
    await page.click(".lead h3 a");
    await page.waitForURL(`**${story}`);
    check(await page.locator("h1.title, h1").first().isVisible(), "the story is there");
    const article = (await at.kept()).find((path) => path.startsWith("/a/"));
    await at.go(article);
    check((await page.locator(".text p").count()) > 0, "the article is there");
    await at.go("/you");
    check((await page.innerText("h1")) === "mynews cannot be reached", "what was not kept is said to be");
    await page.getByRole("link", { name: "Read the edition kept here" }).click();
    await page.waitForURL(`${at.address}/`);
    check((await page.getAttribute(".lead h3 a", "href")) === story, "the way back leads to the edition");
    await at.putBack();
    await page.reload();
    check(!(await page.locator("#offline").isVisible()), "the line goes when mynews is back");
    await until(async () => (await at.held()) === 0, "what was read away is told");
    await at.go("/history");
    check((await page.locator(`main h3 a[href='${story}']`).count()) === 1, "and counts as read");
    await at.close();
  },

  "a connection that says nothing is none": async () => {
    const at = await window();
    await at.go("/");
    await whole(at);
    at.hush(true);
    await at.page.reload();
    check(await at.page.locator("#offline").isVisible(), "the kept edition is shown");
    at.hush(false);
    await at.page.reload();
    check(!(await at.page.locator("#offline").isVisible()), "and the one of now when there is an answer");
    await at.close();
  },

  "less, pressed without a connection, arrives": async () => {
    const at = await window();
    const { page } = at;
    await at.go("/");
    await whole(at);
    await at.pull();
    await page.reload();
    const cards = page.locator(".row .card");
    const headline = await cards.first().locator("h3").innerText();
    await cards.first().locator("button[formaction$='/less']").click();
    await page.locator(".done", { hasText: "Noted here" }).waitFor();
    await page.locator("#waiting", { hasText: "Waiting to be sent: 1" }).waitFor();
    // A second one is taken back before it is sent, and leaves no trace.
    await page.locator(".row .card button[formaction$='/hide']").first().click();
    await page.locator("#waiting", { hasText: "Waiting to be sent: 2" }).waitFor();
    await page.locator(".done").last().getByRole("button", { name: "Undo" }).click();
    await page.locator("#waiting", { hasText: "Waiting to be sent: 1" }).waitFor();
    await at.putBack();
    await page.reload();
    await page.locator("#waiting").waitFor({ state: "hidden" });
    await until(async () => (await at.held()) === 0, "it was sent");
    await at.go("/you");
    const log = await page.innerText(".log");
    check(log.includes(headline.slice(0, 30)), `the log tells of it: ${log}`);
    check((await page.locator(".log li, .log tr").count()) >= 1, "once");
    check(!/hid/i.test(log), `nothing was hidden: ${log}`);
    await at.close();
  },

  "what is refused later is told, until it was read": async () => {
    const at = await window();
    const { page } = at;
    await at.go("/");
    await whole(at);
    await at.pull();
    await page.reload();
    // A story that is gone by then: no such story was ever there.
    await page.evaluate(() => {
      const button = document.querySelector(".row .card button[formaction$='/less']");
      button.setAttribute("formaction", button.getAttribute("formaction").replace(/story\/\w+/, "story/0123456789ab"));
      button.click();
    });
    await page.locator("#waiting", { hasText: "1" }).waitFor();
    await at.putBack();
    for (let times = 0; times < 2; times += 1) {
      await page.reload();
      await page.locator("#refused", { hasText: /^Not done: .?Less: / }).waitFor();
    }
    check(/There is no such story here \(any more\)\./.test(await page.innerText("#refused")), await page.innerText("#refused"));
    await page.getByRole("button", { name: "Understood" }).click();
    await until(async () => (await at.held()) === 0, "it is gone once it was read");
    await page.reload();
    check((await page.innerText("#refused")) === "", "and stays so");
    await at.close();
  },

  "logging out erases what was kept, under a path too": async () => {
    const at = await window({ prepare: withReaders, base: "/news" });
    const { page } = at;
    await at.logIn("reader");
    await whole(at);
    check((await at.kept()).every((path) => path.startsWith("/news/")), "everything is under the path");
    await at.pull();
    await page.reload();
    check(await page.locator("#offline").isVisible(), "the kept edition is shown under the path");
    await page.locator(".row .card button[formaction$='/save']").first().click();
    await page.locator("#waiting", { hasText: "1" }).waitFor();
    await at.putBack();
    await at.go("/logout");
    await page.getByRole("button", { name: "Log out here" }).click();
    await page.waitForURL("**/news/login");
    await until(async () => (await at.kept()).length === 0 && (await at.held()) === 0, "nothing is kept");
    await at.pull();
    const other = await page.context().newPage();
    const answer = await other.goto(`${at.address}/news/`).catch(() => null);
    check(!answer || !(await answer.text()).includes('class="card'), "no edition is shown");
    await at.putBack();
    await at.logIn("reader");
    await at.go("/saved");
    check((await page.locator("main h3").count()) === 1, "what was pressed before logging out was sent first");
    await at.close();
  },

  "another reader at the same browser gets nothing of the first": async () => {
    const at = await window({ prepare: withReaders });
    const { page } = at;
    await at.logIn("reader");
    await whole(at);
    await at.pull();
    await page.reload();
    await page.locator(".row .card button[formaction$='/save']").first().click();
    await page.locator("#waiting", { hasText: "1" }).waitFor();
    // The session ends without a word: its cookie is gone.
    await page.context().clearCookies();
    await at.putBack();
    await at.go("/login");
    check((await at.kept()).length === 0, "who has no session is shown no edition");
    await at.logIn("Bo");
    await whole(at);
    await until(async () => (await at.held()) === 0, "the press is not kept for somebody else");
    await at.go("/saved");
    check((await page.locator("main h3").count()) === 0, "and was not sent as Bo's");
    await at.close();
  },

  "it can be installed": async () => {
    const at = await window();
    await at.go("/");
    const session = await at.page.context().newCDPSession(at.page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Nothing is ever installed from a window that forgets everything when it is closed.
    const errors = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
    check(errors.length === 0, JSON.stringify(errors));
    const { errors: wrong, data } = await session.send("Page.getAppManifest");
    check(wrong.length === 0 && data, JSON.stringify(wrong));
    const worker = await (await fetch(`${at.address}/sw.js`)).text();
    check(worker.length <= WORKER_BYTES_MAX, `the worker has ${worker.length} bytes`);
    await at.close();
  },

  "nothing but our own worker may be made from text": async () => {
    const at = await window();
    await at.go("/");
    const outcome = await at.page.evaluate(async () => {
      const tried = (make) => {
        try {
          make();
          return "made";
        } catch (error) {
          return error.name;
        }
      };
      return [tried(() => trustedTypes.createPolicy("worker", {})), tried(() => trustedTypes.createPolicy("other", {}))];
    });
    check(outcome.join() === "TypeError,TypeError", `policies: ${outcome}`);
    // The browser complains of what was tried, as it should.
    await at.page.context().close();
    await at.pull();
  },

  "axe finds nothing, and nothing scrolls sideways": async () => {
    for (const colorScheme of ["light", "dark"]) {
      const at = await window({ options: { colorScheme, bypassCSP: true } });
      const { page } = at;
      await at.go("/");
      await whole(at);
      await at.pull();
      await page.reload();
      await page.locator(".row .card button[formaction$='/less']").first().click();
      await page.locator("#waiting", { hasText: "1" }).waitFor();
      for (const [path, name] of [["/", "edition"], ["/you", "page"]]) {
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 900 });
          await at.go(path);
          await page.locator("#waiting", { hasText: "1" }).waitFor();
          if (pictures) await page.screenshot({ path: `${pictures}/offline-${name}-${width}-${colorScheme}.png` });
          await page.evaluate(AXE);
          const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
          check(violations.length === 0, `${path} at ${width}: ${violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`).join(" | ")}`);
          check((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${path} at ${width} scrolls sideways`);
        }
      }
      await at.close();
    }
  },
};

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  const started = Date.now();
  try {
    await run();
    console.log(`ok    ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n    ${error.message}`);
  } finally {
    servers.forEach((server) => server.stop());
    servers.clear();
  }
}
await browser.close();
console.log(failed ? `${failed} failed` : `all ${Object.keys(tests).length} passed`);
process.exit(failed ? 1 : 0);
