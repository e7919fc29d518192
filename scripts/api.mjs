// The JSON API against its own word: the document is OpenAPI 3.1, every operation it names is called once on the demo, and
// each answer has the shape that the document gives it, no field more and none less.
// Run: node scripts/api.mjs target/release/mynews
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { running } from "./running.mjs";

const installed = createRequire(new URL("../target/browser/", import.meta.url));
const { Validator } = await import(pathToFileURL(installed.resolve("@seriousme/openapi-schema-validator")));
const Ajv = installed("ajv/dist/2020").default;
const addFormats = installed("ajv-formats").default;

const check = (truth, why) => {
  if (!truth) throw new Error(why);
};

const item = `<item><title>Boats come home</title><link>http://127.0.0.1/boats</link><guid>boats</guid></item>`;
const outlet = createServer((_, answer) => {
  answer.writeHead(200, { "Content-Type": "application/rss+xml" });
  answer.end(`<rss version="2.0"><channel><title>Boat News</title><link>http://127.0.0.1/</link>${item}</channel></rss>`);
});
await new Promise((done) => outlet.listen(0, "127.0.0.1", done));
const feed = `http://127.0.0.1:${outlet.address().port}/feed.xml`;

const server = await running(process.argv[2] || "target/debug/mynews", () => {}, {
  MYNEWS_FETCH_ALLOW_PRIVATE: `127.0.0.1:${outlet.address().port}`,
});
const document = await (await fetch(`${server.address}/openapi.json`)).json();
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
);

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
// What is sent may leave out what may be null; what is answered has every field.
const all = (change) => Object.fromEntries(Object.entries(document.components.schemas).map(([name, schema]) => [name, { ...schema, additionalProperties: false, ...change(schema) }]));
ajv.addSchema({ $id: "sent", components: { schemas: all(() => ({})) } });
ajv.addSchema({ $id: "answered", components: { schemas: all(({ properties }) => ({ required: Object.keys(properties) })) } });
const fits = (way, schema, value, what) => {
  const validate = ajv.compile({ $ref: `${way}${schema.$ref}` });
  check(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 400)}`);
};

const called = new Set();
/** Calls an operation by its name, and checks what is sent and what comes back. */
async function call(name, { path = {}, query = {}, body } = {}) {
  const operation = operations.find((one) => one.operationId === name);
  check(operation, `the document has no ${name}`);
  const schema = ({ content }) => content["application/json"].schema;
  if (body) fits("sent", schema(operation.requestBody), body, `what is sent to ${name}`);
  const address = operation.path.replace(/\{(\w+)\}/g, (_, part) => path[part]);
  const answer = await fetch(`${server.address}${address}?${new URLSearchParams(query)}`, {
    method: operation.method.toUpperCase(),
    body: body && JSON.stringify(body),
  });
  const said = await answer.json();
  check(answer.status === 200, `${name} answers ${answer.status}: ${JSON.stringify(said)}`);
  fits("answered", schema(operation.responses["200"]), said, `what ${name} answers`);
  called.add(name);
  return said;
}

const tests = {
  "the document is OpenAPI 3.1": async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    check(valid && validator.version === "3.1", JSON.stringify(errors));
  },
  "every operation does what it says": async () => {
    const { stories } = await call("edition");
    check(stories.length > 20 && stories.every(({ reasons }) => reasons.length), "a full edition with reasons");
    const sum = stories[0].reasons.reduce((all, { value }) => all + value, 0);
    check(Math.abs(sum - stories[0].score) < 1e-9, "reasons add up to the score");
    const { articles } = await call("story", { path: { id: stories[0].id } });
    const { paragraphs, headline } = await call("article", { path: { id: articles[0].id } });
    check(paragraphs.length, "an article has its text");
    const search = await call("search", { query: { q: `"${headline}"` } });
    check(search.articles.some(({ id }) => id === articles[0].id), "a search finds it");
    const list = await call("articles", { query: { unread: "1" } });
    check(list.articles.length && list.next, "lists go on");
    const older = await call("articles", { query: { after: list.next } });
    check(older.articles[0].article.published <= list.articles.at(-1).article.published, "newest first");
    const one = list.articles[0].article.id;
    await call("mark", { path: { id: one }, body: { read: true } });
    const unread = async () => (await call("articles", { query: { unread: "1" } })).articles;
    check(!(await unread()).some(({ article }) => article.id === one), "what is marked is read");
    const marked = await call("markAll", { body: { until: list.until } });
    check((await unread()).length === 0, "all is read");
    await call("unmarkAll", { body: marked });
    check((await unread()).length > 0, "and unread again");
    const { signal } = await call("act", { body: { kind: "saved", story: stories[1].id } });
    check((await call("saved")).stories.some(({ id }) => id === stories[1].id), "it is saved");
    check((await call("undo", { path: { id: signal } })).undone, "it is taken back");
    check((await call("saved")).stories.length === 0, "it is not saved any more");
    for (const kind of ["opened", "read-to-end", "shared", "more", "less", "unsaved", "hidden"]) {
      await call("act", { body: { kind, story: stories[2].id } });
    }
    const subject = { kind: "phrase", name: "boats" };
    for (const kind of ["follow", "unfollow", "mute", "unmute", "less-of", "deny"]) {
      await call("act", { body: { kind, subject, ...(kind === "follow" && { weight: 0.5 }) } });
    }
    await call("act", { body: { kind: "follow", subject, weight: 0.4 } });
    await call("act", { body: { kind: "mute", subject: { kind: "phrase", name: "zzyzx" }, until: "2099-01-31T18:00:00Z", unless_outlets: 3 } });
    await call("act", { body: { kind: "not-the-same-story", article: articles.at(-1).id } });
    const profile = await call("profile");
    check(profile.follows.some((one) => one.subject.name === "boats" && one.weight === 0.4), "it is followed");
    check(profile.mutes.some((one) => one.unless_outlets === 3), "it is muted");
    const { signals } = await call("signals");
    check(signals.length >= 17 && signals.some(({ undone_at }) => undone_at), `the log has ${signals.length} lines`);
    // The first outlet of one's own ends the demo.
    const added = await call("addSource", { body: { url: feed } });
    check(added.title === "Boat News" && added.entries === 1 && !added.known, JSON.stringify(added));
    const { sources } = await call("sources");
    check(sources.length === 1 && sources[0].url === feed, JSON.stringify(sources));
    const id = sources[0].id;
    const rules = { never: ["boats -eels"], name: "My boats" };
    let tried = await call("tryRules", { path: { id }, body: rules });
    // The feed is read beside the answer that it is followed.
    for (let look = 0; look < 50 && !tried.entries.length; look += 1) {
      await new Promise((done) => setTimeout(done, 100));
      tried = await call("tryRules", { path: { id }, body: rules });
    }
    check(tried.entries.length === 1 && tried.entries[0].kept_away, JSON.stringify(tried));
    const set = await call("setRules", { path: { id }, body: rules });
    check((await call("sources")).sources[0].name === "My boats", "it has a name of its reader's");
    const kept = await call("keptAway");
    check(kept.entries.length === 1 && kept.entries[0].never === "boats -eels", JSON.stringify(kept));
    await call("undo", { path: { id: set.signal } });
    check((await call("keptAway")).entries.length === 0, "nothing is kept away any more");
    await call("removeSource", { path: { id: sources[0].id } });
    check((await call("sources")).sources.length === 0, "it is followed no more");
  },
  "no operation was left out": async () => {
    const left = operations.map(({ operationId }) => operationId).filter((name) => !called.has(name));
    check(left.length === 0, `not called: ${left}`);
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
server.stop();
outlet.close();
console.log(failed ? `${failed} failed` : `all ${Object.keys(tests).length} passed, ${called.size} operations`);
process.exit(failed ? 1 : 0);
