// Keys and links for a page that can be read without them: which version is shown follows from its buttons.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const buttons = all("input[name=version]");
  const chosenNumber = () => buttons.find((button) => button.checked).value;
  let chosen = null;

  function choose(id) {
    for (const element of all(".chosen")) element.classList.remove("chosen");
    chosen = id;
    const card = id && byId(id);
    if (!card) return;
    card.classList.add("chosen");
    for (const mark of all(`mark[data-f="${id}"]`)) mark.classList.add("chosen");
    card.scrollIntoView({ block: "nearest" });
  }

  /** Shows the version that a place belongs to, then the place. */
  function go(hash) {
    const match = /^#v(\d+)(-(f\d+))?/.exec(hash);
    const place = match && byId(hash.slice(1));
    if (!place) return false;
    const button = byId("show-" + match[1]);
    if (button) button.checked = true;
    if (match[3]) choose(`v${match[1]}-${match[3]}`);
    const inText = match[3] && hash.endsWith(match[3]) ? all(`mark[data-f="${hash.slice(1)}"]`)[0] : place;
    (inText || place).scrollIntoView({ block: match[2] || hash.includes("-p") ? "center" : "start" });
    return true;
  }

  function step(by) {
    const cards = all(`#v${chosenNumber()} .card`);
    if (!cards.length) return;
    const at = cards.findIndex((card) => card.id === chosen);
    const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length;
    history.replaceState(null, "", "#" + cards[next].id);
    go("#" + cards[next].id);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#v']");
    if (link) {
      if (go(link.getAttribute("href"))) {
        event.preventDefault();
        history.replaceState(null, "", link.getAttribute("href"));
      }
      return;
    }
    const mark = event.target.closest("mark");
    if (mark && getSelection().isCollapsed) choose(mark.dataset.f);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=search], textarea")) return;
    if (/^[1-9]$/.test(event.key) && buttons[event.key - 1]) {
      buttons[event.key - 1].checked = true;
      choose(null);
    } else if (event.key === "." || event.key === ",") {
      const at = buttons.findIndex((button) => button.checked) + (event.key === "." ? 1 : -1);
      buttons[(at + buttons.length) % buttons.length].checked = true;
      choose(null);
    } else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") choose(null);
  });
  /** The bar of versions may take several lines: what sticks below it must know. */
  const bar = document.querySelector(".choice");
  new ResizeObserver(() => document.documentElement.style.setProperty("--choice", `${bar.offsetHeight}px`)).observe(bar);

  sortable(byId("scorecards"));
  addEventListener("hashchange", () => go(location.hash));
  addEventListener("load", () => requestAnimationFrame(() => go(location.hash)));
})();
