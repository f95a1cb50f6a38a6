// The triage tray by keyboard; values and their places in the original light up together.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const way = { j: "next", k: "prev" }[event.key];
  const link = way && document.querySelector(`a[rel=${way}]`);
  if (link) location.assign(link.href);
});

const original = document.querySelector(".original-body");
const wide = matchMedia("(min-width: 992px)");

// All places a value was read from: the links that lead from the original to it.
function placesOf(value) {
  const chips = document.querySelectorAll(`.mark-chip[href="#${CSS.escape(value.id)}"]`);
  return [...chips].map((chip) => chip.closest(".block, td, .facts")).filter(Boolean);
}
function light(value, places, origin) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  value?.classList.add("lit");
  for (const place of places) place.classList.add("lit");
  const away = origin === "value" ? places[0] : value;
  // On a phone the two stand below each other: the page does not jump under the finger, links lead there instead.
  if (away && wide.matches) scrollWithin(away);
}
function scrollWithin(target) {
  const box = target.closest(".original-body");
  if (!box) { target.scrollIntoView({ block: "nearest" }); return; }
  const from = box.getBoundingClientRect(), to = target.getBoundingClientRect();
  if (to.top < from.top || to.bottom > from.bottom) box.scrollTop += to.top - from.top - box.clientHeight / 3;
}
document.addEventListener("focusin", (event) => {
  const value = event.target.closest(".value");
  if (value && original) light(value, placesOf(value), "value");
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".mark-chip, a.pin");
  if (link && original) {
    const target = document.getElementById(link.hash.slice(1));
    const value = target?.closest(".value") || link.closest(".value");
    if (value) light(value, placesOf(value), link.matches(".pin") ? "value" : "place");
    return;
  }
  const value = event.target.closest(".value");
  if (value && original) { light(value, placesOf(value), "value"); return; }
  // A marked place: its first value, unless words are being selected.
  const place = event.target.closest(".block.read, td.read");
  const chip = place?.querySelector(".mark-chip");
  if (chip && !event.target.closest("button, a") && !String(getSelection())) {
    light(document.getElementById(chip.hash.slice(1)), [place], "place");
  }
});
