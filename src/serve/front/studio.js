// The studio: draws what the server finds in the plan, and holds what somebody is typing. Texts of files are only ever values
// and text nodes; what is set as markup was made, and escaped, by the server.

const QUIET = 200;
/** Less room than so many pixels says nothing. */
const LEAST_ASIDE = 140;
/** So long after a save the server may still tell of what the file was before. */
const PATIENCE = 3000;
const byId = (id) => document.getElementById(id);
const token = document.querySelector('meta[name="ivrsim-token"]').content;

/** Sends something that may change files. Gives the status and the answer. */
async function send(path, body) {
  const headers = { "content-type": "application/json", "x-ivrsim-token": token };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { ok: response.ok, status: response.status, told: isJson ? JSON.parse(text) : { why: text.trim() } };
}

/** Says something to those who listen, once. */
function say(text) {
  const told = byId("told");
  if (told.textContent !== text) told.textContent = text;
}

function fragment(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

/** How many signs two lists or texts have in common at their beginnings, and at their ends behind that. */
function common(one, other) {
  const most = Math.min(one.length, other.length);
  let before = 0;
  while (before < most && one[before] === other[before]) before += 1;
  let behind = 0;
  while (behind < most - before && one[one.length - 1 - behind] === other[other.length - 1 - behind]) behind += 1;
  return [before, behind];
}

/** One file of the plan. */
class FileEditor {
  #studio;
  #shown;
  /** The hash of what was saved and the server has not told of yet. */
  #awaited = null;
  #saving = Promise.resolve();

  constructor(studio, panel) {
    this.#studio = studio;
    this.panel = panel;
    this.name = panel.dataset.file;
    this.hash = panel.dataset.hash;
    this.area = panel.querySelector("textarea");
    this.lines = panel.querySelector(".under");
    this.loaded = this.area?.value ?? null;
    this.#shown = this.area ? this.loaded.split("\n") : null;
    this.area?.addEventListener("input", () => this.#typed());
    this.area?.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        this.save();
      }
    });
    panel.querySelector(".save")?.addEventListener("click", () => this.save());
    panel.querySelector(".undo")?.addEventListener("click", () => this.#undo());
  }

  get isChanged() {
    return this.area !== null && this.area.value !== this.loaded;
  }

  get short() {
    return this.panel.querySelector("h3").textContent;
  }

  #typed() {
    this.#repaint();
    this.#tools();
    this.state("");
    this.#studio.typed();
  }

  /** Lines that were typed anew have nothing underlined; all others keep what they have. */
  #repaint() {
    const lines = this.area.value.split("\n");
    const [before, behind] = common(this.#shown, lines);
    const children = this.lines.children;
    for (let gone = this.#shown.length - before - behind; gone > 0; gone -= 1) children[before].remove();
    const next = children[before] ?? null;
    for (const text of lines.slice(before, lines.length - behind)) {
      const line = document.createElement("span");
      line.className = "text-line";
      line.textContent = `${text}\n`;
      this.lines.insertBefore(line, next);
    }
    this.#shown = lines;
  }

  #tools() {
    const isChanged = this.isChanged;
    this.panel.classList.toggle("changed", isChanged);
    for (const button of this.panel.querySelectorAll(".save, .undo")) button.hidden = !isChanged;
  }

  state(text) {
    this.panel.querySelector(".state").textContent = text;
  }

  /** What is said at the ends of lines is as long as there is room, and not said where there is none. */
  fit() {
    const width = this.lines.clientWidth - 8;
    // All of it is measured before any of it is changed: where the two take turns, the whole text is laid out again for each.
    const asides = [...this.lines.querySelectorAll(".aside")];
    const rooms = asides.map((aside) => width - aside.offsetLeft - aside.parentElement.offsetLeft);
    asides.forEach((aside, index) => {
      aside.style.maxWidth = `${Math.max(rooms[index], 0)}px`;
      aside.style.visibility = rooms[index] < LEAST_ASIDE ? "hidden" : "";
    });
  }

  /** Another text, with the cursor where it was in it. */
  put(text) {
    if (text !== this.area.value) {
      const { selectionStart, selectionEnd } = this.area;
      const [before, behind] = common(this.area.value, text);
      const moved = (at) => (at <= before ? at : Math.max(before, at + text.length - this.area.value.length));
      const places = [moved(selectionStart), moved(selectionEnd)].map((at) => Math.min(at, text.length));
      const had = document.activeElement === this.area;
      this.area.value = text;
      if (had) this.area.setSelectionRange(...places);
    }
    this.#repaint();
    this.#tools();
  }

  /** What is wrong in the text, underlined; if it is the text that was looked at. */
  underline(lines, count, level) {
    this.lines.replaceChildren(fragment(lines));
    if (this.area) this.#shown = this.area.value.split("\n");
    const told = this.panel.querySelector(".count");
    told.textContent = count;
    if (level) told.dataset.level = level;
    else delete told.dataset.level;
    this.area?.setAttribute("aria-invalid", level === "error");
    this.fit();
  }

  /** The file as it is on the disk now, as a panel of its own. */
  read(panel) {
    const { hash } = panel.dataset;
    if (this.#awaited !== null && hash !== this.#awaited) return null;
    this.#awaited = null;
    const text = panel.querySelector("textarea")?.value ?? null;
    // What can be edited and what cannot are built otherwise.
    if ((text === null) !== (this.area === null)) return this.isChanged ? this.#conflict(null, hash) : panel;
    const count = panel.querySelector(".count");
    const underline = () => this.underline(panel.querySelector(".under").innerHTML, count.textContent, count.dataset.level);
    if (this.area === null) {
      this.hash = hash;
      underline();
      return null;
    }
    if (this.isChanged && text !== this.area.value) {
      if (hash !== this.hash) this.#conflict(text, hash);
      return null;
    }
    const isOther = text !== this.area.value;
    this.loaded = text;
    this.hash = hash;
    this.put(text);
    underline();
    this.#settle();
    if (isOther) this.state("Changed on disk: this is the new text.");
    return null;
  }

  /** There is no such file any more, and somebody has typed in it. */
  gone() {
    this.#conflict(null, this.hash);
  }

  /** The file is another one, and somebody has typed in it: nothing is taken from them. */
  #conflict(text, hash) {
    const box = this.panel.querySelector(".conflict");
    const what = document.createElement("p");
    what.textContent = text === null
      ? `${this.short} is gone or can no longer be read. Your text is still here; copy what you want to keep.`
      : `${this.short} changed on disk while you were typing. Nothing was overwritten: choose whose text goes on.`;
    const row = document.createElement("p");
    const button = (label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => { act(); this.#settle(); this.area.focus(); this.#studio.typed(); });
      row.append(button, " ");
    };
    box.replaceChildren(what, row);
    if (text !== null) {
      button("Go on with mine", () => { this.loaded = text; this.hash = hash; this.#tools(); });
      button("Take the file’s", () => { this.loaded = text; this.hash = hash; this.put(text); });
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = "The lines that differ";
      details.append(summary, differing(this.area.value, text));
      box.append(details);
    }
    box.hidden = false;
    return null;
  }

  #settle() {
    const box = this.panel.querySelector(".conflict");
    box.hidden = true;
    box.replaceChildren();
  }

  #undo() {
    this.put(this.loaded);
    this.state("Changes undone.");
    this.area.focus();
    this.#studio.typed();
  }

  /** Saves, behind whatever is being saved already: each save is one of what the one before it has left. */
  save() {
    this.#saving = this.#saving.then(() => this.#save());
  }

  async #save() {
    if (!this.isChanged) {
      this.state("Nothing to save.");
      return;
    }
    const text = this.area.value;
    this.state("Saving…");
    const { ok, status, told } = await send("/studio/save", { files: [{ name: this.name, hash: this.hash, text }] });
    if (ok) {
      [this.hash] = told.hashes;
      this.loaded = text;
      this.#await(this.hash);
      const hadFocus = this.panel.contains(document.activeElement);
      this.#settle();
      this.#tools();
      if (hadFocus && document.activeElement !== this.area) this.area.focus();
      this.state("Saved.");
      this.#studio.saved();
    } else if (status === 409) {
      this.state("Not saved.");
      this.#conflict(told.text, told.hash);
    } else {
      this.state(`Not saved: ${told.why}`);
    }
  }

  #await(hash) {
    this.#awaited = hash;
    setTimeout(() => {
      if (this.#awaited !== hash) return;
      // Somebody else has saved right behind.
      this.#awaited = null;
      this.#studio.again();
    }, PATIENCE);
  }

  /** Puts the cursor to a place, from 1. */
  go(line, column) {
    const shown = this.lines.children[line - 1];
    if (this.area) {
      const before = this.area.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      const at = Math.min(before + [...this.area.value.slice(before).split("\n")[0]].slice(0, column - 1).join("").length, this.area.value.length);
      this.area.focus({ preventScroll: true });
      this.area.setSelectionRange(at, at);
    } else {
      this.lines.focus({ preventScroll: true });
    }
    shown?.scrollIntoView({ block: "center", behavior: "instant" });
  }

  /** The keys of the findings on the line of the cursor. */
  here() {
    const line = this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    return this.lines.children[line - 1]?.querySelector(".aside")?.dataset.key ?? null;
  }
}

/** Two texts, the lines between those that they have in common. */
function differing(mine, theirs) {
  const [one, other] = [mine.split("\n"), theirs.split("\n")];
  const [before, behind] = common(one, other);
  const shown = document.createElement("pre");
  // Long lines are scrolled, also by keys.
  shown.tabIndex = 0;
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", "The lines that differ");
  const add = (lines, sign, name) => {
    for (const line of lines) {
      const part = document.createElement(name);
      part.textContent = `${sign} ${line}\n`;
      shown.append(part);
    }
  };
  add(one.slice(before, one.length - behind), "yours ", "del");
  add(other.slice(before, other.length - behind), "file’s", "ins");
  return shown;
}

class Studio {
  #editors = new Map();
  #counts = {};
  #board = null;
  #checks = 0;
  #waits = null;
  #sentence = "";
  #isDraft = false;
  /** How much is wrong in what somebody is typing. */
  #draft = null;

  constructor() {
    document.addEventListener("click", (event) => this.#clicked(event));
    document.addEventListener("selectionchange", () => this.#mark());
    document.addEventListener("keydown", (event) => this.#key(event));
    byId("map").addEventListener("change", () => this.#draw());
    window.addEventListener("beforeunload", (event) => {
      if (this.#changed().length > 0) event.preventDefault();
    });
    new ResizeObserver(() => { for (const editor of this.#editors.values()) editor.fit(); }).observe(byId("files"));
    this.#listen();
  }

  #add(panel) {
    const editor = new FileEditor(this, panel);
    this.#editors.set(editor.name, editor);
    editor.fit();
  }

  #changed() {
    return [...this.#editors.values()].filter((editor) => editor.isChanged);
  }

  #listen() {
    const events = new EventSource("/studio/events");
    // Another server may count from the beginning.
    events.addEventListener("open", () => { this.#counts = {}; });
    events.addEventListener("board", (event) => {
      this.#notice("");
      this.#hear(JSON.parse(event.data));
    });
    events.addEventListener("error", () => this.#notice("The connection to ivrsim is lost. What you type stays here; it is taken up again as soon as the server is back."));
  }

  #notice(text) {
    const notice = byId("notice");
    if (notice.textContent !== text) notice.textContent = text;
    notice.hidden = text === "";
  }

  /** What is known now. */
  async #hear(board) {
    const isNew = Object.entries(board.parts).filter(([part, count]) => this.#counts[part] !== count);
    this.#counts = board.parts;
    this.#board = board;
    this.#glance(board);
    byId("behind").hidden = !board.behind;
    await Promise.all(isNew.map(([part]) => this.#fetch(part)));
    // Something newer may have been heard of meanwhile.
    if (this.#board !== board) return;
    document.body.dataset.done = board.done;
    if (board.done && board.sentence !== this.#sentence) {
      this.#sentence = board.sentence;
      say(board.sentence);
    }
  }

  #glance({ glance, done }) {
    const items = glance.map((one) => {
      const { part, text, bad } = one.part === "findings" && this.#isDraft ? { part: one.part, ...this.#draft } : one;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${part}`;
      link.className = bad ? "bad" : "";
      link.textContent = `${bad ? "✕ " : ""}${text}`;
      item.append(link);
      return item;
    });
    if (!done) {
      const item = document.createElement("li");
      item.className = "dim";
      item.textContent = "looking…";
      items.push(item);
    }
    const list = byId("glance");
    const at = [...list.querySelectorAll("a")].indexOf(document.activeElement);
    list.replaceChildren(...items);
    if (at >= 0) (list.querySelectorAll("a")[at] ?? list.querySelector("a"))?.focus();
  }

  async #fetch(part) {
    if (part === "map") return this.#draw();
    // What somebody is typing has findings of its own.
    if (part === "findings" && this.#isDraft) return this.typed();
    const response = await fetch(`/studio/part/${part}`);
    if (!response.ok) return undefined;
    const markup = await response.text();
    if (part === "files") this.#files(fragment(markup));
    else replace(byId(`${part}-part`), markup);
    return undefined;
  }

  #files(content) {
    const panels = [...content.querySelectorAll(".file")];
    const names = new Set(panels.map((panel) => panel.dataset.file));
    for (const [name, editor] of this.#editors) {
      if (names.has(name)) continue;
      if (editor.isChanged) {
        editor.gone();
        continue;
      }
      editor.panel.remove();
      this.#editors.delete(name);
    }
    const list = byId("files");
    let previous = null;
    for (const panel of panels) {
      const editor = this.#editors.get(panel.dataset.file);
      const fresh = editor ? editor.read(panel) : panel;
      if (fresh) {
        if (editor) editor.panel.replaceWith(fresh);
        else if (previous) previous.after(fresh);
        else list.prepend(fresh);
        this.#add(fresh);
      }
      previous = this.#editors.get(panel.dataset.file).panel;
    }
    this.#nav();
    if (this.#changed().length > 0) this.typed();
  }

  #nav() {
    const items = [...this.#editors.values()].map((editor) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${editor.panel.id}`;
      const count = editor.panel.querySelector(".count");
      link.textContent = editor.short + (count.textContent ? ` (${count.textContent})` : "");
      if (count.dataset.level) link.dataset.level = count.dataset.level;
      item.append(link);
      return item;
    });
    const map = document.createElement("li");
    map.append(Object.assign(document.createElement("a"), { href: "#map", textContent: "Map" }));
    items.push(map);
    const list = byId("file-list");
    const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
    list.replaceChildren(...items);
    if (at >= 0) list.children[at]?.querySelector("a").focus();
  }

  /** Somebody types: what is wrong with it is told once they pause. */
  typed() {
    clearTimeout(this.#waits);
    this.#waits = setTimeout(() => this.#check(), QUIET);
  }

  /** What is underlined and found stays as it was typed, until the server tells of the file. */
  saved() {
    if (this.#changed().length > 0) {
      this.typed();
      return;
    }
    clearTimeout(this.#waits);
    this.#checks += 1;
    this.#isDraft = false;
    byId("draft").hidden = true;
  }

  /** Asks for the files once more. */
  again() {
    this.#fetch("files");
  }

  async #check() {
    const changed = this.#changed();
    this.#checks += 1;
    const number = this.#checks;
    if (changed.length === 0) {
      if (!this.#isDraft) return;
      this.#isDraft = false;
      byId("draft").hidden = true;
      this.#glance(this.#board);
      await Promise.all([this.#fetch("files"), this.#fetch("findings")]);
      return;
    }
    const drafts = changed.map((editor) => ({ name: editor.name, text: editor.area.value }));
    const { ok, told } = await send("/studio/check", { drafts });
    if (!ok || number !== this.#checks) return;
    this.#isDraft = true;
    this.#draft = { text: told.told, bad: told.bad };
    byId("draft").hidden = false;
    this.#glance(this.#board);
    for (const { name, lines, count, level } of told.files) {
      const editor = this.#editors.get(name);
      const draft = drafts.find((draft) => draft.name === name);
      if (editor && (!draft || editor.area.value === draft.text)) editor.underline(lines, count, level);
    }
    replace(byId("findings-part"), told.findings);
    this.#nav();
    this.#mark();
    say(told.told);
  }

  async #draw() {
    const map = byId("map");
    const line = map.querySelector("select")?.value ?? "";
    const show = map.querySelector("input[name=show]:checked").value;
    const response = await fetch(`/studio/part/map?${new URLSearchParams({ line, show })}`);
    if (!response.ok) return;
    replace(byId("map-part"), await response.text());
    for (const box of map.querySelectorAll("g[data-file]")) {
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "link");
      // Of a link only its name is told: all that stands in the box.
      const told = [...box.querySelectorAll("text")].map((line) => line.textContent.trim()).filter(Boolean);
      box.setAttribute("aria-label", `${told.join(", ")}: to its text`);
    }
  }

  async #repair(button) {
    button.disabled = true;
    const changed = this.#changed();
    const drafts = changed.map((editor) => ({ name: editor.name, text: editor.area.value }));
    const { ok, told } = await send("/studio/repair", { finding: button.dataset.key, drafts });
    button.disabled = false;
    if (!ok) {
      say(told.why);
      this.#notice(told.why);
      return;
    }
    for (const { name, text } of told.texts) this.#editors.get(name)?.put(text);
    say(told.saved ? "Repaired and saved." : "Repaired; not saved yet, because you have changes of your own.");
    byId("findings").focus({ preventScroll: true });
    if (!told.saved) this.typed();
  }

  #clicked(event) {
    const place = event.target.closest("[data-line]");
    const repair = event.target.closest("button.repair");
    if (repair) this.#repair(repair);
    else if (place) this.#go(place);
  }

  #go({ dataset: { file, line, column } }) {
    const editor = this.#editors.get(file);
    if (editor) editor.go(Number(line), Number(column ?? 1));
    else say(`${file} is not edited here. Open it in an editor of your own, at line ${line}.`);
  }

  #key(event) {
    const box = event.target.closest?.("g[data-line]");
    if (box && event.key === "Enter") this.#go(box);
    if (event.key === "F8") {
      event.preventDefault();
      this.#next(event.shiftKey ? -1 : 1);
    }
  }

  /** To the next finding, from where the cursor is. */
  #next(step) {
    const findings = [...document.querySelectorAll("#findings-part .finding")].filter((one) => one.querySelector(".place"));
    if (findings.length === 0) {
      say("Nothing is wrong in the text.");
      return;
    }
    const at = findings.findIndex((one) => one.classList.contains("current"));
    const next = findings[at < 0 && step < 0 ? findings.length - 1 : (at + step + findings.length) % findings.length];
    this.#go(next.querySelector(".place"));
    this.#current(next);
    next.scrollIntoView({ block: "nearest" });
    say(next.querySelector(".what").textContent);
  }

  #mark() {
    const editor = [...this.#editors.values()].find((editor) => editor.area === document.activeElement);
    if (!editor) return;
    const key = editor.here();
    this.#current(key ? byId(`finding-${key}`) : null);
  }

  #current(finding) {
    for (const one of document.querySelectorAll("#findings-part .current")) {
      one.classList.remove("current");
      one.removeAttribute("aria-current");
    }
    finding?.classList.add("current");
    finding?.setAttribute("aria-current", "true");
  }
}

/** Puts a part in the place of what it was: what was open stays open, and focus where it was. */
function replace(place, markup) {
  const summaries = () => [...place.querySelectorAll("details > summary")];
  const path = (summary) => `${summary.closest(".finding, section, article")?.querySelector("h2, p")?.textContent} ${summary.textContent}`;
  const open = new Map(summaries().map((summary) => [path(summary), summary.parentElement.open]));
  const stops = () => [...place.querySelectorAll("button, a, select, summary, [tabindex]")];
  const at = stops().indexOf(document.activeElement);
  const scrolled = [...place.querySelectorAll(".scroll")].map((one) => [one.scrollLeft, one.scrollTop]);
  place.replaceChildren(fragment(markup));
  for (const summary of summaries()) {
    const wasOpen = open.get(path(summary));
    if (wasOpen !== undefined) summary.parentElement.open = wasOpen;
  }
  [...place.querySelectorAll(".scroll")].forEach((one, index) => one.scrollTo(...(scrolled[index] ?? [0, 0])));
  if (at >= 0) (stops()[at] ?? place.closest("[tabindex]"))?.focus({ preventScroll: true });
}

window.studio = new Studio();
