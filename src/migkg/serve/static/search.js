// Suggestions while a search is typed: a combobox with a list, after the pattern of ARIA 1.2.
// Without this, the field is a plain search.
"use strict";

const WAIT = 120; // milliseconds between the last key and the question

function combobox(field, address, number) {
  const form = field.form;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let options = [];
  let active = -1;
  let timer = 0;
  let asked = 0;
  let pending = null;
  let shown = "";

  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "hidden";
  status.setAttribute("role", "status");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  form.append(list, status);

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    for (const option of options) option.setAttribute("aria-selected", "false");
  }

  function open() {
    if (!options.length) return;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  function choose(index) {
    active = index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    field.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  function go(option) {
    location.assign(option.dataset.to);
  }

  function add(to, label, more, kind) {
    const option = document.createElement("li");
    option.id = `${list.id}-${options.length}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.to = to;
    option.append(label);
    if (kind) {
      const chip = document.createElement("span");
      chip.className = `chip k-${kind}`;
      chip.textContent = kind;
      option.append(" ", chip);
    }
    if (more) {
      const small = document.createElement("small");
      small.textContent = more;
      option.append(small);
    }
    // The field keeps the focus; a press would take it away before the click.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => go(option));
    options.push(option);
    list.append(option);
  }

  function group(name, items, show) {
    if (!items || !items.length) return;
    const head = document.createElement("li");
    head.setAttribute("role", "presentation");
    head.textContent = name;
    list.append(head);
    items.forEach(show);
  }

  // Snippets mark what was found; an option is plain text.
  function plain(snippet) {
    return new DOMParser().parseFromString(String(snippet ?? ""), "text/html").body.textContent;
  }

  function show(found) {
    const root = new URL(form.action).href.replace(/search$/, "");
    options = [];
    list.replaceChildren();
    group("Names", found.entities, (one) =>
      add(root + one.path, one.label, one.matched === one.label ? "" : one.matched, one.class));
    group("Questions", found.questions, (one) =>
      add(root + one.path, one.question, "", ""));
    group("Passages", found.passages, (one) =>
      add(root + one.path, one.label, plain(one.snippet), ""));
    const count = options.length;
    status.textContent = count ? `${count} suggestions, arrows to choose` : "No suggestions";
    close();
    open();
  }

  async function ask() {
    const text = field.value.trim();
    if (text.length < 2) {
      options = [];
      shown = "";
      close();
      return;
    }
    if (text === shown) {
      open();
      return;
    }
    const mine = ++asked;
    pending?.abort();
    pending = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(text)}&limit=5`, {
        signal: pending.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok || mine !== asked) return;
      const found = await answer.json();
      if (mine !== asked || document.activeElement !== field) return;
      shown = text;
      show(found);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      if (list.hidden) open();
      const down = event.key === "ArrowDown";
      if (down) choose(active === last ? -1 : active + 1);
      else choose(active === -1 ? last : active - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(options[active]);
    } else if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  field.addEventListener("blur", () => {
    clearTimeout(timer);
    close();
  });
}

document.querySelectorAll("input[data-suggest]").forEach((field, number) =>
  combobox(field, field.dataset.suggest, number));
