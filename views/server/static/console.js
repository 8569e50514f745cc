"use strict";
// The console: asks the endpoints of this server, and shows rows, picture and errors.
(function () {
  const { make, table, read } = window.values;
  const by = (id) => document.getElementById(id);
  const questions = new Map(JSON.parse(by("data-questions").textContent).map((one) => [one.id, one]));
  const EXAMPLES = [
    ["Who is asked, and for what", "MATCH (a:Ask)-[r:ADDRESSED_TO {basis: 'stated'}]->(o:Organisation)\nRETURN o, r, a LIMIT 40"],
    ["Who delivers which priority", "MATCH path = (o:Organisation)-[:PLAYS]->(:Role)-[:DELIVERS]->(p:Priority)\nRETURN path LIMIT 30"],
    ["How often each body is asked", "MATCH (a:Ask)-[:ADDRESSED_TO {basis: 'stated'}]->(o:Organisation)\nRETURN o.name AS asked, count(a) AS asks\nORDER BY asks DESC, asked"],
    ["The largest sums", "MATCH (a:Ask) WHERE a.amount IS NOT NULL\nRETURN a.title AS ask, a.amount AS pounds, a.amount_role AS meant\nORDER BY pounds DESC LIMIT 20"],
    ["An ask with the words behind it", "MATCH (a:Ask)-[:EVIDENCED_BY]->(w:Passage)\nRETURN a.title AS ask, w.quote AS words\nORDER BY ask LIMIT 20"],
    ["What kinds of node there are", "MATCH (n) UNWIND labels(n) AS label\nRETURN label, count(*) AS nodes ORDER BY nodes DESC, label"],
  ];
  let turn = 0; // which request is the latest: an answer to an earlier one comes too late

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  function field(parameter) {
    const id = `parameter-${parameter.name}`;
    const about = { id, "aria-describedby": `${id}-hint`, name: parameter.name };
    const usual = parameter.default === null ? "any" : String(parameter.default);
    const control = parameter.among.length
      ? make("select", about, ...(parameter.optional && !parameter.among.includes(usual) ? [make("option", { value: "" }, usual)] : []), ...parameter.among.map((one) => make("option", { value: one, selected: one === usual }, one)))
      : make("input", { ...about, type: { number: "number", date: "date" }[parameter.type] || "text", required: !parameter.optional });
    const label = make("label", { htmlFor: id }, capital(parameter.name.replaceAll("_", " ")), ...(parameter.optional ? [make("small", {}, " (may be left out)")] : []));
    const example = parameter.among.length ? "" : ` For example: ${parameter.example}`;
    const hint = make("p", { className: "hint", id: `${id}-hint` }, `${capital(parameter.description)}.${example}`);
    return make("div", { className: "field" }, label, control, hint);
  }
  function choose() {
    const question = questions.get(by("which").value);
    by("why").textContent = question.why;
    by("dated").hidden = !question.dated;
    by("parameters").replaceChildren(...question.parameters.map(field));
  }
  function asked() {
    const query = new URLSearchParams();
    for (const control of by("parameters").querySelectorAll("input, select")) {
      if (control.value.trim()) query.set(control.name, control.value);
    }
    if (by("plan").value) query.set("plan", by("plan").value);
    if (!by("dated").hidden && by("as-of").value) query.set("as_of", by("as-of").value);
    return query;
  }

  async function ask(address, options) {
    const mine = ++turn;
    say("Working…");
    by("problem").replaceChildren();
    by("answer").setAttribute("aria-busy", "true");
    let told = null;
    try {
      const response = await fetch(address, { cache: "no-store", ...options });
      told = read(await response.text());
    } catch {
      told = { error: "The server does not answer. Is `partners serve` still running?" };
    }
    if (mine !== turn) return null;
    by("answer").setAttribute("aria-busy", "false");
    if (told.error === undefined) return told;
    say("No answer.");
    by("rows").hidden = true;
    by("note").textContent = "";
    by("problem").textContent = told.error;
    by("problem").classList.toggle("place", told.error.includes("\n"));
    return null;
  }
  function say(...parts) {
    by("status").replaceChildren(make("p", {}, ...parts));
  }
  function count(number, one, many) {
    return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
  }
  function tell(rows, told, address) {
    const more = told.truncated ? ` There are more: only the first ${count(rows.length, "row", "rows")} are here. Narrow it, or allow more.` : "";
    const many = rows.length ? count(rows.length, "row", "rows") : "No rows";
    const json = address ? [" ", make("a", { href: address }, "The same as JSON")] : [];
    say(make("strong", {}, many), ` in ${told.seconds.toFixed(2)} seconds.${more}`, ...json);
  }
  function show(columns, rows, picture, titles, caption) {
    by("rows").hidden = rows.length === 0;
    by("table").replaceChildren(table(columns, rows, caption, titles));
    by("table").scrollTop = 0;
    if (rows.length) window.picture.show(picture);
    by("answer").scrollIntoView({ block: "start" });
  }

  async function askQuestion(event) {
    event.preventDefault();
    const query = asked();
    query.set("view", "true");
    const told = await ask(`/api/ask/${by("which").value}?${query}`);
    if (!told) return;
    query.delete("view");
    tell(told.view.lines, told, `/api/ask/${told.question}?${query}`);
    by("note").textContent = [told.note, told.view.lines.length ? "" : told.view.empty].filter(Boolean).join(" ");
    const columns = told.view.shown.filter((one) => told.view.lines.some((line) => line[one] !== null && line[one] !== undefined && line[one] !== ""));
    show(columns, told.view.lines, told.view.picture, told.plans, told.title);
  }
  async function asCypher() {
    if (!by("question").reportValidity()) return;
    const query = asked();
    query.set("view", "true");
    const told = await ask(`/api/ask/${by("which").value}?${query}`);
    if (!told) return;
    by("query").value = told.view.cypher;
    by("values").value = JSON.stringify(told.view.parameters, null, 2);
    by("more").open = true;
    by("query").focus();
    by("query").setSelectionRange(0, 0);
    by("query").scrollTop = 0;
    say("The question’s Cypher and what it is given now stand beside it. Run it, or change it.");
  }
  async function runCypher(event) {
    event.preventDefault();
    let parameters = null;
    try {
      parameters = JSON.parse(by("values").value.trim() || "{}");
    } catch (error) {
      by("more").open = true;
      by("values").focus();
      by("problem").textContent = `The parameters are no JSON: ${error.message}`;
      return;
    }
    const body = JSON.stringify({ query: by("query").value, parameters, plan: by("plan").value || null, limit: Number(by("limit").value) || undefined, picture: true });
    const told = await ask("/api/cypher", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (!told) return;
    tell(told.rows, told, null);
    by("note").textContent = told.note;
    show(told.columns, told.rows, told.picture, null, "Rows of the query");
  }

  async function plans() {
    try {
      const told = await (await fetch("/api/plans", { cache: "no-store" })).json();
      by("plan").append(...told.plans.map((plan) => make("option", { value: plan.id }, plan.edition ? `${plan.title}, ${plan.edition}` : plan.title)));
    } catch {
      // the page works without: every plan is read
    }
  }
  function mark() {
    const query = asked();
    history.replaceState(null, "", `#${by("which").value}${query.size ? `?${query}` : ""}`);
  }
  // the question stands in the address, so that it can be kept or sent; what runs is only what somebody chooses to run
  function restore() {
    const [id, query] = location.hash.slice(1).split("?");
    by("which").value = questions.has(id) ? id : questions.keys().next().value;
    choose();
    const given = new URLSearchParams(query || "");
    for (const control of by("parameters").querySelectorAll("input, select")) {
      if (given.has(control.name)) control.value = given.get(control.name);
    }
  }

  by("example").append(...EXAMPLES.map(([title], place) => make("option", { value: String(place) }, title)));
  by("example").addEventListener("change", () => {
    if (by("example").value === "") return;
    by("query").value = EXAMPLES[Number(by("example").value)][1];
    by("values").value = "{}";
  });
  by("which").addEventListener("change", choose);
  by("question").addEventListener("change", mark);
  by("question").addEventListener("submit", askQuestion);
  by("as-cypher").addEventListener("click", asCypher);
  by("cypher").addEventListener("submit", runCypher);
  by("cypher").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      by("cypher").requestSubmit();
    }
  });
  window.addEventListener("hashchange", restore);
  restore();
  plans();
})();
