// Without a connection: has `sw.js` keep the edition, says that a page is a kept one, how many presses wait to be sent,
// and which were refused.
"use strict";
(() => {
  const page = document;
  const home = new URL("..", page.currentScript.src);
  const worker = navigator.serviceWorker;
  if (!worker) return;

  const line = page.getElementById("offline");
  const waiting = page.getElementById("waiting");
  const refused = page.getElementById("refused");
  const ask = async (said) => (await worker.ready).active.postMessage(said);

  // A name that runs the other way is set apart, so that it does not turn its neighbours round.
  const apart = (value) => (typeof value === "string" ? `\u2068${value}\u2069` : value);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => apart(values[name]));
  const refusal = ({ id, what, why }) => {
    const said = page.createElement("p");
    const seen = page.createElement("button");
    said.className = "away";
    said.append(fill(refused.dataset.text, { what, why }), " ", seen);
    Object.assign(seen, { className: "link", type: "button", textContent: refused.dataset.seen });
    seen.addEventListener("click", () => (said.remove(), ask({ seen: id })));
    return said;
  };

  worker.addEventListener("message", ({ data }) => {
    waiting.hidden = !data.waiting;
    waiting.textContent = fill(waiting.dataset.text, { n: data.waiting });
    refused?.replaceChildren(...data.refused.map(refusal));
  });

  // A page that was kept is told so by the worker. One that is open while the connection goes says it itself; one that
  // is open when it comes back is as old as it was.
  const isKept = line && !line.hidden;
  const hello = () => ask({ front: Boolean(page.getElementById("fresh")) && navigator.onLine });
  addEventListener("offline", () => line && (line.hidden = false));
  addEventListener("online", () => (line && !isKept && (line.hidden = true), hello()));

  // No script of a page may be made from text, but for this one: our own worker, at its one address.
  const address = new URL("sw.js", home).href;
  const policy = window.trustedTypes?.createPolicy("worker", { createScriptURL: () => address });
  worker.register(policy ? policy.createScriptURL("") : address, { scope: home.pathname }).then(hello, () => {});
})();
