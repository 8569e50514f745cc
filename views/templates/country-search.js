// Search over names and words: groups, the best of each, and how many there are in all.
(() => {
  const { by, el, said, number, counted, plans, shared, index, state, fold } = country;
  const input = by("find"), box = by("found"), told = by("find-told");

  // One text for each group, an entry a line, so that a search is a few passes over a text and no more.
  class Heap {
    constructor(name, most) { Object.assign(this, { name, most, parts: [], keys: [], starts: [], size: 1, text: "\n" }); }
    add(words, key) {
      const line = fold(words).replaceAll("\n", " ");
      this.keys.push(key); this.starts.push(this.size); this.parts.push(line); this.size += line.length + 1;
    }
    close() { this.text += this.parts.join("\n") + (this.parts.length ? "\n" : ""); this.parts = []; }
    entry(place) {
      let low = 0, high = this.starts.length - 1;
      while (low < high) { const middle = (low + high + 1) >> 1; if (this.starts[middle] <= place) low = middle; else high = middle - 1; }
      return low;
    }
    // The first entries in which a word begins with what is sought, then the first others; and how many there are.
    find(terms) {
      const [longest, ...others] = [...terms].sort((a, b) => b.length - a.length);
      const begins = [], inside = [];
      let count = 0;
      for (let at = this.text.indexOf(longest); at >= 0;) {
        const end = this.text.indexOf("\n", at);
        let fits = true;
        if (others.length) {
          const line = this.text.slice(this.text.lastIndexOf("\n", at) + 1, end);
          fits = others.every((term) => line.includes(term));
        }
        if (fits) {
          count++;
          const before = this.text.charCodeAt(at - 1), list = before > 47 && !(before > 57 && before < 97) ? inside : begins;
          if (list.length < this.most) list.push(at);
        }
        at = this.text.indexOf(longest, end);
      }
      return { count, keys: [...begins, ...inside].slice(0, this.most).map((at) => this.keys[this.entry(at)]) };
    }
  }

  const heaps = {
    plans: new Heap("Plans", 6), bodies: new Heap("Bodies that plans share", 8), own: new Heap("Bodies and groups of one plan", 5),
    asks: new Heap("Asks", 8), roles: new Heap("Roles of partners", 6), priorities: new Heap("Priorities", 4), instruments: new Heap("Deals, funds and acts", 4),
  };
  plans.forEach((plan) => heaps.plans.add([plan.title, plan.edition, plan.publisher].join(" "), country.planKey(plan.place)));
  const order = shared.map((one) => one.place).sort((a, b) => index.columns.includes(b) - index.columns.includes(a) || (shared[a].name < shared[b].name ? -1 : 1));
  for (const place of order) {
    const { name, abbreviation, aliases, specificity } = shared[place];
    heaps[specificity ? "bodies" : "instruments"].add([name, abbreviation, ...aliases].join(" "), country.sharedKey(place));
  }
  heaps.plans.close(); heaps.bodies.close();

  const GROUP = { Ask: "asks", Role: "roles", Priority: "priorities", Instrument: "instruments", Organisation: "own" };
  function add(plan, thread) {
    index.kinds.forEach((kind, number) => {
      const heap = heaps[GROUP[kind]];
      if (heap) thread.n[number].forEach((name, at) => heap.add(kind === "Organisation" ? [name, ...thread.o[at].slice(2)].join(" ") : name, `${plan.place}.${thread.starts[number] + at}`));
    });
  }
  function close() { for (const heap of Object.values(heaps)) if (heap.parts.length) heap.close(); }

  // What is said under a name; of a body found by another name, that name.
  function note(key, terms) {
    const it = country.read(key);
    if (it.whole) return [plans[it.plan].publisher, plans[it.plan].when].filter(Boolean).join(" · ");
    if (it.shared !== undefined) {
      const { name, abbreviation, aliases, kind } = shared[it.shared], has = (text) => terms.every((term) => fold(text).includes(term));
      const alias = has(`${name} ${abbreviation}`) ? "" : aliases.find(has);
      return [abbreviation, alias ? `also ${alias}` : "", kind].filter(Boolean).join(" · ");
    }
    return country.nameOf(country.planKey(it.plan));
  }

  function search() {
    const terms = fold(input.value).split(/\s+/).filter(Boolean);
    if (!terms.length) { hide(); told.textContent = ""; return; }
    let all = 0;
    const groups = Object.values(heaps).map((heap) => {
      const { count, keys } = heap.find(terms);
      all += count;
      if (!count) return null;
      const id = `found-${heap.name.split(" ").pop()}`;
      return el("section", { "aria-labelledby": id }, el("h2", { id }, heap.name, " ", el("small", {}, count > keys.length ? `${number(keys.length)} of ${number(count)}` : number(count))),
        el("ul", {}, keys.map((key) => el("li", {}, country.to(key, said(country.nameOf(key)), el("small", {}, said(note(key, terms))))))));
    });
    const waiting = country.loaded ? "" : country.canUnpack ? " Asks and roles are still being unpacked." : " Asks and roles cannot be searched in this browser.";
    box.replaceChildren(...groups.filter(Boolean), ...(all ? [] : [el("p", {}, "Nothing has these words.", waiting)]));
    box.hidden = false;
    told.textContent = (all ? `${number(all)} found; the arrow down key goes to them.` : "Nothing found.") + waiting;
  }
  function hide() { box.hidden = true; }

  input.addEventListener("input", search);
  input.addEventListener("focus", () => { if (input.value.trim() && box.hidden) search(); });
  const whole = input.closest("[role=search]");
  whole.addEventListener("keydown", (event) => {
    const links = [...box.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { hide(); input.focus(); hide(); }
    else if (event.key === "ArrowDown" && !box.hidden && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links[at - 1] : input).focus(); }
    else if (event.key === "Enter" && document.activeElement === input && !box.hidden && links.length) { event.preventDefault(); links[0].click(); }
  });
  document.addEventListener("focusin", (event) => { if (!whole.contains(event.target)) hide(); });
  document.addEventListener("pointerdown", (event) => { if (!whole.contains(event.target)) hide(); });
  box.addEventListener("click", (event) => { if (event.target.closest("a")) hide(); });
  Object.assign(country, { addToSearch: add, closeSearch: close, searchAgain: () => { if (!box.hidden) search(); }, findIn: (words) => Object.values(heaps).map((heap) => heap.find(fold(words).split(/\s+/).filter(Boolean)).count) });
})();
