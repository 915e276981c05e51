/* In a [data-rating-group] (the radios of one axis, 1 to 5) a digit picks, full-width or not; 0 and Delete take it back. */
(() => {
  document.addEventListener("keydown", (event) => {
    const group = event.target.closest?.("[data-rating-group]");
    if (!group || event.ctrlKey || event.metaKey || event.altKey || /^(textarea|select)$/i.test(event.target.tagName)) return;
    if (event.target.matches("input") && event.target.type !== "radio") return;
    const key = event.key.normalize("NFKC");
    const wanted = key === "Delete" || key === "0" ? "" : key;
    if (wanted !== "" && !/^[1-9]$/.test(wanted)) return;
    const radios = [...group.querySelectorAll('input[type="radio"]:not(:disabled)')];
    const blank = radios.find((radio) => radio.value === "");
    const chosen = wanted === "" ? blank : radios.find((radio) => radio.value === wanted);
    if (wanted !== "" && !chosen) return;
    event.preventDefault();
    const target = chosen ?? radios.find((radio) => radio.checked);
    if (!target) return;
    target.checked = Boolean(chosen);
    target.focus();
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
