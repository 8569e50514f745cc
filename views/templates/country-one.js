// One thing that was chosen: what it is, its words, which plans ask what of it, and its neighbourhood.
(() => {
  const { by, el, said, number, counted, plans, shared, threads, index, state, go, to } = country;
  const section = by("one"), AT_FIRST = 6, AT_ONCE = 24;
  const KINDS = { Plan: "Plan", Ask: "Ask", Role: "Role of a partner", Priority: "Priority", Instrument: "Deal, fund or act", Measure: "Measure of success", Organisation: "Body" };
  let paint = () => {};

  const facts = (rows) => el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  const cell = (plan, key, words) => {
    const address = `${country.toAddress(country.planKey(plan.place))}\n${key}`, button = el("button", { type: "button" }, words);
    button.addEventListener("click", () => go({ cell: address }));
    return button;
  };

  // The plan's row of the matrix as a list.
  function whom(plan) {
    const items = index.columns.map((place) => [place, plan.asked.get(place) || [0, 0]]).filter(([, pair]) => pair[0] || (state.inferred && pair[1]))
      .map(([place, [named, inferred]]) => {
        const parts = [named ? counted(named, "ask") : "", state.inferred && inferred ? `${number(inferred)} inferred` : ""].filter(Boolean).join(", ");
        return el("li", {}, to(country.sharedKey(place)), " ", cell(plan, country.toAddress(country.sharedKey(place)), [el("span", { class: "unseen" }, said(`${shared[place].name}: `)), parts]));
      });
    const others = plan.others[0] + (state.inferred ? plan.others[1] : 0);
    if (others) items.push(el("li", {}, "Others, such as groups and councils ", cell(plan, "others", counted(others, "ask"))));
    return items.length ? el("section", { class: "whom" }, el("h3", {}, "Whom it asks"), el("ul", {}, items)) : null;
  }

  function aboutPlan(plan) {
    return [
      el("p", { class: "by" }, said([plan.publisher, plan.when].filter(Boolean).join(" · ") || "No publisher and no date are given.")),
      facts([["Where it is published", country.out(plan.link, said(plan.link))]]),
      el("div", { class: "buttons" }, cell(plan, "asks", `Read all ${counted(plan.asks, "ask")}`), plan.nobody ? cell(plan, "nobody", `Read the ${number(plan.nobody)} that ${plan.nobody === 1 ? "names" : "name"} no body`) : null),
      whom(plan),
    ];
  }

  function aboutBody(body) {
    const names = [body.abbreviation, ...body.aliases].filter(Boolean);
    const asking = plans.filter((plan) => plan.asked.has(body.place)).map((plan) => [plan, plan.asked.get(body.place)])
      .filter(([, pair]) => pair[0] || (state.inferred && pair[1]))
      .sort((a, b) => b[1][0] - a[1][0] || b[1][1] - a[1][1] || a[0].place - b[0].place);
    const naming = asking.filter(([, pair]) => pair[0]), sum = (at) => asking.reduce((so, [, pair]) => so + pair[at], 0);
    const words = body.specificity ? [
      el("p", { class: "sentence" }, sum(0) ? `${counted(naming.length, "plan")} ${naming.length === 1 ? "puts" : "put"} ${counted(sum(0), "ask")} to it by name.` : "No plan asks anything of it by name.",
        state.inferred && sum(1) ? ` ${counted(sum(1), "more is", "more are")} inferred to be for it.` : ""),
    ] : [];
    const rows = asking.map(([plan, pair]) => () => el("li", {},
      el("h4", {}, to(country.planKey(plan.place))), el("p", { class: "by" }, said([plan.publisher, plan.when].filter(Boolean).join(" · "))),
      country.loaded ? el("ul", {}, country.asksOf(plan.place, body.place, state.inferred).map(({ ask, put }) => {
        const basis = put.find((one) => one.body === -1 - body.place).basis;
        return el("li", {}, to(country.nodeKey(plan.place, ask)), basis ? el("span", { class: `how ${index.bases[basis][0]}` }, index.bases[basis][0]) : null);
      })) : null,
      cell(plan, country.toAddress(country.sharedKey(body.place)), `Read ${pair[0] + (state.inferred ? pair[1] : 0) === 1 ? "it" : "them"} in whole sentences`)));
    const list = el("ol", { class: "asking" });
    const more = el("button", { type: "button" });
    function grow(focus) {
      const fresh = rows.splice(0, focus ? AT_ONCE : AT_FIRST).map((make) => make());
      list.append(...fresh);
      more.textContent = `Show more: ${counted(rows.length, "plan")} left`;
      more.hidden = !rows.length;
      if (focus && fresh[0]) fresh[0].querySelector("a").focus();
    }
    more.addEventListener("click", () => grow(true));
    grow(false);
    return [
      ...words,
      facts([["Kind", said(`${body.kind}${body.specificity ? ` (${index.specificities[body.specificity]})` : ""}`)], ["Also known as", names.length ? said(names.join(", ")) : ""]]),
    ].concat(asking.length ? [el("section", { class: "asks-of" }, el("h3", {}, "Which plans ask what of it"), list, more)] : []);
  }

  function aboutNode(key) {
    const it = country.read(key), kind = index.kinds[it.kind], plan = plans[it.plan], body = el("div", { class: "evidence", "aria-busy": "true" });
    const top = [el("p", { class: "by" }, kind === "Ask" ? "Asked in " : "In ", to(country.planKey(it.plan)))];
    if (kind === "Organisation") {
      const [what, definite, ...names] = threads[it.plan].o[it.at];
      top.push(facts([["Kind", said(`${what} (${index.specificities[definite] || definite})`)], ["Also known as", names.length ? said(names.join(", ")) : ""]]));
    } else if (it.kind < 3) {
      top.push(body);
      country.words(plan.place).then((words) => {
        if (kind === "Ask") {
          const put = country.asksOf(it.plan, "asks", state.inferred)[it.node].put;
          body.replaceChildren(...country.askParts(it.plan, { ask: it.node, put }, words, false).filter(Boolean).flat());
        } else {
          const [about, sentences] = words.f[it.node];
          body.replaceChildren(...sentences.map((one) => country.sentence(words.s[one], words.h)), country.factsOf(about));
        }
        body.removeAttribute("aria-busy");
        paint();
      });
    }
    return top;
  }

  function choose(name, words, value, options) {
    const select = el("select", { id: `near-${name}` }, options.map(([one, text]) => el("option", { value: one, selected: String(one) === String(value) }, text)));
    select.addEventListener("change", () => { go({ [name]: +select.value }); by(`near-${name}`).focus(); });
    return el("div", {}, el("label", { for: `near-${name}` }, words), select);
  }

  function render(key, focus) {
    const it = country.read(key);
    const parts = it.whole ? aboutPlan(plans[it.plan]) : it.shared !== undefined ? aboutBody(shared[it.shared]) : aboutNode(key);
    const inferred = el("label", { class: "tick" }, el("input", { type: "checkbox", id: "near-inferred", checked: state.inferred }), " Show what is inferred");
    inferred.firstChild.addEventListener("change", (event) => { go({ inferred: event.target.checked }); by("near-inferred").focus(); });
    let near = null, drawing = [el("p", { class: "lead" }, country.canUnpack ? "" : country.CANNOT)];
    if (country.loaded) {
      near = country.neighbourhood(key);
      drawing = [
        el("div", { class: "tools" }, choose("steps", "How far", country.stepsFrom(key), [[1, "One step"], [2, "Two steps"]]), choose("most", "Draw at most", state.most, [[40, "40"], [80, "80"], [160, "160"]]), inferred),
        el("p", { class: "lead", role: "status" }, near.told), near.root,
      ];
    }
    const back = el("a", { href: country.where({ at: "" }), "data-home": true }, "‹ All plans");
    section.replaceChildren(el("p", { class: "back" }, back), el("p", { class: `type ${country.kindOf(key).toLowerCase()}` }, KINDS[country.kindOf(key)]),
      el("h2", { id: "one-name", tabindex: "-1" }, said(country.nameOf(key))), ...parts.filter(Boolean),
      el("section", { class: "tied", "aria-labelledby": "tied-name" }, el("h3", { id: "tied-name" }, "What it is tied to"), ...drawing));
    section.hidden = false;
    paint = near ? near.paint : () => {};
    paint();
    if (focus) { by("one-name").focus({ preventScroll: true }); scrollTo(0, 0); }
  }

  let drawn = "";
  country.watching.push((now, before) => {
    const key = now.at ? country.fromAddress(now.at) : null, home = !key;
    const unknown = now.at && !key && country.loaded;
    for (const id of ["hero", "matrix", "asked"]) by(id).hidden = !home;
    document.documentElement.classList.toggle("one", !home);
    if (home) {
      section.hidden = true;
      drawn = "";
      document.title = country.title;
      country.drawMatrix();
      if (unknown) go({ at: "" }, { anew: false });
      else if (before.at && !now.at) { by("main").focus({ preventScroll: true }); scrollTo(0, 0); }
      return;
    }
    const want = [key, now.steps, now.most, now.inferred, country.loaded].join(" ");
    if (want === drawn) return;
    const moved = drawn.split(" ")[0] !== key;
    drawn = want;
    render(key, moved);
    document.title = `${country.nameOf(key)} – ${country.title}`;
  });
  let width = 0;
  new ResizeObserver(() => { if (section.clientWidth !== width) { width = section.clientWidth; paint(); } }).observe(section);
  addEventListener("beforeprint", () => paint());
})();
