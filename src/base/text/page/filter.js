(() => {
  const form = document.querySelector("form"), text = form.elements.text;
  const found = form.querySelector("output");
  const cases = [...document.querySelectorAll("[data-status]")], files = [...document.querySelectorAll("section")];
  const filter = () => {
    const wanted = text.value.toLowerCase();
    let shown = 0;
    for (const one of cases) {
      const name = one.firstElementChild.textContent.toLowerCase();
      one.hidden = !name.includes(wanted);
      shown += !one.hidden;
    }
    found.textContent = wanted ? `${shown} of ${cases.length} cases` : "";
    for (const file of files) file.hidden = !file.querySelector("[data-status]:not([hidden])");
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
