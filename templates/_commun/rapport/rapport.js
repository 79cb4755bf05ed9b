// Adds what a page without a script can do without: filters, sorting, copying, printing whole.
"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const table = document.querySelector("[data-table]");
  const status = document.querySelector("[data-annonce]");
  const say = (text) => { if (status) { status.textContent = text; } };

  for (const button of all("[data-imprimer]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // Paper has no folds: open them all, and put them back as they were.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const part of folded) { part.open = true; }
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) { part.open = false; }
  });

  // A link to a part that is folded away opens it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const part = target && target.closest("details");
    if (part) { part.open = true; }
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  const copy = (text, source) => {
    if (navigator.clipboard) { return navigator.clipboard.writeText(text); }
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("copy"));
  };
  for (const button of all("[data-copier]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copier);
      const text = all("p", source).map((line) => line.textContent.trim()).join("\n\n");
      try {
        await copy(text, source);
        button.textContent = "Message copié";
      } catch {
        button.textContent = "Sélectionnez le texte et copiez-le";
      }
      say(button.textContent);
      setTimeout(() => { button.textContent = label; }, 4000);
    });
  }

  if (!table) { return; }
  const body = table.tBodies[0];
  const rows = all("tr", body);

  const buttons = all("[data-filtre]");
  for (const group of all("[data-filtres]")) { group.hidden = false; }
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const wanted = button.dataset.filtre;
      for (const other of buttons) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      let shown = 0;
      for (const row of rows) {
        row.hidden = wanted !== "" && !row.dataset.etats.split(" ").includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      say(`${shown} sur ${rows.length} affichés`);
    });
  }

  const headers = all("th[data-tri]", table.tHead);
  for (const header of headers) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    const key = header.dataset.tri;
    const byLength = key.startsWith("l");
    button.addEventListener("click", () => {
      const before = header.getAttribute("aria-sort");
      // Pages: the longest first. A row without any pages stays last, either way.
      const first = byLength ? "descending" : "ascending";
      const second = byLength ? "ascending" : "descending";
      const order = before === first ? second : first;
      for (const other of headers) { other.removeAttribute("aria-sort"); }
      header.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const value = (row) => Number(row.dataset[key]);
      rows.sort((a, b) => {
        const absent = (value(a) < 0) - (value(b) < 0);
        return absent || sign * (value(a) - value(b)) || a.dataset.urgence - b.dataset.urgence;
      });
      body.append(...rows);
      const name = header.dataset.mot || button.textContent.trim();
      say(`Trié par ${name}, ordre ${sign > 0 ? "croissant" : "décroissant"}`);
    });
  }
})();
