// The binary, running on loopback with a data folder of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts `binary serve`; `prepare(data, env)` may fill the folder first, `more` adds to its environment. */
export async function running(binary, prepare = () => {}, more = {}) {
  const data = mkdtempSync(join(tmpdir(), "mynews-browser-"));
  const env = { ...process.env, MYNEWS_EDITION_TIME_ZONE: "Europe/Paris", ...more };
  await prepare(data, env);
  const child = spawn(binary, ["--data", data, "serve", "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env,
  });
  let said = "";
  const address = await new Promise((found, failed) => {
    child.stderr.on("data", (piece) => {
      said += piece;
      const match = said.match(/mynews is at (http:\/\/\S+)\s/);
      if (match) found(match[1]);
    });
    child.on("exit", (code) => failed(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return {
    address,
    pid: child.pid,
    said: () => said,
    stop: () => {
      child.removeAllListeners("exit");
      child.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
