// The first minute of a newcomer on a machine without a network: the page is full, it becomes theirs, it says why, what
// moved and where it ends; and an outlet that cannot be reached takes nothing away.
import { spawnSync } from "node:child_process";
import { createServer } from "node:net";

import { binary, check, close, mynews, test, window } from "./bench.mjs";

const MINUTE = 60_000;
const LANGUAGES_MIN = 5;
const STORIES_MIN = 20;

/** A way out that leads nowhere: it counts who asks for anything beyond this machine, and hangs up. */
function noNetwork() {
  const way = { asked: 0 };
  const server = createServer((socket) => {
    way.asked += 1;
    socket.on("error", () => {}).destroy();
  });
  way.close = () => server.close();
  return new Promise((ready) =>
    server.listen(0, "127.0.0.1", () => ready(Object.assign(way, { proxy: `http://127.0.0.1:${server.address().port}` }))),
  );
}

/** What is placed by score alone: further down each edition draws a few stories by lot. */
const headlines = (page) => page.locator(".everyone h3, .near h3").allInnerTexts();

async function isFull(page) {
  check(await page.getByText("Demo newsroom:").isVisible(), "invented news says that it is invented");
  const stories = await page.locator("article.card, .briefs li[id^='s-']").count();
  check(stories >= STORIES_MIN, `${stories} stories`);
  check(/^\d\d:\d\d$/.test(await page.locator("figure .length").first().innerText()), "a video has its length");
  check(/\S\s+Photo: \S/.test(await page.locator("figcaption").first().innerText()), "a picture has caption and credit");
  const bare = await page.$$eval("article.card", (all) => all.filter((one) => !one.querySelector("details.reason summary")).length);
  check(bare === 0, `${bare} cards do not say why they are here`);
  check(/24 stories/.test(await page.locator(".end-of-page").innerText()), await page.locator(".end-of-page").innerText());
  check(await page.getByRole("heading", { name: "You are caught up." }).count(), "it ends");
  await page.open("/list");
  const languages = await page.$$eval("main [lang]", (all) => [...new Set(all.map((one) => one.lang))]);
  check(languages.length >= LANGUAGES_MIN, `languages: ${languages}`);
  check(await page.locator("main [dir=rtl]").count(), "one is read from the right");
  await page.open("/");
}

/** The strip: topics of the page, languages, a list from elsewhere. One press, and the page is another. */
async function becomesTheirs(page) {
  const tiles = page.locator(".welcome .tile[name=topic]");
  check((await tiles.count()) >= 6, `${await tiles.count()} topics to pick`);
  for (const tile of await tiles.allInnerTexts()) check(/\S\s+\d+$/.test(tile), `${tile} says how many stories it has`);
  check((await page.locator(".welcome .tile[name=language]").count()) >= 4, "languages to pick");
  check((await page.getByRole("link", { name: "import OPML" }).getAttribute("href")) === "/start#opml", "a list can be brought");
  const picked = await tiles.first().getAttribute("value");
  await tiles.first().click();
  await page.waitForURL(/did=/);
  check((await page.locator(`.tile[value='${picked}']`).getAttribute("aria-pressed")) === "true", "it is picked");
  check(await page.locator(".reason.you").count(), "the page has reasons that are the reader's");
  const said = await page.locator(".notice").innerText();
  check(/^You follow /.test(said) && /What moved: “/.test(said), `it says: ${said}`);
}

/** Less of one: the page says what moved, and everything goes back. */
async function saysWhatMoved(page, place) {
  await page.open("/");
  const before = await headlines(page);
  const card = page.locator("article.card:not(.lead)").nth(place);
  await card.locator("button[formaction$='/less']").click();
  const said = page.locator(".done, .notice").first();
  const text = await said.innerText();
  check(/^Fewer like this: /.test(text) && /“.+” (new at|\d+ →)/.test(text), `it says: ${text}`);
  await Promise.all([page.waitForResponse(/\/undo$/), said.getByRole("button", { name: "Undo" }).click()]);
  await page.waitForLoadState();
  await page.open("/");
  const after = await headlines(page);
  check(after.join("\n") === before.join("\n"), `what was taken back left a trace on the page:\n${before.join("\n")}\n----\n${after.join("\n")}`);
}

/** Without a network an outlet is not reached: that is said, with what can be done, and the demo stays until another is followed. */
async function withoutNetwork(page, way) {
  await page.open("/start");
  const topics = await page.locator("#topics .tile[name=key]").allInnerTexts();
  check(topics.length >= 8 && topics.every((one) => /\d+ outlets?/.test(one)), `each says what it adds: ${topics}`);
  check((await page.locator("#languages [aria-pressed=true]").innerText()).startsWith("English"), "as the browser asks");
  await page.locator("#topics .tile[name=key]").nth(3).click();
  await page.waitForURL(/#topics/);
  check(way.asked === 0, `${way.asked} requests left the machine before anything was followed`);
  await page.getByLabel("Address of a site or a feed").fill("harbourpost.example");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const refused = await page.locator(".notice").innerText();
  check(/^Nothing was added: .*cannot be reached/.test(refused), `it says: ${refused}`);
  check(way.asked > 0, "nobody tried");
  await page.open("/");
  check(await page.getByText("Demo newsroom:").isVisible(), "the demo stays");
  check((await page.locator("article.card").count()) >= STORIES_MIN / 2, "the page is full as before");
  await page.open("/start");
  await page.getByRole("button", { name: "Follow the outlets ticked" }).first().click();
  await page.getByText("are followed; their stories arrive by themselves.").waitFor();
  const until = Date.now() + MINUTE / 2;
  let empty;
  do {
    await page.open("/");
    empty = await page.locator("main").innerText();
  } while (/are being read/.test(empty) && Date.now() < until);
  check(/None of your outlets has brought anything yet/.test(empty) && /mynews add/.test(empty), `it says: ${empty}`);
  check((await page.getByText("Demo newsroom:").count()) === 0, "invented and real news never mix");
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`the first minute, without a network, ${how}`, async () => {
    const way = await noNetwork();
    const started = Date.now();
    let folder;
    const server = await mynews((data) => void (folder = data), { MYNEWS_FETCH_PROXY: way.proxy });
    try {
      const page = await window(server, { javaScriptEnabled });
      await page.open("/");
      await isFull(page);
      await becomesTheirs(page);
      for (const place of [4, 1]) await saysWhatMoved(page, place);
      await page.getByRole("button", { name: "Not now" }).click();
      await page.waitForLoadState();
      check((await page.locator(".welcome").count()) === 0, "the strip leaves for good");
      const told = spawnSync(binary, ["--data", folder, "today"], { encoding: "utf8" });
      check(told.status === 0 && told.stdout.includes("You are caught up."), `the terminal says: ${told.stdout}${told.stderr}`);
      await withoutNetwork(page, way);
      check(Date.now() - started < MINUTE, `the first minute took ${Date.now() - started} ms`);
      await close(page);
    } finally {
      server.stop();
      way.close();
    }
  });
}
