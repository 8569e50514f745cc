"use strict";
// What is shown, kept in the address: the plan, the view, the chosen fact, the section, what is switched off. Every
// other script listens here. Texts of a plan are only ever set as text, never as markup.
(function () {
  const root = document.documentElement;
  root.classList.add("js");
  const plans = [...document.querySelectorAll("article.plan")];
  const views = ["overview", "flow", "coverage", "gaps", "tables", "network", "evidence"];
  const listeners = [];
  let state = { plan: plans[0].id, view: "overview", on: "", in: "", part: "", off: [], nobody: false };

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }
  function say(text) {
    document.getElementById("said").textContent = text;
  }

  // the address
  function written(of) {
    const parts = [];
    if (plans.length > 1) parts.push(["plan", of.plan]);
    parts.push(["view", of.view]);
    for (const key of ["in", "on", "part"]) if (of[key]) parts.push([key, of[key]]);
    if (of.off.length) parts.push(["off", of.off.join(".")]);
    if (of.nobody) parts.push(["nobody", "1"]);
    return "#" + parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  }
  function home(element) {
    const view = element && element.closest(".view");
    const plan = element && element.closest("article.plan");
    return { plan: plan ? plan.id : state.plan, view: view ? view.dataset.view : "" };
  }
  // an address of another make, as a table's row or a passage of the document has
  function target(id) {
    const element = id ? document.getElementById(id) : null;
    const at = element && element.closest("main") ? home(element) : null;
    if (!at) return null;
    if (element.matches("article.plan")) return { plan: at.plan, view: "overview", on: "", part: "" };
    if (element.matches(".view")) return { plan: at.plan, view: at.view, on: "", part: "" };
    const known = window.explorer.known && window.explorer.known(id);
    return { plan: at.plan, view: at.view || state.view, on: known ? id : "", part: id };
  }
  function read() {
    let hash = location.hash.slice(1);
    const blank = { plan: plans[0].id, view: "overview", on: "", in: "", part: "", off: [], nobody: false };
    if (!hash.includes("=")) {
      try { hash = decodeURIComponent(hash); } catch { hash = ""; }
      return { ...blank, ...(target(hash) || {}) };
    }
    const given = new URLSearchParams(hash);
    const plan = plans.find((p) => p.id === given.get("plan")) || plans[0];
    const view = given.get("view");
    return {
      plan: plan.id,
      view: views.includes(view) ? view : "overview",
      on: given.get("on") || "",
      in: given.get("in") || "",
      part: given.get("part") || "",
      off: (given.get("off") || "").split(".").filter((one) => /^[a-z ]+$/.test(one)).sort(),
      nobody: given.get("nobody") === "1",
    };
  }

  function show(next, how) {
    const before = state;
    state = next;
    for (const plan of plans) plan.classList.toggle("current", plan.id === state.plan);
    for (const view of document.querySelectorAll(".view")) {
      view.classList.toggle("current", view.dataset.view === state.view);
    }
    for (const link of document.querySelectorAll(".tabs a")) {
      if (link.dataset.go === state.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const name of [...root.classList]) if (name.startsWith("off-")) root.classList.remove(name);
    for (const off of state.off) root.classList.add(`off-${off.replaceAll(" ", "-")}`);
    root.classList.toggle("show-nobody", state.nobody);
    const choice = document.querySelector("[data-plan-switch]");
    if (choice) choice.value = state.plan;
    listeners.forEach((listen) => listen(state, before, how || {}));
    if (state.part && (state.part !== before.part || how.again)) reveal(state.part, how);
  }
  function go(change, how) {
    const next = { ...state, part: "", ...change };
    const same = written(next) === written(state);
    try {
      // in a frame made from text there is no address to write to
      if (!same) history[how && how.quiet ? "replaceState" : "pushState"](null, "", written(next));
    } catch { /* the page works without */ }
    show(next, { ...how, again: true });
  }
  function reveal(id, how) {
    const element = document.getElementById(id);
    if (!element) return;
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (element.tagName === "DETAILS") element.open = true;
    document.querySelectorAll(".shown").forEach((one) => one.classList.remove("shown"));
    element.classList.add("shown");
    element.hidden = false;
    if (!element.matches("a, button, input, select, [tabindex]")) element.setAttribute("tabindex", "-1");
    element.scrollIntoView({ block: element.offsetHeight > innerHeight * 0.7 ? "start" : "center" });
    if (how && how.focus) element.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const at = home(link);
    if (link.dataset.go) {
      event.preventDefault();
      go({ plan: at.plan, view: link.dataset.go, in: "" });
      const heading = document.querySelector(".plan.current .view.current :is(h2, h3)");
      if (heading) heading.focus({ preventScroll: true });
      if (!link.closest(".tabs")) scrollTo(0, 0);
      else if (link.closest(".tabs").getBoundingClientRect().top <= 0) link.closest(".plan").scrollIntoView();
    } else if (link.dataset.in) {
      event.preventDefault();
      go({ plan: at.plan, view: "flow", in: link.dataset.in });
      scrollTo(0, 0);
      document.querySelector(".plan.current .view.current :is(h2, h3)").focus({ preventScroll: true });
    } else if (!link.dataset.cell && link.getAttribute("href").startsWith("#")) {
      const id = decodeURIComponent(link.getAttribute("href").slice(1));
      // what is known of is shown beside, by the details panel
      const aim = window.explorer.known(id) && !("row" in link.dataset) ? null : target(id);
      if (!aim) return;
      event.preventDefault();
      go({ ...aim, on: state.on }, { focus: true });
    }
  });
  addEventListener("popstate", () => show(read(), { travelled: true }));
  addEventListener("hashchange", () => {
    if (location.hash !== written(state)) show(read(), { travelled: true, again: true });
  });

  // the legend, which is the filter
  for (const box of document.querySelectorAll("[data-kind], [data-basis]")) {
    const name = box.dataset.kind || box.dataset.basis;
    box.addEventListener("change", () => {
      const off = state.off.filter((one) => one !== name);
      if (!box.checked) off.push(name);
      go({ off: off.sort() }, { quiet: true });
    });
  }
  const gaps = document.querySelector("input[data-nobody]");
  gaps.addEventListener("change", () => go({ nobody: gaps.checked }, { quiet: true }));
  const choice = document.querySelector("[data-plan-switch]");
  if (choice) choice.addEventListener("change", () => go({ plan: choice.value, on: "", in: "" }));
  listeners.push(() => {
    for (const box of document.querySelectorAll("[data-kind], [data-basis]")) {
      box.checked = !state.off.includes(box.dataset.kind || box.dataset.basis);
    }
    gaps.checked = state.nobody;
  });
  // the legend stands beside the pictures, and elsewhere when it is asked for
  const legend = document.querySelector("[data-act=legend]");
  let wanted = null;
  function showLegend() {
    const picture = state.view === "flow" || state.view === "network";
    const room = matchMedia(state.on ? "(min-width: 108rem)" : "(min-width: 80rem)").matches;
    const shown = wanted === null ? picture && room : wanted;
    root.classList.toggle("with-legend", shown);
    legend.setAttribute("aria-expanded", String(shown));
  }
  legend.addEventListener("click", () => {
    wanted = legend.getAttribute("aria-expanded") !== "true";
    showLegend();
    if (wanted) document.querySelector(".legend input").focus();
  });
  addEventListener("resize", showLegend);
  listeners.push(showLegend);

  const theme = document.querySelector("select[data-theme]");
  theme.addEventListener("change", () => {
    if (theme.value) root.dataset.theme = theme.value;
    else delete root.dataset.theme;
    listeners.forEach((listen) => listen(state, state, { colours: true }));
  });

  window.explorer = {
    make, say, go, views, home,
    isolated: (text) => make("bdi", {}, text),
    state: () => state,
    plan: () => document.querySelector("article.plan.current"),
    view: () => document.querySelector("article.plan.current .view.current"),
    listen: (listener) => listeners.push(listener),
    begin: () => show(read(), { first: true, again: true }),
  };
})();
