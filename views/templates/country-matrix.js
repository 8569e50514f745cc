// The matrix of plans and whom they ask, fifty plans at a time.
(() => {
  const { by, el, said, number, counted, plans, shared, index, state, go } = country;
  const ROWS = 50;
  const grid = by("grid"), [head, body] = [grid.tHead, grid.tBodies[0]];
  const FIXED = [
    { to: "asks", key: "asks", short: "All asks", name: "All asks of the plan" },
    { to: "nobody", key: "nobody", short: "Name no body", name: "Asks that name no body that could be held to them" },
  ];
  const AGENCIES = { to: "agencies", key: "agencies", short: "Public bodies", name: "Asks of public bodies" };
  const OTHERS = { to: "others", key: "others", short: "Others", name: "Asks of others, such as groups, councils and proposed bodies" };

  function columns() {
    const all = index.columns.map((place) => ({ to: place, key: country.toAddress(country.sharedKey(place)), short: shared[place].abbreviation || shared[place].name, name: shared[place].name, kind: shared[place].kind }));
    return [...FIXED, ...all.filter((column) => state.wide || column.kind !== "public body"), ...(state.wide ? [] : [AGENCIES]), OTHERS];
  }

  function numbers(plan, to) {
    if (to === "asks") return [plan.asks, 0];
    if (to === "nobody") return [plan.nobody, 0];
    if (to === "agencies") return plan.agencies;
    if (to === "others") return plan.others;
    return plan.asked.get(to) || [0, 0];
  }

  const folded = plans.map((plan) => country.fold(`${plan.title} ${plan.edition} ${plan.publisher}`));
  const collate = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" }).compare;
  const byTitle = plans.map((plan) => plan.place).sort((a, b) => collate(plans[a].title, plans[b].title) || a - b);
  const rank = new Int32Array(plans.length);
  byTitle.forEach((place, at) => { rank[place] = at; });

  function chosen() {
    const terms = country.fold(state.filter).split(/\s+/).filter(Boolean);
    const found = plans.filter((plan) => terms.every((term) => folded[plan.place].includes(term)));
    const title = (a, b) => rank[a.place] - rank[b.place];
    const value = (plan) => { const [named, inferred] = numbers(plan, column); return named * 1e6 + (state.inferred ? inferred : 0); };
    const key = /^body:/.test(state.sort) ? country.fromAddress(state.sort) : null, column = key ? +key.slice(1) : state.sort;
    let order = (a, b) => value(b) - value(a) || title(a, b);
    if (column === "plan") order = title;
    else if (column === "publisher") order = (a, b) => collate(a.publisher, b.publisher) || title(a, b);
    else if (column === "date") order = (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : title(a, b));
    found.sort(state.down ? (a, b) => order(b, a) : order);
    return found;
  }

  function inCell(pair) {
    const [named, inferred] = [pair[0], state.inferred ? pair[1] : 0];
    if (!named && !inferred) return null;
    const parts = [];
    if (named) parts.push(el("span", { class: "n" }, number(named)));
    if (inferred) parts.push(el("span", { class: "i" }, `+${number(inferred)}`, el("span", { class: "unseen" }, " inferred")));
    return parts;
  }

  function cell(plan, column) {
    const pair = numbers(plan, column.to), parts = inCell(pair);
    if (!parts) return el("td", { class: "no", tabindex: "-1" }, el("span", { "aria-hidden": "true" }, "–"), el("span", { class: "unseen" }, "none"));
    const strength = column.kind && column.kind !== "government" ? ` w${Math.min(5, pair[0])}` : "";
    return el("td", { class: (column.to === "nobody" ? "gap" : "") + strength },
      el("button", { type: "button", tabindex: "-1", "data-plan": plan.place, "data-to": column.key }, ...parts));
  }

  function heading(column) {
    const on = state.sort === column.key, way = on ? (state.down ? "ascending" : "descending") : null;
    const plain = typeof column.to === "number";
    const name = plain ? el("a", { href: country.where({ at: column.key }), "data-go": column.key, tabindex: "-1" },
      el("span", { "aria-hidden": column.short === column.name ? null : "true" }, said(column.short)), column.short === column.name ? null : el("span", { class: "unseen" }, said(column.name)))
      : el("span", { class: "head" }, column.short);
    const arrow = { ascending: "↑", descending: "↓" }[way] || "↕";
    const sort = el("button", { type: "button", class: "sort", tabindex: "-1", "data-sort": column.key },
      el("span", { "aria-hidden": "true" }, arrow), el("span", { class: "unseen" }, `Sort by: ${column.name}`));
    return el("th", { scope: "col", title: column.name, "aria-sort": way }, name, sort);
  }

  function plural(found) {
    return state.filter ? `${counted(found.length, "plan")} of ${number(plans.length)}` : counted(found.length, "plan");
  }

  let shownKey = "";
  function draw(force) {
    const key = JSON.stringify([state.sort, state.down, state.wide, state.filter, state.page, state.inferred]);
    if (key === shownKey && !force) return;
    shownKey = key;
    const found = chosen(), pages = Math.max(1, Math.ceil(found.length / ROWS)), all = columns();
    state.page = Math.min(Math.max(1, state.page), pages);
    const from = (state.page - 1) * ROWS, rows = found.slice(from, from + ROWS);
    const on = state.sort === "plan", way = on ? (state.down ? "descending" : "ascending") : null;
    head.replaceChildren(el("tr", {},
      el("th", { scope: "col", class: "first", "aria-sort": way }, el("span", { class: "head" }, "Plan"),
        el("button", { type: "button", class: "sort", tabindex: "-1", "data-sort": "plan" }, el("span", { "aria-hidden": "true" }, { ascending: "↑", descending: "↓" }[way] || "↕"), el("span", { class: "unseen" }, "Sort by: plan"))),
      all.map(heading)));
    const total = el("tr", { class: "total" }, el("th", { scope: "row", class: "first" }, state.filter ? `These ${plural(found)}` : `All ${plural(found)}`),
      all.map((column) => {
        const sum = found.reduce((so, plan) => { const pair = numbers(plan, column.to); return [so[0] + pair[0], so[1] + pair[1]]; }, [0, 0]);
        return el("td", { tabindex: "-1" }, inCell(sum) || "none");
      }));
    body.replaceChildren(total, ...rows.map((plan) => el("tr", {},
      el("th", { scope: "row", class: "first" }, el("a", { href: country.where({ at: country.toAddress(country.planKey(plan.place)) }), "data-go": country.toAddress(country.planKey(plan.place)), tabindex: "-1" }, said(plan.title + (plan.edition ? `, ${plan.edition}` : ""))),
        el("small", {}, said(plan.publisher), plan.publisher && plan.when ? " · " : "", el("span", { class: "when" }, plan.when))),
      all.map((column) => cell(plan, column)))));
    by("nothing").hidden = found.length > 0;
    by("nothing").textContent = found.length ? "" : "No plan’s title or publisher has these words. Shorten them, or search above.";
    by("scroll").hidden = by("grid-help").hidden = found.length === 0;
    by("shown").textContent = found.length ? `Plans ${number(from + 1)} to ${number(from + rows.length)} of ${plural(found)}` : "No plan";
    pager(pages);
    rove();
    if (by("filter") !== document.activeElement) by("filter").value = state.filter;
    by("sort").value = state.sort;
    by("wide").value = state.wide ? "all" : "departments";
    by("inferred").checked = state.inferred;
  }

  function pager(pages) {
    const turn = (words, page, name) => el("button", { type: "button", "data-page": page, disabled: page < 1 || page > pages || page === state.page, "aria-label": name }, words);
    by("pages").replaceChildren(...(pages > 1 ? [
      turn("« First", 1, "First page"), turn("‹ Back", state.page - 1, "Page before"),
      el("span", {}, `Page ${number(state.page)} of ${number(pages)}`),
      turn("Next ›", state.page + 1, "Next page"), turn("Last »", pages, "Last page"),
    ] : []));
  }

  // One stop for Tab, arrows inside.
  let stops = [], at = [3, 0];
  function rove() {
    stops = [...grid.rows].flatMap((row, number) => {
      const inner = [...row.cells].map((cell) => [...cell.querySelectorAll("a, button")]);
      if (number === 0) return [inner.map((found) => found[found.length - 2] || found[0]), inner.map((found) => found[found.length - 1])];
      return [inner.map((found, place) => found[0] || (row.cells[place].tabIndex = -1, row.cells[place]))];
    });
    at = [Math.min(at[0], stops.length - 1), Math.min(at[1], (stops[0] || []).length - 1)];
    const stop = stops[at[0]] && stops[at[0]][at[1]];
    if (stop) stop.tabIndex = 0;
  }
  function move(row, column) {
    const next = [Math.max(0, Math.min(stops.length - 1, row)), Math.max(0, Math.min(stops[0].length - 1, column))];
    stops[at[0]][at[1]].tabIndex = -1;
    at = next;
    const stop = stops[at[0]][at[1]];
    stop.tabIndex = 0;
    stop.focus();
  }
  grid.addEventListener("focusin", (event) => {
    stops.forEach((line, row) => line.forEach((stop, column) => {
      if (stop === event.target && (row !== at[0] || column !== at[1])) { stops[at[0]][at[1]].tabIndex = -1; at = [row, column]; stop.tabIndex = 0; }
    }));
  });
  grid.addEventListener("keydown", (event) => {
    const [row, column] = at;
    const ways = { ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? 1e9 : row, 1e9] };
    if (!ways[event.key] || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(...ways[event.key]);
  });
  grid.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.sort !== undefined) {
      go({ sort: button.dataset.sort, down: state.sort === button.dataset.sort && !state.down, page: 1 });
      stops[at[0]][at[1]].focus();
    } else {
      go({ cell: `${country.toAddress(country.planKey(+button.dataset.plan))}\n${button.dataset.to}` });
    }
  });
  by("pages").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const name = button.getAttribute("aria-label");
    go({ page: +button.dataset.page });
    const same = [...by("pages").querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === name && !one.disabled);
    (same || by("pages").querySelector("button:not([disabled])")).focus();
  });
  by("filter").addEventListener("input", (event) => go({ filter: event.target.value, page: 1 }, { anew: false }));
  by("sort").addEventListener("change", (event) => go({ sort: event.target.value, down: false, page: 1 }));
  by("wide").addEventListener("change", (event) => go({ wide: event.target.value === "all" }));
  by("inferred").addEventListener("change", (event) => go({ inferred: event.target.checked }));

  by("sort").append(...[["plan", "Plan"], ["publisher", "Publisher"], ["date", "Date, newest first"]].map(([value, words]) => el("option", { value }, words)),
    ...[...FIXED, ...index.columns.map((to) => ({ key: country.toAddress(country.sharedKey(to)), name: shared[to].name })), AGENCIES, OTHERS].map((column) => el("option", { value: column.key }, `Most: ${column.name}`)));
  const offerPlans = () => by("plan").append(...byTitle.map((place) => el("option", { value: place }, country.nameOf(country.planKey(place)))));
  by("choose").addEventListener("submit", (event) => {
    event.preventDefault();
    if (by("plan").value !== "") go({ at: country.toAddress(country.planKey(+by("plan").value)), cell: "" });
  });

  if (!index.columns.some((place) => shared[place].kind === "public body")) by("wide").closest("div").hidden = true;
  Object.assign(country, { drawMatrix: draw, table: () => ({ columns: columns(), plans: chosen(), numbers }), offerPlans, columnNamed: (to) => [...FIXED, AGENCIES, OTHERS].find((column) => column.to === to) });
})();
