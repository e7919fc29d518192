// Rules of a feed in a real browser: tried, saved, held back, brought back; with JavaScript and without, and what axe says
// of the page in each of its states.
import { AXE, check, close, test, window } from "./bench.mjs";

/** The page of the feed that has most on the front page, and the longest word of one of its headlines. */
async function source(page) {
  await page.open("/sources");
  const path = await page.getAttribute("a[href^='/sources/'][aria-label='Rules of The Harbour Post']", "href");
  await page.open(path);
  const headline = await page.innerText("section[aria-labelledby=last] h3");
  const word = headline.match(/\p{L}+/gu).sort((one, other) => other.length - one.length)[0];
  return { path, headline, word };
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`rules of a feed are tried, saved and let go, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    const { path, headline, word } = await source(page);
    await page.getByLabel("Never show what answers one of these").fill(`title:${word}`);
    await page.getByLabel("Your own name for it").fill("Harbour, mine");
    await page.getByRole("button", { name: "Show me first" }).click();
    await page.waitForURL(/\/preview#tried$/);
    check(/would have kept away \d+ of the last \d+ entries/.test(await page.innerText("#tried")), await page.innerText("#tried"));
    check((await page.innerText("#tried")).includes(headline), "the headline is named");
    check((await page.inputValue("[name=never]")) === `title:${word}`, "what was written stays");
    await page.open("/list");
    check(await page.getByRole("link", { name: headline, exact: true }).count(), "nothing is kept away yet");

    await page.open(path);
    await page.getByLabel("Never show what answers one of these").fill("tram is:unread");
    await page.getByRole("button", { name: "Save" }).click();
    check(/hangs on the day/.test(await page.innerText("[role=alert]")), "a rule that cannot be is told");
    await page.getByLabel("Never show what answers one of these").fill(`title:${word}`);
    await page.getByLabel("Your own name for it").fill("Harbour, mine");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(/did=/);
    check(/hold from now on/.test(await page.innerText(".notice")), "it says so");
    check((await page.innerText("h1")) === "Harbour, mine", "it has its name");
    check(await page.locator(".brought .is-away").count(), "its last entries say what is kept away");

    await page.open("/held");
    const held = page.locator("#feed-rule li", { hasText: headline });
    check(/Harbour, mine: never “title:/.test(await held.innerText()), await held.innerText());
    await page.open("/list");
    check((await page.getByRole("link", { name: headline, exact: true }).count()) === 0, "it is nowhere");
    await page.open("/held");
    await held.getByRole("button", { name: /^Bring back/ }).click();
    await page.waitForLoadState();
    check((await page.locator("#feed-rule").count()) === 0, "nothing is kept away any more");
    await page.open("/list");
    check(await page.getByRole("link", { name: headline, exact: true }).count(), "it is back");
    await close(page);
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on a feed's page as it is tried, refused and saved: ${colorScheme}`, async (server) => {
    const page = await window(server, { colorScheme, bypassCSP: true });
    const { path, word } = await source(page);
    const found = [];
    for (const [button, never] of [["Show me first", word], ["Save", "is:unread"], ["Save", word]]) {
      await page.open(path);
      await page.getByLabel("Never show what answers one of these").fill(never);
      await page.getByRole("button", { name: button }).click();
      await page.waitForLoadState();
      for (const width of [1280, 360, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        if (scroll > width) found.push(`${button} ${never} at ${width}: ${scroll} wide`);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        found.push(...violations.map(({ id, nodes }) => `${button} ${never} at ${width}: ${id}: ${nodes[0].html.slice(0, 160)}`));
      }
    }
    await close(page);
    check(found.length === 0, found.join("\n    "));
  });
}
