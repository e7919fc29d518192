// The front page at a steady pace: how long an answer takes when 50 are asked for every second, whether or not the one
// before has come. Run: node scripts/pace.mjs BINARY [FILL [--articles N …]]; without FILL it is the demo's page.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { running } from "./running.mjs";

const [binary, fill, ...plan] = process.argv.slice(2);
const A_SECOND = 50;
const SECONDS = 20;

const server = await running(binary, (data) => {
  if (fill) console.log(execFileSync(fill, [join(data, "mynews.db"), ...plan], { encoding: "utf8" }).trim());
});
const cpu = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
for (let time = 0; time < 10; time += 1) await (await fetch(`${server.address}/`)).arrayBuffer();

const before = cpu();
const began = performance.now();
const times = await Promise.all(
  Array.from({ length: A_SECOND * SECONDS }, async (_, turn) => {
    const due = began + (turn * 1000) / A_SECOND;
    await new Promise((go) => setTimeout(go, due - performance.now()));
    await (await fetch(`${server.address}/`)).arrayBuffer();
    // From when it was due, so that a queue shows.
    return performance.now() - due;
  }),
);
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
console.log(
  `${times.length} front pages, ${A_SECOND} a second: median ${at(0.5)} ms, 99th ${at(0.99)} ms, worst ${at(1)} ms, CPU ${((cpu() - before) / times.length).toFixed(1)} ms each`,
);
server.stop();
