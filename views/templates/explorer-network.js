"use strict";
// The network: vis-network on places computed beforehand, drawn after the page (of several plans: when near the screen),
// coloured from the style sheet so that dark, light and forced colours hold here too.
(function () {
  const data = JSON.parse(document.getElementById("data-network").textContent);
  const options = data.options;
  const dashes = { stated: false, inferred: [7, 6], curated: [14, 5, 2, 5], reference: [2, 5] };

  function colours() {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(`--${name}`).trim();
  }

  function start(section) {
    const plan = Number(section.dataset.plan);
    const nodes = data.nodes.filter((n) => n.plan === plan);
    const edges = data.edges.filter((e) => e.plan === plan);
    const known = new Set(nodes.map((n) => n.id));
    const nodeSet = new vis.DataSet(nodes.map((n) => ({ id: n.id, label: n.label, shape: n.shape, size: n.size, x: n.x, y: n.y })));
    const edgeSet = new vis.DataSet(edges.map((e) => ({ id: e.id, from: e.from, to: e.to, arrows: "to" })));
    const box = section.querySelector(".canvas");
    const network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, options);
    const sizes = { section: 24, addressee: 21, priority: 20, partner: 19 };
    let focus = null;
    let alone = false; // whether only the focus and what is tied to it are shown

    function tiedTo(anchor, inferred) {
      const own = edges.filter((e) => (e.from === anchor || e.to === anchor) && (inferred || e.basis !== "inferred"));
      const into = new Set(own.filter((e) => e.to === anchor).map((e) => e.from));
      const out = new Set(own.filter((e) => e.from === anchor && !into.has(e.to)).map((e) => e.to));
      return { into, out, all: new Set([anchor, ...into, ...out]) };
    }
    // what points to the focus stands on the left, what it points to on the right, at most five over one another
    function beside(ids, side, at) {
      const inOrder = nodes.filter((n) => ids.has(n.id)).map((n) => n.id);
      inOrder.forEach((id, place) => {
        const column = Math.floor(place / 5);
        const many = Math.min(5, inOrder.length - column * 5);
        at.set(id, { x: side * (330 + 240 * column), y: ((place % 5) - (many - 1) / 2) * 105 + (column % 2) * 40 });
      });
    }
    function paint() {
      const colour = colours();
      const kinds = new Set([...section.querySelectorAll("[data-kind]")].filter((c) => c.checked).map((c) => c.dataset.kind));
      const inferred = section.querySelector("[data-inferred]").checked;
      const near = focus && tiedTo(focus, inferred);
      const at = new Map();
      if (near && alone) {
        at.set(focus, { x: 0, y: 0 });
        beside(near.into, -1, at);
        beside(near.out, 1, at);
      }
      const named = near && near.into.size <= 5 && near.out.size <= 5;
      nodeSet.update(nodes.map((n) => {
        const on = !near || near.all.has(n.id);
        const name = n.group.replace(" ", "-");
        const place = at.get(n.id) || n;
        return {
          id: n.id,
          x: place.x,
          y: place.y,
          hidden: alone ? !on : !kinds.has(n.group),
          borderWidth: n.id === focus ? 5 : 2,
          color: {
            background: colour(on ? `${name}-tint` : "surface"),
            border: colour(on ? name : "rule"),
            highlight: { background: colour(`${name}-tint`), border: colour(name) },
          },
          font: {
            size: !on ? (n.group === "section" ? sizes.section : 0.1) : alone ? 16 : sizes[n.group] || 13,
            face: getComputedStyle(document.body).fontFamily, color: colour(on ? "ink" : "muted"),
            strokeWidth: n.group === "section" ? 0 : 4, strokeColor: colour("surface"),
          },
        };
      }));
      edgeSet.update(edges.map((e) => {
        const on = !focus || e.from === focus || e.to === focus;
        return {
          id: e.id,
          hidden: (e.basis === "inferred" && !inferred) || (alone && !on),
          dashes: dashes[e.basis],
          width: focus && on ? 2 : 1,
          label: focus && on && alone && named ? e.verb : " ",
          font: { size: 14, color: colour("ink"), strokeWidth: 5, strokeColor: colour("surface"), align: "horizontal" },
          color: { color: colour(on ? "edge" : "rule"), highlight: colour("edge"), inherit: false },
          arrows: { to: { enabled: true, scaleFactor: 0.5 } },
        };
      }));
    }
    function fit() {
      network.fit({ nodes: nodeSet.get({ filter: (n) => !n.hidden }).map((n) => n.id), animation: false });
      if (!alone) return zoom(1.04);
      // what the details panel covers is no place for what was asked for
      const seen = box.getBoundingClientRect(), panel = document.getElementById("details").getBoundingClientRect();
      const covered = panel.height ? Math.min(Math.max(0, seen.bottom - panel.top), seen.height * 0.6) : 0;
      const scale = Math.min(network.getScale() * (1 - (0.9 * covered) / seen.height), 1.1);
      network.moveTo({ position: network.getViewPosition(), scale, offset: { x: 0, y: -covered / 2 } });
    }
    function zoom(by) {
      network.moveTo({ scale: network.getScale() * by });
    }
    function choose(anchor) {
      const was = alone;
      focus = anchor && known.has(anchor) ? anchor : null;
      alone = alone && focus !== null;
      section.querySelector("[data-reach]").value = focus || "";
      network.selectNodes(focus ? [focus] : []);
      paint();
      if (was) fit();
    }

    network.on("click", (event) => {
      network.setOptions({ interaction: { zoomView: true } });
      const anchor = event.nodes[0];
      if (!anchor) window.explorer.shut();
      else window.explorer.open(anchor, null);
    });
    box.addEventListener("pointerleave", () => network.setOptions({ interaction: { zoomView: false } }));
    section.addEventListener("change", (event) => {
      if (!event.target.matches("[data-reach]")) return paint();
      const anchor = event.target.value;
      alone = anchor !== "";
      if (!alone) window.explorer.shut();
      else window.explorer.open(anchor, null);
      paint();
      fit();
    });
    section.addEventListener("click", (event) => {
      const kind = event.target.dataset.zoom;
      if (kind === "in") zoom(1.4);
      if (kind === "out") zoom(1 / 1.4);
      if (kind === "fit") {
        alone = false;
        section.querySelector("[data-reach]").value = "";
        paint();
        fit();
      }
    });
    window.explorer.onSelect(choose);
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      window.matchMedia(query).addEventListener("change", paint);
    }
    paint();
    fit();
    section.dataset.ready = "yes";
  }

  const sections = document.querySelectorAll("section.network");
  const [first, ...others] = sections;
  if (!first) return;
  setTimeout(() => start(first), 50);
  if (!("IntersectionObserver" in window)) {
    others.forEach(start);
    return;
  }
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      if (entry.isIntersecting) {
        watch.unobserve(entry.target);
        start(entry.target);
      }
    }
  }, { rootMargin: "600px" });
  others.forEach((section) => watch.observe(section));
})();
