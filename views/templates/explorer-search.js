"use strict";
// The search: names, abbreviations and words of the plan, from everywhere on the page.
(function () {
  const { make, isolated, go, told, state, open, folded, say } = window.explorer;
  const box = document.getElementById("find");
  const list = document.getElementById("found");
  const count = document.getElementById("found-count");
  const MOST = 8;
  const GROUPS = ["Organisation", "Priority", "Ask", "Role", "Instrument", "Section", "Measure of success"];
  let index = null;
  let options = [];
  let at = -1;

  function built() {
    if (index) return index;
    index = { things: [], blocks: [] };
    for (const [anchor, node] of Object.entries(told)) {
      const row = document.getElementById(anchor);
      const plan = row ? row.closest("article.plan").id : "";
      const also = node.facts.filter(([label]) => label === "Also known as").map(([, value]) => value).join(" ");
      const quotes = row ? [...row.querySelectorAll("q")].map((q) => q.textContent).join(" ") : "";
      const name = folded(node.name);
      index.things.push({ anchor, plan, node, name, also: folded(also), words: folded(quotes) });
    }
    for (const block of document.querySelectorAll(".evidence-view .block")) {
      const text = (block.querySelector(".text") || block.firstElementChild).textContent.trim().replace(/\s+/g, " ");
      index.blocks.push({ id: block.id, plan: block.closest("article.plan").id, text, words: folded(text) });
    }
    return index;
  }
  // names first, then abbreviations, then words of a quote
  function rank(thing, words, whole) {
    if (thing.name === whole || thing.also.split(/[\s,]+/).includes(whole)) return 0;
    if (thing.name.startsWith(whole)) return 1;
    if (words.every((word) => thing.name.includes(word))) return 2;
    if (words.every((word) => thing.also.includes(word) || thing.name.includes(word))) return 3;
    if (words.every((word) => thing.words.includes(word))) return 4;
    return -1;
  }
  function around(text, word) {
    const place = Math.max(0, folded(text).indexOf(word) - 40);
    return (place ? "…" : "") + text.slice(place, place + 110) + (text.length > place + 110 ? "…" : "");
  }
  function find(typed) {
    const whole = folded(typed).trim().replace(/\s+/g, " ");
    const words = whole.split(" ").filter(Boolean);
    if (!words.length) return null;
    const ranked = [];
    for (const thing of built().things) {
      const place = rank(thing, words, whole);
      if (place >= 0) ranked.push([place, thing]);
    }
    ranked.sort((a, b) => a[0] - b[0]);
    const groups = GROUPS.map((type) => [type, ranked.filter(([, t]) => t.node.type === type).map(([, t]) => t)]);
    const blocks = built().blocks.filter((block) => words.every((word) => block.words.includes(word)));
    return { groups: groups.filter(([, found]) => found.length), blocks, word: words[0], total: ranked.length + blocks.length };
  }
  function option(label, small, choose) {
    const element = make("div", { role: "option", id: `found-${options.length}`, "aria-selected": "false" }, isolated(label));
    if (small) element.append(make("small", {}, isolated(small)));
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    element.addEventListener("click", choose);
    options.push({ element, choose });
    return element;
  }
  function shut() {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  const plural = { Priority: "Priorities", "Measure of success": "Measures of success" };
  function draw() {
    const found = find(box.value);
    options = [];
    at = -1;
    list.replaceChildren();
    if (!found) {
      count.textContent = "";
      return shut();
    }
    for (const [type, things] of found.groups) {
      const group = make("div", { role: "group", "aria-label": plural[type] || `${type}s` });
      const more = things.length > MOST ? ` (${MOST} of ${things.length})` : "";
      group.append(make("div", { class: "of", "aria-hidden": "true" }, (plural[type] || `${type}s`) + more));
      for (const thing of things.slice(0, MOST)) {
        const small = thing.node.facts.filter(([label]) => label === "Also known as" || label === "Section").map(([, v]) => v)[0];
        group.append(option(thing.node.name, small, () => {
          shut();
          const view = state().view === "overview" ? "flow" : state().view;
          if (thing.plan) go({ plan: thing.plan, view, in: "" }, { quiet: true });
          open(thing.anchor, box);
        }));
      }
      list.append(group);
    }
    if (found.blocks.length) {
      const group = make("div", { role: "group", "aria-label": "Words of the plan" });
      const more = found.blocks.length > MOST ? ` (${MOST} of ${found.blocks.length})` : "";
      group.append(make("div", { class: "of", "aria-hidden": "true" }, `Words of the plan${more}`));
      for (const block of found.blocks.slice(0, MOST)) {
        group.append(option(around(block.text, found.word), "", () => {
          shut();
          go({ plan: block.plan, view: "evidence", part: block.id }, { focus: true });
        }));
      }
      list.append(group);
    }
    if (!options.length) list.append(make("div", { class: "of" }, "Nothing on this page has these words."));
    count.textContent = found.total === 1 ? "1 found" : `${found.total} found`;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }
  function mark(next) {
    if (!options.length) return;
    if (at >= 0) options[at].element.setAttribute("aria-selected", "false");
    at = (next + options.length) % options.length;
    const { element } = options[at];
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", element.id);
  }
  box.addEventListener("input", draw);
  box.addEventListener("focus", built);
  box.addEventListener("blur", shut);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at < 0 ? -1 : at - 1);
    else if (event.key === "Enter" && options.length) options[Math.max(at, 0)].choose();
    else if (event.key === "Escape" && !list.hidden) shut();
    else return;
    event.preventDefault();
    if (event.key === "Escape") event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    box.focus();
    say("Search");
  });
})();
