/* Drafts field by field: form[data-autosave-url][data-autosave-fields].
   Only what was changed since it was last saved is sent, each field with its base (the version it was made from, in
   the hidden field `bases`); the answer brings the new bases of the fields that were stored. What could not be stored
   stays changed, and in this browser. */
(() => {
  const PREFIX = "field-";

  class FieldAutosave extends window.kyodo.Autosave {
    get bases() {
      return JSON.parse(this.form.elements.bases.value || "{}");
    }

    set bases(bases) {
      this.form.elements.bases.value = JSON.stringify(bases);
    }

    snapshot() {
      const data = new FormData(this.form);
      const names = new Set([...this.form.elements].map((field) => field.name).filter((name) => name.startsWith(PREFIX)));
      return JSON.stringify([...names].map((name) => [name, data.get(name) ?? ""]));
    }

    changedSince(saved, now) {
      const before = new Map(JSON.parse(saved));
      return JSON.parse(now).filter(([name, value]) => (before.get(name) ?? "") !== value);
    }

    fields() {
      const body = new FormData();
      const bases = this.bases;
      const sent = {};
      for (const [name, value] of this.changedSince(this.saved, this.snapshot())) {
        const key = name.slice(PREFIX.length);
        body.set(name, value);
        if (bases[key]) sent[key] = bases[key];
      }
      body.set("bases", JSON.stringify(sent));
      return body;
    }

    took(result, sent) {
      if (!result.bases) return;
      const saved = new Map(JSON.parse(this.saved));
      const said = new Map(JSON.parse(sent));
      for (const key of Object.keys(result.bases)) saved.set(PREFIX + key, said.get(PREFIX + key) ?? "");
      this.bases = { ...this.bases, ...result.bases };
      this.saved = JSON.stringify([...saved]);
    }

    // A row that was taken away and one that was never written are the same: order and blanks tell no difference.
    changed() {
      const now = this.snapshot();
      if (!this.changedSince(this.saved, now).length) this.saved = now;
      super.changed();
    }

    keep(snapshot, submitted = false) {
      const bases = this.bases;
      const kept = this.changedSince(this.saved, snapshot).map(([name, value]) => [name, value, bases[name.slice(PREFIX.length)]]);
      super.keep(JSON.stringify(kept), submitted);
    }

    shows(fields) {
      const now = new Map(JSON.parse(this.first));
      return JSON.parse(fields).every(([name, value]) => (now.get(name) ?? "").trim() === value.trim());
    }

    restore(entries) {
      const bases = this.bases;
      for (const [name, value, base] of entries) {
        const key = name.slice(PREFIX.length);
        if (!this.form.elements[name]) this.form.dispatchEvent(new CustomEvent("kyodo:need-field", { bubbles: true, detail: key }));
        const field = this.form.elements[name];
        if (!field) continue;
        field.value = value; // of radios too: RadioNodeList checks the one with this value
        // Made from what stood there then: if others have changed it since, both texts are shown.
        if (base) bases[key] = base;
        else delete bases[key];
      }
      this.bases = bases;
      this.form.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  for (const form of document.querySelectorAll("form[data-autosave-fields]")) new FieldAutosave(form);
})();
