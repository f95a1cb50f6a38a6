// The workspace by keyboard. Every key presses a button or link that is on the page, so mouse, keys and plain forms agree.
let place = -1;
let name = ""; // of the current card: after a step it is looked for by name, and by place where it is gone

const all = () => [...document.querySelectorAll(".group-card[data-group]")];
const current = () => all()[place];

function go(to, focus = true) {
  const cards = all();
  if (!cards.length) return;
  place = Math.max(0, Math.min(to, cards.length - 1));
  name = cards[place].id;
  for (const card of cards) card.classList.toggle("current", card === cards[place]);
  if (!focus) return;
  cards[place].focus({ preventScroll: true });
  cards[place].scrollIntoView({ block: "nearest", behavior: "instant" });
}

function count() {
  const boxes = [...document.querySelectorAll('input[form="together"][name="group"]')];
  for (const box of boxes) box.closest(".group-card")?.classList.toggle("selected", box.checked);
  const shown = document.querySelector("[data-selected]");
  const chosen = boxes.filter((box) => box.checked).length;
  if (shown) shown.textContent = chosen;
  document.getElementById("together")?.classList.toggle("idle", !chosen);
  return chosen;
}

function tick(box) {
  if (!box) return;
  box.checked = !box.checked;
  count();
}

function openReason(within) {
  const menu = within?.querySelector('details:has(button[value="decline"])');
  if (!menu) return;
  menu.open = true;
  menu.querySelector("textarea").focus();
}

function merge() {
  const kept = document.querySelector('input[form="together"]:checked')?.closest(".group-card");
  if (kept) go(all().indexOf(kept), false);
  together()?.querySelector('[value="merge"]').click();
}

const together = () => document.getElementById("together");
const KEYS = {
  j: () => go(place + 1),
  k: () => go(place - 1),
  x: () => tick(current()?.querySelector('input[form="together"]')),
  m: merge,
  s: () => current()?.querySelector('[data-key="s"]')?.click(),
  a: () => (count() ? together() : current())?.querySelector('[value="accept"]')?.click(),
  d: () => openReason(count() ? together() : current()),
  e: () => current()?.querySelector('[data-key="e"]')?.click(),
  u: () => document.querySelector('[data-key="u"]')?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) {
    if (event.key === "Escape" && current()) go(place);
    return;
  }
  const choose = /^[1-9]$/.test(event.key) && current()?.querySelectorAll('input[name="need"]')[event.key - 1];
  const run = KEYS[event.key] || (choose && (() => tick(choose)));
  if (!run) return;
  event.preventDefault();
  run();
});

document.addEventListener("change", (event) => event.target.matches('input[form="together"]') && count());
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-open-keys]")) KEYS["?"]();
  const card = event.target.closest(".group-card[data-group]");
  if (card) go(all().indexOf(card), false);
});
// A success has been read after a while; what was refused stays until it is closed or the next step is taken.
function hideLater() {
  for (const said of document.querySelectorAll("#messages .alert-success")) setTimeout(() => said.remove(), 8000);
}

// After a step the page is as a reload would give it; the officer stays where they were.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "workspace" || event.detail.target?.id === "workspace") {
    count();
    const again = all().findIndex((card) => card.id === name);
    if (place >= 0) go(again < 0 ? place : again);
    hideLater();
  } else if (event.detail.target?.id?.startsWith("wording-")) {
    event.detail.target.querySelector("input:not([type=hidden])")?.focus();
  }
});
count();
