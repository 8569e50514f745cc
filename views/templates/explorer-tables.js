"use strict";
// The tables: sorted by a column, narrowed to rows with some words and to what the legend has switched on.
(function () {
  const { make, listen, told, state } = window.explorer;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const sum = /£\s?([\d,]*\.?\d+)\s?(bn|billion|m|million|k|thousand)?\b/i;
  const times = { bn: 1e9, billion: 1e9, m: 1e6, million: 1e6, k: 1e3, thousand: 1e3 };
  let dressed = false;

  // sums by what they are worth, all else by its words, numbers in them as numbers
  function compared(one, other) {
    const [a, b] = [one, other].map((text) => sum.exec(text));
    const worth = (found) => Number(found[1].replaceAll(",", "")) * (times[(found[2] || "").toLowerCase()] || 1);
    return (a && b && a.index === 0 && b.index === 0 && worth(a) - worth(b)) || order.compare(one, other);
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.length < 2) return;
    for (const [place, head] of [...table.tHead.rows[0].cells].entries()) {
      const button = make("button", { type: "button" }, head.textContent.trim());
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const keys = new Map(rows.map((row) => [row, row.cells[place].textContent.trim()]));
        // rows without anything stand last, whichever way it is sorted
        const sorted = [...rows].sort((a, b) => {
          const [one, other] = [keys.get(a), keys.get(b)];
          if (!one || !other) return Number(!one) - Number(!other);
          return compared(one, other) * (down ? -1 : 1);
        });
        body.append(...sorted);
      });
    }
  }
  // what stands in a row decides whether the legend has switched it off
  function kinds(sheet, row) {
    const heads = sheet === "connections" ? ":scope > :is(:first-child, :nth-child(3)) > a" : ":scope > th > a";
    const links = [...row.querySelectorAll(heads)].map((link) => link.getAttribute("href").slice(1));
    return [row.id, ...links].map((anchor) => (told[anchor] || {}).kind).concat(sheet === "partners" ? "role" : []);
  }
  function sifted(view) {
    const rows = [...view.querySelectorAll("[data-sheet] > tbody > tr")].map((row) => {
      const basis = [...row.classList].filter((name) => name.startsWith("is-")).map((name) => name.slice(3));
      return { row, is: [...kinds(row.closest("table").dataset.sheet, row), ...basis], text: null };
    });
    const box = view.querySelector("[data-narrow]");
    const count = view.querySelector("[data-count]");
    function sift() {
      const words = folded(box.value).split(/\s+/).filter(Boolean);
      const off = new Set(state().off);
      let found = 0;
      for (const one of rows) {
        if (words.length && one.text === null) one.text = folded(one.row.textContent);
        one.row.hidden = one.is.some((name) => off.has(name)) || !words.every((word) => one.text.includes(word));
        if (!one.row.hidden) found += 1;
      }
      for (const sheet of view.querySelectorAll(".sheet")) {
        const all = sheet.querySelectorAll("tbody tr").length;
        const left = sheet.querySelectorAll("tbody tr:not([hidden])").length;
        sheet.hidden = (words.length > 0 || off.size > 0) && left === 0 && all > 0;
        const fold = sheet.querySelector("details.fold");
        if (fold && words.length) fold.open = left > 0 && left <= 40;
        sheet.querySelector(".number").textContent = left === all || !off.size ? all : `${left} of ${all}`;
      }
      count.textContent = words.length ? (found === 1 ? "1 row has them" : `${found} rows have them`) : "";
    }
    box.addEventListener("input", sift);
    return sift;
  }
  const sifts = new Map();
  let last = "";
  listen((now) => {
    const off = now.off.join(".");
    if (off !== last || now.view === "tables") {
      for (const view of document.querySelectorAll(".view[data-view=tables]")) {
        if (!sifts.has(view)) sifts.set(view, sifted(view));
        sifts.get(view)();
      }
      last = off;
    }
    // sorting is made ready when the tables are first looked at
    if (dressed || now.view !== "tables") return;
    dressed = true;
    document.querySelectorAll("table[data-sheet]").forEach(sortable);
  });
  window.explorer.folded = folded;
})();
