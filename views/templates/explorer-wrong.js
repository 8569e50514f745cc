"use strict";
// “Something wrong?”: a ready entry for the plan's corrections file. A JSON string is a YAML string, whatever it holds.
(function () {
  const { make, told } = window.explorer;
  const dialog = document.getElementById("wrong");
  const what = document.getElementById("wrong-what");
  const text = document.getElementById("wrong-text");
  const said = document.getElementById("wrong-said");
  const quoted = (value) => JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  let entries = [];

  function entry(part, lines) {
    const day = new Date().toISOString().slice(0, 10);
    const all = [...lines, ["by", quoted("your name")], ["at", day], ["note", quoted("why")]];
    return `${part}:\n${all.map(([key, value], place) => `  ${place ? "  " : "- "}${key}: ${value}`).join("\n")}\n`;
  }
  const correction = (action, ...lines) => entry("corrections", [["action", action], ...lines]);

  const KEYS = { Ask: "ask", Role: "role", Organisation: "organisation", Priority: "priority", Instrument: "instrument" };

  function ofFact(anchor) {
    const node = told[anchor];
    const key = KEYS[node.type];
    const it = [[key, quoted(node.own)]];
    if (node.section) it.push(["section", quoted(node.section)]);
    const whose = key === "role" && node.partner ? [["partner", quoted(node.partner)]] : [];
    const found = [];
    if (key === "ask") {
      const asked = node.ties.filter(([verb]) => verb === "is asked of").map(([, other, basis]) => [told[other].name, basis]);
      found.push(["Somebody else is asked", correction("addressee", ...it, ["organisation", quoted("who is asked")],
        ...(asked.length ? [["instead of", quoted(asked[0][0])]] : []))]);
      found.push(["Something else is wanted", correction("kind", ...it, ["kind", "[devolve power]"])]);
      for (const [name, basis] of asked.filter(([, known]) => known === "inferred")) {
        found.push([`${name} is not asked (${basis})`, correction("reject", ...it, ["addressee", quoted(name)])]);
      }
    }
    for (const [verb, other, basis] of node.ties) {
      const name = told[other] ? told[other].name : "";
      if (basis === "inferred" && key === "role" && verb === "delivers") {
        found.push([`It does not deliver ${name}`, correction("reject", ...it, ["delivers", quoted(name)])]);
      }
      if (basis === "inferred" && key === "ask" && verb === "supports") {
        found.push([`It does not support ${name}`, correction("reject", ...it, ["supports", quoted(name)])]);
      }
    }
    if (key === "organisation") {
      found.push(["It is the same as another", correction("same organisation", ["names", `[${quoted(node.own)}, ${quoted("the other name")}]`])]);
      found.push(["It is of another kind", correction("kind", ...it, ["kind", "other"])]);
    }
    if (key !== "role") found.push(["It is called otherwise", correction("rename", ...it, ["to", quoted("its right name")])]);
    const isnt = { ask: "This is not an ask", role: "This is not a role of this partner", organisation: "This is not an organisation" };
    found.push([isnt[key] || `This is not a${key === "instrument" ? "n" : ""} ${key}`, correction("drop", ...it, ...whose)]);
    if (key === "ask" || key === "role") found.push(["It is right: confirm it", correction("accept", ...it)]);
    return found;
  }
  function ofGap(gap) {
    const { check, subject: about, quote, section } = gap.dataset;
    const lines = [["check", check]];
    if (about && quote) lines.push([about, quoted(quote)]);
    if (section && about && about !== "section") lines.push(["section", quoted(section)]);
    const waiver = entry("waivers", [...lines, ["reason", quoted("why this gap is excused")]]).replace(/\n {4}note: [^\n]*/, "");
    return [["The gap is known and excused", waiver]];
  }
  function ask(found) {
    entries = found;
    what.replaceChildren(...found.map(([label], place) => make("option", { value: String(place) }, label)));
    text.value = found[0][1];
    said.textContent = "";
    dialog.showModal();
  }
  // a corrections file says nothing of sections and measures, so of them nothing is offered
  window.explorer.correctable = (anchor) => told[anchor].type in KEYS;
  what.addEventListener("change", () => { text.value = entries[Number(what.value)][1]; });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.wrong === "fact") ask(ofFact(button.dataset.of));
    else if (button.dataset.wrong === "gap") ask(ofGap(button.closest("[data-check]")));
    else if ("wrongClose" in button.dataset) dialog.close();
    else if ("wrongCopy" in button.dataset) {
      said.textContent = (await window.explorer.copy(text.value, text)) ? "Copied." : "Select the entry and copy it.";
    }
  });
})();
