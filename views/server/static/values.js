"use strict";
// Values of an answer as elements of a page. Every text is set as text, so that nothing in it can be anything else.
window.values = (function () {
  const CALLED = ["name", "title", "text", "quote", "action", "reason", "said", "id"];
  const PLAIN = new Set(["string", "number", "boolean"]);

  function make(tag, about, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(about || {})) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }
  function words(text) {
    return make("bdi", {}, text);
  }
  const heading = (column) => column.replaceAll("_", " ");
  const isNode = (value) => Array.isArray(value.labels) && value.properties !== undefined;
  const isLink = (value) => typeof value.type === "string" && value.properties !== undefined;
  const isPath = (value) => Array.isArray(value.nodes) && Array.isArray(value.relationships);

  function said(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (Array.isArray(value) && value.every((one) => one === null || PLAIN.has(typeof one))) return value.map(said).join("; ");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  function name(node) {
    const property = CALLED.find((one) => said(node.properties[one]).trim());
    return property ? said(node.properties[property]) : "no name";
  }
  function kind(node) {
    return node.labels.includes("Department") ? "Department" : node.labels[0] || "Node";
  }
  function chip(text) {
    const one = make("span", { className: "chip" }, text);
    if (/^[A-Za-z]+$/.test(text)) one.classList.add(text);
    return one;
  }
  function properties(held) {
    const list = make("dl");
    for (const [property, value] of Object.entries(held)) {
      if (said(value) !== "") list.append(make("dt", {}, heading(property)), make("dd", {}, words(said(value))));
    }
    return list;
  }
  function folded(title, held) {
    if (!Object.keys(held).length) return make("span", {}, ...title);
    return make("details", {}, make("summary", {}, ...title), properties(held));
  }

  function shown(value) {
    if (value === null || typeof value !== "object") return words(said(value));
    if (isPath(value)) {
      const steps = [];
      value.nodes.forEach((node, place) => {
        steps.push(chip(kind(node)), words(name(node)));
        const link = value.relationships[place];
        if (link) steps.push(link.forward === false ? ` ← ${link.type} – ` : ` – ${link.type} → `);
      });
      return make("span", {}, ...steps);
    }
    if (isNode(value)) return folded([chip(kind(value)), words(name(value))], value.properties);
    if (isLink(value)) return folded([chip(value.type)], value.properties);
    if (Array.isArray(value) && value.some((one) => one !== null && typeof one === "object")) {
      return make("ul", {}, ...value.map((one) => make("li", {}, shown(one))));
    }
    return words(said(value));
  }

  // the words behind a row: each whole sentence with the fact's own words marked, and where it stands
  function passages(row, titles) {
    if (!row.passages.length) return row.source ? words(row.source) : document.createTextNode("");
    const sentences = new Map();
    for (const passage of row.passages) {
      const key = JSON.stringify([passage.plan, passage.heading_path, passage.context]);
      sentences.set(key, [...(sentences.get(key) || []), passage]);
    }
    const many = sentences.size === 1 ? "1 passage" : `${sentences.size} passages`;
    return make("details", {}, make("summary", {}, many), ...[...sentences.values()].map((said) => quoted(said, titles)));
  }
  function quoted(said, titles) {
    const [passage] = said;
    const headings = passage.heading_path.filter((one) => one !== titles[passage.plan]);
    const place = headings.join(" › ") + (passage.page ? `, page ${passage.page}` : "");
    const below = make("p", {}, words(place));
    if (/^https?:\/\//i.test(passage.url || "")) below.append(" ", make("a", { href: passage.url, rel: "noopener noreferrer" }, "Read the published plan"));
    const sentence = make("p", {}, "“", marked(passage.context, said.map((one) => one.quote)), "”");
    return make("blockquote", {}, sentence, ...(below.textContent.trim() ? [below] : []));
  }
  function marked(text, quotes) {
    const own = quotes.map((quote) => [text.indexOf(quote), quote.length]).filter(([at, size]) => at >= 0 && size);
    const sentence = make("bdi");
    let done = 0;
    for (const [at, size] of own.sort(([a], [b]) => a - b)) {
      const from = Math.max(at, done);
      if (at + size <= done) continue;
      sentence.append(text.slice(done, from), make("mark", {}, text.slice(from, at + size)));
      done = at + size;
    }
    sentence.append(text.slice(done));
    return sentence;
  }

  // with the titles of plans, each row has the words behind it
  function table(columns, rows, caption, titles) {
    const heads = ["#", ...columns.map(heading), ...(titles ? ["in the plan’s words"] : [])];
    const head = make("tr", { role: "row" }, ...heads.map((text) => make("th", { scope: "col", role: "columnheader" }, text)));
    // on a narrow screen each row is a card, which would be no row to a screen reader without these roles
    const body = make("tbody", { role: "rowgroup" });
    rows.forEach((row, place) => {
      const line = make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, String(place + 1)));
      for (const column of columns) {
        const value = row[column];
        const cell = make("td", { role: "cell", "data-heading": heading(column) }, shown(value === undefined ? null : value));
        if (typeof value === "number") cell.className = "number";
        else if (cell.textContent.length > 60) cell.className = "long";
        if (!cell.textContent) cell.classList.add("empty");
        // a long id may be broken anywhere, a word may not
        if (cell.textContent.split(/\s/).some((word) => word.length > 24)) cell.classList.add("broken");
        line.append(cell);
      }
      if (titles) line.append(make("td", { className: "said", role: "cell", "data-heading": heads.at(-1) }, passages(row, titles)));
      body.append(line);
    });
    return make("table", { role: "table" }, make("caption", { className: "unseen" }, caption), make("thead", { role: "rowgroup" }, head), body);
  }

  // whole numbers too large for a page's arithmetic stay the digits they came as, where the browser tells them
  function read(text) {
    return JSON.parse(text, (key, value, context) =>
      typeof value === "number" && !Number.isSafeInteger(value) && context && /^-?\d+$/.test(context.source) ? context.source : value);
  }
  return { make, table, read };
})();
