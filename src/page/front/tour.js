// Shows around whoever is here for the first time: what there is to learn, how calls are made, how questions are answered.

/** Of what a number is for, so much is enough to begin with. */
const MOST_PURPOSES = 5;

class Tour {
  #pages;
  #at = 0;
  #draw;
  #then;
  #leave;

  constructor({ directory, calls, learning }, draw, then, leave) {
    this.#pages = [() => this.#directory(directory), () => this.#phone(calls), () => this.#questions(learning)];
    this.#draw = draw;
    this.#then = then;
    this.#leave = leave;
  }

  show() {
    const next = () => {
      this.#at += 1;
      if (this.#at < this.#pages.length) this.show();
      else this.#then();
    };
    const [title, ...parts] = this.#pages[this.#at]();
    const tools = lessonTools(lessonButton("Continue", next, { class: "good" }), lessonButton("Skip the tour", this.#then), lessonButton("Stop", this.#leave));
    this.#draw([
      element("p", { class: "small" }, `Tour, ${this.#at + 1} of ${this.#pages.length}`),
      lessonHead(title), ...parts, tools,
    ], { Enter: next, s: this.#then });
  }

  #directory({ name, told, lines }) {
    const purposes = (all) => `${all.slice(0, MOST_PURPOSES).join(", ")}${all.length > MOST_PURPOSES ? ", …" : ""}`;
    return [name, element("p", {}, told), element("ul", { class: "facts" },
      ...lines.map((line) => element("li", {}, line.name, " ", element("span", { class: "small" }, purposes(line.purposes)))))];
  }

  #phone(calls) {
    return ["The phone",
      element("p", {}, `Some questions ask you to make a call: the phone is beside them. Dial, read or hear what it says, and press its keys, as a caller would. ${calls}`),
      element("p", {}, "Skip goes to what happens next. Hang up ends the call, and you can make it again.")];
  }

  #questions(learning) {
    return ["The questions", element("p", {}, learning), element("p", {}, HELP),
      element("p", {}, "A hint helps a little. Whoever does not know it shows the answer, and is asked again soon. Stop ends the lesson; nothing is lost.")];
  }
}
