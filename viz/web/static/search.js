// Search as you type: suggestions below the search field, by mouse and by keyboard. Text only, never markup.
"use strict";
(() => {
  const field = document.getElementById("q");
  const list = document.getElementById("found");
  if (!field || !list) return;
  let asked = 0;
  let timer = 0;

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show(items) {
    list.replaceChildren(...items.map((item, place) => {
      const entry = document.createElement("li");
      entry.id = `found-${place}`;
      entry.role = "option";
      entry.dataset.href = item.href;
      const label = document.createElement("span");
      label.textContent = item.label;
      const note = document.createElement("small");
      note.textContent = item.note;
      entry.append(label, " ", note);
      entry.addEventListener("mousedown", () => location.assign(item.href));
      return entry;
    }));
    list.hidden = items.length === 0;
    field.setAttribute("aria-expanded", String(items.length > 0));
    field.removeAttribute("aria-activedescendant");
  }

  // On a static site there is nobody to ask: the whole index is fetched once and searched here.
  const { index, root } = field.form.dataset;
  let entries = null;

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
  }

  async function searched(text) {
    entries ??= (await (await fetch(index)).json()).map(([label, note, href]) => ({ label, note, href: root + href, key: folded(label) }));
    const wanted = folded(text);
    const rank = (entry) => {
      const place = entry.key.indexOf(wanted);
      return place < 0 ? 3 : place === 0 ? 0 : entry.key[place - 1] === " " ? 1 : 2;
    };
    return entries.map((entry) => [rank(entry), entry]).filter(([order]) => order < 3)
      .sort(([a], [b]) => a - b).slice(0, 10).map(([, entry]) => entry);
  }

  async function ask() {
    const text = field.value.trim();
    const number = ++asked;
    if (text.length < 2) { close(); return; }
    if (index) {
      const found = await searched(text);
      if (number === asked) show(found);
      return;
    }
    const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`);
    if (answer.ok && number === asked) show(await answer.json());
  }

  if (index) {
    field.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const [first] = await searched(field.value.trim());
      if (first) location.assign(first.href);
    });
  }

  function move(step) {
    const entries = [...list.children];
    if (!entries.length) return;
    if (list.hidden) {
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      entries.forEach((entry) => entry.setAttribute("aria-selected", "false"));
      return;
    }
    const now = entries.findIndex((entry) => entry.getAttribute("aria-selected") === "true");
    const next = (now + step + entries.length) % entries.length;
    entries.forEach((entry, place) => entry.setAttribute("aria-selected", String(place === next)));
    field.setAttribute("aria-activedescendant", entries[next].id);
    entries[next].scrollIntoView({ block: "nearest" });
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the browser would empty the field, and the suggestions could not be brought back
      close();
    }
    else if (event.key === "Enter") {
      const chosen = list.querySelector('[aria-selected="true"]');
      if (chosen && !list.hidden) { event.preventDefault(); location.assign(chosen.dataset.href); }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });
})();
