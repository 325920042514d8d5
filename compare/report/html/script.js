// Filters, search and keys for a page that can be read without them. No finding is made or changed here.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = all(".card");
  const pairs = all("li.row");
  const tools = byId("tools");
  const wide = matchMedia("(min-width: 76rem)");
  const numbersOf = (element) => element.dataset.f.split(" ");

  /** Everything on the page that belongs to a finding, by its number. */
  const parts = new Map();
  for (const element of all("[data-f]")) {
    for (const number of numbersOf(element)) {
      if (!parts.has(number)) parts.set(number, []);
      parts.get(number).push(element);
    }
  }
  const partsOf = (number) => parts.get(number) || [];

  // --- one finding at a time -------------------------------------------------------------------------------------
  let current = null;
  let lit = [];

  function light(number) {
    for (const element of lit) element.classList.remove("lit");
    lit = number === null ? [] : partsOf(number);
    for (const element of lit) element.classList.add("lit");
  }

  function show(element, block = "center") {
    if (element) element.scrollIntoView({ block, inline: "nearest" });
  }

  /** The list beside the text scrolls by itself, without moving the page. */
  function showCard(card) {
    if (!wide.matches) return;
    const list = byId("cards");
    const top = card.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top + card.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - 8;
  }

  function release() {
    if (current !== null) for (const element of partsOf(current)) element.classList.remove("current");
    current = null;
    byId("now").hidden = true;
  }

  /** Marks a finding everywhere; `place` is the id to bring into view, or null to leave the texts where they are. */
  function choose(number, place) {
    const card = byId("f" + number);
    if (!card) return;
    release();
    current = number;
    for (const element of partsOf(number)) element.classList.add("current");
    showCard(card);
    announce(card);
    if (place !== null) show(byId(place) || partsOf(number).find((element) => element !== card) || card);
    history.replaceState(null, "", "#f" + number);
  }

  function announce(card) {
    const now = byId("now");
    now.className = "now s-" + card.dataset.severity;
    byId("now-title").textContent = `${card.dataset.f}. ${card.dataset.severity} ${card.dataset.kind}, ${card.dataset.confidence}%`;
    byId("now-reason").textContent = card.querySelector(".reason").textContent;
    now.hidden = false;
  }

  function firstPlace(number) {
    const link = byId("f" + number).querySelector("dd a:not(.none)");
    return link ? link.getAttribute("href").slice(1) : "";
  }

  function step(by) {
    const shown = cards.filter((card) => !card.hidden).map((card) => card.dataset.f);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    choose(shown[next], firstPlace(shown[next]));
  }

  function followHash() {
    const match = /^#f(\d+)(-[a-z]+)?$/.exec(location.hash);
    if (match) choose(match[1], match[2] ? match[0].slice(1) : byId("f" + match[1]) && firstPlace(match[1]));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#f']");
    if (link) {
      const match = /^#f(\d+)(-[a-z]+)?$/.exec(link.getAttribute("href"));
      if (!match) return;
      event.preventDefault();
      const inText = link.closest(".pairs");
      choose(match[1], match[2] ? match[0].slice(1) : inText ? null : firstPlace(match[1]));
      return;
    }
    const mark = event.target.closest("mark:not(.off)");
    if (mark && getSelection().isCollapsed) {
      const number = numbersOf(mark).find((one) => !byId("f" + one).hidden);
      if (number) choose(number, null);
    }
  });
  const hovered = (event) => {
    const element = event.target.closest("mark:not(.off), .card, .pairs a[data-f]");
    light(element ? numbersOf(element)[0] : null);
  };
  document.addEventListener("mouseover", hovered);
  document.addEventListener("focusin", hovered);

  // --- filters and search ----------------------------------------------------------------------------------------
  const fold = (text) => text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ").trim();
  const isNumber = (node) => node.parentElement.closest("sup, .role, .pair-number, summary, .moved, .gap");

  function textNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (isNumber(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
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
    const least = Number(byId("confidence").value);
    byId("confidence-shown").textContent = least + "%";
    const shown = new Set();
    for (const card of cards) {
      const data = card.dataset;
      const fits = severities.has(data.severity) && kinds.has(data.kind) && Number(data.confidence) >= least;
      if (fits) shown.add(data.f);
      card.hidden = !fits || (query !== "" && !textOf(card).includes(query));
    }
    for (const mark of all("mark")) mark.classList.toggle("off", !numbersOf(mark).some((number) => shown.has(number)));
    for (const link of all("sup a")) link.parentElement.classList.toggle("off", !shown.has(link.hash.slice(2)));
    showPairs(query, shown);
    const visible = cards.filter((card) => !card.hidden).length;
    byId("count").textContent = visible === cards.length ? String(cards.length) : `${visible} of ${cards.length}`;
    if (byId("empty")) byId("empty").hidden = visible > 0;
  }

  function showPairs(query, shown) {
    const only = byId("only").checked;
    let any = false;
    for (const pair of pairs) {
      const found = !only || all("[data-f]", pair).some((one) => numbersOf(one).some((number) => shown.has(number)));
      pair.hidden = !found || (query !== "" && !textOf(pair).includes(query));
      any = any || !pair.hidden;
    }
    for (const pointer of all(".pointer")) pointer.hidden = only || query !== "";
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

  let waiting = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  tools.addEventListener("change", (event) => {
    if (event.target.id === "translations") for (const one of all(".mt")) one.open = event.target.checked;
    else apply();
  });
  byId("confidence").addEventListener("input", apply);
  tools.addEventListener("reset", () => setTimeout(() => {
    for (const one of all(".mt")) one.open = false;
    apply();
  }));
  tools.addEventListener("submit", (event) => event.preventDefault());

  // --- keys ------------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else release();
      light(null);
    } else if (typing) return;
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "?") byId("help").showModal();
    else if (event.key === "/") {
      event.preventDefault();
      show(tools, "nearest");
      byId("search").focus();
    }
  });
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("now-next").addEventListener("click", () => step(1));
  byId("now-previous").addEventListener("click", () => step(-1));
  byId("now-close").addEventListener("click", release);
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  addEventListener("hashchange", followHash);
  tools.hidden = false;
  // after the browser's own jump to the fragment
  addEventListener("load", () => requestAnimationFrame(followHash));
})();
