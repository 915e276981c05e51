/* On a narrow screen the filters start closed; sort and page size go off by themselves. */
(() => {
  const wide = window.matchMedia("(min-width: 992px)");
  const fit = () => {
    for (const filters of document.querySelectorAll("details[data-filters]")) filters.open = wide.matches;
  };
  fit();
  wide.addEventListener("change", fit);

  for (const form of document.querySelectorAll("form[data-autosubmit]")) {
    for (const button of form.querySelectorAll("[data-autosubmit-button]")) button.hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }

  // Empty filters stay out of the address, so that it can be read and shared.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
    setTimeout(() => {
      for (const field of event.target.elements) if (field.value === "") field.disabled = false;
    });
  });
})();
