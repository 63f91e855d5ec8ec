// What is seen. Elements are kept and only what changed in them is changed, so that focus stays and nothing is read twice.

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; texts stay texts. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

/** Changes a text only where it is another one, so that nothing is read twice and what is marked stays so. */
function put(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

/** What is wrong with what was typed into a field, beside the field; empty: nothing is. */
function trouble(field, text) {
  put(`${field}-trouble`, text && text[0].toUpperCase() + text.slice(1));
  if (text) byId(field).setAttribute("aria-invalid", "true");
  else byId(field).removeAttribute("aria-invalid");
}

/** Puts other children into an element. Whoever was at one of its controls is at the one in that place then. */
function redraw(holder, ...children) {
  const controls = () => [...holder.querySelectorAll("button")];
  const at = controls().indexOf(document.activeElement);
  holder.replaceChildren(...children);
  if (at < 0) return;
  const left = controls();
  (left[Math.min(at, left.length - 1)] ?? byId("phone")).focus({ preventScroll: true });
}

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const KEY_NAMES = { "*": "star", "#": "pound" };
const MOST_TOLD = 30;
const stays = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Times as the page writes them; making such a format takes longer than using it. */
const formats = new Map();
function shown(at, timeZone, parts) {
  const key = timeZone + JSON.stringify(parts);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { ...parts, timeZone }));
  return formats.get(key).format(at);
}

class Screen {
  #told = { call: null, count: 0 };
  #here = null;
  #drawn = new Map();

  constructor(phone) {
    this.phone = phone;
    for (const key of KEYS) {
      const name = KEY_NAMES[key];
      byId("keypad").append(element("button", { type: "button", "data-key": key, onclick: () => this.phone.press(key) },
        key, name ? element("span", { class: "hidden" }, ` ${name}`) : null, element("span", { class: "label" })));
    }
  }

  /** Whether something else is to be drawn than what is there. */
  #isNew(id, what) {
    const key = JSON.stringify(what);
    if (this.#drawn.get(id) === key) return false;
    this.#drawn.set(id, key);
    return true;
  }

  /** What the outside may answer, each with what is chosen for it. */
  answers(all, chosen, choose) {
    byId("outside").hidden = all.length === 0;
    byId("answers").replaceChildren(...all.map(({ answer, name, values }) => element("p", {},
      element("label", {}, `${name} `,
        element("select", { onchange: (event) => choose(answer, event.currentTarget.value) },
          ...values.map(({ value, words }) => element("option", { value, selected: chosen.get(answer) === value }, words)))))));
  }

  plan(plan) {
    this.clockName = plan.clock;
    put("plan-force", `${plan.name}, in force from ${plan.effective}. Times are ${plan.clock} where no other clock is named.`);
    const lines = plan.lines.map((line) => {
      const tree = this.#ways(line.tree);
      return element("li", { "data-number": line.number },
        element("span", { class: "name", "data-place": line.tree?.place }, line.name), " ", element("span", { class: "small" }, line.unit ?? ""), element("br"),
        element("button", { type: "button", class: "plain", "aria-label": `Dial ${line.number}, ${line.name}`, onclick: () => this.phone.dial(line.number) }, `Dial ${line.number}`),
        element("div", { class: "state" }),
        tree && element("details", {}, element("summary", {}, "Menu", element("span", { class: "hidden" }, ` of ${line.name}`)), tree));
    });
    byId("lines").replaceChildren(...lines);
  }

  /** Where a step leads, as a list; null: nowhere. */
  #ways(step) {
    const ways = (step?.ways ?? []).map(({ key, label, to }) => {
      const place = to?.place;
      if (key) return element("li", {}, element("span", { class: "key" }, key), element("span", { "data-place": place }, label), this.#ways(to));
      if (!label) return element("li", {}, element("span", { "data-place": place }, to.name ?? ""), this.#ways(to));
      const name = to.name ? element("span", { "data-place": place }, to.name) : null;
      return element("li", {}, element("span", { class: "small", "data-place": name ? null : place }, name ? `${label}: ` : label), name, this.#ways(to));
    });
    return ways.length ? element("ul", { class: "tree" }, ...ways) : null;
  }

  lines(states) {
    for (const { number, open, state } of states) {
      const item = [...byId("lines").children].find((line) => line.dataset.number === number);
      const said = item?.querySelector(".state");
      if (said && said.textContent !== state) { said.textContent = state; said.className = `state ${open ? "open" : "closed"}`; }
    }
  }

  /** What the call is at, with what has been said so far. */
  call(call) {
    const view = call?.view;
    this.#swap(byId("dial"), byId("hang-up"), Boolean(call) && !call.isOver);
    for (const id of ["back", "pause", "skip", "again", "copy-link", "copy-scenario"]) byId(id).disabled = !call;
    put("pause", call?.paused && !call.isOver ? "Go on" : "Pause");
    if (!view) return;
    const name = view.line ?? view.number;
    put("where", view.now && view.now.name !== name ? `${name}: ${view.now.name}` : name);
    put("silence", [view.now?.digits && `It takes ${view.now.digits}.`, view.now?.entered && `Entered: ${view.now.entered}.`, view.now?.silence].filter(Boolean).join(" "));
    this.#captions(call);
    this.#keys(view.now);
    this.#reasons(view.reasons);
    this.#stands(view);
  }

  /** As if no call had been made. */
  clear() {
    this.call(null);
    put("where", "Type a number, or choose one of the directory.");
    put("silence", "");
    for (const id of ["captions", "live"]) byId(id).replaceChildren();
    this.#keys(null);
    this.#reasons([]);
    this.#stands({ number: "", places: [], outcome: null });
  }

  /** Of two buttons in one place shows the one or the other; whoever was at it stays there. */
  #swap(one, other, isOther) {
    const [shown, gone] = isOther ? [other, one] : [one, other];
    if (!shown.hidden && gone.hidden) return;
    const isAt = document.activeElement === gone;
    shown.hidden = false;
    gone.hidden = true;
    if (isAt) shown.focus({ preventScroll: true });
  }

  #captions(call) {
    const { captions, outcome } = call.view;
    const list = byId("captions");
    while (list.children.length > captions.length) list.lastChild.remove();
    captions.forEach((caption, index) => {
      let item = list.children[index];
      if (!item) { item = element("li"); list.append(item); }
      const name = caption.who === "outcome" ? `outcome ${outcome?.kind ?? ""}` : caption.who;
      if (item.className !== name) item.className = name;
      item.lang = caption.language ?? "en";
      const text = caption.who === "caller" ? `Key ${caption.text}` : caption.text;
      this.#reveal(item, caption, text, call.elapsed);
    });
    if (list.dataset.length !== String(captions.length)) {
      list.dataset.length = String(captions.length);
      list.scrollTop = list.scrollHeight;
    }
    this.#tell(call);
  }

  /** Words appear as they are spoken; what is cut short ends where it was. */
  #reveal(item, caption, text, elapsed) {
    const length = Math.max(1, caption.full - caption.from);
    const heard = Math.min(elapsed, caption.to) - caption.from;
    const words = text.split(" ");
    const all = caption.who !== "system" || stays.matches || heard >= length;
    const said = all ? words.length : Math.min(words.length, Math.ceil((words.length * heard) / length));
    const key = `${text}|${said}|${caption.cut_short}`;
    if (item.dataset.shown === key) return;
    item.dataset.shown = key;
    const rest = words.slice(said).join(" ");
    item.replaceChildren(words.slice(0, said).join(" "), rest ? element("span", { class: "ahead", "aria-hidden": "true" }, ` ${rest}`) : "");
  }

  /** Each thing is said once to those who listen, when it begins; again only to those who go back. */
  #tell(call) {
    const { captions, outcome } = call.view;
    const told = this.#told;
    if (told.call !== call) this.#told = { call, count: 0 };
    else if (call.isBack) told.count = captions.filter((caption) => caption.from < call.elapsed).length;
    else told.count = Math.min(told.count, captions.length);
    call.isBack = false;
    for (const caption of captions.slice(this.#told.count)) {
      const language = caption.language ?? "en";
      byId("live").append(element("p", { lang: language }, caption.who === "caller" ? `Key ${caption.text}` : caption.text));
      if (caption.who === "system") this.phone.sound.begins(caption);
      if (caption.who === "outcome" && !["transferred", "voicemail", "fax-tone"].includes(outcome?.kind)) this.phone.sound.busy();
    }
    this.#told.count = captions.length;
    while (byId("live").children.length > MOST_TOLD) byId("live").firstChild.remove();
  }

  #keys(now) {
    const offered = new Map((now?.keys ?? []).map(({ key, label }) => [key, label]));
    for (const button of byId("keypad").children) {
      const label = offered.get(button.dataset.key) ?? "";
      button.classList.toggle("offered", label !== "");
      if (button.lastChild.textContent !== label) button.lastChild.textContent = label;
    }
  }

  #reasons(reasons) {
    if (!this.#isNew("reasons", reasons)) return;
    byId("no-reasons").hidden = reasons.length > 0;
    byId("reasons").replaceChildren(...reasons.map(({ text, source }) => element("li", {}, text, source ? element("span", { class: "source small" }, source) : null)));
  }

  /** Lights up where the call stands in the tree of its line. */
  #stands({ number, places, outcome }) {
    const line = [...byId("lines").children].find((item) => item.dataset.number === number);
    // A step may stand at several places: it is the one below the step before. What has no place is at the last that has one.
    let here = null;
    for (const place of line ? places : []) {
      const wanted = `[data-place="${place}"]`;
      here = here?.closest("li").querySelector(wanted) ?? line.querySelector(wanted) ?? here;
    }
    if (this.#here === here) return;
    this.#here?.classList.remove("here");
    this.#here?.removeAttribute("aria-current");
    this.#here = here;
    here?.classList.add("here");
    here?.setAttribute("aria-current", "step");
    const tree = line?.querySelector("details");
    if (tree && !outcome) tree.open = true;
  }

  pressed(key) {
    const button = byId("keypad").querySelector(`[data-key="${CSS.escape(key)}"]`);
    button?.classList.add("down");
    setTimeout(() => button?.classList.remove("down"), 150);
  }

  clock(now, isSet, zone) {
    put("clock", shown(now, zone, { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" }));
    put("clock-kind", isSet ? "(set by you)" : "(now)");
  }

  found(hits, words) {
    if (!this.#isNew("found", [hits, words])) return;
    put("found-count", !words ? "" : hits.length === 1 ? "1 answer" : `${hits.length} answers`);
    const copies = (name, text, of) => element("button", { type: "button", class: "plain", "aria-label": `Copy the ${name} of ${of}`, onclick: () => this.copy(text, `The ${name} of ${of}`) }, "Copy");
    const items = hits.map((hit) => {
      const way = hit.number ? `Dial ${hit.number}${hit.then ? `, ${hit.then}` : ""}${hit.language ? ` (${hit.language})` : ""}` : null;
      const contact = [["phone number", "Phone", hit.phone], ["fax number", "Fax", hit.fax], ["e-mail address", "E-mail", hit.email], ["postal address", "Post", hit.post.join("\n")]].filter(([, , text]) => text);
      return element("li", {},
        element("strong", {}, hit.name), hit.matched ? element("span", { class: "small" }, ` ${hit.matched}`) : null,
        hit.state ? element("div", { class: `state ${hit.open ? "open" : "closed"}` }, hit.state) : null,
        way ? element("div", {}, `${way} `, element("span", { class: "row" },
          element("button", { type: "button", class: "plain", "aria-label": `Take me there: ${hit.name}`, onclick: () => this.phone.take(hit) }, "Take me there"),
          copies("number", `${hit.number}${hit.then ? `, ${hit.then}` : ""}`, hit.name))) : null,
        ...contact.map(([name, short, text]) => element("div", {}, `${short}: ${text.replaceAll("\n", ", ")} `, copies(name, text, hit.name))),
        hit.only_for ? element("div", { class: "small" }, `Only for: ${hit.only_for}`) : null,
        hit.note ? element("div", { class: "small" }, hit.note) : null);
    });
    redraw(byId("found"), ...(items.length || !words ? items : [element("li", {}, "Nothing here is about that. Try other words.")]));
  }

  /** Puts a text where it can be pasted from; where the browser forbids that, shows it to be copied by hand. */
  async copy(text, what) {
    put("copied", "");
    try {
      await navigator.clipboard.writeText(text);
      put("copied", `${what} is copied.`);
    } catch {
      const field = element("textarea", { id: "copy-text", readonly: true, rows: Math.min(12, text.split("\n").length + 1), "aria-label": what });
      field.value = text;
      byId("copied").replaceChildren("Copy this:", field);
      field.focus();
      field.select();
    }
  }

  week(week, now, zone, set) {
    if (this.#isNew("week", week)) {
      byId("no-week").hidden = week.rows.length > 0;
      put("no-week", "This number keeps no hours.");
      const hours = ["12 AM", "6 AM", "noon", "6 PM", "12 AM"];
      const tables = week.rows.map((row, index) => element("table", {},
        element("caption", {}, element("strong", {}, row.name), `: ${row.hours}`),
        element("tbody", {}, ...week.days.map((day) => this.#day(row, day, zone, set)),
          index + 1 === week.rows.length ? element("tr", { class: "axis", "aria-hidden": "true" }, element("th"), element("td", {}, ...hours.map((hour) => element("span", {}, hour)))) : null)));
      redraw(byId("week"), ...tables, ...(tables.length ? [element("p", { class: "small" }, `Bars show ${this.clockName} time. Choose a day to set the clock.`)] : []));
    }
    for (const button of byId("week").querySelectorAll("button.day")) {
      const [from, to] = [Number(button.dataset.from), Number(button.dataset.to)];
      const line = button.querySelector(".now");
      line.hidden = now < from || now >= to;
      line.style.left = `${((100 * (now - from)) / (to - from)).toFixed(2)}%`;
    }
  }

  #day(row, day, zone, set) {
    const length = day.to - day.from;
    const share = (at) => `${((100 * (Math.min(Math.max(at, day.from), day.to) - day.from)) / length).toFixed(2)}%`;
    const time = (at) => shown(at, zone, { hour: "numeric", minute: "2-digit" });
    const open = row.open.filter(([from, to]) => from < day.to && to > day.from);
    const words = open.map(([from, to]) => (from <= day.from && to >= day.to ? "open all day" : `open ${time(Math.max(from, day.from))} to ${time(Math.min(to, day.to))}`)).join(", ") || "closed";
    const button = element("button", {
      type: "button", class: "day", title: words, "aria-label": `${row.name}, ${day.weekday} ${day.date}: ${words}. Set the clock to this day`, "data-from": day.from, "data-to": day.to,
      onclick: (event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const part = event.detail > 0 ? (event.clientX - box.left) / box.width : 0.5;
        set(Math.round((day.from + part * length) / 60000) * 60000);
      },
    });
    for (const [from, to] of open) {
      const bar = element("span", { class: "open" });
      bar.style.left = share(from);
      bar.style.right = `calc(100% - ${share(to)})`;
      button.append(bar);
    }
    button.append(element("span", { class: "now", hidden: true }));
    return element("tr", {}, element("th", { scope: "row" }, `${day.weekday} ${day.date}`), element("td", {}, button));
  }

  jumps(jumps, set) {
    if (!this.#isNew("jumps", jumps)) return;
    redraw(byId("jumps"), ...jumps.map(({ at, when, text }) => element("li", {}, element("button", { type: "button", class: "plain", onclick: () => set(at) }, when), ` ${text}`)));
  }

  recent(calls, again) {
    byId("no-recent").hidden = calls.length > 0;
    redraw(byId("recent"), ...calls.map((call) => element("li", {},
      element("button", { type: "button", class: "plain", onclick: () => again(call) }, `${call.name}${call.keys ? `, ${call.keys}` : ""}`),
      element("div", { class: "small" }, call.ended))));
  }
}
