// One finding at a time: chosen, shown in both texts, linked to. The parts of the script share one scope (see page.py).
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

let current = null;
let lit = [];

/** Puts the place into the address, where the page has one of its own: a frame in a notebook has none. */
function remember(hash) {
  try {
    history.replaceState(null, "", hash);
  } catch {
    return;
  }
}

function light(number) {
  for (const element of lit) element.classList.remove("lit");
  lit = number === null ? [] : partsOf(number);
  for (const element of lit) element.classList.add("lit");
}

function show(element, block = "center") {
  if (!element) return;
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  element.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
}

/** The list beside the text scrolls by itself, without moving the page. */
function showCard(card) {
  if (!wide.matches) return;
  const list = byId("cards");
  const [box, frame] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  const bottom = Math.min(frame.bottom, innerHeight);
  if (box.top < frame.top || box.bottom > bottom) list.scrollTop += box.top - frame.top - 8;
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
  announce(card);
  if (place !== null) show(byId(place) || partsOf(number).find((element) => element !== card) || card);
  showCard(card);
  remember("#f" + number);
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

let here = -1;

/** The next or the previous pair that is shown, from the one that was stepped to or the first in view. */
function stepPair(by) {
  const shown = pairs.filter((pair) => !pair.hidden && pair.offsetParent);
  if (!shown.length) return;
  let at = shown.indexOf(pairs[here]);
  if (at < 0) at = shown.findIndex((pair) => pair.getBoundingClientRect().bottom > 80) - (by > 0 ? 1 : 0);
  const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (pairs[here]) pairs[here].classList.remove("here");
  here = pairs.indexOf(next);
  next.classList.add("here");
  show(next);
  next.querySelector(".pair-number").focus({ preventScroll: true });
  remember("#" + next.id);
}

/** Where a link within the page leads: to a finding by its number or by its fingerprint. */
function target(hash) {
  const match = /^#f(\d+)(-[a-z]+)?$/.exec(hash);
  if (match) return { number: match[1], place: match[2] ? hash.slice(1) : "" };
  const lasting = /^#x([0-9a-f]+(-\d+)?)$/.exec(hash);
  const card = lasting && cards.find((one) => one.dataset.id === lasting[1]);
  return card ? { number: card.dataset.f, place: "" } : null;
}

function followHash() {
  const found = target(location.hash);
  if (found && byId("f" + found.number)) choose(found.number, found.place || firstPlace(found.number));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#f'], a[href^='#x']");
  const found = link && target(link.getAttribute("href"));
  if (found) {
    event.preventDefault();
    choose(found.number, found.place || (link.closest(".pairs") ? null : firstPlace(found.number)));
    if (link.hash.startsWith("#x")) remember(link.hash);
    return;
  }
  const mark = event.target.closest("mark:not(.off)");
  if (mark && getSelection().isCollapsed) {
    const number = numbersOf(mark).find((one) => !byId("f" + one).hidden);
    if (number) choose(number, null);
  }
});
const hovered = (event) => {
  const element = event.target.closest("mark:not(.off), .card, .pairs a[data-f], .said a[data-f]");
  light(element ? numbersOf(element)[0] : null);
};
document.addEventListener("mouseover", hovered);
document.addEventListener("focusin", hovered);
