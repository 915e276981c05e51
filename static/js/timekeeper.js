/* The timekeeper of a presentation: for each row of #running-order first 発表, then 質疑, counted down on a large clock.
   Everything it needs is on the page: it goes on without the network, and after a reload where it was. */
(() => {
  const stage = document.getElementById("timekeeper");
  const rows = [...document.querySelectorAll("#running-order [data-slot]")];
  if (!stage || !rows.length) return;

  const part = (name) => stage.querySelector(`[data-${name}]`);
  const button = (name) => stage.querySelector(`[data-do="${name}"]`);
  const KEY = `kyodo.timekeeper.${stage.dataset.key}`;
  const SOON = 60;
  const phases = [
    { label: "発表", seconds: Number(stage.dataset.presentation) * 60 },
    { label: "質疑", seconds: Number(stage.dataset.question) * 60 },
  ].filter((phase) => phase.seconds > 0);

  // `left` are the seconds at the moment `since` (milliseconds of the wall clock); while it stands still `since` is null.
  let now = { row: 0, phase: 0, left: phases[0].seconds, since: null, bell: false, rung: [] };
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (kept && kept.row < rows.length && kept.phase < phases.length) now = kept;
  } catch { /* no storage: it starts at the beginning */ }

  const keep = () => {
    try { sessionStorage.setItem(KEY, JSON.stringify(now)); } catch { /* as above */ }
  };
  const left = () => (now.since === null ? now.left : now.left - (Date.now() - now.since) / 1000);

  function go(row, phase) {
    now = { ...now, row, phase, left: phases[phase].seconds, since: null, rung: [] };
    show();
  }

  const acts = {
    toggle() {
      now = now.since === null ? { ...now, since: Date.now() } : { ...now, left: left(), since: null };
      show();
    },
    next() {
      if (now.phase + 1 < phases.length) go(now.row, now.phase + 1);
      else if (now.row + 1 < rows.length) go(now.row + 1, 0);
    },
    back() {
      if (now.phase > 0) go(now.row, now.phase - 1);
      else if (now.row > 0) go(now.row - 1, phases.length - 1);
    },
    again() { go(now.row, now.phase); },
    bell() {
      now = { ...now, bell: !now.bell };
      if (now.bell) ring(1);
      show();
    },
  };

  let audio = null;
  function ring(times) {
    audio ??= new AudioContext();
    for (let index = 0; index < times; index += 1) {
      const at = audio.currentTime + index * 0.5;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = 1175;
      volume.gain.setValueAtTime(0.4, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 1.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 1.2);
    }
  }

  function ringWhenDue(seconds) {
    for (const [name, limit, times] of [["soon", SOON, 1], ["over", 0, 2]]) {
      if (seconds > limit || now.rung.includes(name) || phases[now.phase].seconds <= limit) continue;
      now.rung = [...now.rung, name];
      if (now.bell) ring(times);
    }
  }

  const clock = (seconds) => {
    const whole = Math.abs(Math.ceil(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  const write = (name, text) => {
    const element = part(name);
    if (element.textContent !== text) element.textContent = text;
  };
  const words = (row) => ({
    title: row.querySelector("[data-of-title]").textContent.trim(),
    group: row.querySelector("[data-of-group]").textContent.trim(),
  });

  function wordFor(seconds) {
    if (seconds <= 0 && Math.ceil(seconds) === 0) return "時間です";
    if (seconds < 0) return "時間を過ぎました";
    if (now.since === null) return seconds < phases[now.phase].seconds ? "止めています" : "これから";
    return seconds <= SOON ? "残り1分を切りました" : "";
  }

  function tick() {
    const seconds = left();
    if (now.since !== null) ringWhenDue(seconds);
    write("clock", `${Math.ceil(seconds) < 0 ? "＋" : ""}${clock(seconds)}`);
    write("word", wordFor(seconds));
    part("bar").value = Math.min(1, 1 - Math.max(0, seconds) / phases[now.phase].seconds);
    stage.dataset.state = seconds <= 0 ? "over" : seconds <= SOON ? "soon" : "fine";
  }

  function show() {
    keep();
    const here = words(rows[now.row]);
    const after = rows[now.row + 1] && words(rows[now.row + 1]);
    write("number", `${now.row + 1}／${rows.length}`);
    write("title", here.title);
    write("group", here.group);
    write("phase", phases[now.phase].label);
    write("after", after ? `次は：${after.title}（${after.group}）` : "この日の最後の発表です。");
    button("toggle").textContent = now.since === null ? "始める" : "止める";
    button("bell").setAttribute("aria-pressed", String(now.bell));
    button("bell").textContent = now.bell ? "ベルを止める" : "ベルを鳴らす";
    rows.forEach((row, index) => {
      if (index === now.row) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
    tick();
  }

  stage.addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (name) acts[name]();
  });
  const KEYS = { " ": "toggle", ArrowRight: "next", ArrowLeft: "back", r: "again", b: "bell" };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.matches?.("input, textarea, select, summary, a, [contenteditable]")) return;
    const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name) return;
    event.preventDefault(); // a focused button would be pressed as well
    acts[name]();
  });

  stage.hidden = false;
  show();
  setInterval(tick, 200);
})();
