// Files in: drag and drop with a progress bar over the plain upload form; the triage tray by keyboard.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const words = form.querySelector("[data-drop-words]");
  const progress = form.querySelector("[data-drop-progress]");

  const say = (text) => { words.textContent = text; };
  const show = (share) => {
    progress.hidden = false;
    progress.setAttribute("aria-valuenow", share);
    progress.firstElementChild.style.width = `${share}%`;
  };

  const send = () => {
    const request = new XMLHttpRequest();
    const button = form.querySelector("button");
    const fail = () => { button.disabled = false; progress.hidden = true; say(words.dataset.failed); };
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const share = Math.round((100 * event.loaded) / event.total);
      show(share);
      say(share < 100 ? `${words.dataset.sending} ${share} %` : words.dataset.keeping);
    });
    request.addEventListener("load", () => (request.status < 400 ? location.assign(request.responseURL) : fail()));
    request.addEventListener("error", fail);
    button.disabled = true;
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; send(); }
  });
}
// j and k walk through the tray; typing in a field is left alone.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const way = { j: "next", k: "prev" }[event.key];
  const link = way && document.querySelector(`a[rel=${way}]`);
  if (link) location.assign(link.href);
});
