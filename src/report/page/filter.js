(() => {
  const form = document.querySelector("form"), text = form.elements.text, failed = form.elements.failed;
  const cases = [...document.querySelectorAll("[data-status]")], files = [...document.querySelectorAll("section")];
  const filter = () => {
    const wanted = text.value.toLowerCase();
    for (const one of cases) {
      const name = one.firstElementChild.textContent.toLowerCase();
      one.hidden = !name.includes(wanted) || (failed.checked && !["failed", "xpassed"].includes(one.dataset.status));
    }
    for (const file of files) file.hidden = !file.querySelector("[data-status]:not([hidden])");
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
