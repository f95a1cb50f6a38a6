// Files in, one request a file: each with its progress and its answer, all of them kept in one batch.
// Without this file the form sends them all at once.
const CLUTTER = /^(\.ds_store|thumbs\.db|desktop\.ini|~\$.*|\._.*)$/i;

// Everything dropped, folders walked through: [File, …].
async function within(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  return entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...transfer.files];
}
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((found, lost) => entry.file(found, lost))];
  const reader = entry.createReader();
  const children = [];
  for (;;) { // a folder is told in portions
    const some = await new Promise((found, lost) => reader.readEntries(found, lost));
    if (!some.length) break;
    children.push(...some);
  }
  return (await Promise.all(children.map(filesOf))).flat();
}

class Sending {
  constructor(form) {
    this.form = form;
    this.part = (name) => form.querySelector(`[data-drop-${name}]`);
    this.say = this.part("say").dataset;
    this.token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    this.rows = [];
    this.batch = "";
    this.busy = false;
    addEventListener("beforeunload", (event) => this.busy && event.preventDefault());
    this.part("retry").addEventListener("click", () => this.run(this.rows.filter((row) => row.state === "failed")));
  }

  async take(files) {
    if (this.busy) return;
    this.part("account").hidden = false;
    this.rows = [];
    this.part("files").replaceChildren();
    const rows = files.map((file) => this.add(file));
    if (!rows.length) { this.part("words").textContent = this.say.nothing; return; }
    await this.run(rows.filter((row) => row.state === "waiting"));
  }

  add(file) {
    const line = document.createElement("li");
    line.innerHTML = '<span class="drop-name"></span><progress max="100" value="0"></progress><span class="drop-told"></span>';
    line.firstChild.textContent = file.webkitRelativePath || file.name;
    line.children[1].setAttribute("aria-label", file.name);
    this.part("files").append(line);
    const row = { file, line, state: "waiting", sent: 0 };
    this.rows.push(row);
    this.tell(row, "waiting", this.say.waiting);
    if (CLUTTER.test(file.name)) this.tell(row, "skipped", this.say.skipped);
    return row;
  }

  tell(row, state, words) {
    row.state = state;
    row.line.dataset.state = state;
    row.line.lastChild.textContent = words;
  }

  async run(rows) {
    this.busy = true;
    this.part("next").hidden = this.part("retry").hidden = true;
    this.form.querySelector("button.btn-primary").disabled = true;
    for (const row of rows) await this.send(row);
    this.busy = false;
    this.form.querySelector("button.btn-primary").disabled = false;
    await this.finish();
  }

  send(row) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.token);
    data.append("batch", this.batch);
    data.append("file", row.file, row.file.name);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.form.dataset.add);
      request.upload.addEventListener("progress", (event) => { row.sent = event.loaded; this.show(row); });
      request.addEventListener("load", () => { this.answered(row, request); done(); });
      request.addEventListener("error", () => { this.tell(row, "failed", this.say.failed); done(); });
      this.tell(row, "sending", this.say.sending);
      if (row.file.size > Number(this.form.dataset.largest) * 1.05) { this.tell(row, "refused", this.say.large); done(); } else request.send(data);
    }).then(() => this.show(row));
  }

  answered(row, request) {
    let answer = null;
    try { answer = JSON.parse(request.responseText); } catch { /* not ours: a server before the site answered, or the sign-in page */ }
    if (request.status === 413 || answer?.refused) this.tell(row, "refused", answer?.told || this.say.large);
    else if (request.status === 200 && answer) {
      this.batch = answer.batch;
      row.sent = row.file.size;
      this.tell(row, "kept", answer.told ? `${this.say.kept} · ${answer.told}` : this.say.kept);
    } else this.tell(row, "failed", request.responseURL.includes("login") ? this.say.out : answer?.told || this.say.failed);
  }

  show(row) {
    const over = ["kept", "refused", "failed", "skipped"].includes(row.state);
    row.line.children[1].value = over ? 100 : Math.round((100 * row.sent) / (row.file.size || 1));
    const all = this.rows.reduce((sum, one) => sum + one.file.size, 0) || 1;
    const done = this.rows.reduce((sum, one) => sum + (["refused", "skipped"].includes(one.state) ? one.file.size : Math.min(one.sent, one.file.size)), 0);
    const share = Math.round((100 * done) / all);
    this.part("progress").setAttribute("aria-valuenow", share);
    this.part("progress").firstElementChild.style.width = `${share}%`;
    const count = this.rows.filter((one) => !["waiting", "sending"].includes(one.state)).length;
    this.part("words").textContent = `${this.say.sending} ${count} ${this.say.of} ${this.rows.length} · ${share} %`;
    if (!over) return;
    row.line.scrollIntoView({ block: "nearest" });
  }

  async finish() {
    const told = this.rows.filter((row) => ["refused", "failed"].includes(row.state));
    for (const row of told.reverse()) this.part("files").prepend(row.line); // what needs a person is on top
    this.part("words").textContent = told.length ? this.say.partly : this.say.done;
    const failed = told.some((row) => row.state === "failed");
    this.part("retry").hidden = !failed;
    if (failed || !this.batch) return; // nothing is read before the failed ones had their second chance
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.token, batch: this.batch });
    const answer = await fetch(this.form.dataset.start, { method: "POST", body }).then((one) => one.json()).catch(() => null);
    const next = answer?.next || location.href;
    if (!told.length) { location.assign(next); return; }
    this.part("next").href = next;
    this.part("next").hidden = false;
    this.part("next").focus();
  }
}

for (const form of document.querySelectorAll("[data-drop]")) {
  const sending = new Sending(form);
  const input = form.querySelector("#files");
  const folder = form.querySelector("[data-drop-folder]");
  folder.hidden = false;
  folder.querySelector("input").addEventListener("change", (event) => sending.take([...event.target.files]));
  form.addEventListener("submit", (event) => { event.preventDefault(); sending.take([...input.files]); });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => { event.preventDefault(); sending.take(await within(event.dataTransfer)); });
}
// One file of a unit's own: dropped on the form as into its field.
for (const form of document.querySelectorAll("[data-drop-one]")) {
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) input.files = event.dataTransfer.files; });
}
