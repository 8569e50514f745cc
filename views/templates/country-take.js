// Taking the page along: the address of what is shown, the matrix as CSV, and the colours it is shown in.
(() => {
  const { by, el, state } = country;
  const said = (words) => { by("taken").textContent = words; };

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* refused in some frames: the field below is the older way */ }
    const field = el("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1", text });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
  by("copy").addEventListener("click", async () => {
    const done = await copied(location.href);
    by("copy").focus();
    said(done ? "The address of this view is copied." : "Copy the address from the browser’s address bar.");
  });

  // a cell that a spreadsheet would run as a formula is written as text
  function cell(value) {
    const text = String(value ?? "").trim().replace(/\s+/g, " ");
    return `"${(/^[=+\-@|%]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  }
  by("csv").addEventListener("click", () => {
    const { columns, plans, numbers } = country.table();
    const bodies = columns.flatMap((column) => (state.inferred && !["asks", "nobody"].includes(column.to) ? [column.name, `${column.name}, inferred`] : [column.name]));
    const lines = [["Plan", "Edition", "Publisher", "Date", ...bodies]];
    for (const plan of plans) {
      const counts = columns.flatMap((column) => {
        const [named, inferred] = numbers(plan, column.to);
        return state.inferred && !["asks", "nobody"].includes(column.to) ? [named, inferred] : [named];
      });
      lines.push([plan.title, plan.edition, plan.publisher, plan.day, ...counts]);
    }
    const text = `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = el("a", { href: address, download: "plans.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    said(`Saved plans.csv: ${country.counted(plans.length, "plan")}.`);
  });

  by("colours").addEventListener("change", (event) => {
    const root = document.documentElement;
    if (event.target.value) root.dataset.theme = event.target.value;
    else delete root.dataset.theme;
  });
})();
