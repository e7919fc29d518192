// Keeps the last edition readable without a connection, and holds what is pressed meanwhile until mynews is reached.
// What it keeps is one reader's: it goes when they log out, and when anybody else is found to be here.
"use strict";

// Limits. An edition is some forty stories; with their pages, articles and pictures it takes a few megabytes.
const BYTES_MAX = 24_000_000;
const PICTURES_MAX = 80;
const PRESSES_MAX = 200;
// A connection that says nothing for so long is none; found out once, it is not waited for so long again at once.
const WAIT_MS = 8_000;
const WAIT_AGAIN_MS = 500;
const SILENCE_MS = 60_000;
// As long as a session nobody uses.
const KEPT_MS_MAX = 30 * 24 * 3600 * 1000;

const scope = registration.scope;
// Several instances of mynews may live under one host, each under its own path: none touches what is another's.
const ours = (name) => `mynews ${new URL(scope).pathname} ${name}`;
const EDITION = ours("edition");
const SHELL = ours("shell");
const at = (path) => new URL(path, scope).href;
const LIST = at("offline.json");
const AWAY = at("offline");

/** What is done later if it cannot be done now. */
const ACTION =
  /^(story\/\w+\/[\w-]+|article\/\w+\/(un)?read|signals\/\d+\/undo|list\/(.+\/)?read|read\/undo\/.+|(un)?(follow|mute)|less-of|deny|welcome\/\w+)$/;

/** An answer of mynews; a proxy that cannot reach it is no answer. */
const reach = async (asked) => {
  const answer = await asked;
  if (answer.status === 502 || answer.status === 504) throw new Error("mynews is not there");
  return answer;
};

/** What the worker itself asks: nobody sees it waiting, so it does not wait for ever. */
const ask = (url, options) => reach(fetch(url, { signal: AbortSignal.timeout(SILENCE_MS), ...options }));

/** Work that must not run beside itself: each begins when the one before has ended. */
const inTurn = () => {
  let last = Promise.resolve();
  return (work) => (last = last.then(work).catch(() => {}));
};

// ---- The edition that is kept ----

const edition = () => caches.open(EDITION);

/** What `offline.json` said when the edition was kept: whose it is, and which pages. */
const kept = async () => {
  const list = await (await edition()).match(LIST);
  return list && list.json();
};

const forget = () => caches.delete(EDITION);
const forgetAll = async () => {
  await forget();
  await presses((store) => store.clear());
  await tell();
};

/** Who is here now, and what is worth keeping for them. Nobody, or somebody else: what was kept goes. */
const list = async () => {
  const answer = await ask(LIST);
  if (!answer.ok || answer.redirected) {
    await forget();
    return null;
  }
  const now = await answer.json();
  const before = await kept();
  if (before && before.reader !== now.reader) await forgetAll();
  return now;
};

/** Puts a page or a file into a cache, and gives its length. */
const put = async (cache, url) => {
  const got = await ask(url, { headers: { Purpose: "prefetch" } });
  if (!got.ok || got.redirected) return null;
  const body = await got.blob();
  const headers = new Headers(got.headers);
  ["content-encoding", "content-length", "vary"].forEach((name) => headers.delete(name));
  headers.set("x-bytes", body.size);
  await cache.put(url, new Response(body, { headers }));
  return body;
};

/** The styles, scripts and pictures of ours that a page asks for. */
const files = (html) =>
  [...html.matchAll(/ (?:href|src)="(\/[^"]+)"/g)]
    .map(([, file]) => at(file.replaceAll("&amp;", "&")))
    .filter((url) => url.startsWith(at("static/")) || url.startsWith(at("picture/")));

const keepShell = async () => {
  const shell = await caches.open(SHELL);
  const page = await put(shell, AWAY);
  const wanted = page ? files(await page.text()) : [];
  for (const file of wanted) if (!(await shell.match(file))) await put(shell, file);
  for (const { url } of await shell.keys()) if (url !== AWAY && !wanted.includes(url)) await shell.delete(url);
};

/** Keeps the edition: what did not change stays, the front page comes last, what is not of it goes. */
const keep = async () => {
  if (navigator.connection?.saveData) return;
  const before = await kept();
  const now = await list();
  if (!now || now.edition === before?.edition) return;
  const cache = await edition();
  const marks = new Map(before?.reader === now.reader ? before.pages : []);
  const wanted = new Set([LIST]);
  let bytes = 0;
  let pictures = 0;
  const take = async (url, known) => {
    if (wanted.has(url) || bytes > BYTES_MAX) return;
    const old = known && (await cache.match(url));
    const size = old ? Number(old.headers.get("x-bytes")) : (await put(cache, url))?.size;
    if (size === undefined) return;
    wanted.add(url);
    bytes += size;
  };
  for (const [path, mark] of now.pages) {
    await take(at(path), marks.get(path) === mark);
    const page = await cache.match(at(path));
    for (const file of page ? files(await page.text()) : []) {
      if (file.includes("/picture/") && !wanted.has(file) && ++pictures > PICTURES_MAX) continue;
      await take(file, true);
    }
  }
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  await cache.put(LIST, Response.json({ ...now, keptAt: Date.now() }));
  await keepShell();
};
const keeping = inTurn();

/** A kept copy: the address itself, else the same page in another dress (`?text=1`, `?did=7`). */
const find = async (url) => {
  const { keptAt } = (await kept()) || {};
  if (!(Date.now() - keptAt < KEPT_MS_MAX)) return undefined;
  const cache = await edition();
  return (await cache.match(url)) || cache.match(url, { ignoreSearch: true });
};

/** The page as it was kept, or the one that says that it was not; lines that are for this moment are hidden in them. */
const away = async (url) => {
  const page = (url && (await find(url))) || (await (await caches.open(SHELL)).match(AWAY));
  if (!page) return Response.error();
  let text = (await page.text()).replace('id="offline" hidden', 'id="offline"');
  if (await find(at(""))) text = text.replace('id="kept" hidden', 'id="kept"');
  return new Response(text, { headers: page.headers });
};

const file = async (url) => (await find(url)) || (await (await caches.open(SHELL)).match(url)) || Response.error();

// ---- What is pressed while away ----

/** One piece of work on the store of presses. */
const presses = async (work) => {
  const opened = indexedDB.open(ours("presses"), 1);
  opened.onupgradeneeded = () => opened.result.createObjectStore("presses", { keyPath: "id", autoIncrement: true });
  const come = (asked) => new Promise((done, failed) => ((asked.onsuccess = () => done(asked.result)), (asked.onerror = () => failed(asked.error))));
  const database = await come(opened);
  try {
    return await come(work(database.transaction("presses", "readwrite").objectStore("presses")));
  } finally {
    database.close();
  }
};
const drop = (id) => presses((store) => store.delete(id));

/** Holds a press, and answers in the place of mynews. */
const hold = async (request) => {
  const whose = (await kept())?.reader;
  const body = await request.text();
  if (!whose || (await presses((store) => store.count())) >= PRESSES_MAX) throw new Error("it cannot be held");
  const fields = new URLSearchParams(body);
  const what = fields.get("what") || fields.get("subject") || fields.get("words") || "";
  const id = await presses((store) => store.add({ whose, to: request.url, body, what }));
  registration.sync?.register("send").catch(() => {});
  await tell();
  if (request.mode !== "navigate") return Response.json({ kept: true, undo: `/offline/undo/${id}` });
  return Response.redirect(at("." + (fields.get("back") || "/")), 303);
};

/** A story opened while away counts as one opened, later; nobody pressed anything, so nothing is said of it. */
const readAway = async (path) => {
  const story = path.match(/^s\/(\w+)$/);
  const whose = (await kept())?.reader;
  if (!story || (await presses((store) => store.count())) >= PRESSES_MAX) return;
  const body = JSON.stringify({ kind: "opened", story: story[1] });
  await presses((store) => store.add({ whose, to: at("api/signals"), body, quiet: true }));
};

/** Sends what is held, in order. What is refused stays to be told; what came to nobody waits. */
const send = async () => {
  const held = (await presses((store) => store.getAll())).filter((one) => !one.why);
  if (!held.length) return;
  const whose = (await list())?.reader;
  if (!whose) return;
  for (const { id, ...one } of held) {
    // Somebody else's: neither sent in this reader's name, nor shown to them.
    if (one.whose !== whose) {
      await drop(id);
      continue;
    }
    const body = one.quiet ? one.body : new URLSearchParams(one.body);
    const answer = await ask(one.to, { method: "POST", redirect: "manual", body, headers: { Accept: "application/json" } });
    if ([401, 429, 503].includes(answer.status)) return;
    if (one.quiet || answer.ok || answer.type === "opaqueredirect") await drop(id);
    else {
      const { error } = await answer.json().catch(() => ({}));
      await presses((store) => store.put({ ...one, id, why: error || String(answer.status) }));
    }
  }
};
const sending = inTurn();

/** Tells every open page how many wait, and what was refused. */
const tell = async () => {
  const whose = (await kept())?.reader;
  const all = (await presses((store) => store.getAll())).filter((one) => one.whose === whose && !one.quiet);
  const told = { waiting: all.filter((one) => !one.why).length, refused: all.filter((one) => one.why) };
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(told);
};

const undo = async (id) => {
  const held = await presses((store) => store.get(id));
  if (!held) return new Response(null, { status: 404 });
  await drop(id);
  await tell();
  return Response.json({});
};

// ---- When it is asked ----

addEventListener("install", (event) => event.waitUntil(keepShell().then(skipWaiting)));
addEventListener("activate", (event) => event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim()])));
addEventListener("sync", (event) => event.waitUntil(sending(send).then(tell)));
addEventListener("message", (event) => {
  const { seen, front } = event.data;
  const work = async () => {
    if (seen) await drop(seen);
    else await sending(send);
    await tell();
    if (front) await keeping(keep);
  };
  event.waitUntil(work());
});

/** Gives up on an answer that does not come, where a kept one can stand in for it. */
let silentAt = 0;
const orKept = (answer, url) => {
  let isOver = false;
  const silence = new Promise((_, fail) => {
    const tooLong = async () => {
      if (isOver || !(await find(url))) return;
      silentAt = Date.now();
      fail(new Error("mynews says nothing"));
    };
    setTimeout(tooLong, Date.now() - silentAt < SILENCE_MS ? WAIT_AGAIN_MS : WAIT_MS);
  });
  answer.catch(() => {}).finally(() => (isOver = true));
  return Promise.race([answer, silence]);
};

/** A page: from mynews, else as it was kept. */
const visit = async (event, path) => {
  const { method, url } = event.request;
  const isRead = method === "GET";
  try {
    const asked = async () => reach((await event.preloadResponse) || fetch(event.request));
    const answer = await (isRead ? orKept(asked(), url) : asked());
    silentAt = 0;
    // Whoever is asked to log in has no session: what was kept for one is not theirs to see.
    if (path === "login" && answer.ok) await forget();
    return answer;
  } catch {
    if (isRead && (await find(url))) await readAway(path).catch(() => {});
    return away(isRead && url);
  }
};

const leave = async (event) => {
  await sending(send);
  const answer = await visit(event, "logout");
  await forgetAll();
  return answer;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (!request.url.startsWith(scope)) return;
  const path = request.url.slice(scope.length).split(/[?#]/)[0];
  const isPost = request.method === "POST";
  const undone = isPost && path.match(/^offline\/undo\/(\d+)$/);
  if (undone) event.respondWith(undo(Number(undone[1])));
  else if (isPost && path === "logout") event.respondWith(leave(event));
  else if (isPost && ACTION.test(path)) {
    const copy = request.clone();
    event.respondWith(reach(fetch(request)).catch(() => hold(copy)).catch(() => (request.mode === "navigate" ? away() : Response.error())));
  } else if (request.mode === "navigate") event.respondWith(visit(event, path));
  else if (/^(static|picture)\//.test(path)) event.respondWith(orKept(reach(fetch(request)), request.url).catch(() => file(request.url)));
});
