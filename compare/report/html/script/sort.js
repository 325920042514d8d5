/** Sorts a table by the column whose heading is pressed, which says so; again: the other way round. */
function sortable(table) {
  "use strict";
  const body = table.tBodies[0];
  const number = (row, at) => parseFloat(row.cells[at].textContent) || 0;
  const text = (row, at) => row.cells[at].textContent.trim();

  function sort(head) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const at = head.cellIndex;
    const order = head.dataset.by === "number"
      ? (a, b) => number(a, at) - number(b, at)
      : (a, b) => text(a, at).localeCompare(text(b, at), undefined, { numeric: true });
    body.append(...[...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
  }

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.by) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head));
  }
}
