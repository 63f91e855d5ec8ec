// The editor of one file: what somebody types is theirs until they save it.

/** Less room than so many pixels says nothing. */
const LEAST_ASIDE = 140;
/** So long after a save the server may still tell of what the file was before. */
const PATIENCE = 3000;

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
