/* Files of a proposal: sent one by one as they are chosen, dropped or photographed, each with its progress.
   The server answers with the box as it looks then, or says why a file was refused. Nothing is lost when the network goes:
   the file waits here for 「もう一度送る」. */
(() => {
  const root = document.querySelector("[data-attachments]");
  if (!root) return;
  const most = Number(root.dataset.mostBytes);
  const status = root.querySelector("[data-files-status]");
  const cookie = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];

  class Box {
    constructor(form) {
      this.form = form;
      this.section = form.closest("section");
      this.waiting = [];
      this.progress = form.querySelector("[data-file-progress]");
      this.faults = form.querySelector("[data-file-faults]");
      this.input = form.querySelector('input[name="files"]');
      form.querySelector("button[type=submit]").hidden = true;
      this.input.addEventListener("change", () => this.take(this.input));
      this.offerCamera(form.querySelector("[data-camera]"));
      this.offerDrop(form.querySelector("[data-drop]"));
    }

    offerCamera(label) {
      if (!matchMedia("(pointer: coarse)").matches) return;
      const camera = label.querySelector("input");
      label.hidden = false;
      camera.addEventListener("change", () => this.take(camera));
    }

    offerDrop(line) {
      if (!matchMedia("(pointer: fine)").matches) return;
      line.hidden = false;
      const over = (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        this.section.classList.toggle("is-over", event.type !== "dragleave");
      };
      this.section.addEventListener("dragenter", over);
      this.section.addEventListener("dragover", over);
      this.section.addEventListener("dragleave", over);
      this.section.addEventListener("drop", (event) => {
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        this.section.classList.remove("is-over");
        this.send([...event.dataTransfer.files]);
      });
    }

    take(input) {
      const files = [...input.files];
      input.value = "";
      this.send(files);
    }

    async send(files) {
      this.waiting.push(...files);
      if (this.sending) return;
      this.sending = true;
      this.faults.replaceChildren();
      this.progress.hidden = false;
      let added = 0;
      for (let number = 1; this.waiting.length; number += 1) {
        const file = this.waiting.shift();
        this.say(`「${file.name}」を送っています（${number}／${number + this.waiting.length}）`);
        added += await this.sendOne(file);
      }
      this.progress.hidden = true;
      this.sending = false;
      status.textContent = added ? `${added}件のファイルを付けました` : "";
    }

    async sendOne(file) {
      if (file.size > most) {
        this.refuse(`「${file.name}」：ファイルが大きすぎます。1つ${Math.floor(most / 1048576)}MBまでです。`);
        return 0;
      }
      try {
        const answer = await this.post(file);
        this.section.querySelector("[data-files]").innerHTML = answer.files;
        root.querySelector("[data-files-sum]").textContent = answer.sum;
        for (const fault of answer.faults) this.refuse(fault);
        return answer.faults.length ? 0 : 1;
      } catch (error) {
        this.refuse(`「${file.name}」：${error.message}`, file);
        return 0;
      }
    }

    post(file) {
      const body = new FormData(this.form);
      body.delete("files");
      body.append("files", file);
      const request = new XMLHttpRequest();
      request.open("POST", this.form.action);
      request.responseType = "json";
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.setRequestHeader("Accept", "application/json");
      if (cookie()) request.setRequestHeader("X-CSRFToken", cookie());
      const bar = this.progress.querySelector("progress");
      bar.value = 0;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
      });
      return new Promise((resolve, reject) => {
        const fail = (text) => reject(new Error(text));
        request.addEventListener("load", () => {
          if (request.response?.files !== undefined) return resolve(request.response);
          if (request.responseURL.includes("/accounts/") || request.status === 403) {
            return fail("送れませんでした。サインインが切れたか、提案の状態が変わっています。別の画面でサインインし直してから、もう一度送ってください。");
          }
          return fail("送れませんでした。少し待って、もう一度送ってください。");
        });
        request.addEventListener("error", () => fail("通信が切れました。つながってから、もう一度送ってください。"));
        request.send(body);
      });
    }

    say(text) {
      this.progress.querySelector("[data-file-line]").textContent = text;
      status.textContent = text;
    }

    /* With `file` it can be sent again. */
    refuse(text, file = null) {
      const line = document.createElement("div");
      line.className = "notice notice-error";
      const words = document.createElement("p");
      words.textContent = text;
      line.append(words);
      if (file) {
        const again = document.createElement("button");
        again.type = "button";
        again.className = "btn btn-outline-primary btn-sm";
        again.textContent = "もう一度送る";
        again.addEventListener("click", () => {
          line.remove();
          this.input.focus();
          this.send([file]);
        });
        line.append(again);
      }
      this.faults.append(line);
    }
  }

  for (const form of root.querySelectorAll("[data-file-form]")) new Box(form);
  /* A file that misses a box must not replace the page. */
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }
})();
