
// The page of a server: it hears of changes of the plan, and takes them up without losing the call.

class Served {
  #setting;
  #phone;
  /** The number of the newest plan that the server has. */
  #newest;

  constructor(phone, setting) {
    this.#phone = phone;
    this.#setting = setting;
    this.#newest = setting.plan;
    if (setting.was) {
      put("plan-note", `Calls here go by an older plan: ${setting.was}.`);
      byId("plan-note").after(this.#links());
      return;
    }
    put("plan-note", "This is the plan as it is now; when it changes, this page is told.");
    byId("plan-note").after(this.#links(), this.#banner());
    this.#listen();
  }

  /** Sends something that changes what the server keeps. Throws what the server says against it. */
  async post(path, what) {
    const headers = { "content-type": "application/json", "x-ivrsim-token": this.#setting.token };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(what) });
    if (!response.ok) throw new Error((await response.text()).trim());
    return response.json();
  }

  #links() {
    const { isTrainer, canSignOut } = this.#setting;
    const links = [["/cards", "Cards and quick reference"], ...(isTrainer ? [["/trainer", "Class"], ["/studio", "Studio"]] : [])];
    const made = links.map(([href, name]) => element("a", { href }, name));
    const out = element("form", { method: "post", action: "/logout" }, element("button", { type: "submit", class: "plain" }, "Sign out"));
    return element("nav", { class: "row small", "aria-label": "Other pages", id: "served-links" }, ...made, canSignOut ? out : null);
  }

  #banner() {
    const use = element("button", { type: "button", onclick: () => this.#takeUp() }, "Use the new plan");
    return element("div", { id: "news", role: "status", class: "row" },
      element("span", { id: "news-text" }), element("span", { id: "news-act", hidden: true }, use));
  }

  #listen() {
    const events = new EventSource("/events");
    events.addEventListener("plan", (event) => this.#told(JSON.parse(event.data)));
    events.addEventListener("error", () => put("news-text", "The server cannot be reached. Calls still work; changes of the plan are not seen."));
    events.addEventListener("open", () => put("news-text", ""));
  }

  #told({ plan, isBehind, leavesOutQuestions }) {
    this.#newest = plan;
    const isOld = plan !== this.#setting.plan;
    const isInLesson = window.lessonRoom?.isOn === true;
    const behind = isBehind ? "The files of the plan have mistakes now; this is the plan before that." : "";
    const leftOut = leavesOutQuestions ? "Your own questions do not fit the plan and are left out; `ivrsim train questions` says why." : "";
    put("news-text", isOld ? `The plan has changed.${isInLesson ? " To use the new one ends the lesson; what you answered is kept." : ""}` : [behind, leftOut].filter(Boolean).join(" "));
    byId("news-act").hidden = !isOld;
    // Nobody is interrupted in the middle of a call or of a lesson.
    if (isOld && !this.#phone.isOn && !isInLesson) this.#takeUp();
  }

  async #takeUp() {
    try {
      const response = await fetch("/plan");
      if (!response.ok) throw new Error((await response.text()).trim());
      const { plan, title, files, questions, changes } = await response.json();
      this.#phone.takeUp(files);
      window.lessonRoom?.takeUp(questions, changes);
      this.#setting.plan = plan;
      this.#phone.sound.voice.plan = plan;
      document.title = title;
      document.querySelector("h1").textContent = title;
      const isOld = plan !== this.#newest;
      if (document.activeElement?.closest("#news")) byId("phone").focus({ preventScroll: true });
      byId("news-act").hidden = !isOld;
      put("news-text", "This is the new plan now.");
    } catch (error) {
      put("news-text", `The new plan cannot be used: ${error.message}`);
    }
  }
}

const served = JSON.parse(byId("setting").textContent).served;
if (window.phone) window.served = new Served(window.phone, served);
