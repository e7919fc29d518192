// Makes quicker what works without it: presses answer in place, single keys, sliders beside their number fields.
// No HTML is ever made from text: nodes are built, words are set as text.
"use strict";
(() => {
  const page = document;
  // The path that mynews lives under: this script stands in its folder `static`.
  const home = new URL("..", page.currentScript.src).pathname.replace(/\/$/, "");
  const one = (selector, within = page) => within.querySelector(selector);
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];

  const node = (tag, attributes = {}, ...children) => {
    const made = page.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  // ---- Presses that answer in place ----

  const post = async (action, fields) => {
    const response = await fetch(action, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json" },
    });
    if (!response.ok || !(response.headers.get("content-type") || "").startsWith("application/json")) throw new Error();
    return response.json();
  };

  // One line with a blue rule: what happened, what moved, and a way back.
  const line = (notice, goBack) => {
    const said = node("div", { class: "done", role: "status", tabindex: "-1" }, notice.kept ? page.body.dataset.kept : notice.text);
    if (notice.undo) {
      const undo = node("button", { class: "link you", type: "button" }, page.body.dataset.undo);
      undo.addEventListener("click", async () => {
        try {
          await post(home + notice.undo, {});
          goBack(said);
        } catch {
          location.reload();
        }
      });
      said.append(undo);
    }
    if (notice.moved && notice.moved.length) {
      said.append(node("ul", {}, ...notice.moved.map((move) => node("li", {}, move))));
    }
    return said;
  };

  const told = (notice) => {
    const place = one("#notice");
    place.replaceChildren(line(notice, () => location.reload()));
    place.firstChild.classList.add("notice");
    place.scrollIntoView({ block: "nearest" });
  };

  const markSaved = (button, saved) => {
    button.classList.toggle("is-saved", saved);
    one(".word", button).textContent = page.body.dataset[saved ? "saved" : "save"];
    button.setAttribute("formaction", button.getAttribute("formaction").replace(/(un)?save$/, saved ? "unsave" : "save"));
  };

  // A card gives way to one line; undoing brings the same card back.
  const onStory = (form, button, action, notice) => {
    const kind = action.split("/").pop();
    if (kind === "save" || kind === "unsave") return markSaved(button, kind === "save");
    const card = form.closest("li[id^='s-'], article.card");
    if (!card || card.classList.contains("lead")) return told(notice);
    if (kind === "more") {
      all(".done", card).forEach((old) => old.remove());
      const after = form.closest(".act, .dots") || form;
      return void after.after(line(notice, (said) => said.remove()));
    }
    const said = line(notice, (done) => {
      const holder = done.closest("[data-given-way]");
      holder.replaceWith(card);
      one("h3 a", card).focus();
    });
    const holder = node(card.tagName === "LI" ? "li" : "div", { "data-given-way": "", class: "card" }, said);
    card.replaceWith(holder);
    said.focus({ preventScroll: true });
  };

  const onSubject = (form, button, action, notice) => {
    const pair = form.classList.contains("pair") && form.closest(".subject");
    if (!pair || notice.kept) return told(notice);
    location.assign(location.pathname + location.search);
  };

  // In a reader's words, for when it is refused later: "Less: Storm closes the harbour".
  const whatOf = (form, button) => {
    const about = one("h3 a, h1", form.closest("li, article") || page) || one("h1");
    return [button.textContent.trim(), about?.textContent.trim()].filter(Boolean).join(": ");
  };

  page.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.method !== "post" || !button || form.enctype === "multipart/form-data") return;
    const action = button.getAttribute("formaction") || form.getAttribute("action");
    const asked = action.slice(home.length);
    const isStory = /^\/story\/\w+\/(more|less|hide|save|unsave)$/.test(asked) && form.matches(".controls");
    const isSubject = /^\/(un)?(follow|mute)$/.test(asked) && !one("[name=words]", form);
    if (!isStory && !isSubject) return;
    if (isSubject && form.closest(".you-page, .chips")) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    try {
      const notice = await post(action, [...new FormData(form), ["what", whatOf(form, button)]]);
      (isStory ? onStory : onSubject)(form, button, action, notice);
    } catch {
      HTMLFormElement.prototype.submit.call(Object.assign(form, { action }));
    } finally {
      delete form.dataset.busy;
    }
  });

  // ---- A picture that does not come leaves no grey box ----

  const leave = (image) => {
    const figure = image.closest("figure");
    figure?.closest(".spread")?.classList.add("bare");
    figure?.remove();
  };
  for (const image of all("figure img")) {
    if (image.complete && !image.naturalWidth) leave(image);
    else image.addEventListener("error", () => leave(image));
  }

  // ---- Sliders beside their number fields ----

  for (const slider of all("input[type=range][data-for]")) {
    const field = page.getElementById(slider.dataset.for);
    const kept = field.defaultValue;
    const mark = () => field.classList.toggle("changed", field.value !== kept);
    slider.addEventListener("input", () => ((field.value = slider.value), mark()));
    field.addEventListener("input", () => ((slider.value = field.value), mark()));
  }

  // ---- Single keys ----

  const OFF = "mynews-keys-off";
  const isOff = () => {
    try {
      return localStorage.getItem(OFF) === "yes";
    } catch {
      return false;
    }
  };
  const box = page.getElementById("keys-off");
  if (box) {
    box.checked = isOff();
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "yes" : "no"));
  }

  const stories = () => all("article.card, .briefs li[id^='s-'], .hits > li").filter((story) => one("h3 a", story));
  const current = () => {
    const at = page.activeElement.closest("article.card, .briefs li[id^='s-'], .hits > li");
    return at || one("main > article") || one(".reading");
  };
  const step = (by) => {
    const list = stories();
    const next = list[Math.min(Math.max(list.indexOf(current()) + by, 0), list.length - 1)];
    if (next) one("h3 a", next).focus();
  };
  const press = (action) => {
    const at = current();
    const button = at && all(".controls button", at).find((each) => {
      const to = each.getAttribute("formaction") || each.form.getAttribute("action");
      return action.test(to);
    });
    if (!button) return;
    button.closest("details")?.setAttribute("open", "");
    button.click();
  };
  const go = (path) => location.assign(home + path);
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => one("h3 a", current() || page)?.click(),
    v: () => one("a.out")?.click(),
    w: () => {
      const reason = one("details.reason", current() || page);
      if (reason) reason.open = !reason.open;
    },
    "+": () => press(/\/more$/),
    "-": () => press(/\/less$/),
    x: () => press(/\/hide$/),
    s: () => press(/\/(un)?save$/),
    z: () => all(".done .link, .notice .link").at(-1)?.click(),
    "/": () => {
      const field = all("input[type=search]").find((each) => each.offsetParent);
      if (field) field.focus();
      else go("/search");
    },
    t: () => location.assign(location.pathname + (location.search.includes("text=1") ? "" : "?text=1")),
    "?": () => go("/how"),
  };
  const places = { t: "/", y: "/you", o: "/sources", h: "/held" };
  let waiting = 0;
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (Date.now() - waiting < 1500 && places[event.key]) {
      waiting = 0;
      event.preventDefault();
      return go(places[event.key]);
    }
    if (event.key === "g") {
      waiting = Date.now();
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  // ---- News that came since the page was made: said, and nothing moves ----

  const fresh = one("#fresh");
  let events;
  const listen = () => {
    events?.close();
    if (page.hidden) return;
    events = new EventSource(`${home}/events?edition=${fresh.dataset.edition}`);
    events.onmessage = ({ data }) => {
      const { said } = JSON.parse(data);
      const { renew } = fresh.dataset;
      const line = renew
        ? node("form", { method: "post", action: home + renew }, node("button", {}, said))
        : node("a", { href: location.pathname + location.search }, said);
      fresh.replaceChildren(...(said ? [line] : []));
    };
  };
  if (fresh) {
    page.addEventListener("visibilitychange", listen);
    addEventListener("pagehide", () => events?.close());
    listen();
  }

  const reading = one("#reading");
  if (reading) {
    const progress = new EventSource(`${home}/events/reading`);
    progress.onmessage = ({ data }) => {
      const { said, over } = JSON.parse(data);
      if (over) progress.close();
      reading.replaceChildren(over ? node("a", { href: location.pathname + location.search }, said) : said);
    };
    addEventListener("pagehide", () => progress.close());
  }
})();
