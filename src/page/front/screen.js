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

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const KEY_NAMES = { "*": "star", "#": "pound" };
const stays = window.matchMedia("(prefers-reduced-motion: reduce)");

class Screen {
  #told = new Set();
  #tree = null;

  constructor(phone) {
    this.phone = phone;
    this.#keypad();
  }

  #keypad() {
    for (const key of KEYS) {
      const button = element("button", { type: "button", "data-key": key, onclick: () => this.phone.press(key) }, key, element("span"));
      byId("keypad").append(button);
    }
  }

  plan(plan) {
    document.title = document.title || plan.name;
    byId("plan-name").textContent = document.title;
    byId("plan-force").textContent = `${plan.name}, in force from ${plan.effective}. Times without a place are ${plan.clock}.`;
    const lines = plan.lines.map((line) => {
      const tree = this.#branch(line.tree, true);
      return element("li", { "data-number": line.number },
        element("span", { class: "name" }, line.name), " ", element("span", { class: "small" }, line.unit ?? ""), element("br"),
        element("button", { type: "button", class: "plain", onclick: () => this.phone.dial(line.number) }, `Dial ${line.number}`),
        element("div", { class: "state" }),
        tree && element("details", {}, element("summary", {}, "Menu"), tree));
    });
    byId("lines").replaceChildren(...lines);
  }

  #branch(branch, isRoot = false) {
    if (!branch) return null;
    const items = branch.keys.map(({ key, label, to }) => element("li", {},
      element("span", { class: "key" }, key), element("span", { "data-place": to?.place }, label),
      this.#branch(to)));
    // What has no name and leads nowhere is told by the call, and is no place to look for.
    const onward = branch.onward.filter((to) => to.name || to.keys.length || to.onward.length).map((to) => element("li", {},
      element("span", { "data-place": to.place }, to.name ?? to.kind), this.#branch(to)));
    const list = items.length + onward.length ? element("ul", { class: "tree" }, ...items, ...onward) : null;
    if (!isRoot) return list;
    return list && element("div", {}, element("span", { class: "small", "data-place": branch.place }, branch.name ?? ""), list);
  }

  lines(states) {
    for (const { number, open, state } of states) {
      const item = [...byId("lines").children].find((line) => line.dataset.number === number);
      const shown = item?.querySelector(".state");
      if (shown) { shown.textContent = state; shown.className = `state ${open ? "open" : "closed"}`; }
    }
  }

  /** What the call is at, with what has been said so far. */
  call(call) {
    const view = call?.view;
    byId("dial").hidden = Boolean(call) && !call.isOver;
    byId("hang-up").hidden = !call || call.isOver;
    for (const id of ["back", "pause", "skip", "again", "copy-link"]) byId(id).disabled = !call;
    byId("pause").setAttribute("aria-pressed", String(Boolean(call?.paused)));
    byId("pause").textContent = call?.paused ? "Go on" : "Pause";
    if (!view) return;
    const name = view.line ?? view.number;
    byId("where").textContent = view.now ? (view.now.name === name ? name : `${name}: ${view.now.name}`) : name;
    byId("silence").textContent = [view.now?.digits && `It takes ${view.now.digits}.`, view.now?.entered && `Entered: ${view.now.entered}.`, view.now?.silence].filter(Boolean).join(" ");
    this.#captions(call);
    this.#keys(view.now);
    this.#reasons(view.reasons);
    this.#here(view);
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
      const text = caption.who === "caller" ? `Key ${caption.text}` : caption.text;
      this.#reveal(item, caption, text, call.elapsed);
      this.#tell(call, index, caption, text);
    });
    if (list.dataset.length !== String(captions.length)) {
      list.dataset.length = String(captions.length);
      list.scrollTop = list.scrollHeight;
    }
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

  /** Each thing is said once to those who listen, when it begins. */
  #tell(call, index, caption, text) {
    const key = `${call.spec.at}|${call.spec.number}|${index}|${caption.from}|${text}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    byId("live").textContent = text;
    if (caption.who === "system") this.phone.sound.say(text);
    if (caption.who === "outcome" && call.view.outcome?.kind !== "transferred") this.phone.sound.busy();
  }

  #keys(now) {
    const offered = new Map((now?.keys ?? []).map(({ key, label }) => [key, label]));
    for (const button of byId("keypad").children) {
      const label = offered.get(button.dataset.key) ?? "";
      button.classList.toggle("offered", label !== "");
      if (button.lastChild.textContent !== label) button.lastChild.textContent = label;
      const name = KEY_NAMES[button.dataset.key] ?? button.dataset.key;
      button.setAttribute("aria-label", label ? `${name}: ${label}` : name);
    }
  }

  #reasons(reasons) {
    const list = byId("reasons");
    const key = reasons.map((reason) => reason.text).join("|");
    if (list.dataset.shown === key) return;
    list.dataset.shown = key;
    list.replaceChildren(...reasons.map(({ text, source }) => element("li", {}, text, source ? element("span", { class: "source small" }, source) : null)));
  }

  /** Lights up where the call stands in the tree of its line. */
  #here({ number, places }) {
    const place = places.at(-1);
    const key = `${number}|${place}`;
    if (this.#tree === key) return;
    this.#tree = key;
    for (const shown of document.querySelectorAll(".here")) { shown.classList.remove("here"); shown.removeAttribute("aria-current"); }
    const line = [...byId("lines").children].find((item) => item.dataset.number === number);
    const here = line?.querySelector(`[data-place="${place}"]`);
    if (here) { here.classList.add("here"); here.setAttribute("aria-current", "step"); }
  }

  pressed(key) {
    const button = byId("keypad").querySelector(`[data-key="${CSS.escape(key)}"]`);
    button?.classList.add("down");
    setTimeout(() => button?.classList.remove("down"), 150);
  }

  clock(now, isSet, zone) {
    const text = new Intl.DateTimeFormat(undefined, { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit", timeZone: zone, timeZoneName: "short" }).format(now);
    if (byId("clock").textContent !== text) byId("clock").textContent = text;
    byId("clock-kind").textContent = isSet ? "(set by you)" : "(now)";
  }

  found(hits, words) {
    const items = hits.map((hit) => {
      const way = hit.number ? `dial ${hit.number}${hit.keys.length ? `, press ${hit.keys.join(", ")}` : ""}` : null;
      const contact = [["Phone", hit.phone], ["Fax", hit.fax], ["E-mail", hit.email], ["Post", hit.post.join("\n")]].filter(([, text]) => text);
      return element("li", {},
        element("strong", {}, hit.name), hit.matched ? element("span", { class: "small" }, ` ${hit.matched}`) : null,
        hit.state ? element("div", { class: `state ${hit.open ? "open" : "closed"}` }, hit.state) : null,
        way ? element("div", {}, `${way} `, element("button", { type: "button", class: "plain", onclick: () => this.phone.take(hit) }, "Take me there")) : null,
        ...contact.map(([name, text]) => element("div", {}, `${name}: ${text} `, element("button", { type: "button", class: "plain", "aria-label": `Copy ${name} of ${hit.name}`, onclick: (event) => this.copy(text, event.currentTarget) }, "Copy"))),
        hit.only_for ? element("div", { class: "small" }, `Only for: ${hit.only_for}`) : null,
        hit.note ? element("div", { class: "small" }, hit.note) : null);
    });
    byId("found").replaceChildren(...(items.length || !words ? items : [element("li", {}, "Nothing of the plan is about that. Try other words.")]));
  }

  async copy(text, button) {
    const told = button.textContent;
    try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; } catch { window.prompt("Copy this:", text); }
    setTimeout(() => { button.textContent = told; }, 1500);
  }

  week(week, now, zone, set) {
    const hours = ["12 AM", "6 AM", "noon", "6 PM", "12 AM"];
    const tables = week.rows.map((row) => element("table", {},
      element("caption", {}, element("strong", {}, row.name), `: ${row.hours}`),
      element("tbody", {}, ...week.days.map((day) => this.#day(row, day, now, zone, set)))));
    const axis = element("div", { class: "axis", "aria-hidden": "true" }, ...hours.map((hour) => element("span", {}, hour)));
    byId("week").replaceChildren(...tables, ...(tables.length ? [axis] : []));
  }

  #day(row, day, now, zone, set) {
    const length = day.to - day.from;
    const share = (at) => `${((100 * (Math.min(Math.max(at, day.from), day.to) - day.from)) / length).toFixed(2)}%`;
    const time = (at) => new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", timeZone: zone }).format(at);
    const open = row.open.filter(([from, to]) => from < day.to && to > day.from);
    const words = open.map(([from, to]) => `${time(Math.max(from, day.from))} to ${time(Math.min(to, day.to))}`).join(", ") || "closed";
    const button = element("button", {
      type: "button", class: "day", title: words, "aria-label": `${day.weekday} ${day.date}: ${words}. Set the clock to this day`,
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
    if (now >= day.from && now < day.to) {
      const line = element("span", { class: "now" });
      line.style.left = share(now);
      button.append(line);
    }
    return element("tr", {}, element("th", { scope: "row" }, `${day.weekday} ${day.date}`), element("td", {}, button));
  }

  jumps(jumps, set) {
    byId("jumps").replaceChildren(...jumps.map(({ at, text }) => element("li", {}, element("button", { type: "button", class: "plain", onclick: () => set(at) }, text))));
  }

  recent(calls, again) {
    byId("recent").replaceChildren(...calls.map((call) => element("li", {},
      element("button", { type: "button", class: "plain", onclick: () => again(call) }, `${call.name}${call.keys ? `, ${call.keys}` : ""}`),
      element("div", { class: "small" }, call.ended))));
  }
}
