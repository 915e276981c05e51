/* [data-insert="{top.label}"][data-insert-into="id"]: puts the words where the cursor stands in that field. */
(() => {
  for (const button of document.querySelectorAll("[data-insert]")) {
    const field = document.getElementById(button.dataset.insertInto);
    if (!field) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
})();
