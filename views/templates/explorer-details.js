"use strict";
// The details panel: what is known of the chosen fact, its words, its ties, and where it stands in the document.
(function () {
  const { make, isolated, go, listen, state, home } = window.explorer;
  const root = document.documentElement;
  // without a prototype, so that no word of an address is taken for a fact
  const told = Object.assign(Object.create(null), JSON.parse(document.getElementById("data-details").textContent));
  const panel = document.getElementById("details");
  const inner = panel.querySelector(".details-inner");
  let opener = null;
  let shown = "";

  function quotes(anchor) {
    const row = document.getElementById(anchor);
    const words = row ? [...row.querySelectorAll(".words")] : [];
    const title = words.length ? "In the plan’s words" : "No words of the plan stand behind this";
    const box = make("div", {}, make("h3", {}, title));
    box.append(...words.slice(0, 4).map((one) => one.cloneNode(true)));
    if (words.length > 4) box.append(make("p", { class: "where" }, `and ${words.length - 4} more in the tables`));
    return box;
  }
  function tied(node) {
    const list = make("ul", { class: "tied" });
    for (const [verb, other, basis, remark] of node.ties) {
      const name = told[other] ? told[other].name : other;
      const how = make("span", { class: `how ${basis}` }, remark ? `${basis}, ${remark}` : basis);
      const link = make("a", { href: `#${other}`, "data-node": other }, isolated(name));
      list.append(make("li", { class: `is-${basis}` }, `${verb} `, link, " ", how));
    }
    return make("div", {}, make("h3", {}, `Connections (${node.ties.length})`), list);
  }
  function missing(anchor) {
    const links = [...window.explorer.plan().querySelectorAll(".gap-card a[href^='#']")];
    const own = new Set(links.filter((link) => link.getAttribute("href") === `#${anchor}`).map((link) => link.closest(".gap-card")));
    if (!own.size) return "";
    const list = make("ul", { class: "tied" });
    for (const gap of own) {
      const title = gap.querySelector(".says");
      list.append(make("li", {}, make("a", { href: `#${gap.id}` }, isolated(title.textContent.trim()))));
    }
    return make("div", {}, make("h3", {}, `Gaps (${own.size})`), list);
  }
  function sign(kind) {
    const shape = kind ? document.querySelector(`.legend .shape.${kind.replace(" ", "-")}`) : null;
    return shape ? shape.cloneNode(true) : null;
  }
  function closing() {
    const close = make("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", shut);
    return close;
  }
  function build(anchor) {
    const node = told[anchor];
    const facts = make("dl", {});
    for (const [label, value] of node.facts) facts.append(make("dt", {}, label), make("dd", {}, isolated(value)));
    const links = make("p", { class: "links" });
    if (document.getElementById(anchor)) links.append(make("a", { href: `#${anchor}`, "data-row": "" }, "Its row in the tables"));
    for (const block of node.blocks.slice(0, 1)) {
      if (document.getElementById(block)) links.append(make("a", { href: `#${block}` }, "Where it stands in the document"));
    }
    const what = node.type === "Organisation" && node.kind ? `Organisation, ${node.kind}` : node.type;
    inner.replaceChildren(
      make("p", { class: "type" }, sign(node.kind), what),
      make("h2", { id: "details-name", tabindex: "-1" }, isolated(node.name)),
      facts, links, quotes(anchor), missing(anchor), tied(node),
      window.explorer.correctable(anchor) ? make("button", { type: "button", class: "wrong", "data-wrong": "fact", "data-of": anchor }, "Something wrong?") : "",
      closing(),
    );
  }
  function buildCell(id) {
    const entry = document.getElementById(id);
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("hidden");
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    const heading = copy.querySelector("h2, h3, h4, h5, h6, summary");
    const name = heading ? heading.textContent.trim() : "Facts of this cell";
    if (heading) heading.remove();
    inner.replaceChildren(
      make("p", { class: "type" }, "Coverage"),
      make("h2", { id: "details-name", tabindex: "-1" }, isolated(name)), copy, closing(),
    );
  }
  const isCell = (id) => id.startsWith("cell-") && document.getElementById(id);

  listen((now, before, how) => {
    const wanted = told[now.on] || isCell(now.on) ? now.on : "";
    if (wanted === shown) return;
    shown = wanted;
    panel.hidden = !wanted;
    root.classList.toggle("open", Boolean(wanted));
    if (!wanted) {
      if (opener && opener.isConnected) opener.focus({ preventScroll: true });
      opener = null;
      return;
    }
    if (told[wanted]) build(wanted);
    else buildCell(wanted);
    panel.scrollTop = 0;
    if (how.from) {
      panel.querySelector("h2").focus({ preventScroll: true });
      const below = how.from.getBoundingClientRect().bottom > innerHeight - panel.offsetHeight;
      const covered = getComputedStyle(panel).position === "fixed" && below;
      if (covered && !panel.contains(how.from)) how.from.scrollIntoView({ block: "center" });
    }
  });
  function open(anchor, from) {
    if (!told[anchor] && !isCell(anchor)) return false;
    if (from && !panel.contains(from)) opener = from;
    const at = from ? home(from).plan : state().plan;
    go({ on: anchor, plan: at, part: state().part }, { from });
    return true;
  }
  function shut() {
    if (state().on) go({ on: "", part: state().part });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) shut();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || "row" in link.dataset || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (open(link.dataset.cell || decodeURIComponent(link.getAttribute("href").slice(1)), link)) event.preventDefault();
  });

  Object.assign(window.explorer, { told, open, shut, known: (id) => Boolean(told[id]) });
})();
