/* Drafts by themselves: form[data-autosave-url][data-autosave-key].
   A second and a half after the last keystroke the fields go to the server, where they survive the session. While that
   fails, a copy stays in this browser and the sending is tried again; after an ended sign-in the writer is told, and
   nothing typed is touched. The server answers 2xx with {"saved_at": "22:14"}; 409 where somebody else saved first,
   with {"error": "…"} where it has words of its own. Forms with data-autosave-fields: autosave_fields.js. */
(() => {
  const PREFIX = `kyodo.draft.${document.body.dataset.person ?? ""}.`;
  const PAUSE = 1500;
  const RETRY_FIRST = 3000;
  const RETRY_MOST = 60000;
  const JUST_NOW = 60000;
  const SAYS = {
    saving: "保存しています",
    failed: "保存できていません。通信が戻ると自動で保存します",
    signin: "サインインが切れました。書いたものはこの画面に残っています。サインインし直してください",
    refused: "自動で保存できませんでした。下のボタンで保存してください",
    conflict: "ほかの人が先に保存しました。下のボタンを押すと、両方を見くらべて選べます",
  };

  class Autosave {
    constructor(form) {
      this.form = form;
      this.key = PREFIX + (form.dataset.autosaveKey ?? location.pathname);
      const status = document.querySelector(`[data-autosave-status][data-for="${form.id}"]`);
      this.status = form.querySelector("[data-autosave-status]") ?? status;
      this.saved = this.snapshot();
      this.first = this.saved;
      this.unsaved = false;
      this.submitting = false;
      this.wait = RETRY_FIRST;
      form.addEventListener("input", () => this.changed());
      form.addEventListener("change", () => this.changed());
      form.addEventListener("submit", (event) => this.submitted(event));
      window.addEventListener("online", () => this.unsaved && this.send());
      document.addEventListener("visibilitychange", () => this.unsaved && this.send());
      window.addEventListener("beforeunload", (event) => {
        if (this.unsaved && !this.submitting) event.preventDefault();
      });
      this.offer();
    }

    fields() {
      const data = new FormData(this.form);
      data.delete("csrfmiddlewaretoken");
      for (const field of this.form.querySelectorAll('input[type="file"], input[type="password"]')) data.delete(field.name);
      return data;
    }

    snapshot() {
      return JSON.stringify([...this.fields()]);
    }

    changed() {
      const now = this.snapshot();
      this.unsaved = now !== this.saved;
      clearTimeout(this.timer);
      if (!this.unsaved) return this.forget();
      this.keep(now);
      this.timer = setTimeout(() => this.send(), PAUSE);
    }

    async send() {
      clearTimeout(this.timer);
      if (this.sending || !this.unsaved || this.submitting) return;
      this.sending = true;
      const sent = this.snapshot();
      const body = this.fields();
      body.set("draft_key", this.form.dataset.autosaveKey ?? "");
      if (!body.has("draft_title")) body.set("draft_title", this.form.dataset.autosaveTitle ?? document.title.split("｜")[0]);
      if (!body.has("draft_url")) body.set("draft_url", location.pathname);
      this.say("saving");
      try {
        const headers = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
        const token = freshToken() ?? this.form.elements.csrfmiddlewaretoken?.value;
        if (token) headers["X-CSRFToken"] = token;
        const answer = await fetch(this.form.dataset.autosaveUrl, { method: "POST", body, headers, credentials: "same-origin" });
        await this.answered(answer, sent);
      } catch {
        this.failed("failed");
      } finally {
        this.sending = false;
      }
      if (this.unsaved && this.state === "saved") this.timer = setTimeout(() => this.send(), PAUSE);
    }

    async answered(answer, sent) {
      const lost = answer.status === 403 && !freshToken(); // the cookies went, and the session with them
      if (answer.status === 401 || answer.redirected || lost) return this.failed("signin");
      const isFinal = answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429;
      if (!answer.ok && !isFinal) return this.failed("failed");
      const result = await answer.json().catch(() => ({}));
      this.took(result, sent);
      if (isFinal) return this.failed(answer.status === 409 ? "conflict" : "refused", false, result.error);
      this.saved = sent;
      this.unsaved = this.snapshot() !== sent;
      this.wait = RETRY_FIRST;
      if (!this.unsaved) this.forget();
      const time = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tokyo" });
      this.say("saved", `保存しました ${result.saved_at ?? time}`);
    }

    // What the server has told of single fields; a form that is saved as a whole has none.
    took() {}

    failed(state, again = true, words = SAYS[state]) {
      this.say(state, words);
      if (!again) return;
      this.timer = setTimeout(() => this.send(), this.wait);
      this.wait = Math.min(this.wait * 2, RETRY_MOST);
    }

    say(state, text = SAYS[state]) {
      const before = this.state;
      this.state = state;
      if (!this.status) return;
      // While a failure lasts, each new attempt stays silent: a screen reader would say it every few seconds.
      if (state === "saving" && before && before !== "saved") {
        this.state = before;
        return;
      }
      this.status.dataset.state = state;
      const line = this.status.querySelector("[data-autosave-text]");
      if (line.textContent !== text) line.textContent = text;
      const link = this.status.querySelector("[data-autosave-signin]");
      if (link) link.hidden = state !== "signin";
    }

    submitted(event) {
      if (event.defaultPrevented) return;
      clearTimeout(this.timer);
      this.submitting = true;
      const token = this.form.elements.csrfmiddlewaretoken;
      if (token && freshToken()) token.value = freshToken();
      this.keep(this.snapshot(), true);
      setTimeout(() => { this.submitting = false; }, 10000);
    }

    keep(snapshot, submitted = false) {
      try {
        localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields: snapshot, submitted }));
      } catch { /* private windows may have no room; the server's copy remains */ }
    }

    forget() {
      try { localStorage.removeItem(this.key); } catch { /* as above */ }
    }

    offer() {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(this.key)); } catch { /* as above */ }
      if (!kept || this.shows(kept.fields) || (kept.submitted && cameBack())) return this.forget();
      const box = document.createElement("div");
      box.className = "notice notice-info";
      box.setAttribute("role", "status");
      const when = new Date(kept.at).toLocaleString("ja-JP", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tokyo" });
      box.innerHTML = '<p class="notice-title"></p><div class="confirm-actions"><button type="button" class="btn btn-outline-primary btn-sm">書きかけを戻す</button><button type="button" class="btn btn-outline-secondary btn-sm">捨てる</button></div>';
      box.querySelector("p").textContent = `${when}の書きかけが、この端末に残っています。`;
      const [back, drop] = box.querySelectorAll("button");
      back.addEventListener("click", () => { this.restore(JSON.parse(kept.fields)); box.remove(); this.form.focus(); });
      drop.addEventListener("click", () => { this.forget(); box.remove(); });
      this.form.before(box);
      for (let fold = box.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }

    // Whether the page says what the copy says; hidden fields are the page's own, and never put back.
    shows(fields) {
      const hidden = new Set([...this.form.querySelectorAll('input[type="hidden"]')].map((field) => field.name));
      const typed = (pairs) => JSON.stringify(JSON.parse(pairs).filter(([name]) => !hidden.has(name)));
      return typed(fields) === typed(this.first);
    }

    restore(pairs) {
      const values = new Map();
      for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
      for (const field of this.form.elements) {
        if (!field.name || field.type === "file" || field.type === "hidden" || field.type === "submit") continue;
        const kept = values.get(field.name) ?? [];
        if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
        else if (field.multiple) for (const option of field.options) option.selected = kept.includes(option.value);
        else if (kept.length) field.value = kept.shift();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      this.changed();
    }
  }

  // Signing in again in another window changes the token; the cookie has the new one where scripts may read it.
  const freshToken = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];

  // Whether a form of this very page was sent and the server led back here: then it has taken what was typed.
  function cameBack() {
    const [way] = performance.getEntriesByType("navigation");
    const from = document.referrer ? new URL(document.referrer) : null;
    return way?.type === "navigate" && way.redirectCount > 0 && from?.origin === location.origin && from.pathname === location.pathname;
  }

  // A form that was sent and is not shown again was taken by the server; an error page says that it was not.
  function forgetTaken() {
    if (document.body.hasAttribute("data-keep-drafts") || !document.body.dataset.person) return;
    const shown = new Set([...document.querySelectorAll("form[data-autosave-key]")].map((form) => PREFIX + form.dataset.autosaveKey));
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX) || shown.has(key)) continue;
      if (JSON.parse(localStorage.getItem(key)).submitted) localStorage.removeItem(key);
    }
  }

  // [data-kept-note] of the sign-in page: a form was sent a moment ago, and the session had ended. It waits here.
  function sayKept() {
    const note = document.querySelector("[data-kept-note]");
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("kyodo.draft."));
    const isFresh = ({ submitted, at }) => submitted && Date.now() - at < JUST_NOW;
    if (note && keys.some((key) => isFresh(JSON.parse(localStorage.getItem(key))))) note.hidden = false;
  }

  try { sayKept(); } catch { /* no storage, nothing kept */ }
  try { forgetTaken(); } catch { /* no storage, nothing to forget */ }
  for (const form of document.querySelectorAll("form[data-autosave-url]:not([data-autosave-fields])")) new Autosave(form);
  window.kyodo = { ...window.kyodo, Autosave };
})();
