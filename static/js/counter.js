/* 「12／200字」 under every field with data-counter; counts letters as the server does, line ends as one. */
(() => {
  const SPOKEN_WHEN_LEFT = 20;

  function attach(field) {
    const limit = Number(field.dataset.counter);
    if (!limit || field.dataset.counterReady) return;
    field.dataset.counterReady = "yes";
    const shown = document.createElement("div");
    shown.className = "counter";
    shown.setAttribute("aria-hidden", "true");
    const spoken = document.createElement("div");
    spoken.className = "visually-hidden";
    spoken.setAttribute("aria-live", "polite");
    (field.closest(".input-group") ?? field).after(shown, spoken);

    const update = (quiet) => {
      const count = [...field.value.trim().replace(/\r\n?/g, "\n")].length;
      const left = limit - count;
      shown.textContent = left < 0 ? `${count}／${limit}字（${-left}字多いです）` : `${count}／${limit}字`;
      shown.classList.toggle("is-over", left < 0);
      if (quiet === true || left > SPOKEN_WHEN_LEFT) spoken.textContent = "";
      else spoken.textContent = left < 0 ? `${-left}字多いです` : `あと${left}字`;
    };
    field.addEventListener("input", update);
    update(true);
  }

  const attachAll = (root) => {
    for (const field of root.querySelectorAll("[data-counter]")) attach(field);
  };
  attachAll(document);
  document.addEventListener("htmx:load", (event) => attachAll(event.target));
})();
