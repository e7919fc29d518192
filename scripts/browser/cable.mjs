// A cable between a browser and a running mynews, which can be pulled out and put back.
import { connect, createServer } from "node:net";

/** Listens on loopback and passes everything to `address`. Pulled, it drops what is open and nobody answers any more; with
    `hush`, whoever asks is listened to and never answered. */
export async function cable(address) {
  const { port, hostname } = new URL(address);
  const open = new Set();
  let quiet = false;
  const server = createServer((near) => {
    if (quiet) {
      open.add(near);
      near.resume().on("error", () => {});
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => (open.delete(one), other.destroy()));
    }
  });
  const listen = (on) => new Promise((done) => server.listen(on, "127.0.0.1", done));
  await listen(0);
  const own = server.address().port;
  return {
    address: `http://127.0.0.1:${own}`,
    pull: () =>
      new Promise((done) => {
        server.close(done);
        open.forEach((one) => one.destroy());
      }),
    putBack: () => listen(own),
    hush: (on) => {
      quiet = on;
      open.forEach((one) => one.destroy());
    },
  };
}
