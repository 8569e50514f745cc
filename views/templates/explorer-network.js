"use strict";
// The network: vis-network on places computed beforehand, unpacked and drawn when it is first looked at, and coloured
// from the style sheet so that dark, light and forced colours hold here too.
(function () {
  const { make, isolated, listen, state, open, shut, told } = window.explorer;
  const data = JSON.parse(document.getElementById("data-network").textContent);
  const dashes = { stated: false, inferred: [7, 6], curated: [14, 5, 2, 5], reference: [2, 5], nobody: [3, 5] };
  const sizes = { section: 21, addressee: 18, priority: 17, partner: 15, nobody: 14, ask: 0.1, role: 0.1 };
  const started = new Map();
  let drawer = null;

  async function unpack() {
    const packed = atob(document.getElementById("data-vis").textContent.trim());
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const script = make("script", {});
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  }
  function start(section) {
    const number = Number(section.dataset.number);
    const nodes = data.nodes.filter((n) => n.plan === number);
    const edges = data.edges.filter((e) => e.plan === number);
    const known = new Set(nodes.map((n) => n.id));
    const named = new Map(nodes.map((n) => [n.id, told[n.id] ? told[n.id].name : n.label.replaceAll("\n", " ")]));
    const nodeSet = new vis.DataSet(nodes.map((n) => ({ id: n.id, label: n.label, shape: n.shape, size: n.size, x: n.x, y: n.y })));
    const edgeSet = new vis.DataSet(edges.map((e) => ({ id: e.id, from: e.from, to: e.to, arrows: "to" })));
    const box = section.querySelector(".canvas");
    const network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, data.options);
    const [from, to] = [...section.querySelectorAll("[data-reach]")];
    const list = section.querySelector("[data-told]");
    let focus = null;
    let alone = false; // whether only the focus and what is tied to it are shown
    let close = false; // near enough to read every name
    let path = null; // the edges of the way between two chosen ones

    function usable() {
      const off = new Set(state().off);
      const rels = new Set([...section.querySelectorAll("[data-rel]")].filter((c) => !c.checked).map((c) => c.dataset.rel));
      const gone = new Set(nodes.filter((n) => off.has(n.group) || (n.group === "nobody" && !state().nobody)).map((n) => n.id));
      const lines = edges.filter((e) => !off.has(e.basis) && !rels.has(e.rel) && !gone.has(e.from) && !gone.has(e.to));
      return { gone, lines };
    }
    function wayBetween(one, other, lines) {
      const came = new Map([[one, null]]);
      const waiting = [one];
      while (waiting.length) {
        const at = waiting.shift();
        if (at === other) break;
        for (const e of lines) {
          const next = e.from === at ? e.to : e.to === at ? e.from : null;
          if (next && !came.has(next)) {
            came.set(next, e);
            waiting.push(next);
          }
        }
      }
      if (!came.has(other)) return [];
      const hops = [];
      for (let at = other; came.get(at); ) {
        const e = came.get(at);
        hops.unshift(e);
        at = e.from === at ? e.to : e.from;
      }
      return hops;
    }
    // what points to the focus stands on the left, what it points to on the right, at most seven over one another
    function beside(ids, side, at) {
      const inOrder = nodes.filter((n) => ids.has(n.id)).map((n) => n.id);
      inOrder.forEach((id, place) => {
        const column = Math.floor(place / 7);
        const many = Math.min(7, inOrder.length - column * 7);
        at.set(id, { x: side * (330 + 240 * column), y: ((place % 7) - (many - 1) / 2) * 105 + (column % 2) * 40 });
      });
    }
    function line(e) {
      const end = (id) => (told[id] ? make("a", { href: `#${id}`, "data-node": id }, isolated(named.get(id))) : isolated(named.get(id)));
      return make("li", {}, end(e.from), ` ${e.verb} `, end(e.to), " ", make("span", { class: `how ${e.basis}` }, e.basis));
    }
    function tell(lines) {
      list.replaceChildren();
      if (path) {
        const names = `${named.get(from.value)} and ${named.get(to.value)}`;
        const words = path.length ? `The shortest way between ${names}` : `Nothing shown ties ${names}`;
        list.append(make("h3", {}, isolated(words)));
        if (path.length) list.append(make("ol", {}, ...path.map(line)));
      } else if (focus && alone) {
        const own = lines.filter((e) => e.from === focus || e.to === focus);
        list.append(make("h3", {}, isolated(`${named.get(focus)}: ${own.length} ${own.length === 1 ? "tie" : "ties"}`)), make("ul", {}, ...own.map(line)));
      }
    }
    function paint() {
      const style = getComputedStyle(document.documentElement);
      const colour = (name) => style.getPropertyValue(`--${name}`).trim();
      const { gone, lines } = usable();
      if (path) path = wayBetween(from.value, to.value, lines);
      const live = new Set(lines.map((e) => e.id));
      const own = focus ? lines.filter((e) => e.from === focus || e.to === focus) : [];
      const into = new Set(own.filter((e) => e.to === focus).map((e) => e.from));
      const out = new Set(own.filter((e) => e.from === focus && !into.has(e.to)).map((e) => e.to));
      const all = path ? new Set([from.value, to.value, ...path.flatMap((e) => [e.from, e.to])]) : focus ? new Set([focus, ...into, ...out]) : null;
      const along = path ? new Set(path.map((e) => e.id)) : null;
      const at = new Map();
      if (path) {
        let here = from.value;
        at.set(here, { x: 0, y: 0 });
        path.forEach((e, place) => {
          here = e.from === here ? e.to : e.from;
          at.set(here, { x: (place + 1) * 300, y: (place % 2) * 60 });
        });
        if (!path.length) at.set(to.value, { x: 400, y: 0 });
      } else if (focus && alone) {
        at.set(focus, { x: 0, y: 0 });
        beside(into, -1, at);
        beside(out, 1, at);
      }
      const only = alone || path;
      nodeSet.update(nodes.map((n) => {
        const on = !all || all.has(n.id);
        const kind = n.group === "nobody" ? "warn" : n.group.replace(" ", "-");
        const place = at.get(n.id) || n;
        return {
          id: n.id, x: place.x, y: place.y,
          hidden: gone.has(n.id) || Boolean(only && !on),
          borderWidth: n.id === focus ? 5 : 2,
          shapeProperties: { borderDashes: n.group === "nobody" ? [5, 4] : false },
          color: {
            background: colour(on && kind !== "warn" ? `${kind}-tint` : "surface"), border: colour(on ? kind : "rule"),
            highlight: { background: colour(kind === "warn" ? "surface" : `${kind}-tint`), border: colour(kind) },
          },
          font: {
            size: !on ? (n.group === "section" ? sizes.section : 0.1) : only ? 16 : all || close ? Math.max(sizes[n.group] || 13, 12) : sizes[n.group] || 13,
            face: getComputedStyle(document.body).fontFamily, color: colour(on ? (kind === "warn" ? "warn" : "ink") : "muted"),
            strokeWidth: n.group === "section" ? 0 : 4, strokeColor: colour("surface"),
          },
        };
      }));
      const labelled = path || (alone && into.size <= 5 && out.size <= 5);
      edgeSet.update(edges.map((e) => {
        const on = path ? along.has(e.id) : !focus || e.from === focus || e.to === focus;
        return {
          id: e.id, hidden: !live.has(e.id) || Boolean(only && !on), dashes: dashes[e.basis], width: (focus || path) && on ? 2 : 1,
          label: labelled && on ? e.verb : " ",
          font: { size: 14, color: colour("ink"), strokeWidth: 5, strokeColor: colour("surface"), align: "horizontal" },
          color: { color: colour(on ? (e.basis === "nobody" ? "warn" : "edge") : "rule"), highlight: colour("edge"), inherit: false },
          arrows: { to: { enabled: true, scaleFactor: 0.5 } },
        };
      }));
      tell(lines);
    }
    function zoom(by) {
      network.moveTo({ scale: network.getScale() * by });
      close = network.getScale() > 1.5;
      paint();
    }
    function fit() {
      network.fit({ nodes: nodeSet.get({ filter: (n) => !n.hidden }).map((n) => n.id), animation: false });
      if (!alone && !path) return network.moveTo({ scale: network.getScale() * 1.04 });
      network.moveTo({ position: network.getViewPosition(), scale: Math.min(network.getScale(), 1.1) });
    }
    function reach() {
      path = from.value && to.value && from.value !== to.value ? [] : null;
      alone = !path && from.value !== "";
      focus = path ? null : from.value || null;
      paint();
      fit();
    }
    network.on("zoom", () => {
      const now = network.getScale() > 1.5;
      if (now !== close) {
        close = now;
        paint();
      }
    });
    network.on("click", (event) => {
      network.setOptions({ interaction: { zoomView: true } });
      const anchor = event.nodes[0];
      if (anchor && told[anchor]) open(anchor, null);
      else if (anchor && anchor.startsWith("nobody-")) window.explorer.go({ view: "gaps" });
      else shut();
    });
    box.addEventListener("pointerleave", () => network.setOptions({ interaction: { zoomView: false } }));
    section.addEventListener("change", (event) => {
      if (event.target.matches("[data-reach]")) {
        reach();
        if (from.value && !path) open(from.value, null);
        else shut();
      } else {
        paint();
      }
    });
    section.addEventListener("click", (event) => {
      const kind = event.target.dataset.zoom;
      if (kind === "in") zoom(1.4);
      if (kind === "out") zoom(1 / 1.4);
      if (kind === "fit") {
        from.value = to.value = "";
        reach();
      }
    });
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", paint);
    section.dataset.ready = "yes";
    return {
      // what was chosen elsewhere is marked; what is drawn alone stays so while another of it is chosen
      choose(anchor, first) {
        const next = anchor && known.has(anchor) ? anchor : null;
        // closing the details leaves the neighbourhood that was asked for
        if (!path && !(alone && !next && from.value)) {
          focus = next;
          if (!focus) alone = false;
          if (focus || !from.value || !alone) from.value = focus && [...from.options].some((o) => o.value === focus) ? focus : "";
        }
        network.selectNodes(next ? [next] : []);
        paint();
        if (first || alone) fit();
      },
      paint,
    };
  }

  async function shown(section) {
    if (!section.querySelector(".canvas")) return;
    try {
      drawer = drawer || unpack();
      await drawer;
    } catch {
      section.querySelector(".canvas").replaceChildren(make("p", { class: "lead" }, "This browser cannot draw the network. The tables hold everything it would show."));
      return;
    }
    const first = !started.has(section);
    if (first) started.set(section, start(section));
    started.get(section).choose(state().on, first);
  }
  listen((now, before, how) => {
    const section = window.explorer.view();
    if (!section || section.dataset.view !== "network") return;
    if (how.colours && started.has(section)) started.get(section).paint();
    else shown(section);
  });
  window.explorer.begin();
})();
