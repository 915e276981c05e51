/* Money: separators when the writer leaves the box, and running sums.
   <output data-sum="cost"> shows the sum of every [data-sum-of="cost"]; data-sum may list names, a minus takes away ("income -cost"). */
(() => {
  const half = (text) => text.replace(/[０-９，－]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

  function yenOf(field) {
    const digits = half(field.value).replace(/[,、\s円¥￥]/g, "").replace(/^[▲△−‐ー]/, "-");
    return /^-?\d{1,15}$/.test(digits) ? Number(digits) : null;
  }

  function group(field) {
    const yen = yenOf(field);
    if (yen !== null) field.value = yen.toLocaleString("ja-JP");
  }

  function sum() {
    for (const output of document.querySelectorAll("[data-sum]")) {
      let total = 0;
      for (const name of output.dataset.sum.split(/\s+/)) {
        const sign = name.startsWith("-") ? -1 : 1;
        const key = CSS.escape(name.replace(/^-/, ""));
        for (const field of document.querySelectorAll(`[data-sum-of="${key}"]`)) total += sign * (yenOf(field) ?? 0);
      }
      const text = total.toLocaleString("ja-JP");
      if (output.textContent !== text) output.textContent = text;
    }
  }

  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-yen]")) group(event.target);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-sum-of]")) sum();
  });
  document.addEventListener("htmx:load", sum);
  sum();
})();
