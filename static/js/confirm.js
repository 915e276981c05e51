/* [data-confirm="id"] opens the <dialog> of that id instead of following its link. */
(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-confirm]");
    const dialog = opener && document.getElementById(opener.dataset.confirm);
    if (dialog?.showModal) {
      event.preventDefault();
      for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
      dialog.showModal();
      return;
    }
    event.target.closest?.("[data-dialog-close]")?.closest("dialog")?.close();
  });
})();
