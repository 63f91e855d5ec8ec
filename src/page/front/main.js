// The phone: holds the call, the clock and the caller, and lets time pass.

const TICK = 50;

class PagePhone {
  sound = new Sound();
  #engine;
  #screen;
  #call = null;
  #plan;
  #from = "";
  #ahead = 0;
  #isSet = false;
  #recent = [];
  #line = null;
  #shownAt = 0;

  constructor(engine, setting) {
    this.#engine = engine;
    this.#plan = engine.ask({ ask: "plan" });
    this.#screen = new Screen(this);
    this.#screen.plan(this.#plan);
    byId("plan-note").textContent = `Made on ${setting.made}. This page holds the whole plan: whoever gets it can read all of it.`;
    if (setting.at != null) this.#set(setting.at);
    this.#listen();
    this.#moved();
    this.#screen.call(null);
    const linked = callOfFragment(engine, location.hash, this.#now());
    if (linked) this.#open(linked);
    else if (setting.line) byId("number").value = setting.line;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.#tick(Math.min(now - last, 1000));
      last = now;
    }, TICK);
  }

  /** What time it is: the clock of the machine, as far ahead as somebody put it, or that of the call. */
  #now() {
    const call = this.#call;
    return call && !call.isOver ? call.spec.at + call.elapsed : Date.now() + this.#ahead;
  }

  #tick(passed) {
    const speed = Number(byId("speed").value);
    if (this.#call && !this.#call.isOver) {
      const happened = this.#call.pass(passed * speed);
      this.#show();
      if (happened && this.#call.isOver) this.#ended();
    }
    const now = this.#now();
    this.#screen.clock(now, this.#isSet || Boolean(this.#call && !this.#call.isOver), this.#plan.timezone);
    // Who can be reached changes by the minute.
    if (Math.abs(now - this.#shownAt) >= 60000) this.#moved();
  }

  #show() {
    this.#screen.call(this.#call);
  }

  dial(number) {
    this.#begin({ number, from: this.#from, at: Math.floor(this.#now() / 1000) * 1000 });
  }

  /** Dials a number and presses keys, each as soon as it is taken. */
  take({ number, keys }) {
    const at = Math.floor(this.#now() / 1000) * 1000;
    const acts = keys.length ? pressedAtOnce(this.#engine, { number, from: this.#from, at, press: keys.join("") }) : [];
    this.#begin({ number, from: this.#from, at, acts });
  }

  #begin(spec) {
    if (this.#call && !this.#call.isOver) this.#hangUp();
    try {
      this.#call = new LiveCall(this.#engine, spec);
      byId("number").value = this.#call.view.number;
      this.#line = this.#call.view.line ? this.#call.view.number : null;
      this.sound.ring();
      this.#say("");
    } catch (error) {
      this.#call = null;
      this.#say(error.message);
    }
    this.#show();
    this.#moved();
    if (this.#call?.isOver) this.#ended();
  }

  press(key) {
    this.sound.key(key);
    this.#screen.pressed(key);
    if (!this.#call || this.#call.isOver) {
      byId("number").value += key;
      return;
    }
    this.#call.act(key);
    this.#show();
    if (this.#call.isOver) this.#ended();
  }

  #hangUp() {
    if (!this.#call || this.#call.isOver) return;
    this.sound.hush();
    this.#call.act(null);
    this.#show();
    this.#ended();
  }

  #ended() {
    const { spec, view } = this.#call;
    const keys = spec.acts.map((act) => act.key).filter(Boolean).join(", ");
    const when = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "numeric", minute: "2-digit", timeZone: this.#plan.timezone }).format(spec.at);
    this.#ahead = spec.at + view.lasted - Date.now();
    if (!this.#isSet && Math.abs(this.#ahead) < 5000) this.#ahead = 0;
    this.#recent = [{ name: view.line ?? view.number, keys, ended: `${when}: ${view.outcome.text}`, spec }, ...this.#recent].slice(0, 20);
    this.#screen.recent(this.#recent, (call) => this.#open(call.spec));
  }

  /** A call that was made before or that a link tells, from its beginning. */
  #open(spec) {
    if (spec.from !== undefined) this.#caller(spec.from ?? "");
    this.#isSet = true;
    this.#begin({ ...spec, acts: [...(spec.acts ?? [])] });
  }

  #set(at) {
    this.#hangUp();
    this.#ahead = at - Date.now();
    this.#isSet = true;
  }

  /** The clock or the caller is another one now. */
  #moved() {
    const at = Math.floor(this.#now());
    this.#shownAt = at;
    const moment = { at, from: this.#from || null };
    this.#screen.lines(this.#engine.ask({ ask: "lines", ...moment }));
    this.#find();
    if (!this.#line) return;
    const set = (chosen) => { this.#set(chosen); this.#moved(); };
    this.#screen.week(this.#engine.ask({ ask: "week", number: this.#line, ...moment }), at, this.#plan.timezone, set);
    this.#screen.jumps(this.#engine.ask({ ask: "jumps", number: this.#line, ...moment }), set);
  }

  #find() {
    const words = byId("words").value.trim();
    const hits = words ? this.#engine.ask({ ask: "find", words, at: Math.floor(this.#now()), from: this.#from || null }) : [];
    this.#screen.found(hits, words);
  }

  #caller(text) {
    try {
      const known = this.#engine.ask({ ask: "caller", at: Math.floor(this.#now()), from: text || null });
      this.#from = text;
      byId("from").value = text;
      byId("from-known").textContent = text ? `${known.known} It is ${known.there} there.` : "";
    } catch (error) {
      byId("from-known").textContent = error.message;
    }
  }

  #say(trouble) {
    byId("trouble").hidden = !trouble;
    byId("trouble").textContent = trouble;
  }

  #listen() {
    const on = (id, event, act) => byId(id).addEventListener(event, act);
    const submit = (id, act) => on(id, "submit", (event) => { event.preventDefault(); act(); });
    submit("dial-form", () => { if (byId("number").value.trim()) this.dial(byId("number").value); });
    on("hang-up", "click", () => this.#hangUp());
    on("again", "click", () => { if (this.#call) this.dial(this.#call.spec.number); });
    on("back", "click", () => { this.#call?.back(); this.#show(); });
    on("skip", "click", () => { this.#call?.skip(); this.#show(); if (this.#call?.isOver) this.sound.hush(); });
    on("pause", "click", () => { if (this.#call) this.#call.paused = !this.#call.paused; this.#show(); });
    on("sound", "change", (event) => { this.sound.on = event.currentTarget.checked; });
    on("voice", "change", (event) => { this.sound.speaks = event.currentTarget.checked; if (!this.sound.speaks) this.sound.hush(); });
    on("show-source", "change", (event) => byId("more").classList.toggle("show-source", event.currentTarget.checked));
    on("copy-link", "click", async () => {
      const link = `${location.href.split("#")[0]}${fragmentOf(this.#call.spec)}`;
      await this.#screen.copy(link, byId("copy-link"));
    });
    submit("clock-form", () => {
      try {
        const { at } = this.#engine.ask({ ask: "moment", text: byId("moment").value, at: Math.floor(this.#now()), from: null });
        this.#set(at);
        byId("moment-trouble").textContent = "";
        this.#moved();
      } catch (error) {
        byId("moment-trouble").textContent = error.message;
      }
    });
    on("clock-now", "click", () => { this.#hangUp(); this.#ahead = 0; this.#isSet = false; this.#moved(); });
    submit("caller-form", () => { this.#caller(byId("from").value.trim()); this.#moved(); });
    on("words", "input", () => this.#find());
    submit("find-form", () => this.#find());
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
      if (KEYS.includes(event.key)) { event.preventDefault(); this.press(event.key); }
    });
    window.addEventListener("hashchange", () => {
      const linked = callOfFragment(this.#engine, location.hash, this.#now());
      if (linked) this.#open(linked);
    });
    const voices = () => { byId("voice-label").hidden = !this.sound.canSpeak; };
    window.speechSynthesis?.addEventListener?.("voiceschanged", voices);
    voices();
  }
}

try {
  const engine = await Engine.load();
  const setting = JSON.parse(document.getElementById("setting").textContent);
  byId("main").hidden = false;
  window.phone = new PagePhone(engine, setting);
  window.ask = (question) => engine.ask(question);
} catch (error) {
  byId("trouble").hidden = false;
  byId("trouble").textContent = error.message;
}
