// What the studio's scripts have in common. They are one script, in the order of these files: parts, editor, studio. Texts of files
// are only ever values and text nodes; what is set as markup was made, and escaped, by the server.

const byId = (id) => document.getElementById(id);
const token = document.querySelector('meta[name="ivrsim-token"]').content;

/** Sends something that may change files. Gives the status and the answer. */
async function send(path, body) {
  const headers = { "content-type": "application/json", "x-ivrsim-token": token };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { ok: response.ok, status: response.status, told: isJson ? JSON.parse(text) : { why: text.trim() } };
}

/** Says something to those who listen, once. */
function say(text) {
  const told = byId("told");
  if (told.textContent !== text) told.textContent = text;
}

function fragment(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

/** How many signs two lists or texts have in common at their beginnings, and at their ends behind that. */
function common(one, other) {
  const most = Math.min(one.length, other.length);
  let before = 0;
  while (before < most && one[before] === other[before]) before += 1;
  let behind = 0;
  while (behind < most - before && one[one.length - 1 - behind] === other[other.length - 1 - behind]) behind += 1;
  return [before, behind];
}

/** Puts a part in the place of what it was: what was open stays open, and focus where it was. */
function replace(place, markup) {
  const summaries = () => [...place.querySelectorAll("details > summary")];
  const path = (summary) => `${summary.closest(".finding, section, article")?.querySelector("h2, p")?.textContent} ${summary.textContent}`;
  const open = new Map(summaries().map((summary) => [path(summary), summary.parentElement.open]));
  const stops = () => [...place.querySelectorAll("button, a, select, summary, [tabindex]")];
  const at = stops().indexOf(document.activeElement);
  const scrolled = [...place.querySelectorAll(".scroll")].map((one) => [one.scrollLeft, one.scrollTop]);
  place.replaceChildren(fragment(markup));
  for (const summary of summaries()) {
    const wasOpen = open.get(path(summary));
    if (wasOpen !== undefined) summary.parentElement.open = wasOpen;
  }
  [...place.querySelectorAll(".scroll")].forEach((one, index) => one.scrollTo(...(scrolled[index] ?? [0, 0])));
  if (at >= 0) (stops()[at] ?? place.closest("[tabindex]"))?.focus({ preventScroll: true });
}
