// A field that suggests as one types (the combobox pattern of WAI-ARIA), and what the search of the page finds.

let comboboxes = 0;

// `find(text)` gives entries {text, note, choose}; `typed` hears every change.
function combobox({label, placeholder, find, typed = () => {}, value = ""}) {
  const id = `combo${++comboboxes}`;
  let entries = [], current = -1, closing = 0;
  const list = h("ul", {id, role: "listbox", class: "suggestions", "aria-label": label, hidden: true});
  const input = h("input", {type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-label": label, placeholder, value, dir: "auto",
    "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    oninput: () => { typed(input.value); open(); }, onfocus: () => { if (input.value) open(); }, onblur: () => { closing = setTimeout(close, 120); }, onkeydown: key});
  const mark = at => {
    current = at;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({block: "nearest"}); }
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); mark(-1); };
  const take = at => { const entry = entries[at]; close(); entry?.choose(input); };
  function open() {
    clearTimeout(closing);
    entries = input.value.trim() ? find(input.value.trim()) : [];
    list.replaceChildren(...entries.map((entry, k) => h("li", {role: "option", id: `${id}-${k}`, "aria-selected": "false",
      onpointerdown: event => { event.preventDefault(); take(k); }}, h("span", {class: "found", dir: "auto", text: entry.text}), h("small", {dir: "auto", text: entry.note}))));
    list.hidden = !entries.length;
    input.setAttribute("aria-expanded", String(Boolean(entries.length)));
    mark(-1);
    if (input.value.trim()) announce(entries.length ? `${plural(entries.length, "suggestion")}` : "Nothing found");
  }
  function key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      if (entries.length) mark((current + (event.key === "ArrowDown" ? 1 : current < 0 ? 0 : -1) + entries.length) % entries.length);
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (list.hidden) open();
      if (entries.length) { event.preventDefault(); take(Math.max(current, 0)); }
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    }
  }
  return {element: h("div", {class: "combo"}, input, list), input, close};
}

class Search {
  constructor(app) {
    this.app = app;
    this.combo = combobox({label: "Search people, papers, venues and organizations", placeholder: "Search people, papers, venues …",
      find: text => this.find(text), typed: text => this.typed(text)});
    byId("search").replaceChildren(this.combo.element);
  }

  focus() {
    this.combo.input.focus();
    this.combo.input.select();
  }

  clear() {
    this.combo.input.value = "";
    this.combo.close();
    this.app.setMatches(null);
  }

  // Everybody whose name fits gets a ring while one types.
  typed(text) {
    const found = text.trim().length > 1 ? this.people(foldName(text.trim()), 200) : [];
    this.app.setMatches(found.length ? new Set(found) : null);
  }

  // First names that begin so, then words of names, then parts of words; within that the most published first.
  people(key, most) {
    const {data} = this.app, words = key.split(/\s+/), begins = [], word = [], part = [];
    for (let i = 0; i < data.n; i++) {
      const name = data.key[i];
      if (!words.every(one => name.includes(one))) continue;
      (name.startsWith(key) ? begins : (" " + name).includes(" " + words[0]) ? word : part).push(i);
      if (begins.length >= most) break;
    }
    return [...begins, ...word, ...part].slice(0, most);
  }

  find(text) {
    const {app} = this, {data} = app, key = foldName(text);
    const entries = this.people(key, 8).map(i => ({text: data.name[i],
      note: [plural(this.paperCount(i), "paper"), data.organization[i] >= 0 ? data.organizations[data.organization[i]] : ""].filter(Boolean).join(" · "),
      choose: input => { input.value = ""; input.blur(); app.setMatches(null); app.select({kind: "person", person: i}, {show: true, focus: true}); }}));
    const names = (list, kind, filter) => {
      this.folded ??= {};
      this.folded[filter] ??= list.map(foldName);
      return this.folded[filter].map((name, k) => [name, k]).filter(([name]) => name.includes(key)).slice(0, 3).map(([, k]) => ({text: list[k], note: kind,
        choose: input => { input.value = ""; input.blur(); app.setMatches(null); app.change({[filter]: k}); }}));
    };
    entries.push(...names(data.venues, "venue: show only this", "venue"), ...names(data.organizations, "organization: show only this", "organization"));
    if (key.length > 2 && entries.length < 12) {
      this.titles ??= data.paperTitle.map(foldName);
      for (let p = 0, left = 5; p < data.m && left; p++) {
        if (!this.titles[p].includes(key)) continue;
        left--;
        entries.push({text: data.paperTitle[p], note: `paper${data.year[p] ? " · " + data.year[p] : ""}`,
          choose: input => { input.value = ""; input.blur(); app.setMatches(null); app.select({kind: "paper", paper: p}, {show: true, focus: true}); }});
      }
    }
    return entries;
  }

  paperCount(i) {
    return this.app.data.papersOf.start[i + 1] - this.app.data.papersOf.start[i];
  }
}
