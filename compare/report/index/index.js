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

  sortable(byId("rows"));
  byId("tools").addEventListener("input", apply);
  byId("tools").addEventListener("submit", (event) => event.preventDefault());
  byId("tools").addEventListener("reset", () => setTimeout(apply));
  byId("tools").hidden = false;
})();
