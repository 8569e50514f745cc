"use strict";
// Taking the page along: the address, the picture as SVG or PNG, the tables as CSV.
(function () {
  const { make, say, view, plan } = window.explorer;
  const menu = document.getElementById("save-menu");
  const button = document.querySelector("[data-act=save]");

  async function copy(text, field) {
    try {
      // in a frame, as a notebook shows the page, even asking is an error
      if (window.parent !== window) throw new Error("framed");
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      if (!field) return false;
      field.focus();
      field.select();
      return document.execCommand("copy");
    }
  }
  function save(name, type, content) {
    const address = content instanceof Blob ? URL.createObjectURL(content) : URL.createObjectURL(new Blob([content], { type }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    say(`Saved ${name}`);
  }
  const stem = () => `partnerships-${view().dataset.view}`;

  // the picture that is on the screen, with its styles written into it
  const LOOK = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "font-size", "font-weight", "font-family", "font-style", "text-anchor", "display"];
  function drawing() {
    const svg = [...view().querySelectorAll(".picture svg")].find((one) => one.getClientRects().length);
    if (!svg) return null;
    const copied = svg.cloneNode(true);
    const box = svg.viewBox.baseVal;
    copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copied.setAttribute("width", box.width);
    copied.setAttribute("height", box.height);
    const from = [svg, ...svg.querySelectorAll("*")];
    const into = [copied, ...copied.querySelectorAll("*")];
    from.forEach((element, place) => {
      const style = getComputedStyle(element);
      for (const name of LOOK) {
        const value = style.getPropertyValue(name);
        if (value) into[place].setAttribute(name, value);
      }
      for (const name of ["class", "tabindex"]) into[place].removeAttribute(name);
      if (into[place].tagName === "a") into[place].removeAttribute("href");
    });
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const look = { x: box.x, y: box.y, width: box.width, height: box.height, fill: getComputedStyle(svg.parentElement).backgroundColor };
    for (const [name, value] of Object.entries(look)) ground.setAttribute(name, value);
    copied.prepend(ground);
    return { text: new XMLSerializer().serializeToString(copied), width: box.width, height: box.height };
  }
  function noPicture() {
    say("There is no picture in this view that can be saved so.");
    return null;
  }
  async function png() {
    const canvas = view().querySelector(".canvas canvas");
    if (canvas && canvas.getClientRects().length) {
      const sheet = make("canvas", { width: canvas.width, height: canvas.height });
      const brush = sheet.getContext("2d");
      brush.fillStyle = getComputedStyle(canvas.closest(".canvas")).backgroundColor;
      brush.fillRect(0, 0, sheet.width, sheet.height);
      brush.drawImage(canvas, 0, 0);
      return sheet.toBlob((blob) => save(`${stem()}.png`, "", blob));
    }
    const found = drawing() || noPicture();
    if (!found) return;
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(found.text)}`;
    await picture.decode();
    // canvases have a largest size, which differs between browsers
    const scale = Math.min(2, 8000 / found.height);
    const sheet = make("canvas", { width: Math.round(found.width * scale), height: Math.round(found.height * scale) });
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    sheet.toBlob((blob) => save(`${stem()}.png`, "", blob));
  }
  // a cell that a spreadsheet would run as a formula is written as text
  function cell(text) {
    const plain = text.trim().replace(/\s+/g, " ");
    const safe = /^[=+\-@\t\r|%]/.test(plain) ? `'${plain}` : plain;
    return `"${safe.replaceAll('"', '""')}"`;
  }
  // the words of a cell as they are shown: without what is only read out, and without what is switched off
  function words(element) {
    const copied = element.cloneNode(true);
    const [from, into] = [element, copied].map((one) => [...one.querySelectorAll("*")]);
    from.forEach((one, place) => {
      if (one.matches(".unseen") || getComputedStyle(one).display === "none") into[place].remove();
    });
    copied.querySelectorAll("button").forEach((one) => one.replaceWith(one.textContent));
    copied.querySelectorAll("small").forEach((one) => one.before("; "));
    copied.querySelectorAll("li, .words, small, p").forEach((one) => one.append("; "));
    return copied.textContent.trim().replace(/(;\s*)+$/u, "").replace(/\s*;\s*(;\s*)*/gu, "; ");
  }
  function csv() {
    const all = [...view().querySelectorAll("table")];
    const tables = all.length ? all : [...plan().querySelectorAll("table[data-sheet]")];
    const lines = [];
    for (const table of tables) {
      if (lines.length) lines.push("");
      lines.push(cell(table.caption ? table.caption.textContent : ""));
      for (const row of table.rows) if (!row.hidden) lines.push([...row.cells].map((one) => cell(words(one))).join(","));
    }
    save(`${stem()}.csv`, "text/csv;charset=utf-8", `\ufeff${lines.join("\r\n")}\r\n`);
  }
  function svg() {
    const found = drawing() || noPicture();
    if (found) save(`${stem()}.svg`, "image/svg+xml", found.text);
  }

  function toggle(shown) {
    menu.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
    if (shown) menu.querySelector("button").focus();
  }
  button.addEventListener("click", () => toggle(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.querySelectorAll("button")];
    const place = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      event.stopPropagation();
      toggle(false);
      button.focus();
    } else if (event.key === "ArrowDown") all[(place + 1) % all.length].focus();
    else if (event.key === "ArrowUp") all[(place - 1 + all.length) % all.length].focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".acts")) toggle(false);
    const kind = event.target.closest("[data-save]");
    if (!kind) return;
    toggle(false);
    button.focus();
    ({ svg, png, csv, print: () => print() })[kind.dataset.save]();
  });
  document.querySelector("[data-act=link]").addEventListener("click", async () => {
    const field = make("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = location.href;
    document.body.append(field);
    const done = await copy(location.href, field);
    field.remove();
    document.querySelector("[data-act=link]").focus();
    say(done ? "The address of this view is copied." : "Copy the address from the browser’s address bar.");
  });
  window.explorer.copy = copy;
})();
