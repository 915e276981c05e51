/* Questions that depend on answers of the same page: [data-question][data-when='[{"question": "WISH", "any_of": ["yes"]}]'].
   They show and hide as answers are picked; the server decides again when it saves. The hidden field `seen` names
   what is in sight. */
(() => {
  const form = document.querySelector("form[data-autosave-fields='answers']");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[data-question]")];

  function chosen(code) {
    const box = boxes.find((each) => each.dataset.question === code);
    if (!box || box.hidden) return null;
    return [...box.querySelectorAll("input:checked")].map((field) => field.value).filter(Boolean);
  }

  function holds(rule) {
    const codes = chosen(rule.question);
    if (codes === null) return false;
    return rule.any_of ? rule.any_of.some((code) => codes.includes(code)) : !rule.none_of.some((code) => codes.includes(code));
  }

  // In the questionnaire's order: a question that hides takes those with it that depend on it.
  function update() {
    for (const box of boxes) {
      if (box.dataset.when) box.hidden = !JSON.parse(box.dataset.when).every(holds);
    }
    form.elements.seen.value = boxes.filter((box) => !box.hidden).map((box) => box.dataset.question).join(",");
  }

  form.addEventListener("change", update);
  update();
})();
