"use strict";
// The gaps: which severities are shown. Nothing of the plan is read or written here.
(function () {
  for (const view of document.querySelectorAll(".gap-view")) {
    const boxes = [...view.querySelectorAll("input[data-severity]")];
    const told = view.querySelector("[data-shown]");
    function show() {
      const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.severity));
      let shown = 0;
      for (const part of view.querySelectorAll("section[data-severity], div[data-severity]")) {
        part.hidden = !wanted.has(part.dataset.severity);
        if (part.localName === "section" && !part.hidden) shown += part.querySelectorAll("article").length;
      }
      told.textContent = wanted.size === boxes.length ? "" : `${shown} shown`;
    }
    // a link to a gap that is filtered out brings its severity back, before the page scrolls to it
    window.explorer.listen((now) => {
      const target = now.part ? document.getElementById(now.part) : null;
      const group = target && view.contains(target) ? target.closest("section[data-severity][hidden]") : null;
      if (!group) return;
      for (const box of boxes) if (box.dataset.severity === group.dataset.severity) box.checked = true;
      show();
    });
    for (const box of boxes) box.addEventListener("change", show);
    if (boxes.length) show();
  }
})();
