// Every page that a reader can get to, checked by the Nu HTML checker, which is also what finds a link that leads
// nowhere. Run: node scripts/valid.mjs target/release/mynews
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { running } from "./running.mjs";

const installed = createRequire(new URL("../target/browser/", import.meta.url));
const CHECKER = join(installed.resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");

/** Pages of one kind (stories, articles, lists …) that are looked at: the others are made of the same parts. */
const PAGES_A_KIND = 12;

const server = await running(process.argv[2] || "target/debug/mynews");
const folder = mkdtempSync(join(tmpdir(), "mynews-valid-"));
const faults = [];
const saved = new Map();

/** The kind of an address: what its pages have in common. */
const kind = (path) => path.split("?")[0].split("/").slice(0, 3).join("/").replace(/\/[^/]*[0-9][^/]*$/, "/…");

const seen = new Map();
const queue = ["/", "/nowhere", "/offline"];
for (let path = queue.shift(); path; path = queue.shift()) {
  const answer = await fetch(server.address + path, { redirect: "manual" });
  if (answer.status >= 300 && answer.status < 400) continue;
  if (answer.status !== 200 && path !== "/nowhere") faults.push(`${path} answers ${answer.status}`);
  if (!(answer.headers.get("content-type") || "").startsWith("text/html")) continue;
  const html = await answer.text();
  const name = join(folder, `${saved.size}.html`);
  writeFileSync(name, html);
  saved.set(name, path);
  for (const [, link] of html.matchAll(/ (?:href|src)="(\/[^"#]*)/g)) {
    const next = link.replaceAll("&amp;", "&");
    const of = kind(next);
    const known = seen.get(of) || new Set();
    if (known.has(next) || known.size >= PAGES_A_KIND) continue;
    seen.set(of, known.add(next));
    queue.push(next);
  }
}
server.stop();

const java = ["-jar", CHECKER, "--exit-zero-always", "--format", "gnu", ...saved.keys()];
const { stderr } = await promisify(execFile)("java", java, { maxBuffer: 1 << 26 });
for (const line of stderr.split("\n").filter(Boolean)) {
  const name = [...saved.keys()].find((file) => line.includes(file));
  faults.push(`${saved.get(name)} ${line.slice(line.indexOf(".html") + 6)}`);
}
rmSync(folder, { recursive: true });
faults.slice(0, 40).forEach((fault) => console.error(fault));
console.log(`${saved.size} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
