// A large house: how long a page takes, and how much CPU, with a million articles of 5,000 feeds and 1,000 readers.
// Run: node scripts/scale.mjs BINARY FILL [--articles N …], where FILL is the program of that name from mynews-eval;
// scripts/scale builds both. Filling takes ten minutes and four gigabytes.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { running } from "./running.mjs";

const installed = createRequire(new URL("../target/browser/", import.meta.url));
const { chromium } = installed("playwright-core");
const [binary, fill, ...plan] = process.argv.slice(2);
const TIMES = 20;

const server = await running(binary, (data) => {
  console.log(execFileSync(fill, [join(data, "mynews.db"), ...plan], { encoding: "utf8" }).trim());
});

/** Milliseconds of CPU that the server used so far. */
const cpu = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const memory = () => Math.round(Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024);

const began = cpu();
const first = performance.now();
const html = await (await fetch(`${server.address}/`)).text();
console.log(`the first page after the start: ${Math.round(performance.now() - first)} ms, ${cpu() - began} ms CPU`);
const story = html.match(/"(\/s\/[^"#?]+)/)[1];

for (const path of ["/", story, "/list", "/list/topic/topic-3", "/search?q=bade", "/you", "/sources", "/held"]) {
  const before = cpu();
  const times = [];
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now();
    await (await fetch(server.address + path)).arrayBuffer();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(`${path.padEnd(22)} median ${times[TIMES / 2].toFixed(0)} ms, worst ${times[TIMES - 1].toFixed(0)} ms, CPU ${((cpu() - before) / TIMES).toFixed(1)} ms`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const path of ["/", story]) {
  await page.goto(server.address + path, { waitUntil: "load" });
  const painted = await page.evaluate(
    () => new Promise((told) => {
      const look = (entries) => entries.getEntriesByName("first-contentful-paint").forEach((entry) => told(entry.startTime));
      new PerformanceObserver(look).observe({ type: "paint", buffered: true });
    }),
  );
  console.log(`${path.padEnd(22)} first contentful paint ${Math.round(painted)} ms`);
}
console.log(`memory ${memory()} MB`);
await browser.close();
server.stop();
