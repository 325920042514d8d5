// Sorts and filters a table that can be read without it.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const body = byId("rows").tBodies[0];
  const rows = [...body.rows].map((row) => ({
    row,
    text: (row.cells[0].textContent + " " + row.cells[1].textContent).toLowerCase(),
    kinds: new Map(row.dataset.kinds.trim().split(" ").filter(Boolean).map((one) => [one.split(":")[0], Number(one.split(":")[1])])),
  }));
  const counts = (one, upTo) => [...Array(upTo + 1).keys()].some((k) => Number(one.row.cells[5 + k].textContent) > 0);

  function apply() {
    const query = byId("search").value.trim().toLowerCase();
    const kind = byId("kind").value;
    const severity = byId("severity").value;
    let shown = 0;
    for (const one of rows) {
      const cell = one.row.cells[4];
      cell.textContent = kind ? one.kinds.get(kind) || 0 : cell.dataset.all;
      const fits = (!query || one.text.includes(query)) && (!kind || one.kinds.has(kind)) && (!severity || counts(one, Number(severity)));
      one.row.hidden = !fits;
      shown += fits;
    }
    byId("counted").querySelector("button").textContent = kind || "findings";
    byId("count").textContent = shown === rows.length ? String(rows.length) : `${shown} of ${rows.length}`;
    byId("empty").hidden = shown > 0;
  }

  function sort(head) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const at = head.cellIndex;
    const value = head.dataset.by === "number" ? (one) => parseFloat(one.row.cells[at].textContent) || 0 : (one) => one.row.cells[at].textContent;
    const order = head.dataset.by === "number" ? (a, b) => value(a) - value(b) : (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true });
    rows.sort((a, b) => (down ? order(b, a) : order(a, b)));
    body.append(...rows.map((one) => one.row));
  }

  for (const head of byId("rows").tHead.rows[0].cells) {
    if (!head.dataset.by) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head));
  }
  byId("tools").addEventListener("input", apply);
  byId("tools").addEventListener("submit", (event) => event.preventDefault());
  byId("tools").addEventListener("reset", () => setTimeout(apply));
  byId("tools").hidden = false;
})();
