// The address of the page says what is seen: `#person=p-12&hops=2&years=2010-2020&colour=year`.

class Permalink {
  constructor(app) {
    this.app = app;
    // What the page writes itself makes no such event; a fragment without "=" is not ours.
    addEventListener("hashchange", () => { if (!location.hash || location.hash.includes("=")) this.read(); });
  }

  text() {
    const {app} = this, {data, filters, selected, scene} = app, parts = new URLSearchParams();
    if (selected?.kind === "person") { parts.set("person", data.id[selected.person]); if (app.hops !== 1) parts.set("hops", app.hops); }
    if (selected?.kind === "edge") parts.set("pair", [data.from[selected.edge], data.to[selected.edge]].map(i => data.id[i]).join("~"));
    if (selected?.kind === "path") parts.set("path", [selected.from, selected.to].map(i => i < 0 ? "" : data.id[i]).join("~"));
    if (selected?.by === "community") parts.set("community", data.id[selected.head]);
    if (selected?.by === "organization") parts.set("at", data.organizations[selected.number]);
    if (filters.from > data.firstYear || filters.to < data.lastYear) parts.set("years", `${filters.from}-${filters.to}`);
    if (filters.joint > 1) parts.set("joint", filters.joint);
    if (filters.venue >= 0) parts.set("venue", data.venues[filters.venue]);
    if (filters.organization >= 0) parts.set("organization", data.organizations[filters.organization]);
    if (filters.show !== "all") parts.set("show", filters.k ? `${filters.show}-${filters.k}` : filters.show);
    if (filters.hidden.size) parts.set("hide", data.communities.filter(community => filters.hidden.has(community.number)).map(community => data.id[community.head]).join("~"));
    if (app.colourBy !== "community") parts.set("colour", app.colourBy);
    if (app.sizeBy !== "papers") parts.set("size", app.sizeBy);
    if (app.labelAmount !== 1) parts.set("names", app.labelAmount);
    if (app.density) parts.set("view", "density");
    if (app.chosenTheme) parts.set("theme", app.chosenTheme);
    if (app.embedded) parts.set("embed", "1");
    if (scene.pinned.size) parts.set("pins", [...scene.pinned].slice(0, 20).map(i => `${data.id[i]}:${Math.round(scene.x[i])}:${Math.round(scene.y[i])}`).join("~"));
    if (!scene.fitted) parts.set("window", [scene.worldX(scene.width / 2), scene.worldY(scene.height / 2), scene.view.k].map(value => round(value, 3)).join(":"));
    return parts.size ? "#" + parts.toString() : "";
  }

  write() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      // A page inside a sandboxed frame may not write its address; it works without.
      try { history.replaceState(null, "", this.text() || location.pathname + location.search); } catch { return; }
    }, 200);
  }

  read() {
    const {app} = this, {data} = app, parts = new URLSearchParams(location.hash.slice(1));
    const person = id => data.index.get(id) ?? -1, number = (name, low, high, otherwise) => {
      const value = Number(parts.get(name) ?? NaN);
      return Number.isFinite(value) ? Math.max(low, Math.min(high, Math.round(value))) : otherwise;
    };
    const filters = defaultFilters(data), years = /^(\d{4})-(\d{4})$/.exec(parts.get("years") ?? "");
    if (years) { filters.from = Math.max(data.firstYear, Math.min(data.lastYear, Number(years[1]))); filters.to = Math.max(filters.from, Math.min(data.lastYear, Number(years[2]))); }
    filters.joint = number("joint", 1, 20, 1);
    filters.venue = data.venues.indexOf(parts.get("venue"));
    filters.organization = data.organizations.indexOf(parts.get("organization"));
    const show = /^(main|top|core)(?:-(\d{1,6}))?$/.exec(parts.get("show") ?? "");
    if (show) { filters.show = show[1]; filters.k = Number(show[2] ?? 0); }
    for (const id of (parts.get("hide") ?? "").split("~")) { const i = person(id); if (i >= 0) filters.hidden.add(data.community[i]); }
    const among = (name, choices) => choices.includes(parts.get(name)) ? parts.get(name) : choices[0];
    app.colourBy = among("colour", ["community", "year", "organization"]);
    app.sizeBy = among("size", ["papers", "coauthors", "joint", "betweenness", "pagerank", "equal"]);
    app.labelAmount = number("names", 0, 3, 1);
    app.density = parts.get("view") === "density";
    app.hops = number("hops", 1, 3, 1);
    app.embedded = parts.get("embed") === "1";
    document.body.classList.toggle("embedded", app.embedded);
    app.chosenTheme = ["dark", "light"].includes(parts.get("theme")) ? parts.get("theme") : "";
    app.useTheme();
    app.scene.pinned.clear();
    for (const [id, x, y] of (parts.get("pins") ?? "").split("~").map(one => one.split(":"))) {
      const i = person(id);
      if (i >= 0 && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) { app.scene.x[i] = Number(x); app.scene.y[i] = Number(y); app.scene.pinned.add(i); }
    }
    app.filters = filters;
    app.refilter();
    app.select(this.selection(parts, person), {quiet: true});
    const [x, y, k] = (parts.get("window") ?? "").split(":").map(Number);
    if (Number.isFinite(k) && k > 0) {
      const {scene} = app, zoom = Math.max(scene.fitScale * 0.4, Math.min(12, k));
      scene.goTo({k: zoom, x: scene.width / 2 - x * zoom, y: scene.height / 2 - y * zoom}, false);
      scene.fitted = false;
    } else app.scene.fit(false);
  }

  selection(parts, person) {
    const {app} = this, {data} = app, pair = (name) => (parts.get(name) ?? "").split("~").map(person);
    if (parts.has("person") && person(parts.get("person")) >= 0) return {kind: "person", person: person(parts.get("person"))};
    if (parts.has("pair")) { const [a, b] = pair("pair"), e = a >= 0 && b >= 0 ? edgeBetween(data, a, b) : -1; return e >= 0 ? {kind: "edge", edge: e} : null; }
    if (parts.has("path")) { const [a = -1, b = -1] = pair("path"); return app.paths.selection(a, b); }
    if (parts.has("community")) {
      const i = person(parts.get("community")), community = i >= 0 && data.communities.find(one => one.number === data.community[i]);
      return community ? app.communitySelection(community) : null;
    }
    if (parts.has("at") && data.organizations.includes(parts.get("at"))) return app.organizationSelection(data.organizations.indexOf(parts.get("at")));
    return null;
  }

  async copy() {
    const address = location.href.split("#")[0] + this.text();
    try {
      await navigator.clipboard.writeText(address);
      this.app.note("The address of this view is copied.");
    } catch {
      // From disk some browsers allow no clipboard: then the address is shown, marked, to be copied by hand.
      const field = h("input", {readonly: true, value: address, "aria-label": "Address of this view", class: "address"});
      this.app.note("", field);
      field.focus();
      field.select();
    }
  }
}
