// Verdicts: kept in the browser where it allows that, exported and imported as a file. A finding is known by its texts.
const SCHEMA = "compare.verdicts/1";
const JUDGEMENTS = ["real", "harmless", "wrong"];
const byFinding = new Map(cards.map((card) => [card.dataset.id, card]));

/** Verdicts by the fingerprint of their finding; those about findings of other reports are kept for the next export. */
const verdicts = new Map();

/** What the browser keeps: `{}` where it keeps nothing, `null` where it may not. */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(SCHEMA)) || {};
  } catch {
    return null;
  }
}

function keep() {
  try {
    const kept = stored() || {};
    for (const [finding, one] of verdicts) kept[finding] = { verdict: one.verdict, note: one.note };
    localStorage.setItem(SCHEMA, JSON.stringify(kept));
  } catch {
    say("This browser keeps nothing for this page: export the verdicts before you leave.");
  }
}

function say(text) {
  byId("verdict-note").textContent = text;
  byId("verdict-note").hidden = text === "";
}

function paint(card) {
  const one = verdicts.get(card.dataset.id) || { verdict: "", note: "" };
  card.dataset.verdict = one.verdict;
  for (const name of JUDGEMENTS) {
    for (const element of partsOf(card.dataset.f)) element.classList.toggle("v-" + name, one.verdict === name);
  }
  for (const button of all("button[data-verdict]", card)) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === one.verdict));
  }
  const note = card.querySelector("textarea");
  if (note.value !== one.note) note.value = one.note;
  if (one.note) openNote(card, true);
  const was = card.querySelector(".was");
  if (was) was.hidden = one.verdict !== was.dataset.verdict;
}

function tally() {
  const judged = cards.filter((card) => card.dataset.verdict).length;
  byId("judged").textContent = `${judged} of ${cards.length} judged`;
  byId("export").disabled = ![...verdicts.values()].some((one) => one.verdict);
}

/** Sets a verdict, or takes it back where it is the one that stands. */
function judge(card, verdict) {
  const before = verdicts.get(card.dataset.id) || { verdict: "", note: "" };
  verdicts.set(card.dataset.id, { ...before, verdict: before.verdict === verdict ? "" : verdict });
  paint(card);
  tally();
  keep();
}

function openNote(card, open) {
  card.querySelector(".noting").setAttribute("aria-expanded", String(open));
  card.querySelector("textarea").hidden = !open;
}

function addJudge(card) {
  const piece = byId("judge").content.cloneNode(true);
  piece.firstElementChild.setAttribute("aria-label", `Verdict on finding ${card.dataset.f}`);
  piece.querySelector("textarea").setAttribute("aria-label", `Note on finding ${card.dataset.f}`);
  card.append(piece);
}

function exported() {
  const list = [];
  for (const [finding, one] of verdicts) {
    if (!one.verdict) continue;
    const card = byFinding.get(finding);
    const about = one.about || {};
    if (card) {
      about.kind = card.dataset.kind;
      for (const row of all("dl > div", card)) {
        about[row.querySelector("abbr").textContent] = all("bdi", row).map((one) => one.textContent);
      }
      about.message = card.querySelector(".reason").textContent;
    }
    list.push({ finding, verdict: one.verdict, note: one.note, ...about });
  }
  return JSON.stringify({ schema: SCHEMA, verdicts: list }, null, 1) + "\n";
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
  link.download = "verdicts.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function take(file) {
  let entries = [];
  try {
    const content = JSON.parse(await file.text());
    if (content.schema !== SCHEMA) throw new TypeError();
    entries = content.verdicts.filter((one) => typeof one.finding === "string" && JUDGEMENTS.includes(one.verdict));
  } catch {
    say(`“${file.name}” holds no verdicts. Give a file that was written with “Export verdicts”.`);
    return;
  }
  for (const { finding, verdict, note, ...about } of entries) verdicts.set(finding, { verdict, note: String(note || ""), about });
  cards.forEach(paint);
  tally();
  apply();
  keep();
  const met = entries.filter((one) => byFinding.has(one.finding)).length;
  say(`${met} of ${entries.length} imported verdicts are about findings of this report.`);
}

if (byId("judge")) {
  const kept = stored() || {};
  for (const card of cards) {
    addJudge(card);
    const id = card.dataset.id;
    if (card.dataset.verdict) verdicts.set(id, { verdict: card.dataset.verdict, note: card.dataset.note });
    if (kept[id]) verdicts.set(id, { verdict: String(kept[id].verdict || ""), note: String(kept[id].note || "") });
    if (verdicts.has(id)) paint(card);
  }
  tally();
  byId("cards").addEventListener("click", (event) => {
    const button = event.target.closest(".judge button");
    if (!button) return;
    const card = button.closest(".card");
    if (button.dataset.verdict) judge(card, button.dataset.verdict);
    else {
      const open = button.getAttribute("aria-expanded") !== "true";
      openNote(card, open);
      if (open) card.querySelector("textarea").focus();
    }
  });
  byId("cards").addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    const id = event.target.closest(".card").dataset.id;
    verdicts.set(id, { ...(verdicts.get(id) || { verdict: "" }), note: event.target.value });
    keep();
  });
  byId("export").addEventListener("click", download);
  byId("import").addEventListener("click", () => byId("import-file").click());
  byId("import-file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) take(file);
  });
}
