// A call is a number, a caller, an instant, and what was pressed when: all else is asked of the engine. To go back in it is
// to ask about an earlier moment; whoever presses a key there makes another call from there on.

class LiveCall {
  constructor(engine, { number, from, at, acts = [], answers = "" }) {
    this.engine = engine;
    this.spec = { number, from: from || null, at, acts, answers };
    this.elapsed = 0;
    this.paused = false;
    // Whether what begins at this moment is to be told again.
    this.isBack = false;
    this.look();
  }

  /** Makes the call again until now. */
  look() {
    const { number, from, at, acts, answers } = this.spec;
    const until = Math.floor(this.elapsed);
    this.view = this.engine.ask({ ask: "call", number, from, at, answers, until, acts: acts.filter((act) => act.after <= until) });
  }

  get isOver() {
    return this.view.outcome !== null;
  }

  /** Lets so many milliseconds pass. Gives whether something happened. */
  pass(milliseconds) {
    if (this.paused || this.isOver) return false;
    const before = this.elapsed;
    this.elapsed += milliseconds;
    const next = this.view.next;
    const acted = this.spec.acts.some((act) => act.after > before && act.after <= this.elapsed);
    if (!acted && (next === null || this.elapsed < next)) return false;
    this.look();
    return true;
  }

  /** Presses a key now, or hangs up. What was done later in a call that is gone back in is forgotten. */
  act(key) {
    const after = Math.floor(this.elapsed);
    this.spec.acts = this.spec.acts.filter((act) => act.after <= after);
    this.spec.acts.push({ after, key });
    this.paused = false;
    this.look();
  }

  /** To what happens next. */
  skip() {
    if (this.isOver) return;
    const spoken = this.view.captions.find((caption) => caption.to > this.elapsed);
    const times = [spoken?.to, this.view.next, ...this.spec.acts.map((act) => act.after)];
    const ahead = times.filter((time) => time != null && time > this.elapsed);
    if (ahead.length > 0) {
      this.elapsed = Math.min(...ahead);
      this.look();
    }
  }

  /** To where the last thing began that was said or pressed. */
  back() {
    const begun = this.view.captions.map((caption) => caption.from).filter((from) => from < this.elapsed - 500);
    this.elapsed = begun.length > 0 ? Math.max(...begun) : 0;
    this.paused = true;
    this.isBack = true;
    this.look();
  }
}

/** What stands for a caller who hangs up, beside keys. */
const HANG_UP = "hangup";

/** The call as the part of an address behind its `#`. */
function fragmentOf({ number, from, at, acts, answers }) {
  const keys = acts.map((act) => `${act.key ?? HANG_UP}@${act.after / 1000}`);
  const parts = new URLSearchParams({ call: number.replace(/[^0-9+]/g, ""), at: new Date(at).toISOString().replace(".000Z", "Z") });
  if (from) parts.set("from", from);
  if (answers) parts.set("answers", answers);
  if (keys.length > 0) parts.set("keys", keys.join(" "));
  return `#${String(parts).replaceAll("%3A", ":").replaceAll("%40", "@")}`;
}

/**
 * The call that such a part means; null: it means none. Keys without times are pressed as soon as they are taken. Throws what
 * is wrong with it.
 */
function callOfFragment(engine, fragment, now) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const number = parts.get("call");
  if (!number) return null;
  const text = parts.get("at");
  const at = text ? engine.ask({ ask: "moment", text, at: Math.floor(now), from: null }).at : now;
  const from = parts.get("from");
  const answers = parts.get("answers") ?? "";
  const keys = (parts.get("keys") ?? "").trim();
  const timed = [...keys.matchAll(/(hangup|[0-9*#])@([0-9.]+)/g)].map(
    ([, key, seconds]) => ({ key: key === HANG_UP ? null : key, after: Math.round(seconds * 1000) }),
  );
  const acts = timed.length > 0 || keys === "" ? timed : pressedAtOnce(engine, { number, from, at, answers, press: keys });
  return { number, from, at, acts, answers };
}

/** When keys are pressed by somebody who presses each as soon as it is taken. */
function pressedAtOnce(engine, { number, from, at, press, answers = "" }) {
  const view = engine.ask({ ask: "call", number, from: from || null, at, answers, acts: [], press });
  return view.captions.filter((caption) => caption.who === "caller").map((caption) => ({ after: caption.from, key: caption.text }));
}
