// Keys and buttons. Last of all, so that everything that they set off is there.
const VERDICT_KEYS = { r: "real", h: "harmless", w: "wrong" };
const chosen = () => (current === null ? null : byId("f" + current));
const actions = {
  n: () => step(1),
  p: () => step(-1),
  j: () => stepPair(1),
  k: () => stepPair(-1),
  t: () => byId("translations").click(),
  f: () => {
    byId("filters").open = !byId("filters").open;
    byId("filters").querySelector("summary").focus();
  },
  m: () => {
    if (!chosen()) return;
    openNote(chosen(), true);
    chosen().querySelector("textarea").focus();
  },
  "?": () => byId("help").showModal(),
  "/": () => {
    show(tools, "nearest");
    byId("search").focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const typing = event.target.matches("input[type=search], textarea");
  if (event.key === "Escape") {
    if (typing) event.target.blur();
    else release();
    light(null);
  } else if (typing) return;
  else if (event.key in VERDICT_KEYS) {
    if (chosen()) judge(chosen(), VERDICT_KEYS[event.key]);
  } else if (event.key in actions) {
    event.preventDefault();
    actions[event.key]();
  }
});
for (const [id, by] of [["next", 1], ["previous", -1], ["now-next", 1], ["now-previous", -1]]) {
  byId(id).addEventListener("click", () => step(by));
}
byId("now-close").addEventListener("click", release);
byId("help-open").addEventListener("click", () => byId("help").showModal());
addEventListener("hashchange", followHash);
tools.hidden = false;
// after the browser's own jump to the fragment
addEventListener("load", () => requestAnimationFrame(followHash));
