// The pages in a real browser: journeys with and without JavaScript, by keyboard, accessibility (axe), no sideways
// scroll, no request to anyone else, page weights. Run: node scripts/browser.mjs target/release/mynews [words of a name]
import { spawnSync } from "node:child_process";

import { AXE, binary, check, close, mynews, run, test, window } from "./browser/bench.mjs";
import "./browser/first-minute.mjs";
import "./browser/harm.mjs";
import "./browser/journey.mjs";
import "./browser/rules.mjs";

const PAGE_BYTES_MAX = 150_000;
const SCRIPT_BYTES_MAX = 15_000;

/** Addresses of one page of each kind. */
async function places(page) {
  await page.open("/");
  const story = await page.getAttribute(".lead h3 a", "href");
  await page.open(story);
  const article = await page.getAttribute(".coverage td a", "href");
  const section = await page.$$eval(".sections a[href^='/section/']", (links) => links.map((link) => link.pathname));
  await page.open("/sources");
  const source = await page.getAttribute("td a[href^='/sources/']", "href");
  return ["/", story, article, "/start", "/sources", source, "/you", "/held", "/saved", "/search", "/search?q=wind", "/how", "/print", "/you/feeds", "/offline", ...section.slice(0, 2)];
}

// ---- News while a page is open ----

test("an open page says quietly how many are new, and nothing moves", async (server) => {
  const page = await window(server);
  const told = { contentType: "text/event-stream", body: `retry: 60000\ndata: {"said": "3 new"}\n\n` };
  let tell;
  const asked = new Promise((resolve) => (tell = resolve));
  await page.route("**/events?edition=*", async (route) => {
    await asked;
    await route.fulfill(told);
  });
  await page.open("/");
  const places = () => page.$$eval("main h3", (heads) => heads.map((head) => head.getBoundingClientRect().top).join());
  const before = await places();
  tell();
  await page.waitForSelector("#fresh a");
  check((await page.innerText("#fresh")) === "3 new", await page.innerText("#fresh"));
  check((await places()) === before, "stories moved");
  check((await page.getAttribute("#fresh a", "href")) === "/", "the line leads to the page itself");
  await close(page);
});

test("an open page says how far a refresh is, and then where to go", async (server) => {
  const page = await window(server);
  const line = '<span id="reading" role="status">1 of 3 feeds are read so far.</span>';
  await page.route("**/sources", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</main>", `${line}</main>`) });
  });
  const told = [{ said: "2 of 3 feeds are read so far.", over: false }, { said: "All are read", over: true }];
  const said = [];
  await page.route("**/events/reading", async (route) => {
    said.push(await page.innerText("#reading"));
    await route.fulfill({ contentType: "text/event-stream", body: `retry: 20\ndata: ${JSON.stringify(told.shift())}\n\n` });
  });
  await page.open("/sources");
  await page.waitForSelector("#reading a");
  check(said.join("; ") === "1 of 3 feeds are read so far.; 2 of 3 feeds are read so far.", said.join("; "));
  check((await page.innerText("#reading")) === "All are read", await page.innerText("#reading"));
  check((await page.getAttribute("#reading a", "href")) === "/sources", "the line leads to the page itself");
  await close(page);
});

// ---- Accessibility ----

for (const [colorScheme, javaScriptEnabled] of [["light", true], ["dark", true], ["light", false], ["dark", false]]) {
  test(`axe finds nothing: ${colorScheme}, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async (server) => {
    // axe itself is a script, so without JavaScript it looks at the same document with our own script kept out.
    const page = await window(server, { colorScheme, bypassCSP: true });
    if (!javaScriptEnabled) await page.route("**/static/mynews.js*", (route) => route.fulfill({ body: "" }));
    const found = [];
    for (const path of await places(page)) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.open(path);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        for (const { id, nodes } of violations) {
          found.push(`${path} at ${width}: ${id}: ${nodes.slice(0, 2).map((node) => `${node.html.slice(0, 160)} ${node.any?.[0]?.message || ""}`).join(" | ")}`);
        }
      }
    }
    await page.context().close();
    check(found.length === 0, found.join("\n    "));
  });
}

// ---- Shape and weight ----

test("nothing scrolls sideways, from 320 to 1600 pixels", async (server) => {
  const page = await window(server);
  const wide = [];
  for (const path of await places(page)) {
    for (const width of [320, 360, 768, 1280, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      await page.open(path);
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
      if (scroll > width) wide.push(`${path} at ${width}: ${scroll}`);
    }
  }
  check(wide.length === 0, wide.join("\n    "));
  await close(page);
});

test("nothing moves after the page is there", async (server) => {
  const page = await window(server);
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  for (const path of await places(page)) {
    await page.open(path);
    await page.waitForTimeout(150);
    const moved = await page.evaluate(() => window.moved);
    check(moved < 0.01, `${path} moved by ${moved}`);
  }
  await close(page);
});

test("every page is light", async (server) => {
  const page = await window(server);
  for (const path of await places(page)) {
    const { length } = await (await fetch(server.address + path)).text();
    check(length > 1000 && length <= PAGE_BYTES_MAX, `${path}: ${length} bytes`);
  }
  const script = (await Promise.all(["mynews.js", "offline.js"].map(async (name) => (await fetch(`${server.address}/static/${name}`)).text()))).join("");
  check(script.length <= SCRIPT_BYTES_MAX, `the script has ${script.length} bytes`);
  await close(page);
});

test("the reasons shown add up to the score shown", async (server) => {
  const page = await window(server);
  await page.open("/");
  for (const href of await page.$$eval("h3 a", (links) => links.slice(0, 12).map((link) => link.pathname))) {
    await page.open(href);
    const shown = await page.evaluate(() => {
      const number = (node) => Math.round(Number(node.textContent.replace("−", "-")) * 100);
      return {
        parts: [...document.querySelectorAll(".entry summary > .num")].map(number),
        sums: [...document.querySelectorAll(".heading .num")].map(number),
        total: number(document.querySelector(".total .num")),
      };
    });
    const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
    check(sum(shown.parts) === shown.total, `${href}: ${shown.parts} is not ${shown.total}`);
    check(sum(shown.sums) === shown.total, `${href}: ${shown.sums} is not ${shown.total}`);
  }
  await close(page);
});

// ---- Journeys ----

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`less, and taking it back, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    await page.open("/");
    const card = page.locator(".row .card").first();
    const headline = await card.locator("h3").innerText();
    await card.locator("button[formaction$='/less']").click();
    const said = page.locator(".done, .notice").first();
    check(/^Fewer like this/.test(await said.innerText()), `it says: ${await said.innerText()}`);
    await said.getByRole("button", { name: "Undo" }).click();
    await page.waitForLoadState();
    await page.locator("h3", { hasText: headline }).first().waitFor();
    await page.open("/you");
    check(await page.locator(".log del").count(), "the log tells of it, struck");
    await close(page);
  });

  test(`hide, held back, and bring back, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    await page.open("/");
    const card = page.locator(".row .card").nth(1);
    const href = await card.locator("h3 a").getAttribute("href");
    await card.locator("button[formaction$='/hide']").click();
    await page.locator(".done, .notice").first().waitFor();
    await page.open("/");
    check((await page.locator(`a[href='${href}']`).count()) === 0, "it is gone from the page");
    await page.open("/held");
    await page.locator("#hidden li", { has: page.locator(`a[href='${href}']`) }).getByRole("button").click();
    await page.waitForLoadState();
    await page.open("/held");
    check((await page.locator(`#hidden a[href='${href}']`).count()) === 0, "it is not held any more");
    await close(page);
  });

  test(`save, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    await page.open("/");
    const href = await page.locator(".lead h3 a").getAttribute("href");
    await page.locator(".lead button[formaction$='/save']").click();
    await page.locator(".lead .is-saved").waitFor();
    await page.open("/saved");
    check(await page.locator(`h3 a[href='${href}']`).count(), "it waits under Saved");
    await page.getByRole("button", { name: "No longer save" }).first().click();
    await page.waitForLoadState();
    check((await page.locator(`h3 a[href='${href}']`).count()) === 0, "it waits no more");
    await close(page);
  });

  test(`follow and mute a name from a story, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    await page.open("/");
    await page.open(await page.locator(".lead h3 a").getAttribute("href"));
    const subject = page.locator(".subject").first();
    const name = (await subject.locator("span").first().innerText()).split("\n")[0];
    await subject.getByRole("button", { name: /^Follow / }).click();
    await page.locator(".subject .is-on").first().waitFor();
    await page.open("/you");
    const field = page.locator("input[name^='weight ']").first();
    check((await field.inputValue()) === "0.7", "it is followed with the usual weight");
    await field.fill("0.3");
    await page.getByRole("button", { name: "Show me first" }).click();
    await page.locator(".try").waitFor();
    check(/0.7 → 0.3/.test(await page.locator(".try").innerText()), "the change is shown before it is kept");
    await page.locator(".side .button.main").click();
    await page.waitForLoadState();
    check((await page.locator("input[name^='weight ']").first().inputValue()) === "0.3", "it is kept");
    await page.getByLabel("What", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Never show" }).click();
    await page.waitForLoadState();
    check(await page.locator(".chip", { hasText: name }).count(), `${name} is muted`);
    await page.open("/");
    const shown = await page.locator("main").innerText();
    check(!shown.includes(name), `${name} is nowhere on the page`);
    await page.open("/you");
    await page.locator(".chip").first().getByRole("button").click();
    await page.waitForLoadState();
    check((await page.locator(".chip").count()) === 0, "it is back");
    await close(page);
  });

  test(`search, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    await page.open("/");
    const words = (await page.locator(".lead h3").innerText()).split(/\s+/).slice(0, 2).join(" ");
    await page.locator(".places input").fill(words);
    await page.locator(".places input").press("Enter");
    await page.waitForURL(/\/search\?q=/);
    check(await page.locator(".hits h3").count(), `${words} is found`);
    await page.open("/search?q=zzyzx");
    check(/Nothing your outlets brought/.test(await page.locator("main").innerText()), "nothing is said plainly");
    await close(page);
  });
}

test("by keyboard alone: skip, step, open, reason, less, undo", async (server) => {
  const page = await window(server);
  await page.open("/");
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.className)) === "skip", "the first stop skips to the news");
  await page.keyboard.press("Enter");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("w");
  check(await page.evaluate(() => !!document.activeElement.closest("article").querySelector("details.reason[open]")), "its reason opens");
  await page.keyboard.press("-");
  await page.locator(".done").first().waitFor();
  await page.keyboard.press("z");
  await page.waitForFunction((text) => document.activeElement.textContent === text, second);
  await page.keyboard.press("o");
  await page.waitForURL(/\/s\//);
  await page.keyboard.press("g");
  await page.keyboard.press("y");
  await page.waitForURL(/\/you/);
  await page.keyboard.press("/");
  await page.keyboard.type("wind");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=wind/);
  await close(page);
});

test("text only has no pictures, and stays text only", async (server) => {
  const page = await window(server);
  await page.open("/?text=1");
  check((await page.locator("img").count()) === 0, "no picture");
  await page.locator(".lead h3 a").click();
  await page.waitForURL(/text=1/);
  check((await page.locator("img").count()) === 0, "no picture on the story either");
  await close(page);
});

test("pictures come through this machine, in their boxes", async (server) => {
  const page = await window(server);
  await page.open("/");
  const pictures = await page.$$eval(".lead img, .near img", (images) => images.map((image) => [new URL(image.src).pathname, image.complete && image.naturalWidth]));
  for (const [source, width] of pictures) check(source.startsWith("/picture/") && width > 0, `${source} is ${width} wide`);
  await close(page);
});

test("no page is written by strangers: what is not ours is refused", async (server) => {
  const cross = await fetch(`${server.address}/you/pause`, { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } });
  check(cross.status === 403, `another site's press answers ${cross.status}`);
  const answer = await fetch(server.address);
  const policy = answer.headers.get("content-security-policy");
  check(policy.includes("default-src 'none'") && !policy.includes("unsafe"), policy);
  check(answer.headers.get("referrer-policy") === "no-referrer", "the address goes nowhere");
});

test("the demo leaves, and an empty page says what to do", async (server) => {
  const page = await window(server);
  await page.open("/sources");
  await page.getByRole("button", { name: "Leave the demo" }).click();
  await page.waitForLoadState();
  check((await page.getByText("Demo newsroom:").count()) === 0, "the banner is gone");
  await page.getByLabel("Address of a site or a feed").fill("no address at all");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForLoadState();
  check(/Nothing was added/.test(await page.locator(".notice").innerText()), "a wrong address is told");
  await page.open("/");
  check(/No news yet/.test(await page.locator("main").innerText()), "the empty page says so");
  await close(page);
});

// ---- Getting in ----

const PASSWORD = "nine grey herons";
const withPassword = (data) => spawnSync(binary, ["--data", data, "reader", "passwd"], { input: `${PASSWORD}\n` });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`under a path: log in, less, undo, log out, ${how}`, async () => {
    const server = await mynews(withPassword, { MYNEWS_WEB_BASE_URL: "http://127.0.0.1/news/" });
    try {
      const page = await window({ ...server, address: `${server.address}/news` }, { javaScriptEnabled });
      await page.open("/you");
      check(page.url().includes("/news/login?to="), `asked to log in: ${page.url()}`);
      await page.getByLabel("Name").fill("reader");
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.waitForURL("**/news/you");
      await page.open("/");
      const card = page.locator(".row .card").first();
      const headline = await card.locator("h3").innerText();
      await card.locator("button[formaction$='/less']").click();
      await page.locator(".done, .notice").first().getByRole("button", { name: "Undo" }).click();
      await page.waitForLoadState();
      await page.locator("h3", { hasText: headline }).first().waitFor();
      await page.open("/logout");
      await page.getByRole("button", { name: "Log out here" }).click();
      await page.waitForURL("**/news/login");
      await page.open("/");
      check(page.url().includes("/news/login"), "logged out is logged out");
      await close(page);
    } finally {
      server.stop();
    }
  });
}

test("axe finds nothing at the door", async () => {
  const server = await mynews(withPassword);
  try {
    for (const colorScheme of ["light", "dark"]) {
      const page = await window(server, { colorScheme, bypassCSP: true });
      const look = async (what) => {
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        check(violations.length === 0, `${what}: ${violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`).join(" | ")}`);
      };
      await page.open("/login");
      await look("login");
      await page.getByLabel("Name").fill("reader");
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.waitForLoadState();
      for (const path of ["/logout", "/you"]) {
        await page.open(path);
        await look(path);
      }
      await close(page);
    }
  } finally {
    server.stop();
  }
});

await run();
