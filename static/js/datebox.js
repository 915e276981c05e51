/* Dates in three boxes: a whole date pasted (or typed) into one box spreads over all three.
   What is not understood stays as it is; the server knows more ways to write a date. */
(() => {
  const WHOLE = new RegExp(
    "^(?:(明治|大正|昭和|平成|令和|[MTSHR])\\s*(元|\\d{1,2})|(\\d{4}))\\s*(?:年|[./-])\\s*(\\d{1,2})\\s*(?:月|[./-])\\s*(\\d{1,2})\\s*日?$",
    "i",
  );
  const ERAS = { M: "明治", T: "大正", S: "昭和", H: "平成", R: "令和" };

  function spread(field, text) {
    const found = WHOLE.exec(text.normalize("NFKC").replace(/[（(].*?[）)]/g, "").trim());
    const boxes = [...field.querySelectorAll("input")].slice(0, 3); // a fourth one holds the time
    if (!found || boxes.length !== 3) return false;
    const [, era, eraYear, year, month, day] = found;
    const parts = [era ? (ERAS[era.toUpperCase()] ?? era) + eraYear : year, Number(month), Number(day)];
    boxes.forEach((box, index) => {
      box.value = parts[index];
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return true;
  }

  document.addEventListener("paste", (event) => {
    const field = event.target.closest?.("[data-date-field]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!field || !spread(field, text)) return;
    event.preventDefault();
    field.querySelectorAll("input")[2].focus();
  });
  document.addEventListener("change", (event) => {
    const field = event.target.closest?.("[data-date-field]");
    // The writer is on the way to another field: the focus is left alone.
    if (field && event.target === field.querySelector("input")) spread(field, event.target.value);
  });
})();
