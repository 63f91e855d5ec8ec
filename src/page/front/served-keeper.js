// What a server keeps of learners: it is asked, and told of everything before anything more is shown.

class ServedKeeper {
  where = "Your trainer's file keeps what you learn; your trainer can see it. You can go on here, in any browser, or in a terminal.";
  isKept = true;
  /** Files are taken in, and learners forgotten, by the trainer. */
  isOwn = false;
  #seat = null;
  #name = "";
  #lines = "";
  #names = [];
  #hasToured = false;
  #token = JSON.parse(byId("setting").textContent).served.token;

  async #post(path, what) {
    const headers = { "content-type": "application/json", "x-ivrsim-token": this.#token };
    let response;
    try {
      response = await fetch(`/lessons/${path}`, { method: "POST", headers, body: JSON.stringify(what) });
    } catch {
      throw new Error("The server cannot be reached. Try again.");
    }
    if (response.ok) return response.json();
    if (response.status === 410 && this.#name) {
      // The server has forgotten who sits here.
      const { seat } = await this.#post("sit", { name: this.#name });
      this.#seat = seat;
      return this.#post(path, { ...what, seat });
    }
    const error = new Error((await response.text()).trim());
    error.isUnknown = path === "sit" && response.status === 409;
    throw error;
  }

  names() {
    return this.#names;
  }

  /** Asks for the names to choose from. */
  async arrive() {
    const response = await fetch("/lessons/learners");
    if (!response.ok) throw new Error((await response.text()).trim());
    this.#names = (await response.json()).names;
  }

  /** Sits down; whoever is new says so. */
  async sit(name, isNew) {
    this.#name = "";
    const taken = await this.#post("sit", { name, isNew });
    this.#seat = taken.seat;
    this.#name = taken.name;
    this.#hasToured = taken.hasToured;
    await this.refresh();
    return taken.name;
  }

  /** Asks what is known by now: others may have been at it. */
  async refresh() {
    this.#lines = (await this.#post("records", { seat: this.#seat })).records;
  }

  records() {
    return this.#lines;
  }

  enroll() {}

  hasToured() {
    return this.#hasToured;
  }

  /** Keeps that whoever sits here was shown around. */
  async toured() {
    await this.#post("toured", { seat: this.#seat });
    this.#hasToured = true;
  }

  #sent() {
    return crypto.getRandomValues(new Uint32Array(1))[0];
  }

  /** Keeps cards that were shown or answered. */
  async cards(_name, kept) {
    const figures = ({ answer, quick }) => {
      const { judged, hints, milliseconds } = JSON.parse(answer).answer;
      return { judged, hints, milliseconds, quick: quick ?? 0 };
    };
    const cards = kept.map((card) => ({ id: card.id, answer: card.answer ? figures(card) : null }));
    await this.#kept("keep", { cards });
    for (const { card, memory, answer } of kept) this.#lines += [card, memory, answer].filter(Boolean).map((line) => `${line}\n`).join("");
  }

  /** Keeps an exam. */
  async other(_name, line) {
    const { seed, questions, points, pass_mark, milliseconds } = JSON.parse(line).exam;
    await this.#kept("exam", { seed, questions, points, pass_mark, milliseconds });
    this.#lines += `${line}\n`;
  }

  /** Sends it until it is kept, a few times; what has arrived already is not kept twice. */
  async #kept(path, what) {
    const told = { seat: this.#seat, ...what, sent: this.#sent() };
    try {
      await this.#post(path, told);
    } catch {
      await this.#post(path, told);
    }
  }
}
