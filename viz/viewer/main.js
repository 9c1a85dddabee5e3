// The page: what is selected and how it is seen; everything that changes goes through here.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const THEMES = {
  light: {name: "light", canvas: "#fcfcfa", text: "#17191d", label: "#33373e", halo: "rgba(252,252,250,.88)", line: "#80868f", edge: 0.42, faintEdge: 0.13, fadedDot: "#dfe1e4", accent: "#2459c4",
    heat: ["#fcfcfa", "#e6eef8", "#bcd5ee", "#7fb0de", "#3f7fc4", "#1d4e96"]},
  dark: {name: "dark", canvas: "#14161a", text: "#f1f3f5", label: "#c9ced6", halo: "rgba(20,22,26,.86)", line: "#8b94a1", edge: 0.4, faintEdge: 0.11, fadedDot: "#2b3038", accent: "#8ab4ff",
    heat: ["#14161a", "#182740", "#1f4373", "#2f6db0", "#5fa3e6", "#bfe0ff"]},
};

class App {
  constructor(data) {
    this.data = data;
    this.filters = defaultFilters(data);
    this.shown = makeShown(data);
    this.hovered = {person: -1, edge: -1};
    this.selected = null; this.matches = null; this.focus = null;
    this.trail = [];
    this.hops = 1; this.colourBy = "community"; this.sizeBy = "papers"; this.labelAmount = 1; this.density = false; this.chosenTheme = "";
    this.darkWanted = matchMedia("(prefers-color-scheme: dark)");
    this.darkWanted.addEventListener("change", () => { this.useTheme(); });
    applyFilters(data, this.filters, this.shown);
    this.theme = THEMES.light;
    this.look();
    this.scene = new Scene(byId("canvas"), this);
    this.panel = new Panel(this);
    this.search = new Search(this);
    this.paths = new Paths(this);
    this.table = new Tables(this);
    this.permalink = new Permalink(this);
    this.controls = new Controls(this);
    this.keys = new Keys(this);
    this.pointer = new Pointer(this);
    byId("title").textContent = data.title;
    byId("title").title = data.title;
    this.permalink.read();
    document.querySelector(".skip").addEventListener("click", event => { event.preventDefault(); this.scene.canvas.focus(); });
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
  }

  calm() { return matchMedia("(prefers-reduced-motion: reduce)").matches || !this.ready; }

  isDrawn(i) { return this.data.links_.start[i + 1] > this.data.links_.start[i]; }

  unfiltered() {
    const {filters, data} = this;
    return filters.from === data.firstYear && filters.to === data.lastYear && filters.joint === 1 && filters.venue < 0 && filters.organization < 0 && filters.show === "all" && !filters.hidden.size;
  }

  // Colours, sizes and the order of labels follow from what is shown.
  look() {
    this.colouring = makeColouring(this.data, this.shown, this.colourBy);
    this.radii = makeRadii(this.data, this.shown, this.sizeBy);
    this.labelOrder = Array.from(this.radii, (_, i) => i).sort((a, b) => this.radii[b] - this.radii[a] || this.shown.strength[b] - this.shown.strength[a] || a - b);
  }

  // ── what is shown ──

  change(patch, dragging = false) {
    Object.assign(this.filters, patch);
    this.refilter(dragging);
  }

  // While a slider is dragged the picture follows at once, the columns a moment later.
  refilter(dragging = false) {
    applyFilters(this.data, this.filters, this.shown);
    this.look();
    if (this.selected?.kind === "path") this.selected = this.paths.selection(this.selected.from, this.selected.to);
    this.refocus();
    this.controls.sync();
    if (dragging) { this.scene.redraw(); clearTimeout(this.later); this.later = setTimeout(() => this.settle(), 150); }
    else { this.scene.redraw(); this.settle(); }
  }

  settle() {
    this.controls.legend();
    this.panel.render(true);
    this.permalink.write();
    byId("nothing").hidden = this.shown.people > 0;
    byId("nothing").textContent = this.data.edges ? "Nobody passes these filters." : "Nobody in this data has written with anybody else. Everybody is in the table.";
    announce(byId("counts").textContent);
  }

  reset() {
    this.stopPlaying();
    this.filters = defaultFilters(this.data);
    this.refilter();
    this.scene.fit();
  }

  toggleCommunity(number) {
    const {hidden} = this.filters;
    if (hidden.has(number)) hidden.delete(number); else hidden.add(number);
    this.refilter();
  }

  play() {
    if (this.stopPlaying() || this.data.lastYear === this.data.firstYear) return;
    const {data, filters} = this, whole = filters.from === data.firstYear && filters.to === data.lastYear, span = filters.to - filters.from;
    const growing = whole || filters.from === data.firstYear;
    if (filters.to >= data.lastYear) this.change(growing ? {from: data.firstYear, to: data.firstYear} : {from: data.firstYear, to: data.firstYear + span}, true);
    this.controls.playing(true);
    this.playing = setInterval(() => {
      if (this.filters.to >= this.data.lastYear) { this.stopPlaying(); return; }
      this.change(growing ? {to: this.filters.to + 1} : {from: this.filters.from + 1, to: this.filters.to + 1}, true);
    }, 650);
  }

  stopPlaying() {
    if (!this.playing) return false;
    clearInterval(this.playing);
    this.playing = 0;
    this.controls.playing(false);
    return true;
  }

  // ── what is selected ──

  // `show` brings it into the window, `focus` moves the keyboard to its details, `keep` leaves no step to go back to.
  select(selection, {show = false, focus = false, keep = false, quiet = false, back = false} = {}) {
    if (this.selected && selection && !keep && !back && !quiet) this.trail.push(this.selected);
    if (!selection || quiet) this.trail = [];
    this.trail = this.trail.slice(-30);
    this.selected = selection;
    this.keys.place = -1;
    this.keys.centre = undefined;
    this.refocus();
    this.scene.redraw();
    this.panel.render();
    this.controls.legend();
    if (!selection) document.body.classList.remove("sheet-open");
    if (show && selection) this.bringIntoView();
    // On a phone the details take half of the window: what is selected moves into the other half.
    else if (selection && !quiet && innerWidth <= 760) setTimeout(() => this.bringIntoView(), 60);
    if (focus && selection) byId("panel-title")?.focus({preventScroll: true});
    if (!quiet) { this.permalink.write(); this.say(); }
  }

  back() {
    const before = this.trail.pop();
    if (before) this.select(before, {show: true, focus: true, back: true});
  }

  say() {
    const {selected, data, shown} = this;
    if (selected?.kind === "person") announce(`${data.name[selected.person]}: ${plural(shown.papers[selected.person], "paper")}, ${plural(shown.degree[selected.person], "co-author")}`);
    else if (selected?.kind === "edge") announce(`${data.name[data.from[selected.edge]]} and ${data.name[data.to[selected.edge]]}: ${plural(shown.weight[selected.edge], "joint paper")}`);
    else if (selected?.kind === "paper") announce(`Paper: ${data.paperTitle[selected.paper]}`);
    else if (selected?.kind === "group") announce(`${selected.title}: ${plural(selected.members.length, "person", "people")}`);
    else if (!selected) announce("Nothing selected");
  }

  communitySelection(community) {
    return {kind: "group", by: "community", number: community.number, head: community.head, title: this.data.name[community.head], members: community.members};
  }

  organizationSelection(organization) {
    const members = [];
    for (let i = 0; i < this.data.n; i++) if (this.data.organization[i] === organization) members.push(i);
    return {kind: "group", by: "organization", number: organization, title: this.data.organizations[organization], members};
  }

  selectCommunity(community) { this.toggleSelection(this.communitySelection(community)); }
  selectOrganization(organization) { this.toggleSelection(this.organizationSelection(organization)); }

  toggleSelection(selection) {
    const same = this.selected?.by === selection.by && this.selected.number === selection.number;
    this.select(same ? null : selection, {show: !same});
  }

  setHops(hops) {
    this.hops = hops;
    if (this.selected?.kind !== "person") return;
    this.refocus();
    this.scene.redraw();
    this.panel.render(true);
    this.bringIntoView();
    this.permalink.write();
    announce(`${plural(this.focusCount(), "person", "people")} within ${plural(hops, "hop")}`);
  }

  focusCount() {
    let count = 0;
    for (let i = 0; i < this.data.n; i++) if (this.shown.person[i] && this.focus?.person(i)) count++;
    return count;
  }

  openPath(from = this.selected?.kind === "person" ? this.selected.person : -1) {
    this.select(this.paths.selection(from, -1));
    document.body.classList.add("sheet-open");
    byId(from >= 0 ? "path-to" : "path-from")?.focus();
  }

  // Everything outside the focus is drawn faint.
  refocus() {
    const {selected, data, shown} = this;
    this.focus = null;
    if (selected?.kind === "person" && shown.person[selected.person]) {
      const steps = stepsAround(data, shown, selected.person, this.hops);
      this.focus = {person: i => steps[i] >= 0, edge: e => steps[data.from[e]] >= 0 && steps[data.to[e]] >= 0, near: i => steps[i] <= 1};
    } else if (selected?.kind === "edge" && shown.edge[selected.edge]) {
      const ends = new Set([data.from[selected.edge], data.to[selected.edge]]);
      this.focus = {person: i => ends.has(i), edge: e => e === selected.edge};
    } else if (selected?.kind === "path" && selected.way) {
      const people = new Set(selected.way.people), edges = new Set(selected.way.edges);
      this.focus = {person: i => people.has(i), edge: e => edges.has(e)};
    } else if (selected?.kind === "group" || selected?.kind === "paper") {
      const {start, values} = data.authors;
      const members = new Set(selected.members ?? values.subarray(start[selected.paper], start[selected.paper + 1]));
      this.focus = {person: i => members.has(i), edge: e => members.has(data.from[e]) && members.has(data.to[e])};
    }
  }

  focusPeople() {
    return this.focus ? this.scene.shownPeople().filter(i => this.focus.person(i)) : [];
  }

  bringIntoView() {
    const people = this.focusPeople();
    if (!people.length) return;
    const {scene} = this, {left, right, top, bottom} = scene.boundsOf(people);
    const inside = scene.sx(left) > 20 && scene.sx(right) < scene.width - 20 && scene.sy(top) > 20 && scene.sy(bottom) < scene.height - 30;
    const small = (right - left) * scene.view.k < scene.width * 0.18 && (bottom - top) * scene.view.k < scene.height * 0.18;
    if (!inside || small) scene.fit(true, people, Math.max(1.7, scene.fitScale));
  }

  setMatches(matches) {
    this.matches = matches;
    this.scene.labels.stale = true;
    this.scene.frame();
  }

  // ── what is pointed at ──

  point(i) { this.hover(i, -1); }

  hover(person, edge, x, y) {
    const {hovered, scene, data, shown} = this, tip = byId("tip");
    if (hovered.person !== person || hovered.edge !== edge) {
      hovered.person = person; hovered.edge = edge;
      scene.canvas.classList.toggle("pointing", person >= 0 || edge >= 0);
      scene.frame();
      tip.replaceChildren(...(person >= 0 && x !== undefined ? [h("strong", {dir: "auto", text: data.name[person]}), data.organization[person] >= 0 ? h("div", {dir: "auto", text: data.organizations[data.organization[person]]}) : "",
        h("div", {text: `${plural(shown.papers[person], "paper")} · ${plural(shown.degree[person], "co-author")}`})]
        : edge >= 0 ? [h("strong", {}, h("bdi", {text: data.name[data.from[edge]]}), " · ", h("bdi", {text: data.name[data.to[edge]]})), h("div", {text: plural(shown.weight[edge], "joint paper")})] : []));
      tip.hidden = !tip.childNodes.length;
    }
    if (!tip.hidden && x !== undefined) {
      tip.style.left = Math.min(x + 14, scene.width - tip.offsetWidth - 8) + "px";
      tip.style.top = (y + 18 + tip.offsetHeight > scene.height ? y - tip.offsetHeight - 12 : y + 18) + "px";
    }
  }

  unpin(i) {
    const {scene, data} = this;
    scene.x[i] = data.x[i]; scene.y[i] = data.y[i];
    scene.pinned.delete(i);
    scene.redraw();
    this.viewChanged();
    this.panel.render(true);
  }

  // ── how it is seen ──

  setColour(by) { this.colourBy = by; this.relook(`Coloured by ${by === "year" ? "mean year" : by}`); }
  setSize(by) { this.sizeBy = by; this.relook(`Sized by ${by}`); }
  setLabels(amount) { this.labelAmount = amount; this.relook(); }
  setDensity(on) { this.density = on; this.relook(on ? "Density" : "Network"); }

  relook(said = "") {
    this.look();
    this.controls.sync();
    this.controls.legend();
    this.scene.redraw();
    this.permalink.write();
    if (said) announce(said);
  }

  setTheme(name) {
    this.chosenTheme = name === (this.darkWanted.matches ? "dark" : "light") ? "" : name;
    this.useTheme();
    this.permalink.write();
  }

  useTheme() {
    this.theme = THEMES[this.chosenTheme || (this.darkWanted.matches ? "dark" : "light")];
    document.documentElement.dataset.theme = this.theme.name;
    byId("dark")?.setAttribute("aria-pressed", String(this.theme.name === "dark"));
    if (this.controls) this.controls.paintLegend();
    this.scene.redraw();
  }

  toggleControls(open = !document.body.classList.contains("controls-open")) {
    document.body.classList.toggle("controls-open", open);
    byId("menu").setAttribute("aria-expanded", String(open));
    if (open) byId("controls").querySelector("button, input, select")?.focus(); else byId("menu").focus();
  }

  viewChanged() {
    this.permalink?.write();
  }

  note(text, ...children) {
    document.querySelector(".toast")?.remove();
    const toast = h("div", {class: "toast", text: children.length ? null : text}, ...children);
    byId("stage").append(toast);
    if (text) announce(text);
    setTimeout(() => toast.remove(), children.length ? 15000 : 2600);
  }

  // Paper is white.
  print(on) {
    const theme = on ? THEMES.light : THEMES[this.chosenTheme || (this.darkWanted.matches ? "dark" : "light")];
    this.theme = theme;
    document.documentElement.dataset.theme = theme.name;
    this.controls.legend();
    this.scene.resize();
    this.scene.baseStale = true;
    this.scene.draw();
  }
}

const app = new App(readData());
app.scene.draw();
app.ready = true;
// For pages that embed this one, and for tests.
window.coauthors = {
  app,
  ready: 0,
  select: id => { const i = app.data.index.get(id); if (i !== undefined) app.select({kind: "person", person: i}, {show: true}); },
};
requestAnimationFrame(() => setTimeout(() => {
  window.coauthors.ready = performance.now();
  document.documentElement.dataset.ready = "true";
}));
