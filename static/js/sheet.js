/* details[data-wide-open] stand open where there is room beside the form, and start closed on a narrow screen.
   On the page of the ふりかえりの場 the arrow keys go to the axis before and after. */
(() => {
  const wide = window.matchMedia("(min-width: 992px)");
  const fit = () => {
    for (const box of document.querySelectorAll("details[data-wide-open]")) box.open = wide.matches;
  };
  fit();
  wide.addEventListener("change", fit);

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.matches?.("input, textarea, select, summary, [contenteditable]")) return;
    const way = { ArrowLeft: "back", ArrowRight: "next" }[event.key];
    const button = way && document.querySelector(`[data-go="${way}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
