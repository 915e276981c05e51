/* [data-countdown="2026-07-31T17:00:00+09:00"][data-now="…"]: how long there is, as the server's clock has it.
   Says what kyodo.time_left says, and nothing sooner or later. */
(() => {
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const started = performance.now();

  function words(left) {
    if (left <= 0) return "締切を過ぎました";
    const days = Math.floor(left / DAY), hours = Math.floor((left % DAY) / HOUR), minutes = Math.floor((left % HOUR) / MINUTE);
    if (days >= 10) return `あと${days}日`;
    if (days) return `あと${days}日${hours}時間`;
    if (hours) return `あと${hours}時間${minutes}分`;
    return minutes ? `あと${minutes}分` : "あと1分もありません";
  }

  function refresh() {
    for (const element of document.querySelectorAll("[data-countdown]")) {
      const now = Date.parse(element.dataset.now) + performance.now() - started;
      const text = words(Date.parse(element.dataset.countdown) - now);
      if (element.textContent !== text) element.textContent = text;
    }
  }

  if (document.querySelector("[data-countdown]")) setInterval(refresh, 15000);
})();
