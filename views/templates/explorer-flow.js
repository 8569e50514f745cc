"use strict";
// The flow: which part is drawn, what a box is tied to, the verbs on its lines, and the arrow keys.
(function () {
  const { go, listen, state, home } = window.explorer;
  const SVG = "http://www.w3.org/2000/svg";
  const MOST = 16; // more verbs than these would cover one another
  const drawings = [...document.querySelectorAll(".flow svg")];
  const cardsOf = new Map(drawings.map((svg) => [svg, [...svg.querySelectorAll(".card")]]));
  const ties = new Map();
  for (const svg of drawings) {
    const own = new Map();
    for (const line of svg.querySelectorAll(".line")) {
      for (const end of [line.dataset.one, line.dataset.other]) {
        if (!own.has(end)) own.set(end, []);
        own.get(end).push(line);
      }
    }
    ties.set(svg, own);
  }
  const nameOf = (card) => card.dataset.nobody || card.getAttribute("href").slice(1);
  const stands = (card, anchor) => nameOf(card) === anchor || (card.dataset.also || "").split(" ").includes(anchor);
  const seen = (element) => element.getClientRects().length > 0;

  function verbs(svg, lines) {
    const layer = svg.querySelector(".verbs");
    layer.replaceChildren();
    if (lines.length > MOST) return;
    const taken = [];
    for (const line of lines) {
      if (!line.dataset.verb || !seen(line)) continue;
      const length = line.getTotalLength();
      const width = 7.2 * line.dataset.verb.length + 12;
      // where several lines meet, each verb goes further along its own
      const spot = [0.5, 0.36, 0.64, 0.26, 0.74].map((part) => line.getPointAtLength(length * part))
        .find((at) => !taken.some((t) => Math.abs(t.x - at.x) < (t.width + width) / 2 && Math.abs(t.y - at.y) < 19));
      if (!spot) continue;
      taken.push({ x: spot.x, y: spot.y, width });
      const box = document.createElementNS(SVG, "rect");
      const text = document.createElementNS(SVG, "text");
      for (const [key, value] of Object.entries({ x: spot.x - width / 2, y: spot.y - 9, width, height: 18, rx: 4 })) {
        box.setAttribute(key, value);
      }
      text.setAttribute("x", spot.x);
      text.setAttribute("y", spot.y + 4);
      text.textContent = line.dataset.verb;
      layer.append(box, text);
    }
  }
  function near(anchor, chosen, only) {
    for (const svg of only ? [only] : drawings) {
      svg.querySelectorAll(".on, .chosen").forEach((e) => e.classList.remove("on", "chosen"));
      const own = anchor ? cardsOf.get(svg).filter((card) => stands(card, anchor)) : [];
      svg.classList.toggle("near", own.length > 0);
      const lit = new Set(own.map(nameOf));
      const lines = own.flatMap((card) => ties.get(svg).get(nameOf(card)) || []);
      for (const line of lines) {
        line.classList.add("on");
        lit.add(line.dataset.one).add(line.dataset.other);
      }
      cardsOf.get(svg).forEach((card) => card.classList.toggle("on", lit.has(nameOf(card))));
      own.forEach((card) => card.classList.toggle("chosen", Boolean(chosen)));
      verbs(svg, lines);
    }
  }

  // when something is chosen the page may move under a pointer that rests; what it then rests on is not looked at
  let resting = false;
  for (const svg of drawings) {
    const frame = svg.parentElement; // a drawing that listens for the focus would be a stop of its own in Chromium
    const back = () => near(state().on, true, svg);
    const look = (event) => {
      const card = event.target.closest(".card");
      if (card) near(nameOf(card), stands(card, state().on), svg);
    };
    frame.addEventListener("focusin", look);
    frame.addEventListener("pointerover", (event) => { if (!resting) look(event); });
    frame.addEventListener("pointermove", (event) => {
      if (!resting || !(event.movementX || event.movementY)) return;
      resting = false;
      look(event);
    });
    frame.addEventListener("pointerleave", () => { if (!resting) back(); });
    frame.addEventListener("focusout", back);

    // one stop for the Tab key, arrow keys inside
    const stops = [...svg.querySelectorAll(".card, .heading")];
    stops.forEach((card, place) => card.setAttribute("tabindex", place ? "-1" : "0"));
    frame.addEventListener("focusin", (event) => {
      const card = event.target.closest(".card, .heading");
      if (card) stops.forEach((one) => one.setAttribute("tabindex", one === card ? "0" : "-1"));
    });
    frame.addEventListener("keydown", (event) => {
      const from = event.target.closest(".card, .heading");
      const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
      if (!from || !(step || event.key === "Home" || event.key === "End")) return;
      event.preventDefault();
      const there = stops.filter(seen);
      if (!step) return void there.at(event.key === "Home" ? 0 : -1)?.focus();
      const middle = (card) => {
        const box = card.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      };
      const [x, y] = middle(from);
      const tied = new Set((ties.get(svg).get(nameOf(from)) || []).flatMap((l) => [l.dataset.one, l.dataset.other]));
      let best = null;
      let least = Infinity;
      for (const card of there) {
        if (card === from || (step[0] && card.matches(".heading"))) continue;
        const [x2, y2] = middle(card);
        const along = (x2 - x) * step[0] + (y2 - y) * step[1];
        const aside = Math.abs((x2 - x) * step[1]) + Math.abs((y2 - y) * step[0]);
        if (along < 2 || (step[1] && aside > 40)) continue;
        // across columns a box that is tied comes first
        const far = step[0] ? along * 4 + aside - (tied.has(nameOf(card)) ? 100000 : 0) : along;
        if (far < least) [least, best] = [far, card];
      }
      if (best) best.focus();
    });
  }

  for (const pick of document.querySelectorAll("[data-in-pick]")) {
    pick.addEventListener("change", () => go({ plan: home(pick).plan, in: pick.value }));
  }
  listen((now, before, how) => {
    for (const plan of document.querySelectorAll("article.plan")) {
      const parts = [...plan.querySelectorAll("[data-in-of]")];
      const wanted = parts.some((part) => part.dataset.inOf === now.in) ? now.in : "";
      parts.forEach((part) => { part.hidden = part.dataset.inOf !== wanted; });
      const pick = plan.querySelector("[data-in-pick]");
      if (pick) pick.value = wanted;
      for (const fold of plan.querySelectorAll(".outline details")) {
        fold.hidden = wanted !== "" && fold.id !== `in-${wanted}`;
        if (wanted !== "" && !fold.hidden) fold.open = true;
      }
    }
    if (now.on !== before.on) resting = true;
    if (!how.colours) near(now.on, true);
  });
})();
