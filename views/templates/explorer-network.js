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
    const around = new Map(nodes.map((n) => [n.id, new Set([n.id])]));
    for (const edge of edges) {
      around.get(edge.from).add(edge.to);
      around.get(edge.to).add(edge.from);
    }
    const nodeSet = new vis.DataSet(nodes.map((n) => ({ id: n.id, label: n.label, shape: n.shape, size: n.size, x: n.x, y: n.y })));
    const edgeSet = new vis.DataSet(edges.map((e) => ({ id: e.id, from: e.from, to: e.to, arrows: "to" })));
    const box = section.querySelector(".canvas");
    const network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, options);
    const sizes = { section: 24, addressee: 21, priority: 20, partner: 19 };
    let focus = null;

    function paint() {
      const colour = colours();
      const kinds = new Set([...section.querySelectorAll("[data-kind]")].filter((c) => c.checked).map((c) => c.dataset.kind));
      const inferred = section.querySelector("[data-inferred]").checked;
      const lit = focus && around.get(focus);
      nodeSet.update(nodes.map((n) => {
        const on = !lit || lit.has(n.id);
        const name = n.group.replace(" ", "-");
        const size = (sizes[n.group] || 13) + (lit && on ? 5 : 0);
        return {
          id: n.id,
          hidden: !kinds.has(n.group),
          borderWidth: n.id === focus ? 5 : 2,
          color: {
            background: colour(on ? `${name}-tint` : "surface"),
            border: colour(on ? name : "rule"),
            highlight: { background: colour(`${name}-tint`), border: colour(name) },
          },
          font: {
            size: on ? size : n.group === "section" ? sizes.section : 0.1,
            face: getComputedStyle(document.body).fontFamily, color: colour(on ? "ink" : "muted"),
            strokeWidth: n.group === "section" ? 0 : 4, strokeColor: colour("surface"),
          },
        };
      }));
      edgeSet.update(edges.map((e) => {
        const on = !focus || e.from === focus || e.to === focus;
        return {
          id: e.id,
          hidden: e.basis === "inferred" && !inferred,
          dashes: dashes[e.basis],
          width: focus && on ? 2.5 : 1,
          label: focus && on ? e.verb : undefined,
          font: { size: 13, color: colour("ink"), strokeWidth: 4, strokeColor: colour("surface"), align: "horizontal" },
          color: { color: colour(on ? "edge" : "rule"), highlight: colour("edge"), inherit: false },
          arrows: { to: { enabled: true, scaleFactor: 0.5 } },
        };
      }));
    }

    function choose(anchor) {
      focus = anchor && around.has(anchor) ? anchor : null;
      section.querySelector("[data-reach]").value = focus || "";
      network.selectNodes(focus ? [focus] : []);
      paint();
    }
    function fit(nodesToShow) {
      network.fit({ nodes: nodesToShow || nodes.map((n) => n.id), animation: false });
      if (!nodesToShow) zoom(1.04);
    }
    function zoom(by) {
      network.moveTo({ scale: network.getScale() * by });
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
      if (!anchor) {
        window.explorer.shut();
        fit();
      } else {
        window.explorer.open(anchor, null);
        fit([...around.get(anchor)]);
      }
    });
    section.addEventListener("click", (event) => {
      const kind = event.target.dataset.zoom;
      if (kind === "in") zoom(1.4);
      if (kind === "out") zoom(1 / 1.4);
      if (kind === "fit") fit();
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
