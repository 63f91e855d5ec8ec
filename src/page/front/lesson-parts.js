// What lessons are drawn of.

/** Where reading begins. */
function lessonHead(text) {
  return element("h3", { id: "lesson-head", tabindex: "-1" }, text);
}

/** How far a lesson has come, and how much is learned. */
function lessonStanding({ position, standing }) {
  return element("p", { class: "small row spread" }, element("span", {}, position ?? ""), element("span", { id: "lesson-standing" }, standing ?? ""));
}

function lessonButton(text, act, attributes = {}) {
  return element("button", { type: "button", onclick: act, ...attributes }, text);
}

function lessonTools(...buttons) {
  return element("div", { class: "row tools", id: "lesson-tools" }, ...buttons.filter(Boolean));
}

function lessonChoice(key, text, act) {
  return element("button", { type: "button", class: "choice", "data-text": text, onclick: act }, element("span", { class: "key" }, key), " ", text);
}
