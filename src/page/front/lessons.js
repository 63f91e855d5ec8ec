// Lessons and exams: draws what lies on the desk, and hands on what is typed. What is asked, how an answer is judged and what is
// said of it is the engine's; see `src/page/study/`.

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const HELP = "Type your answer and press Enter. For a choice, press its letter; for yes or no, y or n.";
const NO_ROOM = "This browser keeps nothing for this page: save your progress as a file before you close it.";
const ROOM = "What you learn is kept in this browser, on this computer, and goes nowhere else. Whoever uses this browser can see it.";

/** So many milliseconds behind an answer, nobody has read what is asked next. */
const SETTLES = 800;

/** Does something when something else is done: at once, unless that takes its time. */
const after = (done, act) => (done ? done.then(act) : act());

class LessonRoom {
  #engine;
  #phone;
  #keeper;
  #name = "";
  /** What lies on the desk. */
  #step = null;
  /** What keys do at the moment, where they are no text. */
  #keys = {};
  #loaded = [];
  /** The words of what was chosen last. */
  #chosen = null;
  #isBusy = false;
  /** When a key was pressed last that answered, or that followed one at once. */
  #answered = -Infinity;

  constructor(engine, phone, questions, changes) {
    this.#engine = engine;
    this.#teach(questions, changes);
    this.#phone = phone;
    this.#keeper = typeof ServedKeeper === "undefined" ? new LearnerKeeper(engine.ask({ ask: "plan" }).name) : new ServedKeeper();
    byId("views").hidden = false;
    // What is asked and said is in the language of the plan.
    for (const id of ["lesson-step", "lesson-live"]) byId(id).lang = engine.ask({ ask: "plan" }).language;
    for (const id of ["load-part", "learner-forget"]) byId(id).hidden = !this.#keeper.isOwn;
    this.#listen();
    this.#begin();
    if (location.hash === "#lessons") this.#view("lessons");
  }

  /** What is asked beside what the plan itself says: own questions, and what has changed since an older plan. */
  #teach(questions, changes) {
    if (questions.length) this.#engine.study({ ask: "questions", files: questions });
    if (changes.length) this.#engine.study({ ask: "changes", cards: changes });
  }

  /** Whether somebody is in a lesson or an exam, which another plan would end. */
  get isOn() {
    return ["introduction", "question"].includes(this.#step?.what);
  }

  /** Another plan was taken up, and its lessons are others. */
  takeUp(questions, changes) {
    const wasOn = this.isOn;
    this.#teach(questions, changes);
    if (wasOn) this.#home();
  }

  #ask(question) {
    return this.#engine.study({ at: Date.now(), ...question });
  }

  /** Shows the phone or the lessons. A lesson goes on when somebody comes back to it. */
  #view(view) {
    const isLessons = view === "lessons";
    for (const [id, is] of [["view-phone", !isLessons], ["view-lessons", isLessons]]) {
      if (is) byId(id).setAttribute("aria-current", "page");
      else byId(id).removeAttribute("aria-current");
    }
    document.body.classList.toggle("in-lessons", isLessons);
    byId("lessons").hidden = !isLessons;
    for (const id of ["directory", "more"]) byId(id).hidden = isLessons;
    if (isLessons) this.#usePhone(this.#step?.question?.call ?? null);
    else this.#usePhone(null);
    byId("phone").hidden = isLessons && !this.#step?.question?.call;
  }

  /** Lends the phone to the question, or takes it back. */
  #usePhone(call) {
    this.#phone.giveBack();
    byId("phone").hidden = !call && !byId("lessons").hidden;
    if (call) this.#phone.lend({ number: call.number, from: call.from, at: call.at, done: (made) => this.#answer({ ask: "call", call: made }) });
  }

  /** Of the parts of the room, shows one. */
  #part(id) {
    for (const part of ["lesson-start", "lesson-learner", "lesson-step"]) byId(part).hidden = part !== id;
  }

  /** Asks who learns. */
  #begin() {
    this.#name = "";
    this.#step = null;
    this.#part("lesson-start");
    put("lessons-kept", this.#keeper.where);
    return after(this.#try(() => this.#keeper.arrive()), () => this.#arrive());
  }

  #arrive() {
    const names = this.#keeper.names();
    byId("learners-known").hidden = names.length === 0;
    const known = (name) => element("li", {}, element("button", { type: "button", onclick: () => this.#sit(name) }, name));
    byId("learners").replaceChildren(...names.map(known));
    byId("load-answer").replaceChildren();
    byId("load").value = "";
    byId("learner").value = "";
    trouble("learner", "");
  }

  #learner() {
    return { name: this.#name, records: this.#keeper.records(this.#name) };
  }

  /** Somebody sits down. */
  async #sit(name, isNew = false) {
    try {
      const sits = await this.#keeper.sit(name, isNew);
      const lines = this.#keeper.records(sits.trim());
      const view = this.#ask({ ask: "learner", name: sits, records: lines });
      this.#name = view.name;
      this.#keeper.enroll(view.name);
      this.#greet(view);
      byId("learner-name").focus();
    } catch (error) {
      trouble("learner", error.message);
      byId("learner").focus();
      if (!error.isUnknown) return;
      // A name with a slip would be somebody else.
      const begin = lessonButton("Begin as a new learner", () => this.#sit(name, true));
      byId("learner-trouble").append(" ", begin);
      begin.focus();
    }
  }

  #greet(view) {
    this.#step = null;
    this.#part("lesson-learner");
    put("learner-name", view.name);
    put("learner-standing", view.standing);
    byId("learner-progress").max = Math.max(1, view.cards);
    byId("learner-progress").value = view.learned;
    byId("learner-greeting").replaceChildren(...view.greeting.map((text) => element("li", {}, text)));
    byId("lesson-begin").disabled = !view.has_lesson;
    put("learner-kept", this.#keeper.isKept ? `${this.#keeper.where} The file can go with you to another computer, or to your trainer.` : NO_ROOM);
    put("learner-told", "");
    put("lesson-live", "");
    trouble("paper", "");
    byId("forget-question").hidden = true;
  }

  /** Back to how the learner stands. */
  #home() {
    this.#usePhone(null);
    return after(this.#try(() => this.#keeper.refresh()), () => {
      this.#greet(this.#ask({ ask: "learner", ...this.#learner() }));
      byId("learner-name").focus();
    });
  }

  /** Does what may go wrong, and says so beside the lesson. */
  #try(act) {
    put("lessons-trouble", "");
    const told = (error) => put("lessons-trouble", error.message);
    try {
      return act()?.catch?.(told);
    } catch (error) {
      return told(error);
    }
  }

  /** Hands on what somebody does. What is done while something is still being kept is not done. */
  #answer(question) {
    if (this.#isBusy) return;
    const going = this.#try(() => this.#reply(this.#ask(question)));
    this.#isBusy = Boolean(going);
    going?.finally(() => { this.#isBusy = false; });
  }

  #reply(reply) {
    const acts = {
      nothing: () => {},
      say: () => this.#say(reply.text, "note"),
      hint: () => this.#say(`Hint: ${reply.text}`, "note"),
      help: () => this.#say(HELP, "note"),
      call: () => { this.#phone.dial(reply.call.number); byId("hang-up").focus(); },
      verdict: () => after(this.#keep([reply.keep]), () => this.#verdict(reply)),
      kept: () => after(this.#keep(reply.keep), () => this.#show(this.#ask({ ask: "next" }))),
      next: () => this.#show(reply.step),
      leave: () => this.#stop(),
    };
    return acts[reply.reply]();
  }

  /** Keeps cards. Nothing goes on before they are kept. */
  #keep(cards) {
    const kept = this.#until("This was not kept yet.", () => this.#keeper.cards(this.#name, cards));
    if (!this.#keeper.isKept) put("lessons-trouble", NO_ROOM);
    return kept;
  }

  /** Keeps something, as often as it takes. */
  #until(trouble, keep) {
    return keep()?.catch((error) => this.#again(`${trouble} ${error.message}`).then(() => this.#until(trouble, keep)));
  }

  /** Says what went wrong, and waits until somebody wants to try again. */
  #again(text) {
    return new Promise((resolve) => {
      const again = lessonButton("Try again", () => { put("lessons-trouble", ""); resolve(); });
      byId("lessons-trouble").replaceChildren(`${text} `, again);
      again.focus();
    });
  }

  /** Says something beside the question, which stays. */
  #say(text, kind) {
    const said = byId("lesson-said");
    said.className = kind;
    put("lesson-said", text);
    put("lesson-live", text);
    byId("answer")?.select();
  }

  /** Shows around, once it is noted: whoever leaves in the middle has seen enough. */
  #tour(then) {
    return after(this.#try(() => this.#keeper.toured(this.#name)), () => this.#try(() => {
      this.#part("lesson-step");
      this.#step = { what: "tour" };
      new Tour(this.#ask({ ask: "tour" }), (...parts) => this.#draw(...parts), then, () => this.#home()).show();
    }));
  }

  /** Draws what lies on the desk now. */
  #show(step) {
    this.#step = step;
    this.#chosen = null;
    this.#part("lesson-step");
    // Whoever sits an exam does not look into the directory.
    byId("views").hidden = step.is_exam === true;
    put("lesson-live", "");
    const draw = {
      introduction: () => this.#introduction(step),
      question: () => this.#question(step),
      end: () => this.#end(step),
      "exam-end": () => this.#examEnd(step),
      "exam-left": () => this.#examLeft(step),
    };
    this.#usePhone(step.question?.call ?? null);
    return draw[step.what]();
  }

  /** Puts parts on the desk and says what keys do there. Whoever sits there is at the first thing then. */
  #draw(parts, keys, focus = "lesson-head") {
    this.#keys = keys;
    byId("lesson-step").replaceChildren(...parts.filter(Boolean));
    byId(focus).focus({ preventScroll: true });
    byId("lessons").scrollIntoView({ block: "nearest" });
  }

  #introduction(step) {
    const groups = step.page.groups.flatMap((group) => [
      element("p", { class: "new" }, element("strong", {}, group.heading)),
      group.facts.length ? element("ul", { class: "facts" }, ...group.facts.map((fact) => element("li", {}, fact.lead ? element("span", { class: "lead" }, `${fact.lead} `) : null, fact.told))) : null,
      group.hours ? element("p", { class: "small" }, group.hours) : null,
    ]);
    const read = () => this.#answer({ ask: "read" });
    const known = () => this.#try(() => this.#show(this.#ask({ ask: "ask-unseen" })));
    this.#draw([
      lessonStanding(step), lessonHead("New to you"), ...groups,
      lessonTools(lessonButton("Continue", read, { class: "good" }), lessonButton("I know this, ask me", known), lessonButton("Stop", () => this.#stop())),
    ], { Enter: read, k: known });
  }

  #question(step) {
    const { question, is_exam: isExam } = step;
    const type = (text) => this.#answer({ ask: "type", text });
    const keys = {};
    let focus = "lesson-head";
    let controls;
    const choose = (choices) => element("div", { class: "choices", role: "group", "aria-labelledby": "lesson-head" },
      ...choices.map(([key, text, answer]) => { keys[key] = () => { this.#chosen = text; type(answer); }; return lessonChoice(key, text, keys[key]); }));
    if (question.form === "choice") {
      controls = [choose(question.choices.map((text, index) => [LETTERS[index], text, LETTERS[index]]))];
      question.choices.forEach((_, index) => { keys[index + 1] = keys[LETTERS[index]]; });
    } else if (question.form === "yes-no") {
      controls = [choose(question.yes_no.map((word) => [word[0], `${word[0].toUpperCase()}${word.slice(1)}`, word]))];
    } else if (question.form === "one-key") {
      for (const key of KEYS) keys[key] = () => type(key);
      const pad = KEYS.map((key) => element("button", { type: "button", onclick: keys[key] }, key, KEY_NAMES[key] ? element("span", { class: "hidden" }, ` ${KEY_NAMES[key]}`) : null));
      controls = [element("div", { class: "keypad", role: "group", "aria-label": "Press the key" }, ...pad)];
    } else if (question.form === "listen") {
      const listen = () => { this.#phone.dial(question.call.number); byId("hang-up").focus(); };
      controls = [element("p", {}, lessonButton("Listen", listen, { class: "good" })), element("p", { class: "small" }, "You hear the phone: press its keys.")];
      keys.Enter = listen;
    } else {
      controls = [this.#field(question, type)];
      focus = "answer";
    }
    const hint = question.hints > 0 && !isExam ? lessonButton("Hint", () => this.#answer({ ask: "hint" })) : null;
    if (hint) keys["?"] = () => this.#answer({ ask: "hint" });
    this.#draw([
      lessonStanding(step),
      step.announcement ? element("p", {}, element("strong", {}, step.announcement), ` ${step.exam_rules}`) : null,
      lessonHead(question.text), ...controls,
      element("p", { id: "lesson-said" }),
      lessonTools(hint, isExam ? null : lessonButton("Show the answer", () => this.#answer({ ask: "give-up" })),
        lessonButton(isExam ? "Skip, which counts as wrong" : "Another question", () => this.#answer({ ask: "skip" })),
        lessonButton("Stop", () => (isExam ? this.#sure() : this.#stop()))),
    ], keys, focus);
  }

  /** A field for an answer that is typed. */
  #field(question, type) {
    const isCall = question.form === "call";
    const help = isCall ? "Dial on the phone and press keys. Or type the number and the option here, or when they open." : question.told_expected;
    const mode = { number: "tel", keys: "tel" }[question.form] ?? "text";
    const field = element("input", { id: "answer", inputmode: mode, autocapitalize: "off", spellcheck: "false", "aria-describedby": "lesson-head answer-help" });
    const send = (event) => { event.preventDefault(); type(field.value); };
    return element("form", { autocomplete: "off", onsubmit: send },
      element("label", { for: "answer" }, "Your answer"),
      element("div", { class: "row" }, field, element("button", { type: "submit", class: "good" }, "Answer")),
      element("p", { id: "answer-help", class: "small" }, help));
  }

  /** Says whether the answer was right, and waits until the learner goes on. */
  #verdict({ verdict, standing }) {
    const { score, word, note, right, rights, before_right: beforeRight, why, explained, quotes } = verdict;
    const told = [`${word} ${note}`.trim(), right && `${beforeRight} ${right}`, why].filter(Boolean);
    const next = () => this.#try(() => { this.#usePhone(null); this.#show(this.#ask({ ask: "next" })); });
    const more = (id, text) => () => { byId(id).hidden = false; put("lesson-live", text); };
    const quoted = quotes.map(({ words, assumed }) => [words && `“${words}”`, assumed && `Assumed: ${assumed}`].filter(Boolean).join(" "));
    const whyNow = more("lesson-why", explained);
    const sourceNow = more("lesson-quotes", quoted.join(" "));
    const { question } = this.#step;
    this.#step = { ...this.#step, question: { ...question, call: null } };
    this.#keys = { Enter: next, w: whyNow, ...(quoted.length ? { s: sourceNow } : {}) };
    const block = element("div", { class: `verdict ${score}`, id: "lesson-verdict" },
      element("p", {}, element("strong", {}, word), note ? ` ${note}` : ""),
      right ? element("p", {}, element("strong", {}, beforeRight), ` ${right}`) : null,
      why ? element("p", {}, why) : null,
      element("p", { id: "lesson-why", hidden: true }, explained),
      element("ul", { id: "lesson-quotes", hidden: true }, ...quoted.map((text) => element("li", { class: "small" }, text))));
    put("lesson-standing", standing);
    const step = byId("lesson-step");
    for (const gone of step.querySelectorAll(".keypad, form, #lesson-said, #lesson-tools")) gone.remove();
    for (const choice of step.querySelectorAll(".choice")) {
      const text = choice.dataset.text;
      const isIt = right === null ? text === this.#chosen : rights.some((one) => one.toLowerCase() === text.toLowerCase());
      choice.disabled = true;
      if (isIt) choice.classList.add("is-right");
      else if (text === this.#chosen) choice.classList.add("is-wrong");
      if (isIt || text === this.#chosen) choice.append(element("span", { class: "small" }, isIt ? " (right)" : " (your answer)"));
    }
    step.append(block, lessonTools(
      lessonButton("Continue", next, { class: "good", id: "lesson-next" }),
      lessonButton("Why", whyNow),
      quoted.length ? lessonButton("Source", sourceNow) : null,
      lessonButton("Stop", () => this.#stop())));
    byId("lesson-next").focus({ preventScroll: true });
    byId("lesson-next").scrollIntoView({ block: "nearest" });
    put("lesson-live", told.join(" "));
  }

  #stop() {
    this.#try(() => this.#show(this.#ask({ ask: "stop" })));
  }

  /** Whether somebody who wishes to leave an exam is sure of it. */
  #sure() {
    const tools = byId("lesson-tools");
    const before = [...tools.childNodes];
    const stay = lessonButton("Stay", () => { tools.replaceChildren(...before); tools.lastChild.focus(); });
    tools.replaceChildren(element("span", {}, "Leave? The exam does not count then."), lessonButton("Leave", () => this.#stop(), { class: "bad" }), stay);
    stay.focus();
  }

  #end({ summary, standing }) {
    this.#draw([
      lessonHead(`${summary.count}${summary.length}`),
      summary.review.length ? element("p", {}, "To review:") : null,
      summary.review.length ? element("ul", { class: "facts" }, ...summary.review.map((text) => element("li", {}, text))) : null,
      summary.answered ? element("p", {}, summary.ahead) : null,
      element("p", {}, standing),
      this.#last(),
    ], { Enter: () => this.#home() });
  }

  #examEnd(step) {
    return after(this.#until("The exam was not kept yet.", () => this.#keeper.other(this.#name, step.keep)), () => this.#examTold(step));
  }

  #examTold({ report }) {
    const mistake = ({ number, word, question, told }) => element("li", {},
      element("p", {}, element("strong", {}, `${number} ${word}`), ` ${question}`), ...told.map((text) => element("p", {}, `${text[0].toUpperCase()}${text.slice(1)}`)));
    this.#draw([
      element("p", { class: `verdict ${report.is_passed ? "right" : "wrong"}` }, element("strong", {}, report.word), ` ${report.score}`),
      lessonHead(report.mistakes.length ? "What was not right" : "Everything was right."),
      element("ol", { class: "mistakes" }, ...report.mistakes.map(mistake)),
      this.#last(),
    ], { Enter: () => this.#home() });
    put("lesson-live", `${report.word} ${report.score}`);
  }

  #examLeft({ text }) {
    this.#draw([lessonHead(text || "Nothing goes on."), this.#last()], { Enter: () => this.#home() });
  }

  #last() {
    return lessonTools(lessonButton("Back", () => this.#home(), { class: "good" }), lessonButton("Save progress as a file", () => this.save()));
  }

  /** Gives the learner what is kept of them, as a file. */
  save() {
    const file = new Blob([this.#keeper.records(this.#name)], { type: "application/x-ndjson" });
    const link = element("a", { href: URL.createObjectURL(file), download: `${this.#name.replace(/[^\p{L}\p{N}]+/gu, "-")}.jsonl` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    put("learner-told", "Saved. `ivrsim train import` reads the file, and so does this page elsewhere.");
    put("lesson-live", "Saved.");
  }

  /** Takes in a file, asking first where somebody of that name learns here already. */
  async #load(file) {
    const answer = byId("load-answer");
    try {
      this.#loaded = this.#ask({ ask: "import", text: await file.text() });
    } catch (error) {
      answer.replaceChildren(element("p", { class: "trouble" }, `${file.name}: ${error.message}`));
      return;
    }
    const here = this.#keeper.names();
    const taken = this.#loaded.filter(({ name }) => here.includes(name)).map(({ name }) => name);
    if (taken.length === 0) { this.#take(); return; }
    const names = taken.join(", ");
    const replace = lessonButton(`Replace what is here of ${names}`, () => this.#take(), { class: "bad" });
    answer.replaceChildren(
      element("p", {}, `${names} ${taken.length === 1 ? "learns" : "learn"} here already. Two histories of one person cannot be told apart afterwards.`),
      element("div", { class: "row tools" }, replace, lessonButton("Keep what is here", () => { this.#begin(); byId("load").focus(); })));
    replace.focus();
  }

  #take() {
    for (const learner of this.#loaded) this.#keeper.take(learner);
    const told = this.#loaded.map(({ name, cards, answers }) => `${name}: ${cards.length} facts, ${answers} answers.`).join(" ");
    this.#begin();
    byId("load-answer").replaceChildren(element("p", {}, `Loaded. ${told || "Nobody is in the file."}`));
    (byId("learners").querySelector("button") ?? byId("load")).focus();
  }

  #listen() {
    const on = (id, event, act) => byId(id).addEventListener(event, act);
    const submit = (id, act) => on(id, "submit", (event) => { event.preventDefault(); act(); });
    on("view-phone", "click", () => this.#view("phone"));
    on("view-lessons", "click", () => this.#view("lessons"));
    submit("learner-form", () => this.#sit(byId("learner").value));
    const lesson = () => this.#try(() => this.#show(this.#ask({ ask: "lesson", ...this.#learner(), minutes: Number(byId("lesson-minutes").value) })));
    submit("lesson-form", () => (this.#keeper.hasToured(this.#name) ? lesson() : this.#tour(lesson)));
    on("lesson-tour", "click", () => this.#tour(() => this.#home()));
    submit("exam-form", () => {
      try {
        this.#show(this.#ask({ ask: "exam", ...this.#learner(), paper: byId("paper").value }));
        trouble("paper", "");
      } catch (error) {
        trouble("paper", error.message);
        byId("paper").focus();
      }
    });
    on("learner-save", "click", () => this.save());
    on("learner-leave", "click", () => { this.#begin(); byId("learner").focus(); });
    on("learner-forget", "click", () => { byId("forget-question").hidden = false; byId("forget-no").focus(); });
    on("forget-no", "click", () => { byId("forget-question").hidden = true; byId("learner-forget").focus(); });
    on("forget-yes", "click", () => { this.#keeper.forget(this.#name); this.#begin(); byId("learner").focus(); });
    on("load", "change", (event) => { if (event.currentTarget.files.length) this.#load(event.currentTarget.files[0]); });
    // Letters and figures are keys only for whoever is at the question, and never in a field.
    on("lesson-step", "keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest("input, select, textarea")) return;
      // Whoever is at a button presses that.
      if (event.key === "Enter" && event.target.closest("button")) return;
      const isSign = event.key.length === 1;
      // In an exam the next question comes at once, and nobody has read it yet: what follows an answer belongs to it.
      if (isSign && this.#step?.is_exam && event.timeStamp - this.#answered < SETTLES) {
        this.#answered = event.timeStamp;
        event.preventDefault();
        return;
      }
      const act = this.#keys[isSign ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      if (isSign) this.#answered = event.timeStamp;
      act();
    });
    window.addEventListener("hashchange", () => byId("views").hidden || this.#view(location.hash === "#lessons" ? "lessons" : "phone"));
    window.addEventListener("beforeunload", (event) => { if (!this.#keeper.isKept && this.#name) event.preventDefault(); });
  }
}
