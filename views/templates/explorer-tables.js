"use strict";
// The tables: sorted by a column, narrowed to rows with some words.
(function () {
  const { make, listen } = window.explorer;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  let dressed = false;

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
          return order.compare(one, other) * (down ? -1 : 1);
        });
        body.append(...sorted);
      });
    }
  }
  function narrowing(box) {
    const view = box.closest(".view");
    const count = view.querySelector("[data-count]");
    const rows = [...view.querySelectorAll("[data-sheet] > tbody > tr")].map((row) => [row, folded(row.textContent)]);
    box.addEventListener("input", () => {
      const words = folded(box.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) found += 1;
      }
      for (const sheet of view.querySelectorAll(".sheet")) {
        const left = sheet.querySelectorAll("tbody tr:not([hidden])").length;
        sheet.hidden = words.length > 0 && left === 0;
        const fold = sheet.querySelector("details.fold");
        if (fold) fold.open = words.length > 0 && left > 0 && left <= 40;
      }
      count.textContent = words.length ? (found === 1 ? "1 row has them" : `${found} rows have them`) : "";
    });
  }
  listen((now) => {
    // sorting and narrowing are made ready when the tables are first looked at
    if (dressed || now.view !== "tables") return;
    dressed = true;
    document.querySelectorAll("table[data-sheet]").forEach(sortable);
    document.querySelectorAll("[data-narrow]").forEach(narrowing);
  });
  window.explorer.folded = folded;
})();
