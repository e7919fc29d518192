// Outlets that mean harm: payloads in every field of feeds, pages and lists, and in what a reader types. Every page that
// can be got to is looked at with our own Content-Security-Policy off, so that nothing but clean pages keeps them out.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { binary, check, close, mynews, test, window } from "./bench.mjs";

const ELSEWHERE = "https://elsewhere.example";
const PAYLOADS = [
  `<script>window.harmed=1</script>`,
  `"><img src=x onerror="window.harmed=1">`,
  `</title></style></textarea><svg onload=window.harmed=1>`,
  `'-window.harmed=1-'{{7*7}}{% raw %}\${window.harmed=1}`,
  `<a href="javascript:window.harmed=1">press</a><form action="javascript:window.harmed=1"><button formaction="${ELSEWHERE}">`,
  `<iframe srcdoc="<script>parent.harmed=1</script>"></iframe><base href="${ELSEWHERE}/">`,
  `<img src="${ELSEWHERE}/pixel.gif"><link rel=stylesheet href="${ELSEWHERE}/x.css"><meta http-equiv=refresh content="0;${ELSEWHERE}">`,
  `]]><![CDATA[<math><mtext><style><img src=x onerror=window.harmed=1></style>`,
  `" autofocus onfocus=window.harmed=1 style="background:url(${ELSEWHERE}/b.png)" x="`,
];
const LINKS = ["javascript:window.harmed=1", "data:text/html,<script>window.harmed=1</script>", `${ELSEWHERE}/"onload="window.harmed=1`, "vbscript:harm"];
/** Pages of one kind that are looked at. */
const PAGES_A_KIND = 50;

const xml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const link = (number) => LINKS[number % LINKS.length];
const minutesAgo = (number) => new Date(Date.now() - number * 60_000);
const NEWS = [
  "The harbour of Port Halden opens again on Monday after eleven weeks of repairs to its lock gates",
  "Tram drivers walk out over night shifts, and passengers cycle through the rain to their offices",
  "Volunteers count barn owls in old churches and find twice as many nests as they did in spring",
  "A village decides by ballot that its iron crossing shall be painted yellow, as it was in 1908",
  "Meltwater rises behind a moraine above the valley, and hikers are told to keep to the ridge",
  "The youngest challenger draws with black in the sixth game and leads the chess final by a point",
  "School kitchens buy carrots and barley from neighbours, and pupils write the menu once a month",
  "A company wants to dig for copper under the fell, where herders say their reindeer give birth",
  "Astronomers weigh a comet by the dust that it leaves, and find it lighter than a cloud of snow",
];
const filler = (number) => `${NEWS[number % NEWS.length]}. `.repeat(4);
const text = (payload, number) => `<p>${filler(number)}${payload}</p><figure><img src="${link(number)}" alt="${xml(payload)}"><figcaption>${payload}</figcaption></figure>
  <p>${filler(number)}“${xml(payload)} is what I say,” said ${payload}.</p><ul><li>${payload}</li></ul><p>${filler(number)}</p>
  <p>“We open on Monday ${xml(payload)},” said Ada ${xml(payload)} Lund.</p><video src="${link(number)}" poster="${link(number)}"></video>`;

/** An entry that carries all, and one whose text is on its page. */
const rss = (payload, number, at) => {
  const safe = xml(payload);
  const shared = (id) => `<guid isPermaLink="false">${id}${safe}</guid><dc:creator>${safe}</dc:creator><author>${safe}</author><category domain="${safe}">${safe}</category>
    <comments>${xml(link(number))}</comments><source url="${xml(link(number))}">${safe}</source><pubDate>${minutesAgo(number).toUTCString()}</pubDate>`;
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel><title>Harm ${number} ${safe}</title><link>${at}/</link><description>${safe}</description><language>${safe}</language><copyright>${safe}</copyright>
    <image><url>${xml(link(number))}</url><title>${safe}</title><link>${xml(link(number))}</link></image>
    <item><title>Harbour ${number} ${safe}</title><link>${at}/own/${number}?${xml(encodeURI(payload))}</link>${shared("own")}
    <enclosure url="${xml(link(number))}" type="${safe}" length="${safe}"/><enclosure url="${ELSEWHERE}/a.mp3?${safe}" type="audio/mpeg" length="9"/>
    <media:thumbnail url="${xml(link(number + 1))}"/><media:keywords>${safe}</media:keywords>
    <media:content url="${xml(link(number))}" medium="video" duration="60"><media:title>${safe}</media:title></media:content>
    <media:content url="${ELSEWHERE}/p.jpg" medium="image"><media:description>${safe}</media:description><media:credit>${safe}</media:credit></media:content>
    <description>${safe}</description><content:encoded>${xml(text(payload, number))}</content:encoded></item>
    <item><title>Ferry ${number} ${safe}</title><link>${at}/page/${number}</link>${shared("page")}<description>Ferry ${number} ${safe}</description></item>
    <item><title>Bridge ${number} ${safe}</title><link>${xml(link(number))}</link>${shared("nowhere")}<description>${xml(text(payload, number))}</description></item>
    </channel></rss>`;
};

const atom = (payload, number, at) => {
  const safe = xml(payload);
  return `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Atom ${number} ${safe}</title><subtitle type="html">${safe}</subtitle>
    <id>${at}/atom/${number}</id><updated>${minutesAgo(0).toISOString()}</updated><link href="${at}/"/><logo>${xml(link(number))}</logo><icon>${xml(link(number))}</icon><rights>${safe}</rights>
    <entry><id>atom${number}${safe}</id><title type="html">Tram ${number} ${safe}</title><updated>${minutesAgo(number).toISOString()}</updated>
    <author><name>${safe}</name><uri>${xml(link(number))}</uri><email>${safe}</email></author><category term="${safe}" label="${safe}"/>
    <link rel="alternate" href="${at}/tram/${number}"/><link rel="related" title="${safe}" href="${xml(link(number))}"/><link rel="enclosure" title="${safe}" type="video/mp4" href="${xml(link(number))}"/>
    <summary type="html">${safe}</summary><content type="html">${xml(text(payload, number))}</content></entry></feed>`;
};

const json = (payload, number, at) =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: `Json ${number} ${payload}`,
    home_page_url: `${at}/`,
    description: payload,
    icon: link(number),
    authors: [{ name: payload, url: link(number), avatar: link(number) }],
    items: [
      {
        id: `json${number}${payload}`,
        url: `${at}/owl/${number}`,
        external_url: link(number),
        title: `Owl ${number} ${payload}`,
        summary: payload,
        content_html: text(payload, number),
        image: link(number),
        banner_image: `${ELSEWHERE}/banner.jpg`,
        date_published: minutesAgo(number).toISOString(),
        authors: [{ name: payload, url: link(number) }],
        tags: [payload],
        attachments: [{ url: link(number), mime_type: payload, title: payload, duration_in_seconds: 60 }],
      },
    ],
  });

const page = (payload, number, at) => {
  const safe = xml(payload);
  const linked = JSON.stringify({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: payload,
    alternativeHeadline: payload,
    author: { "@type": "Person", name: payload, url: link(number) },
    publisher: { "@type": "Organization", name: payload, logo: link(number) },
    image: { "@type": "ImageObject", url: link(number), caption: payload, creditText: payload },
    keywords: [payload],
    articleSection: payload,
    datePublished: minutesAgo(number).toISOString(),
  }).replace(/</g, "\\u003c");
  const meta = (names) => names.map((name) => `<meta name="${name}" property="${name}" content="${safe}">`).join("");
  return `<!doctype html><html lang="en"><head><title>Ferry ${number} ${safe}</title><link rel="canonical" href="${xml(link(number))}"><link rel="icon" href="${xml(link(number))}">
    ${meta(["og:title", "og:site_name", "og:description", "og:image:alt", "author", "article:author", "article:section", "article:tag", "keywords", "description"])}
    <meta property="og:image" content="${xml(link(number))}"><meta property="og:video" content="${xml(link(number))}"><meta property="og:url" content="${xml(link(number))}">
    <script type="application/ld+json">${linked}</script></head><body><article><h1>Ferry ${number} ${safe}${payload}</h1><p class="byline">By ${safe}</p>
    ${text(payload, number)}<p>Read more: <a href="${xml(link(number))}">${safe}</a> and <a href="${at}/own/1">${safe}${payload}</a></p></article></body></html>`;
};

const KINDS = { rss, atom, json, page };
const TYPES = { rss: "application/rss+xml", atom: "application/atom+xml", json: "application/feed+json", page: "text/html" };

/** The outlets, on loopback: `/rss/3` is the feed with the third payload. */
function outlets() {
  const server = createServer((request, answer) => {
    const [, kind, number] = request.url.split(/[/?]/);
    if (!KINDS[kind] || !/^\d+$/.test(number)) return void answer.writeHead(404).end();
    answer.writeHead(200, { "Content-Type": `${TYPES[kind]}; charset=utf-8` });
    answer.end(KINDS[kind](PAYLOADS[number % PAYLOADS.length], Number(number), `http://127.0.0.1:${server.address().port}`));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

/** A list as another reader exports it, with payloads for names and folders. */
const opml = (at) => {
  const outline = (kind) => (payload, number) =>
    `<outline text="${xml(payload)}" title="${xml(payload)}" category="${xml(payload)}"><outline type="rss" text="${xml(payload)}" title="${xml(payload)}" xmlUrl="${at}/${kind}/${number}" htmlUrl="${xml(link(number))}"/></outline>`;
  return `<opml version="2.0"><head><title>${xml(PAYLOADS[0])}</title></head><body>${["rss", "atom", "json"].flatMap((kind) => PAYLOADS.map(outline(kind))).join("")}</body></opml>`;
};

/** What on the page could run or could ask somebody else; `a` alone may lead away, to the web. */
const harmOn = () => {
  const found = window.harmed ? ["it ran"] : [];
  for (const node of document.querySelectorAll("*")) {
    if (node.matches("iframe, object, embed, base, meta[http-equiv], script:not([src]), style, math")) found.push(node.outerHTML.slice(0, 160));
    for (const { name, value } of node.attributes) {
      const leads = /^(href|src|srcset|action|formaction|poster|data|ping|background|xlink:href)$/.test(name);
      const to = leads && new URL(value.split(" ")[0], location.href);
      const away = leads && to.origin !== location.origin && !(node.localName === "a" && /^https?:$/.test(to.protocol));
      if (away || /^on|^style$|^srcdoc$/.test(name)) found.push(`${node.localName} ${name}="${value.slice(0, 160)}"`);
    }
  }
  return found;
};

const kind = (path) => path.split("?")[0].split("/").slice(0, 3).join("/").replace(/\/[^/]*[0-9][^/]*$/, "/…");

/** Looks at every page that can be got to from these. */
async function lookAround(page, from) {
  const kinds = new Map();
  const queue = [...from];
  const seen = new Set();
  for (let path = queue.shift(); path; path = queue.shift()) {
    if (seen.has(path) || (kinds.get(kind(path)) || 0) >= PAGES_A_KIND) continue;
    seen.add(path);
    kinds.set(kind(path), (kinds.get(kind(path)) || 0) + 1);
    await page.open(path);
    const harm = await page.evaluate(harmOn);
    check(harm.length === 0, `${path}: ${harm.slice(0, 5).join(" | ")}`);
    const links = await page.$$eval("a[href]", (all) => all.filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search));
    queue.push(...links.filter((one) => /^\/($|\?|(s|a|section|list|sources|you|held|saved|history|editions|print|search|start|how)\b)/.test(one) && !/opml|\.(epub|json)$/.test(one)));
  }
  return seen;
}

test("payloads do harm where nobody keeps them out", async (server) => {
  for (const payload of PAYLOADS) {
    const page = await window(server, { bypassCSP: true });
    await page.open("/offline");
    // Some are made for attributes; one leads away before anybody can look.
    await page.setContent(`<input value="${payload.startsWith('"') ? payload : ""}"><p>${payload}</p>`, { waitUntil: "commit" }).catch(() => {});
    const harm = payload.includes("refresh") ? page.faults : await page.evaluate(harmOn);
    check(harm.length || payload.startsWith("'"), `nothing is seen of ${payload}`);
    await page.context().close();
  }
});

test("payloads in every field of feeds, pages and lists run nowhere and ask nobody", async () => {
  const harmful = await outlets();
  const place = `127.0.0.1:${harmful.address().port}`;
  const run = (data, env, ...words) =>
    new Promise((done, failed) => {
      const child = spawn(binary, ["--data", data, ...words], { env, stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      child.stderr.on("data", (piece) => (said += piece));
      child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`${words.join(" ")}: ${said}`))));
    });
  const server = await mynews(
    async (data, env) => {
      const list = join(data, "list.opml");
      writeFileSync(list, opml(`http://${place}`));
      await run(data, env, "add", "--drop-demo", list);
      await run(data, env, "refresh");
    },
    { MYNEWS_FETCH_ALLOW_PRIVATE: place },
  );
  try {
    const page = await window(server, { bypassCSP: true });
    page.on("dialog", (dialog) => (page.faults.push(`it speaks up: ${dialog.message()}`), dialog.dismiss()));
    const said = (path, fields) =>
      fetch(server.address + path, { method: "POST", redirect: "manual", headers: { "Sec-Fetch-Site": "same-origin" }, body: new URLSearchParams(fields) });
    // Not the payload alone: what is muted would be gone from the pages that are looked at.
    for (const subject of PAYLOADS) {
      for (const path of ["/follow", "/mute"]) {
        const { status } = await said(path, { kind: "phrase", subject: `${subject} ${path}` });
        check(status === 303, `${path} answers ${status}`);
      }
    }
    const typed = PAYLOADS.map((payload) => `/search?q=${encodeURIComponent(payload)}`);
    const seen = await lookAround(page, ["/", "/list", "/sources", "/you", "/you/feeds", "/start", "/search?q=harbour", "/search?q=ferry", ...typed]);
    for (const [what, least] of [["/s/", 2], ["/a/", 40], ["/list/feed/", 27]]) {
      const count = [...seen].filter((path) => path.startsWith(what)).length;
      check(count >= least, `only ${count} pages of ${what}: ${[...seen]}`);
    }
    for (const kind of ["rss", "atom", "json"]) {
      await page.open("/sources");
      await page.locator("input[name=what]").fill(`http://${place}/${kind}/${PAYLOADS.length + 1}`);
      await page.getByRole("button", { name: "Look first" }).click();
      await page.waitForURL(/preview/);
      const harm = await page.evaluate(harmOn);
      check(harm.length === 0, `the preview of ${kind}: ${harm.join(" | ")}`);
    }
    // Pictures that are none are not there; that is told on the console and no harm.
    page.faults = page.faults.filter((fault) => !/console: Failed to load resource.*\/picture\//.test(fault));
    await close(page);
  } finally {
    server.stop();
    harmful.close();
  }
});
