// The page's own script: sentences that light each other, moving by keyboard, edits, copying, keeping edits. Events are
// caught at the document, because Gradio replaces what is on the page while an article is being translated.
"use strict";

(() => {
  const sentence = (element) => element instanceof Element && element.closest("[data-sentence]");
  const brief = (element) => element.closest(".brief");
  const target = (reader, number) => reader.querySelector(`[data-sentence="${number}"][data-side="target"]`);

  function light(element) {
    document.querySelectorAll(".sentence.lit").forEach((one) => one.classList.remove("lit"));
    document.querySelectorAll(".cell.dismissed").forEach((one) => {
      if (!element || !one.contains(element)) one.classList.remove("dismissed");
    });
    if (!element) return;
    const partners = brief(element).querySelectorAll(`[data-sentence="${element.dataset.sentence}"]`);
    partners.forEach((one) => one.classList.add("lit"));
  }

  document.addEventListener("mouseover", (event) => light(sentence(event.target) || sentence(document.activeElement)));
  document.addEventListener("focusin", (event) => light(sentence(event.target)));

  // One stop for the Tab key in a group; the arrow keys move within it.
  function rove(group, from, to) {
    group.forEach((one) => one.setAttribute("tabindex", one === to ? "0" : "-1"));
    to.focus();
  }

  const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

  function move(event, group, current) {
    const last = group.length - 1;
    const place = group.indexOf(current);
    const next = event.key === "Home" ? 0 : event.key === "End" ? last : place + (STEPS[event.key] || NaN);
    if (Number.isNaN(next)) return false;
    event.preventDefault();
    rove(group, current, group[Math.min(Math.max(next, 0), last)]);
    return true;
  }

  const targets = (reader) => [...reader.querySelectorAll('[data-side="target"][tabindex]')];

  // Editing: the sentence becomes a text field, and what the server answers replaces the whole brief.
  let edited = null;

  function begin(element) {
    if (edited || !element.hasAttribute("tabindex") || !brief(element).dataset.token) return;
    edited = { element, before: element.innerHTML };
    element.querySelectorAll(".control").forEach((sign) => sign.remove()); // "[U+202E]" is no part of the text
    element.textContent = element.textContent.trim();
    element.setAttribute("role", "textbox");
    const label = brief(element).dataset.editLabel.replace("%(number)s", element.dataset.sentence);
    element.setAttribute("aria-label", label);
    element.contentEditable = "true";
    element.classList.add("editing");
    element.focus();
    getSelection().selectAllChildren(element);
    getSelection().collapseToEnd();
  }

  function end(restore) {
    const { element, before } = edited;
    edited = null;
    element.contentEditable = "false";
    element.removeAttribute("contenteditable");
    element.removeAttribute("aria-label");
    element.setAttribute("role", "button");
    element.classList.remove("editing");
    if (restore) element.innerHTML = before;
    return element;
  }

  // Outside of what Gradio manages, which would take the words away again.
  const said = document.createElement("div");
  said.id = "said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let fading = 0;

  function say(text) {
    said.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => (said.textContent = ""), 8000);
  }

  // A screen reader tells what changes within a place that stays; what Gradio puts into the place is new each time.
  const LIVE = "#status, #detected, #batch-status, #glossary-status";
  const LANGUAGE = navigator.language.toLowerCase().startsWith("id") ? "id" : "en";
  new MutationObserver(() => {
    document.querySelectorAll(LIVE).forEach((one) => one.setAttribute("aria-live", "polite"));
    // Gradio names the browser's language, even one that the page has no words in, and does not translate the title.
    document.documentElement.lang = LANGUAGE;
    const heading = document.querySelector("h1");
    if (heading) document.title = heading.textContent;
  }).observe(document.body, { childList: true, subtree: true });

  // What the server answers, or in its "error" why it does not.
  async function put(dataset, path, body) {
    try {
      const response = await fetch(`visits/${dataset.token}/${path}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const answer = await response.json();
      return response.status === 404 ? { error: dataset.ended } : answer;
    } catch (error) {
      return { error: String(error) };
    }
  }

  // Gradio keeps a copy of the page's places, the report's among them.
  const refresh = () => document.querySelector("#refresh").click();

  let saving = null;

  // Whoever asks for it again while it is being done waits for the same.
  const save = () => (saving ??= saved().finally(() => (saving = null)));

  async function saved() {
    const { element } = edited;
    const section = brief(element);
    const number = element.dataset.sentence;
    const answer = await put(section.dataset, `sentences/${number}`, { text: element.textContent });
    if (!answer.brief) {
      say(`${section.dataset.failed} ${answer.error}`);
      return; // what was typed stays in the field
    }
    end(false);
    const place = section.parentElement;
    place.innerHTML = answer.brief;
    refresh();
    const renewed = place.querySelector(".brief");
    rove(targets(renewed), null, target(renewed, number));
    say(renewed.dataset.saved);
  }

  let keeping = null;

  const keep = () => (keeping ??= kept().finally(() => (keeping = null)));

  async function kept() {
    if (edited) await save();
    if (edited) return; // a wording that was refused is still in its field, and what was said of it is to be read
    const { dataset } = document.querySelector(".brief[data-token]");
    const answer = await put(dataset, "kept-edits", {});
    if (answer.error) {
      say(`${dataset.notKept} ${answer.error}`);
      return;
    }
    say(dataset.kept.replace("%(count)s", answer.kept));
    const offer = document.querySelector(".keep");
    if (!offer) return;
    if (offer.contains(document.activeElement)) document.querySelector(".brief [data-copy]").focus();
    offer.remove();
    if (!edited) refresh(); // or else the field would go
  }

  document.addEventListener("mousedown", (event) => {
    // Leaving the field would renew the brief, and the button would be another one before it is let go.
    if (edited && event.target instanceof Element && event.target.closest("[data-keep]")) event.preventDefault();
  });

  document.addEventListener("dblclick", (event) => {
    const element = sentence(event.target);
    if (element && element.dataset.side === "target") begin(element);
  });

  document.addEventListener("focusout", (event) => {
    // Leaving the field keeps what was typed in it, as leaving a cell of a table does.
    if (edited && event.target === edited.element && document.hasFocus()) save();
  });

  document.addEventListener("paste", (event) => {
    if (!edited || event.target.closest(".editing") !== edited.element) return;
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s+/g, " "));
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const button = document.querySelector("#translate");
      if (button && !button.disabled) {
        event.preventDefault();
        // The text is sent when its field is left.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        setTimeout(() => button.click(), 50);
      }
      return;
    }
    if (edited) {
      if (event.key === "Enter") {
        event.preventDefault();
        save();
      } else if (event.key === "Escape") {
        event.preventDefault();
        end(true).focus();
      }
      return;
    }
    if (event.key === "Escape") {
      document.querySelectorAll(".cell:hover, .cell:focus-within").forEach((one) => one.classList.add("dismissed"));
      return;
    }
    const element = sentence(event.target);
    if (element && element.hasAttribute("tabindex") && element.dataset.side === "target") {
      if (move(event, targets(brief(element)), element)) return;
      if (event.key === "Enter" || event.key === "F2") {
        event.preventDefault();
        begin(element);
      }
      return;
    }
    const group = event.target instanceof Element && event.target.closest("[data-roving]");
    if (group) move(event, [...group.querySelectorAll("button")], event.target);
  });

  document.addEventListener("click", async (event) => {
    if (!(event.target instanceof Element)) return;
    const goto = event.target.closest("[data-goto]");
    if (goto) {
      const section = document.querySelector(".brief[data-token]");
      if (!brief(goto)) document.querySelector('[role="tab"]').click(); // from the report: the reader is in the first tab
      const found = target(section, goto.dataset.goto);
      // Once the tab is shown: what is hidden takes no focus.
      requestAnimationFrame(() =>
        setTimeout(() => {
          rove(targets(section), null, found);
          // On a phone the source stands above its translation, which has the focus.
          const number = goto.dataset.goto;
          section.querySelector(`[data-sentence="${number}"][data-side="source"]`).scrollIntoView({ block: "center" });
        }),
      );
      return;
    }
    const toggle = event.target.closest("#options-toggle");
    if (toggle) {
      toggle.setAttribute("aria-expanded", document.documentElement.toggleAttribute("data-options"));
      return;
    }
    if (event.target.closest("[data-keep]")) {
      keep();
      return;
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const section = brief(copy);
      await navigator.clipboard.writeText(section.querySelector(`[data-text="${copy.dataset.copy}"]`).textContent);
      say(section.dataset.copied);
    }
  });
})();
