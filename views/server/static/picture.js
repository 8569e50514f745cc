"use strict";
// The picture of an answer: vis-network on places computed beforehand, coloured from the style sheet so that dark,
// light and forced colours hold here too. The same stands below it in words.
window.picture = (function () {
  const { make } = window.values;
  const KINDS = {
    Organisation: ["partner", "dot"], Department: ["addressee", "square"], Ask: ["ask", "diamond"],
    Role: ["role", "triangle"], Priority: ["priority", "star"], Instrument: ["instrument", "hexagon"],
    Section: ["section", "box"],
  };
  const OTHER = ["other-body", "triangleDown"];
  const OUTLINES = {
    dot: "M9 2a7 7 0 1 1 0 14a7 7 0 1 1 0-14Z", square: "M3 3H15V15H3Z", box: "M1 5H17V13H1Z", diamond: "M9 1L17 9L9 17L1 9Z",
    triangle: "M9 2L17 16H1Z", triangleDown: "M1 2H17L9 16Z", hexagon: "M5 2H13L17 9L13 16H5L1 9Z",
    star: "M9 1L11.4 6.6L17.5 7L12.8 11L14.3 17L9 13.8L3.7 17L5.2 11L.5 7L6.6 6.6Z",
  };
  const box = document.getElementById("canvas");
  const near = document.getElementById("near");
  let network = null;
  let drawn = null;

  const look = (kind) => KINDS[kind] || OTHER;
  function colours() {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(`--${name}`).trim();
  }

  function show(found) {
    document.getElementById("picture-note").textContent = found.note;
    const whole = document.getElementById("picture");
    whole.hidden = found.nodes.length === 0;
    if (network) network.destroy();
    network = drawn = null;
    if (whole.hidden) return;
    legend(found);
    inWords(found);
    near.replaceChildren(make("option", { value: "" }, "everything"), ...found.nodes.map((node) => make("option", { value: node.id }, `${node.name} (${node.kind})`)));
    draw(found);
  }
  function legend(found) {
    const kinds = [...new Set(found.nodes.map((node) => node.kind))];
    const sign = (kind) => {
      const [colour, shape] = look(kind);
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 18 18");
      svg.setAttribute("class", "shape");
      svg.setAttribute("aria-hidden", "true");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", OUTLINES[shape]);
      path.style.fill = `var(--${colour}-tint)`;
      path.style.stroke = `var(--${colour})`;
      svg.append(path);
      return svg;
    };
    document.getElementById("legend").replaceChildren(...kinds.map((kind) => make("li", {}, sign(kind), kind)));
  }
  function inWords(found) {
    const names = new Map(found.nodes.map((node) => [node.id, node.name]));
    const tied = new Set(found.lines.flatMap((line) => [line.start, line.finish]));
    const items = found.lines.map((line) => make("li", {}, make("bdi", {}, names.get(line.start)), line.verb ? ` ${line.verb} ` : " – ", make("bdi", {}, names.get(line.finish))));
    const alone = found.nodes.filter((node) => !tied.has(node.id));
    items.push(...alone.map((node) => make("li", {}, make("bdi", {}, node.name), ", tied to nothing here")));
    document.getElementById("lines").replaceChildren(...items);
    const many = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
    box.setAttribute("aria-label", `A network of ${many(found.nodes.length, "node")} and ${many(found.lines.length, "line")}. The table holds the same, and the list below the picture says it in words.`);
  }

  function draw(found) {
    const nodes = new vis.DataSet(found.nodes.map((node) => ({ id: node.id, label: node.label, shape: look(node.kind)[1], x: node.x, y: node.y })));
    const edges = new vis.DataSet(found.lines.map((line, place) => ({ id: place, from: line.start, to: line.finish })));
    drawn = { found, nodes, edges };
    network = new vis.Network(box, { nodes, edges }, {
      physics: { enabled: false },
      layout: { randomSeed: 7, improvedLayout: false },
      interaction: { hover: false, keyboard: false, zoomView: false, dragView: true, tooltipDelay: 0 },
      nodes: { size: 14, borderWidth: 2, borderWidthSelected: 4 },
      edges: { smooth: false, arrowStrikethrough: false },
    });
    // the wheel scrolls the page until the picture has been clicked
    network.on("click", (event) => {
      network.setOptions({ interaction: { zoomView: true } });
      near.value = event.nodes[0] || "";
      paint();
    });
    paint();
    fit();
  }
  function around(focus) {
    const tied = drawn.found.lines.filter((line) => line.start === focus || line.finish === focus);
    return new Set([focus, ...tied.flatMap((line) => [line.start, line.finish])]);
  }
  function fit() {
    const seen = near.value ? { nodes: [...around(near.value)] } : {};
    network.fit({ ...seen, animation: false, maxZoomLevel: 1.15 });
  }
  function paint() {
    const { found, nodes, edges } = drawn;
    const colour = colours();
    const focus = near.value;
    const close = focus ? around(focus) : null;
    const face = getComputedStyle(document.body).fontFamily;
    nodes.update(found.nodes.map((node) => {
      const on = !close || close.has(node.id);
      const name = look(node.kind)[0];
      const painted = { background: colour(on ? `${name}-tint` : "surface"), border: colour(on ? name : "rule") };
      return {
        id: node.id, borderWidth: node.id === focus ? 4 : 2,
        color: { ...painted, highlight: painted },
        font: { size: 15, face, color: colour(on ? "ink" : "muted"), strokeWidth: 4, strokeColor: colour("surface") },
      };
    }));
    const verbs = focus !== "" || found.lines.length <= 12;
    edges.update(found.lines.map((line, place) => {
      const on = !focus || line.start === focus || line.finish === focus;
      return {
        id: place, width: focus && on ? 2.5 : 1.2,
        label: verbs && on && line.verb ? line.verb : " ",
        font: { size: 13, face, color: colour("muted"), strokeWidth: 4, strokeColor: colour("surface"), align: "horizontal" },
        color: { color: colour(on ? "edge" : "rule"), highlight: colour("edge"), inherit: false },
        arrows: { to: { enabled: line.verb !== "", scaleFactor: 0.6 } },
      };
    }));
  }

  box.addEventListener("pointerleave", () => network && network.setOptions({ interaction: { zoomView: false } }));
  near.addEventListener("change", () => {
    paint();
    network.selectNodes(near.value ? [near.value] : []);
    fit();
  });
  document.getElementById("picture").addEventListener("click", (event) => {
    const way = event.target.dataset.zoom;
    if (way === "in") network.moveTo({ scale: network.getScale() * 1.4 });
    if (way === "out") network.moveTo({ scale: network.getScale() / 1.4 });
    if (way === "fit") {
      near.value = "";
      paint();
      fit();
    }
  });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    window.matchMedia(query).addEventListener("change", () => network && paint());
  }
  return { show };
})();
