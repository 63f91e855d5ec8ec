// The studio: hears what the server finds in the plan, draws it, and goes where it is.

/** Somebody has paused who types nothing for so many milliseconds. */
const QUIET = 200;

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

window.studio = new Studio();
