/* Answers by themselves, question by question: form[data-autosave-fields="answers"] with [data-question] boxes.
   All fields of a question that was changed are sent with its base (what it was made from, in the hidden field
   `bases`); `sent` names the questions. The answer brings the new bases of those that were kept. */
(() => {
  class AnswerAutosave extends window.kyodo.Autosave {
    get bases() {
      return JSON.parse(this.form.elements.bases.value || "{}");
    }

    set bases(bases) {
      this.form.elements.bases.value = JSON.stringify(bases);
    }

    // Question → its fields, as [name, value].
    snapshot() {
      const data = new FormData(this.form);
      const found = new Map();
      for (const box of this.form.querySelectorAll("[data-question]")) {
        const names = new Set([...box.querySelectorAll("input, textarea, select")].map((field) => field.name));
        found.set(box.dataset.question, [...names].flatMap((name) => data.getAll(name).map((value) => [name, value])));
      }
      return JSON.stringify([...found]);
    }

    changedSince(saved, now) {
      const before = new Map(JSON.parse(saved));
      return JSON.parse(now).filter(([code, fields]) => JSON.stringify(before.get(code)) !== JSON.stringify(fields));
    }

    fields() {
      const body = new FormData();
      const changed = this.changedSince(this.saved, this.snapshot());
      const bases = this.bases;
      for (const [, fields] of changed) for (const [name, value] of fields) body.append(name, value);
      body.set("sent", changed.map(([code]) => code).join(","));
      body.set("bases", JSON.stringify(Object.fromEntries(changed.map(([code]) => [code, bases[code]]))));
      return body;
    }

    took(result, sent) {
      if (!result.bases) return;
      const saved = new Map(JSON.parse(this.saved));
      const said = new Map(JSON.parse(sent));
      for (const code of Object.keys(result.bases)) saved.set(code, said.get(code));
      this.bases = { ...this.bases, ...result.bases };
      this.saved = JSON.stringify([...saved]);
    }

    keep(snapshot, submitted = false) {
      const bases = this.bases;
      const kept = this.changedSince(this.saved, snapshot).map(([code, fields]) => [code, fields, bases[code]]);
      super.keep(JSON.stringify(kept), submitted);
    }

    shows(fields) {
      const now = new Map(JSON.parse(this.first));
      return JSON.parse(fields).every(([code, said]) => JSON.stringify(now.get(code)) === JSON.stringify(said));
    }

    restore(entries) {
      const bases = this.bases;
      for (const [code, fields, base] of entries) {
        const box = this.form.querySelector(`[data-question="${CSS.escape(code)}"]`);
        if (!box) continue;
        for (const field of box.querySelectorAll("input, textarea, select")) {
          const said = fields.filter(([name]) => name === field.name).map(([, value]) => value);
          if (field.type === "checkbox" || field.type === "radio") field.checked = said.includes(field.value);
          else field.value = said[0] ?? "";
        }
        // Made from what stood there then: if others have changed it since, both answers are shown.
        if (base) bases[code] = base;
      }
      this.bases = bases;
      this.form.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  for (const form of document.querySelectorAll('form[data-autosave-fields="answers"]')) new AnswerAutosave(form);
})();
