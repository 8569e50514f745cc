"use strict";
// The plans as the page holds them: an index at once, names and ties when they are unpacked, words when they are wanted.
const country = {};
(() => {
  const index = JSON.parse(document.getElementById("index").textContent);
  const ASKED = index.types.indexOf("ADDRESSED_TO"), PUBLISHES = index.types.indexOf("PUBLISHES");
  const INFERRED = index.bases.findIndex(([name]) => name === "inferred");

  const plans = index.plans.map((row, place) => {
    const [id, title, publisher, day, when, edition, link, asks, roles, nobody, agencies, agenciesInferred, others, othersInferred, flat] = row;
    const asked = new Map();
    for (let at = 0; at < flat.length; at += 3) asked.set(flat[at], [flat[at + 1], flat[at + 2]]);
    return { place, id, title, publisher, day, when, edition, link, asks, roles, nobody, agencies: [agencies, agenciesInferred], others: [others, othersInferred], asked };
  });
  const shared = index.shared.map(([id, name, abbreviation, kind, specificity, ...aliases], place) =>
    ({ place, id, name, abbreviation, kind, specificity, aliases, joins: [] }));
  const threads = plans.map(() => null);
  const columns = new Set(index.columns);

  // Letters without accents and case, so that what is sought is found however it is written.
  const BARE = /^[\x00-\x7f]*$/;
  function fold(text) {
    const low = text.toLowerCase();
    return BARE.test(low) ? low : low.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’‘]/g, "'");
  }

  function bytes(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const text = atob(base64), found = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) found[at] = text.charCodeAt(at);
    return found;
  }

  async function unpacked(id) {
    const element = document.getElementById(id);
    const stream = new Blob([bytes(element.textContent.trim())]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  }

  const canUnpack = typeof DecompressionStream === "function";
  const CANNOT = "This browser cannot unpack the names and sentences of the plans, so that only the table of plans and the "
    + "search over plans and national bodies work. Chrome and Edge from version 80, Firefox from 113 and Safari from 16.4 can.";

  // Lets the browser do what waits; a message is not held back as a timer is.
  const channel = new MessageChannel(), waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  const later = () => new Promise((go) => { waiting.push(go); channel.port2.postMessage(0); });

  // Names and ties of all plans, some plans at a time so that the page answers meanwhile.
  async function load(each) {
    const lines = (await unpacked("threads")).split("\n");
    let since = performance.now();
    for (let place = 0; place < plans.length; place++) {
      const thread = JSON.parse(lines[place]);
      const starts = [0];
      for (const names of thread.n) starts.push(starts[starts.length - 1] + names.length);
      thread.starts = starts;
      thread.size = starts[starts.length - 1];
      thread.t = Int32Array.from(thread.t);
      thread.u = new Set(thread.u);
      threads[place] = thread;
      for (let at = 0; at < thread.t.length; at += 5) {
        if (thread.t[at + 1] < 0) shared[-1 - thread.t[at + 1]].joins.push(place, at);
        if (thread.t[at + 2] < 0) shared[-1 - thread.t[at + 2]].joins.push(place, at);
      }
      each(plans[place], thread);
      if (performance.now() - since > 30) { await later(); since = performance.now(); }
    }
  }

  // Words of one plan: facts, sentences, and the sentences that name addressees. The last few plans' are kept.
  const kept = new Map();
  function words(place) {
    if (!kept.has(place)) {
      kept.set(place, unpacked(`words-${place}`).then(JSON.parse));
      if (kept.size > 24) kept.delete(kept.keys().next().value);
    }
    return kept.get(place);
  }

  // A key says what is meant: p3 is plan 3, s5 the shared body 5, 3.17 the node 17 of plan 3.
  const planKey = (place) => `p${place}`, sharedKey = (place) => `s${place}`;
  const nodeKey = (plan, node) => node < 0 ? sharedKey(-1 - node) : node === threads[plan].size ? planKey(plan) : `${plan}.${node}`;

  function read(key) {
    if (key[0] === "p") return { plan: +key.slice(1), whole: true };
    if (key[0] === "s") return { shared: +key.slice(1) };
    const [plan, node] = key.split(".").map(Number);
    const starts = threads[plan].starts;
    let kind = 0;
    while (node >= starts[kind + 1]) kind++;
    return { plan, node, kind, at: node - starts[kind] };
  }

  function kindOf(key) {
    const it = read(key);
    if (it.whole) return "Plan";
    if (it.shared !== undefined) return shared[it.shared].specificity ? "Organisation" : "Instrument";
    return index.kinds[it.kind];
  }

  function nameOf(key) {
    const it = read(key);
    if (it.whole) return plans[it.plan].title + (plans[it.plan].edition ? `, ${plans[it.plan].edition}` : "");
    if (it.shared !== undefined) return shared[it.shared].name;
    return threads[it.plan].n[it.kind][it.at];
  }

  // In the address a plan and a shared body stand by their ids, so that a link still means the same on a newer page.
  function toAddress(key) {
    const it = read(key);
    if (it.whole) return `plan:${plans[it.plan].id}`;
    if (it.shared !== undefined) return `body:${shared[it.shared].id}`;
    return `${index.kinds[it.kind].toLowerCase()}:${it.at + 1}:${plans[it.plan].id}`;
  }
  function fromAddress(address) {
    const [kind, ...rest] = address.split(":");
    const whole = rest.join(":"), after = rest.slice(1).join(":");
    if (kind === "plan") { const at = plans.findIndex((p) => p.id === whole); return at < 0 ? null : planKey(at); }
    if (kind === "body") { const at = shared.findIndex((s) => s.id === whole); return at < 0 ? null : sharedKey(at); }
    const number = index.kinds.findIndex((name) => name.toLowerCase() === kind), place = plans.findIndex((p) => p.id === after);
    if (number < 0 || place < 0 || !threads[place] || !(+rest[0] >= 1) || +rest[0] > threads[place].n[number].length) return null;
    return nodeKey(place, threads[place].starts[number] + Math.floor(+rest[0]) - 1);
  }

  // Numbers for keys, since a body may be tied to thousands: a plan and the place of a node in it; shared ones below 0.
  const WIDE = 65536;
  const idOf = (key) => { const it = read(key); return it.shared !== undefined ? -1 - it.shared : it.plan * WIDE + (it.whole ? threads[it.plan].size : it.node); };
  const keyOf = (id) => id < 0 ? sharedKey(-1 - id) : nodeKey(Math.floor(id / WIDE), id % WIDE);
  const planOf = (id) => id < 0 ? -1 : Math.floor(id / WIDE);
  function kindOfId(id) {
    if (id < 0) return shared[-1 - id].specificity ? "Organisation" : "Instrument";
    const { starts, size } = threads[Math.floor(id / WIDE)], node = id % WIDE;
    if (node === size) return "Plan";
    let kind = 0;
    while (node >= starts[kind + 1]) kind++;
    return index.kinds[kind];
  }
  const inPlan = (plan, node) => node < 0 ? node : plan * WIDE + node;

  // Visits what something is tied to, with (to, type, forward, basis, remark); a tie with the own plan has the type -1.
  function walk(id, inferred, visit) {
    if (id < 0) {
      const { joins } = shared[-1 - id];
      for (let at = 0; at < joins.length; at += 2) {
        const plan = joins[at], { t, x } = threads[plan], from = joins[at + 1], forward = t[from + 1] === id;
        if (inferred || t[from + 3] !== INFERRED) visit(inPlan(plan, t[from + (forward ? 2 : 1)]), t[from], forward, t[from + 3], x[t[from + 4]]);
      }
      for (const [type, start, finish, basis] of index.record) {
        if (-1 - start === id) visit(-1 - finish, type, true, basis, "");
        else if (-1 - finish === id) visit(-1 - start, type, false, basis, "");
      }
      return;
    }
    const plan = Math.floor(id / WIDE), own = id % WIDE, { t, x, starts, size } = threads[plan];
    for (let at = 0; at < t.length; at += 5) {
      const forward = t[at + 1] === own;
      if (!forward && t[at + 2] !== own) continue;
      if (inferred || t[at + 3] !== INFERRED) visit(inPlan(plan, t[at + (forward ? 2 : 1)]), t[at], forward, t[at + 3], x[t[at + 4]]);
    }
    if (own < size) {
      if (index.implied[kindOfId(id)]) visit(inPlan(plan, size), -1, true, 0, "");
      return;
    }
    index.kinds.forEach((kind, number) => {
      if (!index.implied[kind]) return;
      for (let node = starts[number]; node < starts[number + 1]; node++) visit(inPlan(plan, node), -1, false, 0, "");
    });
  }

  // A tie as a verb, read from the end whose kind is given for ties with a plan.
  function verb(type, forward, kind) {
    if (type < 0) return index.implied[kind][forward ? 0 : 1];
    return index.verbs[type][forward ? 0 : 1];
  }

  // Asks of a plan put to somebody: a column's body, "asks", "nobody" or "others"; each with its ties to whom it is put.
  function asksOf(place, to, inferred) {
    const thread = threads[place], found = new Map();
    for (let at = 0; at < thread.t.length; at += 5) {
      if (thread.t[at] !== ASKED || (!inferred && thread.t[at + 3] === INFERRED)) continue;
      const ask = thread.t[at + 1], body = thread.t[at + 2];
      if (!found.has(ask)) found.set(ask, []);
      found.get(ask).push({ body, basis: thread.t[at + 3], remark: thread.x[thread.t[at + 4]], number: at / 5 });
    }
    const fits = {
      asks: () => true,
      nobody: (ask) => thread.u.has(ask),
      agencies: (ask, put) => put.some(({ body }) => body < 0 && columns.has(-1 - body) && shared[-1 - body].kind === "public body"),
      others: (ask, put) => put.some(({ body }) => body >= 0 || !columns.has(-1 - body)),
    }[to] || ((ask, put) => put.some(({ body }) => body === -1 - to));
    const all = [];
    for (let ask = 0; ask < thread.starts[1]; ask++) {
      const put = found.get(ask) || [];
      if (fits(ask, put)) all.push({ ask, put });
    }
    return all;
  }

  Object.assign(country, {
    index, plans, shared, threads, columns, fold, load, words, canUnpack, CANNOT, ASKED, PUBLISHES, INFERRED, planKey, sharedKey, nodeKey,
    read, kindOf, nameOf, toAddress, fromAddress, idOf, keyOf, planOf, kindOfId, walk, verb, asksOf, loaded: false,
  });
})();
