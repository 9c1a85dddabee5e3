// The left column: what is shown, how it is coloured, and the legend; and the buttons of the head.

class Controls {
  constructor(app) {
    this.app = app;
    const {data} = app;
    const parts = [];
    if (data.lastYear > data.firstYear) parts.push(this.years());
    parts.push(this.joint(), h("section", {class: "block", "aria-label": "Filters"}, this.choice("venue", "Venue", "all", data.venues, this.counts("venue")),
      this.choice("organization", "At", "all organizations", data.organizations, this.counts("organization")), this.show()), this.look(),
      this.legendBox = h("section", {class: "legend", "aria-label": "Legend"}));
    byId("controls").replaceChildren(
      h("div", {class: "only-phone sheet-head"}, h("strong", {text: "Filters"}), iconButton("close", "Close", () => app.toggleControls(false))),
      ...parts, this.resetButton = button("Show everything again", () => app.reset(), {class: "quiet reset", hidden: true}));
    this.zoom();
    this.tools();
  }

  block(title, ...children) {
    return h("section", {class: "block"}, h("h2", {class: "mini", text: title}), ...children);
  }

  counts(column) {
    const {data} = this.app, counts = new Map();
    if (column === "venue") for (const v of data.venue) counts.set(v, (counts.get(v) ?? 0) + 1);
    else for (let i = 0; i < data.n; i++) if (this.app.isDrawn(i)) counts.set(data.organization[i], (counts.get(data.organization[i]) ?? 0) + 1);
    return counts;
  }

  years() {
    const {data} = this.app, {firstYear: first, lastYear: last} = data;
    const slider = (which, label, value) => h("input", {type: "range", min: first, max: last, step: 1, value, "aria-label": label,
      class: "year-range " + which, oninput: event => this.moveYear(which, Number(event.target.value))});
    this.fromYear = slider("from", "First year", first);
    this.toYear = slider("to", "Last year", last);
    this.histogram = svg("svg", {viewBox: `0 0 240 46`, class: "histogram", preserveAspectRatio: "none", "aria-hidden": "true"});
    const counts = new Map();
    for (const year of data.year) if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
    const step = 240 / (last - first + 1), most = Math.max(...counts.values());
    this.yearBars = new Map();
    for (let year = first; year <= last; year++) {
      const tall = counts.has(year) ? Math.max(1.5, counts.get(year) / most * 45) : 0;
      const bar = svg("rect", {x: (year - first) * step + step * 0.08, width: Math.max(step * 0.84, 0.6), y: 46 - tall, height: tall, class: "bar"},
        svg("title", {text: `${year}: ${plural(counts.get(year) ?? 0, "paper")}`}));
      this.yearBars.set(year, bar);
      this.histogram.append(bar);
    }
    this.brush(this.histogram, first, last);
    this.yearText = h("output", {class: "year-text"});
    this.playButton = iconButton("play", "Play through the years (space)", () => this.app.play());
    this.playButton.classList.add("play");
    return this.block("Years", h("div", {class: "year-box"}, this.histogram, h("div", {class: "ranges"}, this.fromYear, this.toYear)),
      h("div", {class: "row"}, this.yearText, this.playButton));
  }

  moveYear(which, value) {
    const {filters} = this.app;
    this.app.stopPlaying();
    if (which === "from") this.app.change({from: Math.min(value, filters.to)}, true);
    else this.app.change({to: Math.max(value, filters.from)}, true);
  }

  // Dragging over the bars chooses the years from here to there; a double click takes all.
  brush(element, first, last) {
    let began = null;
    const yearAt = event => {
      const box = element.getBoundingClientRect();
      return Math.max(first, Math.min(last, first + Math.floor((event.clientX - box.left) / box.width * (last - first + 1))));
    };
    const move = event => {
      if (began === null) return;
      const year = yearAt(event);
      this.app.change({from: Math.min(began, year), to: Math.max(began, year)}, true);
    };
    element.addEventListener("pointerdown", event => { began = yearAt(event); element.setPointerCapture(event.pointerId); this.app.stopPlaying(); move(event); });
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", () => { began = null; });
    element.addEventListener("dblclick", () => this.app.change({from: first, to: last}));
  }

  joint() {
    const most = Math.max(2, Math.min(20, this.app.shown.maxWeight));
    this.jointRange = h("input", {type: "range", min: 1, max: most, step: 1, value: 1, id: "joint",
      oninput: event => this.app.change({joint: Number(event.target.value)}, true)});
    this.jointText = h("output", {for: "joint", text: "≥ 1"});
    return h("section", {class: "block"}, h("h2", {class: "mini row"}, h("label", {for: "joint", text: "Joint papers"}), this.jointText), this.jointRange);
  }

  choice(key, title, all, names, counts) {
    const order = names.map((name, i) => i).filter(i => counts.get(i)).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
    const box = h("select", {id: key, onchange: event => this.app.change({[key]: Number(event.target.value)})}, h("option", {value: -1, text: all}),
      order.map(i => h("option", {value: i, text: `${shortened(names[i])} (${counts.get(i)})`})));
    this[key] = box;
    return names.length ? h("div", {class: "pair-row"}, h("label", {for: key, text: title}), box) : null;
  }

  show() {
    const {app} = this;
    this.showBox = h("select", {id: "show", onchange: event => {
      const show = event.target.value;
      app.change({show, k: show === "core" ? 3 : show === "top" ? Math.min(100, app.data.n) : 0});
    }}, [["all", "everybody"], ["main", "largest connected part"], ["top", "top people"], ["core", "core of degree"]]
      .map(([value, text]) => h("option", {value, text})));
    this.kBox = h("input", {type: "number", min: 1, max: app.data.n, step: 1, "aria-label": "How many", class: "k", hidden: true,
      onchange: event => app.change({k: Math.max(1, Math.round(Number(event.target.value)) || 1)})});
    return h("div", {class: "pair-row"}, h("label", {for: "show", text: "Show"}), h("div", {class: "row"}, this.showBox, this.kBox));
  }

  look() {
    const {app} = this, select = (id, label, options, set) => {
      this[id] = h("select", {id, onchange: event => set(event.target.value)}, options.map(([value, text]) => h("option", {value, text})));
      return h("div", {class: "pair-row"}, h("label", {for: id, text: label}), this[id]);
    };
    return h("section", {class: "block", "aria-label": "Look"},
      select("colour", "Colour", [["community", "community"], ["year", "mean year"], ["organization", "organization"]], value => app.setColour(value)),
      select("size", "Size", [["papers", "papers"], ["coauthors", "co-authors"], ["joint", "joint papers"], ["betweenness", "betweenness"], ["pagerank", "PageRank"], ["equal", "all alike"]], value => app.setSize(value)),
      select("names", "Names", [["1", "some"], ["3", "many"], ["0", "none"]], value => app.setLabels(Number(value))),
      select("view", "View", [["network", "network"], ["density", "density"]], value => app.setDensity(value === "density")));
  }

  zoom() {
    const {app} = this;
    byId("zoom").replaceChildren(
      iconButton("plus", "Zoom in (+)", () => app.scene.zoomAt(app.scene.width / 2, app.scene.height / 2, 1.4)),
      iconButton("minus", "Zoom out (−)", () => app.scene.zoomAt(app.scene.width / 2, app.scene.height / 2, 1 / 1.4)),
      iconButton("fit", "Fit to window (f)", () => app.scene.fit()));
  }

  tools() {
    const {app} = this;
    this.exportMenu = h("div", {class: "menu", id: "export-menu", hidden: true}, EXPORTS.map(([name, about, run]) =>
      h("button", {type: "button", onclick: () => { this.closeMenu(); run(app); }}, h("span", {text: name}), h("small", {text: about}))),
    h("button", {type: "button", onclick: () => { this.closeMenu(); window.print(); }}, h("span", {text: "Print"}), h("small", {text: "what is shown, with legend"})));
    this.exportButton = h("button", {type: "button", class: "tool", "aria-expanded": "false", "aria-controls": "export-menu", title: "Save what is shown",
      onclick: () => this.exportMenu.hidden ? this.openMenu() : this.closeMenu()}, sign("down"), h("span", {text: "Export"}));
    byId("tools").replaceChildren(
      h("button", {type: "button", class: "tool", title: "How do two people connect? (p)", onclick: () => app.openPath()}, sign("path"), h("span", {text: "Connect"})),
      h("button", {type: "button", class: "tool", title: "People and pairs as tables (t)", onclick: () => app.table.open()}, sign("table"), h("span", {text: "Table"})),
      h("div", {class: "menu-holder"}, this.exportButton, this.exportMenu),
      iconButton("moon", "Dark or light (d)", () => app.setTheme(app.theme.name === "dark" ? "light" : "dark"), {id: "dark"}),
      iconButton("keys", "Keyboard (?)", () => app.keys.help(), {class: "icon no-phone"}));
    document.addEventListener("pointerdown", event => { if (!event.target.closest(".menu-holder")) this.closeMenu(); });
    byId("menu").replaceChildren(sign("menu"));
    byId("menu").addEventListener("click", () => app.toggleControls());
  }

  openMenu() {
    this.exportMenu.hidden = false;
    this.exportButton.setAttribute("aria-expanded", "true");
    this.exportMenu.querySelector("button").focus();
  }

  closeMenu() {
    if (this.exportMenu.hidden) return false;
    const inside = this.exportMenu.contains(document.activeElement);
    this.exportMenu.hidden = true;
    this.exportButton.setAttribute("aria-expanded", "false");
    if (inside) this.exportButton.focus();
    return true;
  }

  // Bring every control to what the filters say.
  sync() {
    const {app} = this, {filters, data} = app;
    if (this.fromYear) {
      this.fromYear.value = filters.from; this.toYear.value = filters.to;
      this.yearText.textContent = filters.from === filters.to ? filters.from : `${filters.from} – ${filters.to}`;
      for (const [year, bar] of this.yearBars) bar.classList.toggle("faint-bar", year < filters.from || year > filters.to);
      // With both handles at the right end only the left one can still move, so it lies on top.
      this.fromYear.classList.toggle("on-top", filters.from > (data.firstYear + data.lastYear) / 2);
    }
    this.jointRange.value = filters.joint;
    this.jointText.textContent = `≥ ${filters.joint}`;
    this.venue.value = filters.venue; this.organization.value = filters.organization;
    this.showBox.value = filters.show;
    this.kBox.hidden = filters.show !== "core" && filters.show !== "top";
    if (document.activeElement !== this.kBox) this.kBox.value = filters.k;
    this.colour.value = app.colourBy; this.size.value = app.sizeBy; this.names.value = String(app.labelAmount);
    this.view.value = app.density ? "density" : "network";
    this.resetButton.hidden = app.unfiltered();
    byId("counts").textContent = `${plural(app.shown.people, "person", "people")} · ${plural(app.shown.edges, "pair")} · ${plural(app.shown.jointPapers, "paper")}`;
  }

  playing(on) {
    this.playButton.replaceChildren(sign(on ? "pause" : "play"));
    this.playButton.setAttribute("aria-label", on ? "Stop" : "Play through the years");
    this.playButton.setAttribute("aria-pressed", String(on));
  }

  legend() {
    const {app} = this, {colouring, theme} = app;
    const rows = colouring.by === "year" ? this.yearScale() : colouring.by === "organization" ? this.organizationLegend() : this.communityLegend();
    this.legendBox.replaceChildren(h("h2", {class: "mini", text: {community: "Communities", year: "Mean year", organization: "Organizations"}[colouring.by]}), ...rows);
    this.paintLegend();
    byId("legend-print").replaceChildren(...Array.from(this.legendBox.children, child => child.cloneNode(true)));
  }

  // Colours are set on the elements by script: the policy of the page allows no style attributes in markup.
  paintLegend() {
    const {colouring, theme} = this.app, swatches = colouring.swatches(theme.name);
    for (const box of [this.legendBox, byId("legend-print")]) {
      for (const dot of box.querySelectorAll("[data-swatch]")) dot.style.setProperty("--swatch", swatches[Number(dot.dataset.swatch)]);
    }
  }

  communityLegend() {
    const {app} = this, {data, shown, filters} = app, counts = new Map();
    for (let i = 0; i < data.n; i++) if (shown.person[i]) counts.set(data.community[i], (counts.get(data.community[i]) ?? 0) + 1);
    const rows = data.communities.slice(0, 12).map((community, rank) => this.legendRow(rank, data.name[community.head],
      filters.hidden.has(community.number) ? "" : counts.get(community.number) ?? 0, {
        hidden: filters.hidden.has(community.number), toggle: () => app.toggleCommunity(community.number),
        open: () => app.selectCommunity(community), current: app.selected?.by === "community" && app.selected.number === community.number}));
    const rest = data.communities.length - 12;
    return [h("p", {class: "muted small", text: "named after a leading member"}), h("ul", {}, rows),
      rest > 0 ? h("p", {class: "muted small", text: `and ${plural(rest, "smaller one")}, pale`}) : null].filter(Boolean);
  }

  organizationLegend() {
    const {app} = this, {data, shown, colouring} = app, counts = new Map();
    for (let i = 0; i < data.n; i++) if (shown.person[i]) counts.set(data.organization[i], (counts.get(data.organization[i]) ?? 0) + 1);
    const rows = colouring.groups.slice(0, 12).map((organization, rank) => this.legendRow(rank, data.organizations[organization], counts.get(organization) ?? 0, {
      open: () => app.selectOrganization(organization), current: app.selected?.by === "organization" && app.selected.number === organization}));
    return [h("ul", {}, rows), h("p", {class: "muted small"}, h("i", {class: "dot", "data-swatch": 24}), " not known; smaller ones pale")];
  }

  legendRow(swatch, name, count, {hidden = false, toggle = null, open, current}) {
    return h("li", {class: hidden ? "off" : ""},
      toggle ? h("button", {type: "button", class: "dot-button", "aria-pressed": String(!hidden), "aria-label": `Show the community of ${name}`, title: hidden ? "Show" : "Hide", onclick: toggle},
        h("i", {class: "dot", "data-swatch": swatch})) : h("i", {class: "dot lone", "data-swatch": swatch}),
      h("button", {type: "button", class: "legend-name", "aria-current": current ? "true" : null, onclick: open}, h("bdi", {text: name}), h("span", {class: "value", text: count === "" ? "hidden" : NUMBER.format(count)})));
  }

  yearScale() {
    const {colouring} = this.app;
    return [h("div", {class: "scale"}, Array.from({length: YEAR_STEPS}, (_, k) => h("i", {"data-swatch": k}))),
      h("div", {class: "ends"}, h("span", {text: `${colouring.low} or before`}), h("span", {text: `${colouring.high} or later`}))];
  }
}
