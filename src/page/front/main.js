// The phone: holds the call, the clock and the caller, and lets time pass.

const TICK = 50;
const MINUTE = 60000;
const MOST_RECENT = 20;

class PagePhone {
  sound = new Sound();
  #engine;
  #screen;
  #call = null;
  #plan;
  #from = "";
  /** What the outside answers, where that is not the usual. */
  #answers = new Map();
  #ahead = 0;
  #isSet = false;
  #recent = [];
  #line = null;
  #shownAt = 0;
  /** Whether the field holds a number that was dialed, so that the next key begins another. */
  #wasDialed = false;
  /** For whom calls are made at the moment, if not for whoever holds the phone: a question of a lesson. */
  #loan = null;

  constructor(engine, setting) {
    this.#engine = engine;
    if (typeof ServedVoice !== "undefined") this.sound.voice = new ServedVoice(this.sound, setting.served);
    this.#plan = engine.ask({ ask: "plan" });
    this.#screen = new Screen(this);
    this.#screen.plan(this.#plan);
    this.#showAnswers();
    put("plan-note", `Made on ${setting.made}. This page holds the whole plan: whoever gets it can read all of it.`);
    if (setting.at != null) this.#set(setting.at);
    if (setting.line) {
      byId("number").value = setting.line;
      this.#line = setting.line;
    }
    this.#listen();
    this.#moved();
    this.#screen.call(null);
    this.#openLink();
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.#tick(Math.min(now - last, 1000));
      last = now;
    }, TICK);
  }

  get #isOn() {
    return this.#call !== null && !this.#call.isOver;
  }

  /** Whether a call is on. */
  get isOn() {
    return this.#isOn;
  }

  /** Takes up another plan, whose files these are. The call is made again under it, up to where it was. */
  takeUp(files) {
    this.#engine.open(files);
    this.#plan = this.#engine.ask({ ask: "plan" });
    this.#screen.plan(this.#plan);
    this.#answered(this.#answeredText());
    if (this.#call) {
      this.#call.look();
      this.#show();
    }
    this.#moved();
  }

  /** What the outside answers, as a call is told it; nobody chooses it for a question of a lesson. */
  #answeredText() {
    return this.#loan ? "" : [...this.#answers].map(([answer, value]) => `${answer}=${value}`).join("; ");
  }

  /** Chooses what such a text says, as far as the plan asks for it. */
  #answered(text) {
    const pairs = text.split(";").map((pair) => pair.split("=").map((part) => part.trim()));
    const isKnown = ([answer, value]) => this.#plan.answers.some(
      (known) => known.answer === answer && known.values.some((one) => one.value === value));
    this.#answers = new Map(pairs.filter(isKnown));
    this.#showAnswers();
  }

  #showAnswers() {
    this.#screen.answers(this.#plan.answers, this.#answers, (answer, value) => {
      const usual = this.#plan.answers.find((known) => known.answer === answer).values[0].value;
      if (value === usual) this.#answers.delete(answer);
      else this.#answers.set(answer, value);
    });
  }

  /** What time it is: the clock of the machine, as far ahead as somebody put it, or that of the call. */
  #now() {
    if (this.#isOn) return Math.floor(this.#call.spec.at + this.#call.elapsed);
    return Math.floor(this.#loan?.at ?? Date.now() + this.#ahead);
  }

  #moment() {
    return { at: this.#now(), from: this.#from || null };
  }

  #tick(passed) {
    if (this.#isOn) {
      const heard = this.sound.reached(this.#call);
      this.#call.pass(heard === null ? passed * Number(byId("speed").value) : Math.max(0, heard - this.#call.elapsed));
      this.#show();
    }
    const now = this.#now();
    this.#screen.clock(now, this.#isSet, this.#plan.timezone);
    // Who can be reached changes by the minute.
    if (Math.floor(now / MINUTE) !== Math.floor(this.#shownAt / MINUTE)) this.#moved();
  }

  #show() {
    this.#screen.call(this.#call);
    this.sound.follow(this.#call);
    if (this.#call?.isOver) this.#ended();
  }

  dial(number) {
    this.#begin({ number, from: this.#loan ? this.#loan.from : this.#from, at: this.#second(), answers: this.#answeredText() });
  }

  /** Lends the phone to a question: calls are those of its caller at its moment, and one that comes to its end is its answer. */
  lend({ number, from, at, done }) {
    this.giveBack();
    this.#loan = { from, at, done, isOfOneNumber: number != null };
    byId("number").value = number ?? "";
    const when = shown(at, this.#plan.timezone, { weekday: "long", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" });
    put("loan", `Your call is made at the time of the question: ${when} ${this.#plan.clock}. What becomes of it is your answer.`);
    this.#lent(true);
  }

  /** Takes the phone back. */
  giveBack() {
    if (!this.#loan) return;
    this.#hangUp();
    this.#loan = null;
    this.sound.hush();
    this.#call = null;
    this.#wasDialed = false;
    byId("number").value = "";
    trouble("number", "");
    this.#screen.clear();
    this.#lent(false);
  }

  #lent(isLent) {
    byId("loan").hidden = !isLent;
    byId("number").readOnly = this.#loan?.isOfOneNumber === true;
    for (const id of ["circumstances", "call-tools"]) byId(id).hidden = isLent;
    this.#shownAt = 0;
  }

  /** Dials a number and presses keys, each as soon as it is taken. */
  take({ number, press }) {
    const at = this.#second();
    const answers = this.#answeredText();
    const acts = press ? pressedAtOnce(this.#engine, { number, from: this.#from, at, answers, press }) : [];
    this.#begin({ number, from: this.#from, at, acts, answers });
  }

  /** When a call begins: calls begin in whole seconds, so that people can write down when. */
  #second() {
    return Math.floor(this.#now() / 1000) * 1000;
  }

  #begin(spec) {
    this.#hangUp();
    this.sound.hush();
    try {
      this.#call = new LiveCall(this.#engine, spec);
      byId("number").value = this.#call.view.number;
      this.#wasDialed = true;
      this.#line = this.#call.view.line ? this.#call.view.number : null;
      this.sound.ring();
      trouble("number", "");
    } catch (error) {
      trouble("number", error.message);
      return;
    }
    put("copied", "");
    this.#show();
    // The rest of the page follows with the next tick: what is said comes first.
    this.#shownAt = 0;
    const { top, bottom } = byId("display").getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) byId("phone").scrollIntoView({ behavior: stays.matches ? "auto" : "smooth" });
  }

  press(key) {
    this.sound.key(key);
    this.#screen.pressed(key);
    if (this.#isOn) {
      this.#call.act(key);
      this.#show();
      return;
    }
    if (this.#loan?.isOfOneNumber) return;
    byId("number").value = this.#wasDialed ? key : byId("number").value + key;
    this.#wasDialed = false;
    trouble("number", "");
  }

  #hangUp() {
    if (!this.#isOn) return;
    this.sound.hush();
    this.#call.act(null);
    this.#show();
  }

  /** Keeps a call that is over among the recent ones, once. */
  #ended() {
    const { spec, view } = this.#call;
    const made = JSON.stringify(spec);
    if (this.#call.kept === made) return;
    this.#call.kept = made;
    if (this.#loan) {
      // Whoever hangs up tries again.
      if (view.outcome.kind !== "caller-hung-up") this.#loan.done({ ...spec, acts: [...spec.acts] });
      return;
    }
    const keys = spec.acts.map((act) => act.key).filter(Boolean).join(", ");
    const when = shown(spec.at, this.#plan.timezone, { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
    // A clock that somebody set goes on where the call left it.
    if (this.#isSet) this.#ahead = spec.at + view.lasted - Date.now();
    const call = { name: view.line ?? view.number, keys, ended: `${when}: ${view.outcome.text}`, spec: { ...spec, acts: [...spec.acts] } };
    this.#recent = [call, ...this.#recent].slice(0, MOST_RECENT);
    this.#screen.recent(this.#recent, (chosen) => this.#open(chosen.spec));
  }

  /** A call that was made before or that a link tells, from its beginning. */
  #open(spec) {
    this.#hangUp();
    this.#caller(spec.from ?? "");
    this.#answered(spec.answers ?? "");
    this.#isSet = true;
    this.#begin({ ...spec, acts: [...(spec.acts ?? [])] });
  }

  /** The call of the address, if it means one. */
  #openLink() {
    try {
      const linked = callOfFragment(this.#engine, location.hash, this.#now());
      if (linked) this.#open(linked);
    } catch (error) {
      trouble("number", `The link cannot be followed: ${error.message}`);
    }
  }

  #set(at) {
    this.#hangUp();
    this.#ahead = at - Date.now();
    this.#isSet = true;
  }

  /** The clock or the caller is another one now. */
  #moved() {
    const moment = this.#moment();
    this.#shownAt = moment.at;
    const { known, there } = this.#engine.ask({ ask: "caller", ...moment });
    put("from-known", known);
    put("from-there", this.#from ? `It is ${there} there.` : "");
    this.#screen.lines(this.#engine.ask({ ask: "lines", ...moment }));
    this.#find();
    if (!this.#line) return;
    const set = (chosen) => { this.#set(chosen); this.#moved(); };
    this.#screen.week(this.#engine.ask({ ask: "week", number: this.#line, ...moment }), moment.at, this.#plan.timezone, set);
    this.#screen.jumps(this.#engine.ask({ ask: "jumps", number: this.#line, ...moment }), set);
  }

  #find() {
    const words = byId("words").value.trim();
    try {
      this.#screen.found(words ? this.#engine.ask({ ask: "find", words, ...this.#moment() }) : [], words);
    } catch {
      this.#screen.found([], words);
    }
  }

  #caller(text) {
    try {
      this.#engine.ask({ ask: "caller", at: this.#now(), from: text || null });
      this.#from = text;
      byId("from").value = text;
      trouble("from", "");
    } catch (error) {
      trouble("from", error.message);
    }
  }

  async #copyScenario() {
    const { number, from, at, acts, answers } = this.#call.spec;
    const until = this.#call.isOver ? {} : { until: Math.floor(this.#call.elapsed) };
    try {
      const { text } = this.#engine.ask({ ask: "scenario", number, from, at, acts, answers, ...until });
      await this.#screen.copy(text, "The scenario");
    } catch (error) {
      put("copied", error.message);
    }
  }

  #listen() {
    const on = (id, event, act) => byId(id).addEventListener(event, act);
    const submit = (id, act) => on(id, "submit", (event) => { event.preventDefault(); act(); });
    submit("dial-form", () => {
      if (!byId("number").value.trim()) { byId("number").focus(); return; }
      const isTyped = document.activeElement === byId("number");
      if (this.#isOn && isTyped) this.#hangUp();
      this.dial(byId("number").value);
      // From now on digits are keys of the call.
      if (isTyped && this.#isOn) byId("hang-up").focus();
    });
    on("number", "input", () => { this.#wasDialed = false; trouble("number", ""); });
    on("hang-up", "click", () => this.#hangUp());
    on("again", "click", () => this.dial(this.#call.spec.number));
    on("back", "click", () => { this.sound.hush(); this.#call.back(); this.#show(); });
    on("skip", "click", () => { this.sound.hush(); this.#call.skip(); this.#show(); });
    on("pause", "click", () => {
      if (!this.#isOn) return;
      this.#call.paused = !this.#call.paused;
      this.sound.hold(this.#call.paused);
      this.#show();
    });
    on("sound", "change", (event) => { this.sound.turn(event.currentTarget.checked); this.#show(); });
    on("speed", "change", () => { this.sound.hush(); this.#show(); });
    on("voice", "change", (event) => { this.sound.speaks = event.currentTarget.checked; if (!this.sound.speaks) this.sound.hush(); });
    on("show-source", "change", (event) => byId("more").classList.toggle("show-source", event.currentTarget.checked));
    on("copy-link", "click", () => this.#screen.copy(`${location.href.split("#")[0]}${fragmentOf(this.#call.spec)}`, "The link"));
    on("copy-scenario", "click", () => this.#copyScenario());
    submit("clock-form", () => {
      try {
        const text = byId("moment").value;
        const { at } = this.#engine.ask({ ask: "moment", text, at: this.#now(), from: null });
        this.#set(at);
        trouble("moment", "");
        this.#moved();
      } catch (error) {
        trouble("moment", error.message);
      }
    });
    on("clock-now", "click", () => { this.#hangUp(); this.#ahead = 0; this.#isSet = false; trouble("moment", ""); this.#moved(); });
    submit("caller-form", () => { this.#caller(byId("from").value.trim()); this.#moved(); });
    on("words", "input", () => this.#find());
    submit("find-form", () => this.#find());
    document.addEventListener("keydown", (event) => {
      const isWritten = event.target.closest("input:not([type=checkbox]), select, textarea");
      if (byId("phone").hidden || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWritten) return;
      if (KEYS.includes(event.key)) { event.preventDefault(); this.press(event.key); }
    });
    window.addEventListener("hashchange", () => this.#openLink());
    // Paper shows the whole directory.
    let closed = [];
    window.addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")];
      for (const details of closed) details.open = true;
    });
    window.addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
    const voices = () => { byId("voice-label").hidden = !this.sound.canSpeak || this.sound.voice?.speaks === true; };
    window.speechSynthesis?.addEventListener?.("voiceschanged", voices);
    voices();
  }
}

try {
  const engine = await Engine.load();
  const setting = JSON.parse(document.getElementById("setting").textContent);
  byId("main").hidden = false;
  window.phone = new PagePhone(engine, setting);
  if (setting.lessons) window.lessonRoom = new LessonRoom(engine, window.phone, setting.questions, setting.served?.changes ?? []);
  window.ask = (question) => engine.ask(question);
} catch (error) {
  byId("trouble").hidden = false;
  byId("trouble").textContent = error.message;
}
