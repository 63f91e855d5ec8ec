// The trainer's page: tables that can be sorted, forms that say what came of them, questions before something is lost.

const token = document.querySelector('meta[name="ivrsim-token"]').content;
const said = document.getElementById("said");

said.textContent = sessionStorage.getItem("said") ?? "";
sessionStorage.removeItem("said");

/** The value by which a cell is sorted: a number where all of a column are numbers. */
function sorted(rows, column, isDown) {
  const value = (row) => row.cells[column].dataset.value ?? "";
  const filled = rows.map(value).filter((text) => text !== "");
  const areNumbers = filled.every((text) => Number.isFinite(Number(text)));
  const order = (one, other) => {
    // What says nothing stands last, however it is sorted.
    if (value(one) === "" || value(other) === "") return Number(value(one) === "") - Number(value(other) === "");
    const by = areNumbers ? value(one) - value(other) : value(one).localeCompare(value(other));
    return isDown ? -by : by;
  };
  return [...rows].sort(order);
}

function sort(table, head, column) {
  const isDown = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
  table.tBodies[0].append(...sorted([...table.tBodies[0].rows], column, isDown));
}

for (const table of document.querySelectorAll("table.data")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head, column));
    head.append(button);
  });
}

async function send(path, what) {
  const headers = { "content-type": "application/json", "x-ivrsim-token": token };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(what) });
  const text = (await response.text()).trim();
  return { status: response.status, isDone: response.ok, text };
}

async function submit(form, isNew = false) {
  const data = new FormData(form);
  const what = Object.fromEntries([...data].filter(([name]) => name !== "lines"));
  if (form.querySelector('[name="lines"]')) what.lines = data.getAll("lines");
  const trouble = form.querySelector(".trouble");
  trouble.textContent = "";
  try {
    const answer = await send(form.dataset.post, isNew ? { ...what, isNew } : what);
    if (!answer.isDone) {
      trouble.textContent = answer.text;
      if (answer.status === 409) offer(form, trouble);
      return;
    }
    const { said: told, next } = JSON.parse(answer.text);
    sessionStorage.setItem("said", told);
    if (next) location.assign(next);
    else location.reload();
  } catch {
    trouble.textContent = "The server cannot be reached. Nothing was changed that you were not told of.";
  }
}

/** A name that nobody has may be a slip: whoever means it says so. */
function offer(form, trouble) {
  const add = document.createElement("button");
  add.type = "button";
  add.textContent = "Add as a new learner";
  add.addEventListener("click", () => submit(form, true));
  trouble.append(" ", add);
  add.focus();
}

/** Takes in a file. Whoever is there already is replaced only if the trainer says so. */
async function takeIn(form, replaces = false) {
  const trouble = form.querySelector(".trouble");
  trouble.textContent = "";
  try {
    const [file] = form.querySelector("[type=file]").files;
    const headers = { "content-type": "application/jsonl", "x-ivrsim-token": token };
    const response = await fetch(`${form.dataset.import}${replaces ? "?replace" : ""}`, { method: "POST", headers, body: file });
    const text = (await response.text()).trim();
    if (response.ok) {
      sessionStorage.setItem("said", JSON.parse(text).said);
      location.reload();
      return;
    }
    trouble.textContent = text;
    if (response.status !== 409) return;
    const button = (label, act) => Object.assign(document.createElement("button"), { type: "button", textContent: label, onclick: act });
    const keep = button("Keep what is here", () => { form.reset(); trouble.textContent = ""; form.querySelector("[type=file]").focus(); });
    const replace = button("Replace", () => takeIn(form, true));
    replace.className = "bad";
    trouble.append(" ", keep, " ", replace);
    keep.focus();
  } catch {
    trouble.textContent = "The file could not be sent. Nothing was changed that you were not told of.";
  }
}

for (const form of document.querySelectorAll("form[data-import]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); takeIn(form); });
}
for (const form of document.querySelectorAll("form[data-post]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(form); });
}
for (const button of document.querySelectorAll("[data-dialog]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.dialog).showModal());
}
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
document.documentElement.dataset.ready = "yes";
