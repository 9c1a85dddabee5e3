// The keyboard: everything that the mouse can do.

const KEYS = [
  ["/", "search"], ["← → ↑ ↓", "walk to the co-author in that direction (from nobody: the most published)"], ["Tab", "the next control"],
  ["Enter", "open the details of the person"], ["Shift + arrows", "pan"], ["Alt + arrows", "move the selected person and pin them; u lets go"],
  ["+  −", "zoom in, out"], ["f", "fit to window"], ["1 2 3", "ego network of so many hops"], ["[  ]", "co-author before, next, by joint papers"], ["e", "the papers with that co-author"],
  ["p", "how do two people connect?"], ["t", "tables of people and pairs"], ["c", "colour by community, year, organization"], ["v", "density and back"],
  ["space", "play through the years"], ["d", "dark or light"], ["Esc", "close, clear, back"], ["?", "this help"],
];

class Keys {
  constructor(app) {
    this.app = app;
    document.addEventListener("keydown", event => this.key(event));
    this.dialog = h("dialog", {class: "help", "aria-label": "Keyboard"}, h("div", {class: "table-head"}, h("h2", {text: "Keyboard"}), iconButton("close", "Close (Esc)", () => this.dialog.close(), {class: "icon close"})),
      h("dl", {class: "keys"}, KEYS.map(([key, about]) => h("div", {}, h("dt", {}, key.split("  ").map(one => [h("kbd", {text: one}), " "]).flat()), h("dd", {text: about})))));
    this.dialog.addEventListener("click", event => { if (event.target === this.dialog) this.dialog.close(); });
    document.body.append(this.dialog);
    byId("hints").textContent = "/ search · arrows walk · 1 2 3 hops · p connect · f fit · d dark · ? keys";
  }

  help() {
    this.dialog.showModal();
  }

  key(event) {
    const {app} = this, target = event.target;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") { this.escape(); return; }
    if (event.ctrlKey || event.metaKey || target.matches?.("input, select, textarea")) return;
    const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (arrows) {
      if (target !== app.scene.canvas && target !== document.body && target.id !== "stage") return;
      event.preventDefault();
      if (event.shiftKey) app.scene.panBy(-60 * arrows[0], -60 * arrows[1]);
      else if (event.altKey) this.nudge(...arrows);
      else this.walk(...arrows);
      return;
    }
    if (event.altKey) return;
    const onButton = target.matches?.("button, a, summary");
    const run = {"/": () => app.search.focus(), f: () => app.scene.fit(), "+": () => this.zoom(1.3), "=": () => this.zoom(1.3), "-": () => this.zoom(1 / 1.3), p: () => app.openPath(), t: () => app.table.open(),
      d: () => app.setTheme(app.theme.name === "dark" ? "light" : "dark"), v: () => app.setDensity(!app.density), "?": () => this.help(), u: () => app.selected?.kind === "person" && app.unpin(app.selected.person),
      c: () => app.setColour({community: "year", year: "organization", organization: "community"}[app.colourBy]), "[": () => this.step(-1), "]": () => this.step(1), e: () => this.edge(),
      1: () => app.setHops(1), 2: () => app.setHops(2), 3: () => app.setHops(3), " ": onButton ? null : () => app.play(), Enter: onButton ? null : () => this.enter()}[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  zoom(factor) {
    const {scene} = this.app;
    scene.zoomAt(scene.width / 2, scene.height / 2, factor);
  }

  escape() {
    const {app} = this;
    if (app.controls.closeMenu()) return;
    if (document.body.classList.contains("controls-open")) { app.toggleControls(false); return; }
    if (document.activeElement?.closest("#search")) { app.search.clear(); app.scene.canvas.focus(); return; }
    if (app.stopPlaying()) return;
    if (app.selected) { app.select(null); app.scene.canvas.focus(); }
  }

  // To the co-author who lies best in that direction; where none does, to the nearest shown person that way.
  walk(dx, dy) {
    const {app} = this, {data, shown, scene, selected} = app;
    if (selected?.kind !== "person" || !shown.person[selected.person]) {
      const first = app.labelOrder.find(i => shown.person[i]);
      if (first !== undefined) app.select({kind: "person", person: first}, {show: true});
      return;
    }
    const here = selected.person, candidates = [];
    forEachNeighbour(data, shown, here, other => candidates.push(other));
    const best = this.towards(here, candidates, dx, dy, 0.35) ?? this.towards(here, scene.shownPeople(), dx, dy, 0.5);
    if (best !== undefined) app.select({kind: "person", person: best}, {show: true});
  }

  towards(here, candidates, dx, dy, narrow) {
    const {scene} = this.app;
    let best, least = Infinity;
    for (const other of candidates) {
      const wx = scene.x[other] - scene.x[here], wy = scene.y[other] - scene.y[here], far = Math.hypot(wx, wy);
      const along = (wx * dx + wy * dy) / (far || 1);
      if (other === here || along < narrow) continue;
      const cost = far * (2.2 - along);
      if (cost < least) { least = cost; best = other; }
    }
    return best;
  }

  ties() {
    const {app} = this, {data, shown, selected} = app, centre = this.centre ?? selected?.person, ties = [];
    if (centre === undefined) return [];
    forEachNeighbour(data, shown, centre, (other, e) => ties.push([other, e]));
    return ties.sort((a, b) => shown.weight[b[1]] - shown.weight[a[1]] || a[0] - b[0]);
  }

  // Through the co-authors of one person, the closest first, without leaving that person.
  step(by) {
    const {app} = this;
    if (app.selected?.kind !== "person") return;
    if (this.centre !== app.selected.person) { this.centre = app.selected.person; this.place = -1; }
    const ties = this.ties();
    if (!ties.length) return;
    this.place = (this.place + by + ties.length) % ties.length;
    const [other, e] = ties[this.place];
    app.hover(other, -1);
    announce(`${app.data.name[other]}, ${plural(app.shown.weight[e], "joint paper")}, ${this.place + 1} of ${ties.length}`);
  }

  edge() {
    const {app} = this, ties = app.selected?.kind === "person" ? (this.centre === app.selected.person ? this.ties() : (this.centre = app.selected.person, this.place = 0, this.ties())) : [];
    if (ties.length) app.select({kind: "edge", edge: ties[Math.max(this.place, 0)][1]}, {focus: true});
  }

  enter() {
    const {app} = this;
    if (app.selected?.kind === "person" && this.centre === app.selected.person && this.place >= 0) {
      const other = this.ties()[this.place]?.[0];
      this.place = -1;
      if (other !== undefined) app.select({kind: "person", person: other}, {show: true, focus: true});
    } else if (app.selected) byId("panel-title")?.focus();
  }

  nudge(dx, dy) {
    const {app} = this, {scene, selected} = app;
    if (selected?.kind !== "person" || !app.shown.person[selected.person]) return;
    scene.x[selected.person] += dx * 12 / scene.view.k;
    scene.y[selected.person] += dy * 12 / scene.view.k;
    scene.pinned.add(selected.person);
    scene.redraw();
    app.viewChanged();
  }
}
