// What is kept of learners: lines of an export, those of a card together, in the browser's own store. What an answer changes is
// written in one piece, before anything more is shown.

class LearnerKeeper {
  #prefix;
  #store;
  /** Files can be taken in here, and learners forgotten. */
  isOwn = true;
  /** Whether the browser keeps it; otherwise it lasts as long as the page. */
  isKept = true;

  constructor(planName) {
    this.#prefix = ["ivrsim", planName];
    try {
      this.#store = window.localStorage;
      this.#store.setItem("ivrsim", "1");
      this.#store.removeItem("ivrsim");
    } catch {
      this.#store = null;
    }
    if (!this.#store) this.#forTheMoment();
  }

  /** Goes on in the memory of the page, with all that was kept so far. */
  #forTheMoment() {
    const known = new Map();
    for (let index = 0; index < (this.#store?.length ?? 0); index += 1) {
      const key = this.#store.key(index);
      known.set(key, this.#store.getItem(key));
    }
    this.isKept = false;
    this.#store = {
      get length() { return known.size; },
      key: (index) => [...known.keys()][index],
      getItem: (key) => known.get(key) ?? null,
      setItem: (key, value) => known.set(key, value),
      removeItem: (key) => known.delete(key),
    };
  }

  #put(path, value) {
    const [key, text] = [JSON.stringify([...this.#prefix, ...path]), JSON.stringify(value)];
    try {
      this.#store.setItem(key, text);
    } catch {
      // There is no more room, or no more permission.
      this.#forTheMoment();
      this.#store.setItem(key, text);
    }
  }

  #get(path) {
    const text = this.#store.getItem(JSON.stringify([...this.#prefix, ...path]));
    return text === null ? null : JSON.parse(text);
  }

  /** What is kept below a path of names: the rest of each path, and what is there. */
  #below(path) {
    const begin = [...this.#prefix, ...path];
    const found = [];
    for (let index = 0; index < this.#store.length; index += 1) {
      const key = this.#store.key(index);
      if (!key.startsWith('["ivrsim",')) continue;
      const names = JSON.parse(key);
      if (begin.every((name, at) => names[at] === name)) found.push([names.slice(begin.length), JSON.parse(this.#store.getItem(key))]);
    }
    return found;
  }

  /** Where what is learned goes. */
  get where() {
    return this.isKept ? ROOM : NO_ROOM;
  }

  arrive() {}

  refresh() {}

  /** Gives the name of whoever sits down, as they wrote it. */
  sit(name) {
    return name;
  }

  names() {
    return [...new Set(this.#below([]).map(([[name]]) => name))].sort();
  }

  /** What is kept of a learner, as the lines of a file. */
  records(name) {
    const cards = this.#below([name]).filter(([path]) => path.length === 1).map(([, kept]) => kept);
    const when = (line) => Date.parse(JSON.parse(line).answer.at);
    const answers = cards.flatMap((kept) => kept.answers).map((line) => [when(line), line]).sort(([one], [other]) => one - other);
    const lines = [
      JSON.stringify({ version: 1 }),
      ...cards.map((kept) => kept.card),
      JSON.stringify({ learner: { name } }),
      ...cards.map((kept) => kept.memory).filter(Boolean),
      ...answers.map(([, line]) => line),
      ...(this.#get([name])?.others ?? []),
    ];
    return `${lines.join("\n")}\n`;
  }

  enroll(name) {
    if (!this.#get([name])) this.#put([name], { others: [] });
  }

  /** Whether a learner was shown around; whoever has learned something needs it no more. */
  hasToured(name) {
    return this.#get([name])?.toured === true || this.#below([name]).some(([path]) => path.length === 1);
  }

  /** Keeps that a learner was shown around. */
  toured(name) {
    this.#put([name], { ...this.#get([name]), toured: true });
  }

  /** Keeps a card that was shown or answered. */
  card(name, { id, card, memory, answer }) {
    const answers = this.#get([name, id])?.answers ?? [];
    this.#put([name, id], { card, memory, answers: answer ? [...answers, answer] : answers });
  }

  /** Keeps cards that were shown or answered. */
  cards(name, kept) {
    for (const card of kept) this.card(name, card);
  }

  /** Keeps an exam. */
  other(name, line) {
    const kept = this.#get([name]);
    this.#put([name], { ...kept, others: [...(kept?.others ?? []), line] });
  }

  /** Takes in a learner of a file, in place of what was kept of them. */
  take({ name, cards, others }) {
    this.forget(name);
    for (const { id, card, memory, answers } of cards) this.#put([name, id], { card, memory, answers });
    this.#put([name], { others });
  }

  forget(name) {
    for (const [path] of this.#below([name])) this.#store.removeItem(JSON.stringify([...this.#prefix, name, ...path]));
  }
}
