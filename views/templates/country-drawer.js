// The asks behind a cell, with their sentences, in a dialogue at the side.
(() => {
  const { by, el, said, counted, plans, shared, threads, index, state, go } = country;
  const drawer = by("drawer"), AT_ONCE = 40;

  function sentence([before, own, after, where, link], places) {
    return el("div", { class: "words" },
      el("blockquote", {}, el("bdi", {}, before, el("mark", { text: own }), after)),
      el("p", { class: "where" }, said(places[where]), link && places[where] ? el("br") : "", country.out(link, "Read it where it is published")));
  }

  const basisOf = (basis) => index.bases[basis][0];
  const told = (basis, remark) => [`${basisOf(basis)}: ${index.bases[basis][1]}`, remark].filter(Boolean).join("; ");
  const how = (basis, remark) => el("span", { class: `how ${basisOf(basis)}` }, said(told(basis, remark)));

  // One ask with its sentences, whom it is put to and how that is known.
  function ask(place, { ask: node, put }, words, linked = true) {
    const [facts, sentences] = words.f[node], key = country.nodeKey(place, node);
    const behind = [...new Set(put.flatMap(({ number }) => words.b[number] || []))].filter((one) => !sentences.includes(one));
    const bare = (text) => country.fold(text).replace(/[^\p{L}\p{N}£]+/gu, " ").trim();
    // a title that is the sentence again is heard as the heading, and not shown twice
    const title = bare(country.nameOf(key)), own = sentences.length ? bare(words.s[sentences[0]][1]) : "";
    const same = own === title || (/…$/.test(country.nameOf(key)) && own.startsWith(title));
    return [
      linked ? el("h3", { class: same ? "unseen" : null }, said(country.nameOf(key))) : null,
      sentences.length ? sentences.map((one) => sentence(words.s[one], words.h)) : el("p", {}, "No words of the plan are kept for it."),
      put.length ? el("ul", { class: "put" }, put.map(({ body, basis, remark }) => el("li", {}, "asked of ", country.to(country.nodeKey(place, body)), " ", how(basis, remark))))
        : el("p", { class: "nobody" }, "Nobody is asked by name."),
      behind.length ? el("details", {}, el("summary", {}, "The words that name who is asked"), behind.map((one) => sentence(words.s[one], words.h))) : null,
      factsOf(facts),
      linked ? el("p", { class: "onward" }, country.to(key, "What this ask is tied to", el("span", { class: "unseen" }, ": ", said(country.nameOf(key))))) : null,
    ];
  }

  const factsOf = (facts) => el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, said(value))]));

  const shut = () => go({ cell: "" });

  async function open(cell) {
    const [address, wanted = ""] = cell.split("\n"), key = country.fromAddress(address);
    const body = /^body:/.test(wanted) ? country.fromAddress(wanted) : null, to = body ? +body.slice(1) : wanted;
    const fixed = country.columnNamed(to);
    if (!key || key[0] !== "p" || !(fixed || shared[to])) { go({ cell: "" }, { anew: false }); return; }
    const plan = plans[+key.slice(1)], name = fixed ? fixed.name : `Asks of ${shared[to].name}`;
    const close = el("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", shut);
    const list = el("div", { class: "asks", "aria-busy": "true" }, el("p", {}, "Unpacking…"));
    drawer.replaceChildren(el("div", { class: "inner" }, el("div", { class: "top" }, el("h2", { id: "drawer-name", tabindex: "-1" }, said(name)), close),
      el("p", { class: "of" }, country.to(key), plan.publisher ? [el("br"), said(plan.publisher)] : null), list));
    if (!drawer.open) drawer.showModal();
    by("drawer-name").focus();
    if (!country.canUnpack) { list.replaceChildren(el("p", { class: "nobody" }, country.CANNOT)); return; }
    await country.ready;
    const [words, found] = [await country.words(plan.place), country.asksOf(plan.place, to, state.inferred)];
    if (state.cell !== cell) return;
    const items = found.map((one) => el("article", {}, ask(plan.place, one, words)));
    const rest = items.splice(AT_ONCE);
    const more = el("button", { type: "button" }, `Show the other ${counted(rest.length, "ask")}`);
    more.addEventListener("click", () => { more.replaceWith(...rest); });
    list.replaceChildren(el("p", { class: "count" }, `${counted(found.length, "ask")}, in the order of the plan.`), ...items, ...(rest.length ? [more] : []));
    list.removeAttribute("aria-busy");
  }

  drawer.addEventListener("cancel", (event) => { event.preventDefault(); shut(); });
  drawer.addEventListener("close", () => { if (state.cell) shut(); });
  drawer.addEventListener("click", (event) => { if (event.target === drawer) shut(); });
  country.watching.push((now, before) => {
    if (now.cell && now.cell !== before.cell) open(now.cell);
    else if (!now.cell && drawer.open) drawer.close();
  });
  Object.assign(country, { sentence, askParts: ask, factsOf, how, told });
})();
