/* [data-rows="goals"][data-prefix="r"][data-most="40"]: rows that are added and taken away without asking the server.
   A new row is made from the template; its key is the prefix and a number behind all that are there. A row that is
   taken away is emptied and hidden, which is what saving it takes; it can be brought back until the page is left. */
(() => {
  const STRIDE = 10; // as on the server: two who add a row at the same moment seldom take the same key
  const LAST_NUMBER = 999;
  const most = (table) => Number(table.dataset.most) || 40;
  const shown = (table) => [...table.querySelectorAll("[data-row]")].filter((row) => !row.hidden && !row.closest("template"));
  const boxes = (row) => [...row.querySelectorAll("input, textarea, select")];
  const numberOf = (row) => Number(/(\d+)$/.exec(row.dataset.row)?.[1] ?? 0);

  function renumber(table) {
    const rows = shown(table);
    rows.forEach((row, index) => { row.querySelector("[data-row-number]").textContent = index + 1; });
    const button = table.querySelector("[data-add-row]");
    if (button) button.hidden = rows.length >= most(table);
  }

  function newKey(table) {
    const used = new Set([...table.querySelectorAll("[data-row]")].map(numberOf));
    let number = Math.max(0, ...used) + 1 + Math.floor(Math.random() * STRIDE);
    if (number > LAST_NUMBER) number = [...Array(LAST_NUMBER).keys()].find((each) => each > 0 && !used.has(each));
    return `${table.dataset.prefix}${number}`;
  }

  function add(table, key = newKey(table)) {
    const holder = document.createElement("div");
    holder.innerHTML = table.querySelector("[data-row-template]").innerHTML.replaceAll("__row__", key);
    const row = holder.firstElementChild;
    table.querySelector("[data-row-list]").append(row);
    renumber(table);
    return row;
  }

  function tell(table) {
    table.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function drop(table, row) {
    const before = boxes(row).map((box) => box.value);
    for (const box of boxes(row)) box.value = "";
    row.hidden = true;
    const line = document.createElement("p");
    line.className = "row-gone";
    line.innerHTML = '<span role="status">1行消しました。</span> <button type="button" class="btn btn-link btn-sm">元に戻す</button>';
    const back = line.querySelector("button");
    back.addEventListener("click", () => {
      boxes(row).forEach((box, index) => { box.value = before[index]; });
      row.hidden = false;
      line.remove();
      renumber(table);
      tell(table);
      boxes(row)[0].focus();
    });
    row.after(line);
    renumber(table);
    tell(table);
    back.focus();
  }

  document.addEventListener("click", (event) => {
    const table = event.target.closest?.("[data-rows]");
    if (!table) return;
    if (event.target.closest("[data-add-row]")) {
      event.preventDefault();
      boxes(add(table))[0].focus();
    } else if (event.target.closest("[data-drop-row]")) {
      event.preventDefault();
      drop(table, event.target.closest("[data-row]"));
    }
  });

  // A copy in this browser may hold a cell of a row that the page does not have.
  document.addEventListener("kyodo:need-field", (event) => {
    const [field, row] = event.detail.split(".");
    for (const table of document.querySelectorAll("[data-rows]")) {
      const own = table.dataset.rows.split(".")[0] === field && row?.replace(/\d+$/, "") === table.dataset.prefix;
      if (own) add(table, row);
    }
  });
})();
