/* The sums of a budget while it is typed: the same arithmetic as projects/budget.py, which has the last word.
   Whole yen as BigInt; a line is 単価×数 rounded down, the most is the city's share rounded down and no more than the limit. */
(() => {
  const MAX_YEN = 999_999_999_999n;
  const UNITS = { 円: 1n, 千円: 1000n, 万円: 10_000n, 百万円: 1_000_000n, 億円: 100_000_000n };
  const AMOUNT = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?((?:百万|千|万|億)?円|千|万|億)?也?$/;
  const NUMBER = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
  const MOST_HUNDREDTHS = 9_999_999_999n;

  const bare = (text) => text.normalize("NFKC").replace(/\s/g, "").replaceAll("、", ",");
  const yen = (amount) => `${amount.toLocaleString("ja-JP")}円`;

  function priceOf(text) {
    const found = AMOUNT.exec(bare(text).replace(/^金/, "").replace(/^[¥\\]/, ""));
    if (!found) return null;
    const [, whole, fraction = "", unit = "円"] = found;
    const parts = BigInt(whole.replaceAll(",", "") + fraction) * (UNITS[unit] ?? UNITS[`${unit}円`]);
    const scale = 10n ** BigInt(fraction.length);
    return parts % scale === 0n && parts / scale <= MAX_YEN ? parts / scale : null;
  }

  function hundredthsOf(text) {
    let number = bare(text);
    if (!number) return 100n;
    for (const unit of ["人", "名", "件", "回", "年", "%", "点"]) if (number.endsWith(unit)) number = number.slice(0, -1);
    const found = NUMBER.exec(number);
    const fraction = (found?.[2] ?? "").replace(/0+$/, "");
    if (!found || fraction.length > 2) return null;
    const hundredths = BigInt(found[1].replaceAll(",", "") + fraction.padEnd(2, "0"));
    return hundredths <= MOST_HUNDREDTHS ? hundredths : null;
  }

  function amountOf(row) {
    const price = priceOf(cell(row, "unit_price"));
    const hundredths = hundredthsOf(cell(row, "quantity"));
    if (price === null || hundredths === null) return null;
    const amount = (price * hundredths) / 100n;
    return amount <= MAX_YEN ? amount : null;
  }

  const cell = (row, column) => row.querySelector(`[name$=".${column}"]`)?.value ?? "";

  function sumUp(year) {
    const sums = { income: 0n, expense: 0n, eligible: 0n, requested: 0n };
    let readable = true;
    for (const side of ["income", "expense"]) {
      for (const row of year.querySelectorAll(`[data-side="${side}"] [data-row]`)) {
        const amount = amountOf(row);
        const written = [...row.querySelectorAll("input")].some((box) => box.value.trim());
        show(row.querySelector("[data-amount]"), amount === null ? "" : yen(amount));
        readable &&= amount !== null || !written;
        sums[side] += amount ?? 0n;
        if (side === "expense" && cell(row, "eligible") !== "no") sums.eligible += amount ?? 0n;
        if (side === "income" && cell(row, "source") === "city") sums.requested += amount ?? 0n;
      }
    }
    const share = (sums.eligible * BigInt(year.dataset.rate)) / 100n;
    const limit = year.dataset.limit === "" ? share : BigInt(year.dataset.limit);
    sums.most = share < limit ? share : limit;
    for (const output of year.querySelectorAll("[data-total]")) show(output, yen(sums[output.dataset.total]));
    say(year.querySelector("[data-budget-says]"), readable ? wordsFor(sums) : []);
  }

  function wordsFor(sums) {
    const words = [];
    const apart = sums.income > sums.expense ? sums.income - sums.expense : sums.expense - sums.income;
    if (apart) words.push(`収入（${yen(sums.income)}）と支出（${yen(sums.expense)}）が${yen(apart)}ちがいます。同じ額にしてください。`);
    if (sums.requested > sums.most) {
      words.push(`市に求める額（${yen(sums.requested)}）が、求められる額（${yen(sums.most)}まで）を超えています。`);
    }
    return words;
  }

  function show(output, text) {
    if (output && output.textContent !== text) output.textContent = text;
  }

  function say(place, words) {
    if ([...place.children].map((line) => line.textContent).join() === words.join()) return;
    place.replaceChildren(...words.map((word) => {
      const line = document.createElement("p");
      line.className = "budget-fault";
      line.textContent = word;
      return line;
    }));
  }

  document.addEventListener("input", (event) => {
    const year = event.target.closest?.("[data-budget-year]");
    if (year) sumUp(year);
    else if (event.target.matches?.("form")) for (const each of event.target.querySelectorAll("[data-budget-year]")) sumUp(each);
  });
})();
