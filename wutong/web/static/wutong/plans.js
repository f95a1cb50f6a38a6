// The draft beside its text: a click on a line number scrolls the text only, and the keyboard walks the entries.
// Without this file the same links jump to the line by its anchor.
(() => {
  const pane = document.getElementById("text-lines");
  if (!pane) return;
  const mark = (number) => {
    const line = document.getElementById(`line-${number}`);
    if (!line) return;
    for (const old of pane.querySelectorAll(".is-marked")) old.classList.remove("is-marked");
    line.classList.add("is-marked");
    // Twice: lines not shown yet have a guessed height, which the first jump corrects.
    const jump = () => {
      const beside = getComputedStyle(pane.closest(".draft")).gridTemplateColumns.split(" ").length > 1;
      if (!beside) return line.scrollIntoView({ block: "center" });
      const top = pane.scrollTop + line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTo({ top: top - pane.clientHeight / 3 });
    };
    jump();
    requestAnimationFrame(jump);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link) return;
    event.preventDefault();
    mark(link.dataset.line);
  });
  // j and k walk, a accepts, d drops, c opens the correction.
  let current = "";
  const walk = (step) => {
    const entries = [...document.querySelectorAll(".entry")];
    const at = entries.findIndex((entry) => entry.id === current);
    const next = entries[Math.min(Math.max(at + step, 0), entries.length - 1)];
    if (!next) return;
    for (const entry of entries) entry.classList.toggle("is-current", entry === next);
    current = next.id;
    next.scrollIntoView({ block: "nearest" });
    mark(next.dataset.line);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
    const entry = document.getElementById(current);
    if (!entry) return;
    if (event.key === "a") document.getElementById(`${current}-accept`)?.click();
    if (event.key === "d") document.getElementById(`${current}-drop`)?.click();
    if (event.key === "c") { const box = entry.querySelector("details"); if (box) { box.open = true; box.querySelector("input:not([type=hidden])")?.focus(); event.preventDefault(); } }
  });
  document.addEventListener("htmx:afterSwap", () => { document.getElementById(current)?.classList.add("is-current"); });
})();
