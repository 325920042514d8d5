// Filters and search: what does not fit is hidden, nothing is changed.
const fold = (text) => text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ").trim();
const isExtra = (node) => node.parentElement.closest("sup, .role, .pair-number, summary, .moved, .gap, .judge, .rule");

function textNodes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (isExtra(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

const texts = new Map();
function textOf(element) {
  if (!texts.has(element)) texts.set(element, fold(textNodes(element).map((node) => node.data).join("")));
  return texts.get(element);
}

const checked = (name) => new Set(all(`input[name=${name}]:checked`, tools).map((box) => box.value));

function apply() {
  const query = fold(byId("search").value);
  const severities = checked("severity");
  const kinds = checked("kind");
  const verdicts = checked("verdict");
  const least = Number(byId("confidence").value);
  byId("confidence-shown").textContent = least + "%";
  const shown = new Set();
  for (const card of cards) {
    const data = card.dataset;
    const fits =
      severities.has(data.severity) && kinds.has(data.kind) && verdicts.has(data.verdict || "") && Number(data.confidence) >= least;
    if (fits) shown.add(data.f);
    card.hidden = !fits || (query !== "" && !textOf(card).includes(query));
  }
  for (const mark of all("mark")) mark.classList.toggle("off", !numbersOf(mark).some((number) => shown.has(number)));
  for (const link of all("sup a")) link.parentElement.classList.toggle("off", !shown.has(link.hash.slice(2)));
  showPairs(query, shown);
  const visible = cards.filter((card) => !card.hidden).length;
  byId("count").textContent = visible === cards.length ? String(cards.length) : `${visible} of ${cards.length}`;
  if (byId("empty")) byId("empty").hidden = visible > 0;
  tools.dataset.answered = query;
}

function showPairs(query, shown) {
  const only = byId("only").checked;
  const has = (pair) => all("[data-f]", pair).some((one) => numbersOf(one).some((number) => shown.has(number)));
  let any = false;
  for (const pair of pairs) {
    pair.hidden = (only && !has(pair)) || (query !== "" && !textOf(pair).includes(query));
    any = any || !pair.hidden;
  }
  for (const pointer of all(".pointer")) pointer.hidden = only || query !== "";
  for (const furniture of all(".furniture")) {
    furniture.hidden = !all("li.row", furniture).some((pair) => !pair.hidden);
    if (query !== "" && !furniture.hidden) furniture.firstElementChild.open = true;
  }
  byId("no-pair").hidden = any;
  highlight(query);
}

/** Marks what was searched for, where the browser can do so without touching the page. */
function highlight(query) {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("found");
  if (query.length < 2) return;
  const found = new Highlight();
  for (const element of [...pairs, ...cards].filter((one) => !one.hidden)) {
    for (const node of textNodes(element)) {
      const text = node.data.toLowerCase().replace(/ё/g, "е").replace(/\s/g, " ");
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + query.length);
        found.add(range);
      }
    }
  }
  CSS.highlights.set("found", found);
}

const openTranslations = (open) => all(".mt").forEach((one) => (one.open = open));

let waiting = 0;
byId("search").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(apply, 120);
});
tools.addEventListener("change", (event) => {
  if (event.target.id === "translations") openTranslations(event.target.checked);
  else if (event.target.type === "checkbox") apply();
});
byId("confidence").addEventListener("input", apply);
tools.addEventListener("reset", () =>
  setTimeout(() => {
    openTranslations(false);
    apply();
  }),
);
tools.addEventListener("submit", (event) => event.preventDefault());
if (byId("ledger-only")) {
  byId("ledger-tools").hidden = false;
  byId("ledger-only").addEventListener("change", (event) => byId("ledger").classList.toggle("only", event.target.checked));
}
