// A neighbourhood: what something is tied to in one or two steps, cut to what can be looked at, drawn, and said as a list.
(() => {
  const { el, svg, said, number, counted, plans, index, state } = country;
  const WORDS = { Plan: ["plan", "plans"], Ask: ["ask", "asks"], Role: ["role", "roles"], Priority: ["priority", "priorities"], Instrument: ["deal, fund or act", "deals, funds and acts"], Measure: ["measure", "measures"], Organisation: ["body", "bodies"] };
  const ORDER = ["Organisation", "Ask", "Role", "Priority", "Instrument", "Measure", "Plan"];
  const LAST = index.types.length;
  const wordsOf = (kind, count) => counted(count, ...WORDS[kind]);

  // What is said comes before what is inferred, who is asked before who is tied otherwise, and of a body that many
  // plans ask those plans come first that ask most of it. All of that is one number, since there may be thousands.
  const TYPES = LAST + 1, WEIGHT = 1e5, PLACE = 2 ** 31;
  function ranked(id, inferred) {
    const weights = new Map();
    const weight = (plan) => {
      if (id >= 0 || plan < 0) return 0;
      if (!weights.has(plan)) {
        const pair = plans[plan].asked.get(-1 - id) || [0, 0];
        weights.set(plan, Math.min(WEIGHT - 1, pair[0] * 100 + pair[1]));
      }
      return weights.get(plan);
    };
    const best = new Map();
    country.walk(id, inferred, (to, type, forward, basis) => {
      const rank = ((basis === country.INFERRED ? TYPES : 0) + (type < 0 ? LAST : type)) * WEIGHT + WEIGHT - 1 - weight(country.planOf(to));
      const known = best.get(to);
      if (known === undefined || rank < known) best.set(to, rank);
    });
    const lowest = -1 - country.shared.length;
    const codes = new Float64Array(best.size);
    let at = 0;
    for (const [to, rank] of best) codes[at++] = rank * PLACE + (to - lowest);
    return codes.sort().map((code) => (code % PLACE) + lowest);
  }

  // What lies one step further: what several roads lead to first, what hangs on a body of thousands last.
  function further(id, first, isFirst, inferred) {
    const roads = new Map(), hanging = new Set(), home = id < 0 ? -2 : country.planOf(id);
    for (const one of first) {
      const found = [];
      country.walk(one, inferred, (to, type, forward, basis) => { if (to !== id && !isFirst.has(to)) found.push(to, basis); });
      if (found.length > 400) { for (let at = 0; at < found.length; at += 2) hanging.add(found[at]); continue; }
      for (let at = 0; at < found.length; at += 2) {
        const to = found[at];
        if (!roads.has(to)) roads.set(to, (country.kindOfId(to) === "Plan" || to < 0 ? 1 : 0) + (country.planOf(to) === home ? 0.5 : 0));
        roads.set(to, roads.get(to) + (found[at + 1] === country.INFERRED ? 1 : 2) / found.length);
      }
    }
    const near = [...roads].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([to]) => to);
    for (const to of hanging) if (!roads.has(to)) near.push(to);
    return near;
  }

  function near(key, steps, most, inferred) {
    const id = country.idOf(key), first = ranked(id, inferred), room = most - 1;
    const chosen = new Map([[id, 0]]), part = steps === 1 ? room : Math.floor(room * 0.6);
    first.subarray(0, part).forEach((one) => chosen.set(one, 1));
    let second = [];
    if (steps === 2) {
      second = further(id, first.subarray(0, part), new Set(first), inferred);
      second.slice(0, most - chosen.size).forEach((one) => chosen.set(one, 2));
      first.subarray(part, part + Math.max(0, most - chosen.size)).forEach((one) => chosen.set(one, 1));
    }
    const edges = new Map();
    const edge = (start, finish, type, basis, remark) => edges.set(`${start} ${type} ${finish}`, { start: country.keyOf(start), finish: country.keyOf(finish), type, basis, remark });
    for (const from of chosen.keys()) {
      if (from < 0) continue;
      country.walk(from, inferred, (to, type, forward, basis, remark) => {
        if (chosen.has(to)) edge(forward ? from : to, forward ? to : from, type, basis, remark);
      });
    }
    for (const [type, start, finish, basis] of index.record) {
      if (chosen.has(-1 - start) && chosen.has(-1 - finish)) edge(-1 - start, -1 - finish, type, basis, "");
    }
    const left = { 1: {}, 2: {} };
    const count = (step) => (one) => { if (!chosen.has(one)) { const kind = country.kindOfId(one); left[step][kind] = (left[step][kind] || 0) + 1; } };
    first.forEach(count(1));
    second.forEach(count(2));
    const nodes = new Map([...chosen].map(([one, step]) => [country.keyOf(one), step]));
    return { key, steps, nodes, edges: [...edges.values()], left };
  }

  // How much is drawn, and what was left out, in words.
  function toldOf({ nodes, left }) {
    const all = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);
    const list = (counts) => ORDER.filter((kind) => counts[kind]).map((kind) => wordsOf(kind, counts[kind])).join(", ");
    const [drawn, first, second] = [nodes.size - 1, all(left[1]), all(left[2])];
    const parts = [
      first && `${number(first)} more tied to it (${list(left[1])})`,
      second && `${number(second)} more two steps away (${list(left[2])})`,
    ].filter(Boolean);
    return `${number(drawn)} ${drawn === 1 ? "is" : "are"} drawn${parts.length ? `; left out: ${parts.join(" and ")}` : ", which is all"}.`;
  }

  function grouped(found, step) {
    const groups = new Map(ORDER.map((kind) => [kind, []]));
    for (const [key, at] of found.nodes) if (at === step) groups.get(country.kindOf(key)).push(key);
    const whose = (key) => { const it = country.read(key); return it.plan === undefined ? -1 : it.plan; };
    return [...groups].filter(([, keys]) => keys.length).map(([kind, keys]) => [kind, keys.map((key, at) => [key, at, whose(key)])
      .sort((a, b) => kind === "Ask" || kind === "Role" ? firstOf.get(a[2]) - firstOf.get(b[2]) || a[1] - b[1] : a[1] - b[1]).map(([key]) => key)]);
  }
  let firstOf = new Map();
  function remember(found) {
    firstOf = new Map();
    for (const key of found.nodes.keys()) { const it = country.read(key), plan = it.plan === undefined ? -1 : it.plan; if (!firstOf.has(plan)) firstOf.set(plan, firstOf.size); }
  }

  // Around a body that many plans share each ask and role says whose it is.
  function planBeside(key, found) {
    const it = country.read(key);
    return found.key[0] === "s" && it.plan !== undefined && !it.whole && !found.nodes.has(country.planKey(it.plan)) ? country.nameOf(country.planKey(it.plan)) : "";
  }

  function card(key, found) {
    const kind = country.kindOf(key), step = found.nodes.get(key);
    return el("div", { class: `card ${kind.toLowerCase()}${step ? "" : " here"}`, "data-key": key }, el("span", { class: "name" }, said(country.nameOf(key))),
      planBeside(key, found) ? el("span", { class: "of" }, said(planBeside(key, found))) : null);
  }

  function picture(found) {
    const columns = [el("div", { class: "column start" }, card(found.key, found))];
    const firsts = grouped(found, 1);
    columns.push(el("div", { class: "column" }, firsts.map(([kind, keys]) => [el("p", { class: "kind" }, wordsOf(kind, keys.length)), keys.map((key) => card(key, found))])));
    if (found.steps === 2) {
      const place = new Map(firsts.flatMap(([, keys]) => keys).map((key, at) => [key, at])), sums = new Map();
      for (const { start, finish } of found.edges) {
        for (const [one, other] of [[start, finish], [finish, start]]) {
          if (found.nodes.get(one) === 2 && place.has(other)) { const sum = sums.get(one) || [0, 0]; sums.set(one, [sum[0] + place.get(other), sum[1] + 1]); }
        }
      }
      const middle = (key) => { const sum = sums.get(key); return sum ? sum[0] / sum[1] : 1e9; };
      const seconds = grouped(found, 2).map(([kind, keys]) => [kind, keys.map((key) => [key, middle(key)]).sort((a, b) => a[1] - b[1]).map(([key]) => key)]);
      const first = ([, keys]) => middle(keys[0]);
      columns.push(el("div", { class: "column" }, seconds.sort((a, b) => first(a) - first(b)).map(([kind, keys]) => [el("p", { class: "kind" }, `${wordsOf(kind, keys.length)} further`), keys.map((key) => card(key, found))])));
    }
    const lines = svg("svg", { "aria-hidden": "true", focusable: "false" });
    const inner = el("div", { class: `columns steps${found.steps}` }, lines, ...columns);
    return { inner, lines };
  }

  function draw({ inner, lines }, found) {
    inner.classList.toggle("tall", inner.offsetHeight > 1100);
    const box = inner.getBoundingClientRect(), at = new Map();
    for (const one of inner.querySelectorAll(".card")) {
      const { left, right, top, height } = one.getBoundingClientRect();
      at.set(one.dataset.key, { left: left - box.left, right: right - box.left, y: top - box.top + height / 2 });
    }
    lines.setAttribute("viewBox", `0 0 ${Math.max(1, box.width)} ${Math.max(1, box.height)}`);
    const round = (value) => Math.round(value * 10) / 10;
    lines.replaceChildren(...found.edges.map(({ start, finish, basis }) => {
      let [a, b] = [at.get(start), at.get(finish)];
      if (a.left > b.left) [a, b] = [b, a];
      const same = Math.abs(a.left - b.left) < 4, from = a.right, to = same ? b.right : b.left, bend = same ? 46 : (to - from) / 2;
      const path = `M${round(from)} ${round(a.y)}C${round(from + bend)} ${round(a.y)} ${round(same ? to + bend : to - bend)} ${round(b.y)} ${round(to)} ${round(b.y)}`;
      return svg("path", { d: path, class: index.bases[basis][0], "data-start": start, "data-finish": finish });
    }));
  }

  // Every relation once, at that end which has fewer of them: the list of the whole is the picture in words.
  function list(found) {
    const told = new Map([...found.nodes.keys()].map((key) => [key, []]));
    const many = new Map([[found.key, Infinity]]);
    for (const { start, finish } of found.edges) for (const one of [start, finish]) many.set(one, (many.get(one) || 0) + 1);
    for (const { start, finish, type, basis, remark } of found.edges) {
      const forward = many.get(start) <= many.get(finish);
      const [one, other] = forward ? [start, finish] : [finish, start];
      const kind = country.kindOf(type < 0 ? start : one);
      const extra = [basis ? index.bases[basis][0] : "", remark].filter(Boolean).join(", ");
      told.get(one).push(el("li", {}, `${country.verb(type, forward, kind)} `, said(country.nameOf(other)), extra ? el("span", { class: `how ${index.bases[basis][0]}` }, said(extra)) : null));
    }
    const item = (key) => el("li", { "data-key": key }, country.to(key), planBeside(key, found) ? el("p", { class: "of" }, "in ", said(planBeside(key, found))) : null, told.get(key).length ? el("ul", {}, told.get(key)) : null);
    return [1, 2].slice(0, found.steps).flatMap((step) => grouped(found, step).map(([kind, keys]) =>
      el("section", {}, el("h4", {}, wordsOf(kind, keys.length), step === 2 ? ", one step further" : ""), el("ul", { class: "near-list" }, keys.map(item)))));
  }

  // Pointing at a card, or going to its name in the list, brings out what it is tied to.
  function light(root, key) {
    const on = new Set(key ? [key] : []);
    for (const line of root.querySelectorAll("path")) {
      const hit = key && (line.dataset.start === key || line.dataset.finish === key);
      line.classList.toggle("on", !!hit);
      if (hit) { on.add(line.dataset.start); on.add(line.dataset.finish); }
    }
    root.querySelector(".columns").classList.toggle("lit", !!key);
    for (const one of root.querySelectorAll(".card")) one.classList.toggle("on", on.has(one.dataset.key));
  }

  function neighbourhood(key) {
    remember({ nodes: new Map() });
    const found = near(key, country.stepsFrom(key), state.most, state.inferred);
    remember(found);
    const drawn = found.nodes.size - 1, name = country.nameOf(key);
    const { inner, lines } = picture(found);
    const frame = el("div", { class: "picture", role: "img", "aria-label": `Drawing of what ${name} is tied to. The list beside it says the same in words.` }, inner);
    const root = el("div", { class: "near" }, frame, el("div", { class: "beside", tabindex: "0", role: "region", "aria-label": "The drawing as a list" }, drawn ? list(found) : el("p", {}, "It is tied to nothing that this page follows.")));
    root.addEventListener("pointerover", (event) => { const one = event.target.closest("[data-key]"); light(root, one ? one.dataset.key : ""); });
    root.addEventListener("pointerleave", () => light(root, ""));
    root.addEventListener("focusin", (event) => { const one = event.target.closest("[data-key]"); if (one) light(root, one.dataset.key); });
    frame.addEventListener("click", (event) => { const one = event.target.closest(".card"); if (one && one.dataset.key !== key) country.go({ at: country.toAddress(one.dataset.key) }); });
    return { root, told: toldOf(found), paint: () => { if (frame.offsetWidth) draw({ inner, lines }, found); } };
  }

  Object.assign(country, { near, neighbourhood });
})();
