// Making elements, and the state of the page in its address. Text from the plans is only ever set as text.
(() => {
  const by = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";

  function put(element, properties, children) {
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "on") for (const [kind, act] of Object.entries(value)) element.addEventListener(kind, act);
      else if (name === "text") element.textContent = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }
  const el = (tag, properties, ...children) => put(document.createElement(tag), properties, children);
  const svg = (tag, properties, ...children) => put(document.createElementNS(SVG, tag), properties, children);
  const said = (text) => el("bdi", { text });
  const digits = new Intl.NumberFormat("en-GB"), number = (value) => digits.format(value);
  const counted = (value, one, many) => `${number(value)} ${value === 1 ? one : many || `${one}s`}`;

  // A link out of the page, to the plan as it is published; anything but a web address is shown as text.
  const out = (address, ...words) => /^https?:\/\//i.test(address || "") ? el("a", { href: address, rel: "noreferrer" }, ...words) : null;

  const FRESH = { at: "", steps: 0, most: 40, sort: "plan", down: false, wide: false, filter: "", page: 1, inferred: true, cell: "" };
  const state = { ...FRESH };
  // A body that plans share and the plans are two steps from each other; around all else one step is enough.
  const stepsFrom = (key) => state.steps || (key[0] === "s" || key[0] === "p" ? 2 : 1);

  function written(changes) {
    const next = { ...state, ...changes }, said = new URLSearchParams();
    for (const [name, plain] of Object.entries(FRESH)) {
      if (next[name] !== plain) said.set(name, typeof plain === "boolean" ? (next[name] ? "yes" : "no") : String(next[name]));
    }
    return `#${said}`;
  }

  function understood(hash) {
    const told = new URLSearchParams(hash.replace(/^#/, "")), next = { ...FRESH };
    for (const [name, plain] of Object.entries(FRESH)) {
      if (!told.has(name)) continue;
      const value = told.get(name);
      if (typeof plain === "boolean") next[name] = value === "yes";
      else if (typeof plain === "number") next[name] = Number(value) > 0 ? Math.floor(Number(value)) : plain;
      else next[name] = value;
    }
    next.steps = Math.min(next.steps, 2);
    if (![40, 80, 160].includes(next.most)) next.most = FRESH.most;
    return next;
  }

  // History is refused in some frames (a notebook's, for one): the page then works without back and forward.
  function remember(hash, anew) {
    try { history[anew ? "pushState" : "replaceState"](null, "", hash); } catch { /* the state is kept in the page alone */ }
  }

  const watching = [];
  function show(before) { for (const act of watching) act(state, before); }

  // Change the state; a step that a reader would go back from is a new entry of the history.
  function go(changes, { anew = true } = {}) {
    const before = { ...state };
    remember(written(changes), anew);
    Object.assign(state, changes);
    show(before);
  }
  function arrive() {
    const before = { ...state };
    Object.assign(state, understood(location.hash));
    show(before);
  }

  const where = (changes) => written({ cell: "", ...changes });
  const to = (key, ...words) => el("a", { href: where({ at: country.toAddress(key) }), "data-go": country.toAddress(key) }, ...(words.length ? words : [said(country.nameOf(key))]));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    if (link.matches(".skip")) { by("main").focus(); return; }
    if (link.dataset.home !== undefined) go({ at: "", cell: "" });
    else if (link.dataset.go) go({ at: link.dataset.go, cell: "" });
    else { Object.assign(state, understood(link.getAttribute("href"))); go({}); }
  });
  addEventListener("popstate", arrive);
  addEventListener("hashchange", () => { if (written({}) !== (location.hash || "#")) arrive(); });

  Object.assign(country, { by, el, svg, said, number, counted, out, state, stepsFrom, go, arrive, watching, where, to });
})();
