"use strict";
// The page's own behaviour: what a node is tied to, the details panel, and the search. Texts of the plan are only ever
// set as text, never as markup.
(function () {
  const root = document.documentElement;
  root.classList.add("js");
  const told = JSON.parse(document.getElementById("data-details").textContent);
  const panel = document.getElementById("details");
  const inner = panel.querySelector(".details-inner");
  const listeners = [];
  let opener = null;

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }
  const isolated = (text) => make("bdi", {}, text);

  // the overview: dim what a node is not tied to
  const ties = new Map();
  for (const line of document.querySelectorAll(".flow .line")) {
    for (const end of [line.dataset.one, line.dataset.other]) {
      if (!ties.has(end)) ties.set(end, []);
      ties.get(end).push(line);
    }
  }
  function near(anchor, chosen) {
    for (const svg of document.querySelectorAll(".flow svg")) {
      svg.querySelectorAll(".on, .chosen").forEach((e) => e.classList.remove("on", "chosen"));
      const own = anchor ? [...svg.querySelectorAll(".card")].filter((c) => c.dataset.node === anchor) : [];
      svg.classList.toggle("near", own.length > 0);
      if (!own.length) continue;
      const lit = new Set([anchor]);
      const through = (from) => {
        for (const line of ties.get(from) || []) {
          line.classList.add("on");
          lit.add(line.dataset.one).add(line.dataset.other);
        }
      };
      through(anchor);
      svg.querySelectorAll(".card").forEach((c) => c.classList.toggle("on", lit.has(c.dataset.node)));
      own.forEach((c) => c.classList.toggle("chosen", Boolean(chosen)));
    }
  }

  let selected = null;
  for (const svg of document.querySelectorAll(".flow svg")) {
    const back = () => near(selected, true);
    svg.addEventListener("pointerover", (event) => {
      const card = event.target.closest(".card");
      if (card) near(card.dataset.node, card.dataset.node === selected);
    });
    svg.addEventListener("pointerleave", back);
    svg.addEventListener("focusin", (event) => {
      const card = event.target.closest(".card");
      if (card) near(card.dataset.node, card.dataset.node === selected);
    });
    svg.addEventListener("focusout", back);
  }

  // the details panel
  function quotes(anchor) {
    const row = document.getElementById(anchor);
    const words = row ? [...row.querySelectorAll(".words")] : [];
    const box = make("div", {}, make("h3", {}, words.length ? "In the plan’s words" : "No words of the plan stand behind this"));
    box.append(...words.slice(0, 4).map((one) => one.cloneNode(true)));
    if (words.length > 4) box.append(make("p", { class: "where" }, `and ${words.length - 4} more in the tables`));
    return box;
  }
  function tied(node) {
    const list = make("ul", { class: "tied" });
    for (const [verb, other, name, basis, remark] of node.ties) {
      const how = make("span", { class: `how ${basis}` }, remark ? `${basis}, ${remark}` : basis);
      const link = make("a", { href: `#${other}`, "data-node": other }, isolated(name));
      list.append(make("li", {}, `${verb} `, link, " ", how));
    }
    return make("div", { class: "last" }, make("h3", {}, `Connections (${node.ties.length})`), list);
  }
  function sign(kind) {
    const shape = kind ? document.querySelector(`.shape.${kind.replace(" ", "-")}`) : null;
    return shape ? shape.cloneNode(true) : null;
  }
  function open(anchor, from) {
    const node = told[anchor];
    if (!node) return false;
    selected = anchor;
    if (from && !panel.contains(from)) opener = from;
    const facts = make("dl", {});
    for (const [label, value] of node.facts) facts.append(make("dt", {}, label), make("dd", {}, isolated(value)));
    const close = make("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", shut);
    const heading = make("h2", { id: "details-name", tabindex: "-1" }, isolated(node.name));
    const row = document.getElementById(anchor);
    inner.replaceChildren(
      make(
        "div", {},
        make("p", { class: "type" }, sign(node.kind), node.type === "Organisation" && node.kind ? `Organisation, ${node.kind}` : node.type),
        heading, facts,
        row ? make("a", { href: `#${anchor}`, "data-row": "" }, "Show its row in the tables") : null,
      ),
      quotes(anchor), tied(node), close,
    );
    panel.hidden = false;
    panel.scrollTop = 0;
    root.classList.add("open");
    near(anchor, true);
    listeners.forEach((listen) => listen(anchor));
    if (from) {
      heading.focus({ preventScroll: true });
      const covered = from.getBoundingClientRect().bottom > window.innerHeight - panel.offsetHeight;
      if (covered && !panel.contains(from)) from.scrollIntoView({ block: "center" });
    }
    return true;
  }
  function shut() {
    if (panel.hidden) return;
    panel.hidden = true;
    root.classList.remove("open");
    selected = null;
    near(null);
    listeners.forEach((listen) => listen(null));
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });
  function reveal(anchor) {
    const row = document.getElementById(anchor);
    const fold = row && row.closest("details");
    if (fold) fold.open = true;
    return row;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-node], a[data-row]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const anchor = decodeURIComponent(link.getAttribute("href").slice(1));
    if ("row" in link.dataset) {
      const row = reveal(anchor);
      if (row) {
        row.closest("section.tables").querySelectorAll("tr[hidden]").forEach((r) => { r.hidden = false; });
        setTimeout(() => row.focus({ preventScroll: true }));
      }
    } else if (open(anchor, link)) {
      event.preventDefault();
    } else {
      reveal(anchor);
    }
  });
  const toHash = () => {
    const anchor = location.hash.slice(1);
    if (/^[a-z]+-[0-9a-f]+$/.test(anchor)) {
      const row = reveal(anchor);
      if (row) row.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", toHash);
  toHash();

  // the search
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  for (const box of document.querySelectorAll("[data-search]")) {
    const part = box.closest("section.tables");
    const count = part.querySelector("[data-count]");
    const rows = [...part.querySelectorAll("tbody tr")].map((row) => [row, folded(row.textContent)]);
    box.addEventListener("input", () => {
      const words = folded(box.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) found += 1;
      }
      for (const sheet of part.querySelectorAll(".sheet")) {
        const left = sheet.querySelectorAll("tbody tr:not([hidden])").length;
        sheet.hidden = words.length > 0 && left === 0;
        const fold = sheet.querySelector("details.fold");
        if (fold && words.length === 0) fold.open = false;
      }
      count.textContent = words.length ? (found === 1 ? "1 row found" : `${found} rows found`) : "";
    });
  }

  window.explorer = { open, shut, onSelect: (listen) => listeners.push(listen) };
})();
