// One journey (start, read, less, undo, search, sources) with keys alone that every browser has: Tab, Enter, Space and
// letters in fields. The same with JavaScript and without, and each stop shows where the reader is.
import { check, close, test, window } from "./bench.mjs";

/** More stops than any page has. */
const STOPS_MAX = 400;

/** Tabs on to what the selector names, as one must who has no mouse. */
async function reach(page, selector) {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((selector) => {
      const { activeElement } = document;
      const { outlineStyle, boxShadow } = getComputedStyle(activeElement);
      const { width, height } = activeElement.getBoundingClientRect();
      return {
        is: activeElement.matches(selector),
        // A field for a time marks the part of it that is typed into, which styles do not tell.
        shown: width > 0 && height > 0 && (outlineStyle !== "none" || boxShadow !== "none" || activeElement.type === "time"),
        what: activeElement.outerHTML.slice(0, 120),
      };
    }, selector);
    check(at.shown || at.what.startsWith("<body"), `nothing shows that this has the focus: ${at.what}`);
    if (at.is) return;
  }
  throw new Error(`${selector} cannot be reached by Tab on ${page.url()}`);
}

/** Presses a key that leads to another page. */
async function turn(page, key, address) {
  await Promise.all([page.waitForURL(address), page.keyboard.press(key)]);
  await page.waitForLoadState();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`keys alone: start, read, less, undo, search, sources, ${how}`, async (server) => {
    const page = await window(server, { javaScriptEnabled });
    await page.open("/");

    await reach(page, ".welcome a[href^='/start']");
    await turn(page, "Enter", /\/start$/);
    await reach(page, "#topics button[value=science]");
    await turn(page, "Space", /\/start#topics$/);
    check((await page.getAttribute("#topics button[value=science]", "aria-pressed")) === "true", "it is picked");
    await reach(page, "a.button[href='/']");
    await turn(page, "Enter", `${server.address}/`);
    check(await page.locator(".reason.you").count(), "the page has reasons that are the reader's");

    await reach(page, ".row .card h3 a");
    const headline = await page.evaluate(() => document.activeElement.textContent);
    await turn(page, "Enter", /\/s\//);
    check((await page.innerText("h1")).includes(headline), `${headline} is read`);
    await reach(page, ".masthead .name a");
    await turn(page, "Enter", `${server.address}/`);

    await reach(page, ".row .card button[formaction$='/less']");
    const less = await page.evaluate(() => document.activeElement.closest("article").querySelector("h3").textContent);
    await page.keyboard.press("Enter");
    const said = page.locator(".done, .notice").first();
    check(/^Fewer like this/.test(await said.innerText()), `it says: ${await said.innerText()}`);
    await reach(page, ".done button, .notice button");
    await page.keyboard.press("Enter");
    await page.locator("h3", { hasText: less }).first().waitFor();
    await page.open("/you");
    check(await page.locator(".log del").count(), "the log tells of it, struck");

    await reach(page, ".places input[type=search]");
    await page.keyboard.type("wind");
    await turn(page, "Enter", /\/search\?q=wind/);
    await reach(page, ".hits h3 a");

    await page.open("/");
    await reach(page, ".places a[href^='/sources']");
    await turn(page, "Enter", /\/sources$/);
    await reach(page, "input[name=what]");
    await page.keyboard.type("no address at all");
    await page.keyboard.press("Enter");
    await page.locator(".notice").waitFor();
    check(/Nothing was added/.test(await page.locator(".notice").innerText()), "a wrong address is told");
    await close(page);
  });
}
