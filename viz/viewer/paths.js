// "How do these two connect?": two people, the shortest ways between them, and the joint paper at each step.

class Paths {
  constructor(app) {
    this.app = app;
  }

  // The selection for two people (-1: not chosen yet), over what is shown now.
  selection(from, to, at = 0) {
    const {data, shown} = this.app;
    const ways = from >= 0 && to >= 0 && from !== to ? shortestWays(data, shown, from, to) : [];
    return {kind: "path", from, to, ways, at: Math.min(at, Math.max(ways.length - 1, 0)), way: ways[Math.min(at, ways.length - 1)] ?? null};
  }

  choose(from, to) {
    this.app.select(this.selection(from, to), {show: from >= 0 && to >= 0, keep: this.app.selected?.kind === "path"});
    document.body.classList.toggle("sheet-open", from < 0 || to < 0);
    if (from < 0 || to < 0) byId(from < 0 ? "path-from" : "path-to")?.focus();
    else byId("panel-title")?.focus({preventScroll: true});
    if (from >= 0 && to >= 0) {
      const {way} = this.app.selected, {name} = this.app.data;
      announce(way ? `${name[from]} and ${name[to]} connect in ${plural(way.edges.length, "step")}: ${way.people.map(i => name[i]).join(", ")}` : "No way with the present filters");
    }
  }

  turn(step) {
    const {selected} = this.app, count = selected.ways.length;
    this.app.select(this.selection(selected.from, selected.to, (selected.at + step + count) % count), {show: true, keep: true});
  }

  // A click on a dot while the form waits for somebody.
  pick(i) {
    const {from, to} = this.app.selected;
    if (from < 0) this.choose(i, to);
    else this.choose(from, i);
  }

  form(selected) {
    const {app} = this, {data} = app;
    const field = (which, label) => {
      const combo = combobox({label, placeholder: label, value: selected[which] >= 0 ? data.name[selected[which]] : "",
        find: text => app.search.people(foldName(text), 8).map(i => ({text: data.name[i], note: data.organization[i] >= 0 ? data.organizations[data.organization[i]] : "",
          choose: () => this.choose(which === "from" ? i : app.selected.from, which === "to" ? i : app.selected.to)}))});
      combo.input.id = "path-" + which;
      combo.input.dataset.key = "path-" + which;
      return combo.element;
    };
    return h("div", {class: "path-form"}, field("from", "From"), field("to", "To"),
      button("Swap", () => this.choose(app.selected.to, app.selected.from), {class: "quiet boxed", "data-key": "swap"}));
  }
}
