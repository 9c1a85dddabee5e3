// The right column: the whole network, or the person, pair, paper, group or way that is selected.

function papersShown(app, list, row) {
  const papers = [];
  for (let k = list.start[row]; k < list.start[row + 1]; k++) if (app.shown.paper[list.values[k]]) papers.push(list.values[k]);
  return papers.sort((a, b) => app.data.year[b] - app.data.year[a] || a - b);
}

class Panel {
  constructor(app) {
    this.app = app;
    this.element = byId("panel");
    this.more = new Map();
  }

  // The panel is built anew; what was scrolled to and focused stays where the selection stays.
  render(kept = false) {
    const {app, element} = this, {selected} = app;
    const top = kept ? element.scrollTop : 0;
    if (!kept) this.more.clear();
    const build = {person: () => this.person(selected.person), edge: () => this.edge(selected.edge), paper: () => this.paper(selected.paper),
      group: () => this.group(selected), path: () => this.path(selected)}[selected?.kind] ?? (() => this.overview());
    const active = kept && element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    element.replaceChildren(...[selected ? this.closeButton() : this.handle(), ...build()].flat(Infinity).filter(Boolean));
    element.scrollTop = top;
    if (active) element.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus({preventScroll: true});
    document.body.classList.toggle("has-selection", Boolean(selected));
  }

  handle() {
    return h("button", {type: "button", class: "handle only-phone", "aria-label": "Show or hide the overview",
      onclick: () => document.body.classList.toggle("sheet-open")}, h("span", {class: "grip"}));
  }

  closeButton() {
    return h("div", {class: "panel-top"},
      h("button", {type: "button", class: "handle only-phone", "aria-label": "Show more or less",
        onclick: () => document.body.classList.toggle("sheet-open")}, h("span", {class: "grip"})),
      this.app.trail.length ? button("‹ Back", () => this.app.back(), {class: "quiet back", "data-key": "back"}) : null,
      iconButton("close", "Close (Esc)", () => this.app.select(null), {class: "icon close", "data-key": "close"}));
  }

  personButton(i, attributes = {}) {
    return button(this.app.data.name[i], () => this.app.select({kind: "person", person: i}, {show: true}),
      {class: "name", dir: "auto", "data-key": `p${i}`, onmouseenter: () => this.app.point(i), onmouseleave: () => this.app.point(-1), ...attributes});
  }

  facts(...pairs) {
    return h("dl", {class: "facts"}, pairs.map(([term, value]) => h("div", {}, h("dt", {text: term}), h("dd", {text: value}))));
  }

  // A list that shows its first entries and grows when asked.
  list(key, items, build, first = 10, kind = "ul", name = "list") {
    const count = this.more.get(key) ?? first;
    const rest = items.length - count;
    return [h(kind, {class: name}, items.slice(0, count).map(item => h("li", {}, build(item)))),
      rest > 0 ? button(`Show ${NUMBER.format(Math.min(rest, 50))} more of ${NUMBER.format(items.length)}`, () => {
        this.more.set(key, count + 50);
        this.render(true);
      }, {class: "quiet more", "data-key": "more-" + key}) : null];
  }

  barList(key, rows, first = 8) {
    const most = Math.max(1, ...rows.map(row => row.value));
    return this.list(key, rows, row => [h("div", {class: "bar-row"}, row.label, h("span", {class: "value", text: row.text ?? NUMBER.format(row.value)})),
      h("meter", {class: "meter", min: 0, max: most, value: row.value, "aria-hidden": "true"})], first, "ol", "bars");
  }

  overview() {
    const {data, shown} = this.app, people = this.app.scene.shownPeople();
    const by = column => [...people].sort((a, b) => column[b] - column[a] || a - b).slice(0, 40);
    const rows = (column, digits) => by(column).filter(i => column[i] > 0).map(i => ({value: column[i], label: this.personButton(i), text: digits?.(column[i])}));
    const pairs = [];
    for (let e = 0; e < data.edges; e++) if (shown.edge[e]) pairs.push(e);
    pairs.sort((a, b) => shown.weight[b] - shown.weight[a] || a - b);
    const alone = data.n - this.everConnected();
    return [
      h("h2", {text: "Overview"}),
      data.note ? h("p", {class: "muted", dir: "auto", text: data.note}) : null,
      h("div", {class: "numbers"}, this.number(shown.people, "people"), this.number(shown.edges, "pairs"), this.number(shown.jointPapers, "papers")),
      heading("Most co-authors"), ...this.barList("degree", rows(shown.degree), 8),
      heading("Write together most"),
      ...this.barList("pairs", pairs.slice(0, 60).map(e => ({value: shown.weight[e], label: this.pairButton(e)})), 6),
      heading("Bridges between groups"),
      h("p", {class: "muted small", text: "Betweenness in the whole network: how often somebody stands on a shortest way."}),
      ...this.barList("between", rows(data.betweenness, value => value.toFixed(3)), 6),
      heading("What is not drawn"),
      h("ul", {class: "notes"},
        h("li", {text: `${plural(alone, "person", "people")} without co-authors in this data; they are in the table.`}),
        this.largePapers()),
    ];
  }

  everConnected() {
    const {start} = this.app.data.links_;
    let count = 0;
    for (let i = 0; i < this.app.data.n; i++) if (start[i + 1] > start[i]) count++;
    return count;
  }

  largePapers() {
    const {data} = this.app;
    let count = 0;
    for (let p = 0; p < data.m; p++) if (signedBy(data, p) > data.largePaper) count++;
    return count ? h("li", {text: `${plural(count, "paper")} with more than ${data.largePaper} authors: so large a group says little about who works with whom, so no line is drawn for it.`}) : null;
  }

  number(value, label) {
    return h("div", {class: "number"}, h("strong", {text: typeof value === "number" ? NUMBER.format(value) : value}), h("span", {text: label}));
  }

  pairButton(e) {
    const {data} = this.app;
    return button("", () => this.app.select({kind: "edge", edge: e}, {show: true}), {class: "name pair", "data-key": `e${e}`}).appendChild(
      h("span", {}, h("bdi", {text: data.name[data.from[e]]}), " · ", h("bdi", {text: data.name[data.to[e]]}))).parentElement;
  }

  person(i) {
    const {app} = this, {data, shown} = app;
    const papers = papersShown(app, data.papersOf, i), ties = [];
    forEachNeighbour(data, shown, i, (other, e) => ties.push([other, e]));
    ties.sort((a, b) => shown.weight[b[1]] - shown.weight[a[1]] || a[0] - b[0]);
    const years = papers.map(p => data.year[p]).filter(Boolean);
    const organization = data.organization[i] >= 0 ? data.organizations[data.organization[i]] : "";
    const venues = [...countBy(papers.map(p => data.venue[p]).filter(v => v >= 0))].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return [
      h("h2", {text: data.name[i], dir: "auto", tabindex: "-1", id: "panel-title"}),
      organization ? h("p", {class: "muted organization", dir: "auto", text: organization}) : null,
      this.linksOf(i),
      !shown.person[i] ? h("p", {class: "notice", text: app.isDrawn(i) ? "Not drawn with the present filters." : "Without co-authors in this data, so not drawn."}) : null,
      h("div", {class: "numbers"}, this.number(papers.length, papers.length === 1 ? "paper" : "papers"),
        this.number(ties.length, ties.length === 1 ? "co-author" : "co-authors"), this.number(years.length ? String(Math.min(...years)) : "–", "since")),
      h("div", {class: "actions"},
        h("div", {class: "segments", role: "group", "aria-label": "Ego network"}, [1, 2, 3].map(hops =>
          button(hops === 1 ? "1 hop" : String(hops), () => app.setHops(hops), {"aria-label": plural(hops, "hop"), "aria-pressed": String(app.hops === hops), "data-key": "hop" + hops}))),
        button("Connect to…", () => app.openPath(i), {class: "quiet boxed", "data-key": "connect"}),
        app.scene.pinned.has(i) ? button("Unpin", () => app.unpin(i), {class: "quiet boxed", "data-key": "unpin"}) : null),
      years.length ? [heading("Papers per year"), yearBars(countBy(years.sort((a, b) => a - b)), data.firstYear, data.lastYear,
        `Papers per year: ${[...countBy(years)].map(([year, count]) => `${year} ${count}`).join(", ")}`)] : null,
      data.career[i] ? [heading("Career"), careerTimeline(data, i)] : null,
      venues.length ? [heading("Venues"), h("p", {class: "venues"}, venues.slice(0, 12).map(([v, count], at) => [at ? " · " : "",
        button(`${data.venues[v]}`, () => app.change({venue: v}), {class: "name inline", dir: "auto", "data-key": "v" + v, title: "Show only this venue"}), ` ${count}`]))] : null,
      ties.length ? [heading(`Co-authors`), ...this.list("ties", ties, ([other, e]) => [this.personButton(other),
        button(`${shown.weight[e]} joint`, () => app.select({kind: "edge", edge: e}), {class: "name value", "data-key": "t" + e, "aria-label": `${plural(shown.weight[e], "joint paper")} with ${data.name[other]}`})],
      12, "ul", "ties")] : null,
      this.standing(i),
      papers.length ? [heading("Papers"), ...this.papers(papers, i)] : null,
    ].flat();
  }

  standing(i) {
    const {data, shown} = this.app;
    if (!this.app.isDrawn(i)) return null;
    return [heading("Standing in the network"), this.facts(["Joint papers", NUMBER.format(shown.strength[i])],
      ["Betweenness", data.betweenness[i].toFixed(4)], ["PageRank", (data.pagerank[i] * 100).toFixed(2) + " %"],
      ["Constraint", data.constraint[i].toFixed(2)])];
  }

  linksOf(i) {
    const {data} = this.app, links = [];
    if (data.home[i]) links.push(outLink("Homepage", data.home[i]));
    for (const [label, url] of data.links[i] ?? []) links.push(outLink(label, url));
    if (data.personPage) links.push(h("a", {href: data.personPage + encodeURIComponent(data.id[i]), text: "Everything known"}));
    return links.length ? h("p", {class: "out"}, links) : null;
  }

  papers(papers, self = -1) {
    return this.list("papers", papers, p => this.paperLine(p, self), 12, "ul", "papers");
  }

  paperLine(p, self = -1) {
    const {data} = this.app, {start, values} = data.authors;
    const authors = values.subarray(start[p], start[p + 1]), some = authors.length > 14 ? authors.subarray(0, 12) : authors;
    const where = [data.venue[p] >= 0 ? data.venues[data.venue[p]] : "", data.year[p] || ""].filter(Boolean).join(" ");
    return [
      button(data.paperTitle[p] || "Joint work", () => this.app.select({kind: "paper", paper: p}), {class: "name title", dir: "auto", "data-key": "w" + p}),
      h("div", {class: "by"}, where ? h("span", {class: "where", dir: "auto", text: where + (authors.length > 1 ? " · " : "")}) : null,
        Array.from(some, (i, at) => [at ? ", " : "", i === self ? h("b", {dir: "auto", text: data.name[i]}) : this.personButton(i, {class: "name inline"})]).flat(),
        signedBy(data, p) > some.length ? ` and ${signedBy(data, p) - some.length} more` : null)];
  }

  sources(p) {
    const {data} = this.app, {start, values} = data.places, found = [];
    for (let k = start[p]; k < start[p + 1]; k += 3) {
      const file = data.files[values[k]], first = values[k + 1], last = first + values[k + 2];
      found.push(h("li", {}, h("bdi", {text: file}), first ? `, ${first === last ? "line " + first : `lines ${first}–${last}`}` : null));
    }
    return found.length ? h("ul", {class: "sources", "aria-label": "Read from"}, found) : null;
  }

  paper(p) {
    const {data} = this.app, {start, values} = data.authors, authors = Array.from(values.subarray(start[p], start[p + 1]));
    const where = [data.venue[p] >= 0 ? data.venues[data.venue[p]] : "", data.year[p] || ""].filter(Boolean).join(" ");
    return [h("p", {class: "kind", text: "Paper"}), h("h2", {text: data.paperTitle[p] || "Joint work", dir: "auto", tabindex: "-1", id: "panel-title"}),
      where ? h("p", {class: "muted", dir: "auto", text: where}) : null,
      data.paperUrl[p] ? h("p", {class: "out"}, outLink(data.paperUrl[p].startsWith("doi:") ? "DOI" : "Read", data.paperUrl[p])) : null,
      signedBy(data, p) > data.largePaper ? h("p", {class: "notice", text: `Signed by ${signedBy(data, p)} people, so it makes no lines in the network.`}) : null,
      heading(plural(signedBy(data, p), "author")), ...this.list("authors", authors, i => this.personButton(i), 30, "ol", "plain"),
      data.others[p] ? h("p", {class: "muted", text: `${data.others[p]} of them ${data.others[p] === 1 ? "is" : "are"} outside this selection.`}) : null,
      this.sources(p) ? [heading("Read from"), this.sources(p)] : null].flat();
  }

  edge(e) {
    const {app} = this, {data, shown} = app, a = data.from[e], b = data.to[e];
    const papers = papersShown(app, data.papersOfEdge, e), years = papers.map(p => data.year[p]).filter(Boolean).sort((x, y) => x - y);
    return [h("p", {class: "kind", text: "Written together"}),
      h("h2", {class: "pair-title", tabindex: "-1", id: "panel-title"}, this.personButton(a, {class: "name big"}), " and ", this.personButton(b, {class: "name big"})),
      h("div", {class: "numbers"}, this.number(papers.length, papers.length === 1 ? "joint paper" : "joint papers"),
        this.number(years.length ? String(years[0]) : "–", "first"), this.number(years.length ? String(years.at(-1)) : "–", "latest")),
      years.length ? yearBars(countBy(years), data.firstYear, data.lastYear, `Joint papers per year, ${years[0]} to ${years.at(-1)}`) : null,
      heading("Joint papers, and where they were read"),
      ...this.list("papers", papers, p => [...this.paperLine(p), this.sources(p)], 20, "ul", "papers")];
  }

  group(selected) {
    const {app} = this, {data, shown} = app, members = [...selected.members].filter(i => shown.person[i]);
    members.sort((a, b) => shown.strength[b] - shown.strength[a] || a - b);
    const inside = new Set(members), outward = new Map();
    let within = 0;
    const papers = new Set();
    for (const i of members) {
      forEachNeighbour(data, shown, i, (other, e) => {
        if (inside.has(other)) within++;
        else if (selected.by === "community") outward.set(data.community[other], (outward.get(data.community[other]) ?? 0) + shown.weight[e]);
      });
      for (const p of papersShown(app, data.papersOf, i)) papers.add(p);
    }
    const venues = [...countBy([...papers].map(p => data.venue[p]).filter(v => v >= 0))].sort((a, b) => b[1] - a[1]);
    const years = countBy([...papers].map(p => data.year[p]).filter(Boolean).sort((a, b) => a - b));
    return [h("p", {class: "kind", text: selected.by === "community" ? "Community around" : "People of"}),
      h("h2", {text: selected.title, dir: "auto", tabindex: "-1", id: "panel-title"}),
      h("div", {class: "numbers"}, this.number(members.length, "people"), this.number(within / 2, "pairs inside"), this.number(papers.size, "papers")),
      years.size ? [heading("Papers per year"), yearBars(years, data.firstYear, data.lastYear, "Papers per year of this group")] : null,
      venues.length ? [heading("Venues"), ...this.barList("venues", venues.map(([v, value]) => ({value, label: h("span", {dir: "auto", text: data.venues[v]})})), 6)] : null,
      heading("Who writes most with others"), ...this.barList("members", members.map(i => ({value: shown.strength[i], label: this.personButton(i)})), 12),
      outward.size ? [heading("Writes also with"), ...this.barList("outward", [...outward].sort((a, b) => b[1] - a[1]).map(([number, value]) => {
        const community = data.communities.find(one => one.number === number);
        return {value, label: button(data.name[community.head], () => app.selectCommunity(community), {class: "name", dir: "auto", "data-key": "c" + number})};
      }), 6)] : null].flat();
  }

  path(selected) {
    const {app} = this, {data, shown} = app, {way, ways, at} = selected;
    const title = [h("h2", {text: "How do these two connect?", tabindex: "-1", id: "panel-title"}), app.paths.form(selected)];
    if (selected.from < 0 || selected.to < 0) return [...title, h("p", {class: "muted", text: "Choose two people: by typing here, or by clicking dots in the network."})];
    if (selected.from === selected.to) return [...title, h("p", {class: "notice", text: "That is one and the same person."})];
    if (!way) return [...title, h("p", {class: "notice", text: "With the present filters no chain of joint papers leads from one to the other."})];
    const steps = [h("li", {class: "step"}, this.personButton(way.people[0]))];
    way.edges.forEach((e, k) => {
      const papers = papersShown(app, data.papersOfEdge, e);
      steps.push(h("li", {class: "joint"}, ...this.paperLine(papers[0]), this.sources(papers[0]),
        papers.length > 1 ? button(`and ${papers.length - 1} more`, () => app.select({kind: "edge", edge: e}), {class: "name inline", "data-key": "m" + e}) : null),
      h("li", {class: "step"}, this.personButton(way.people[k + 1])));
    });
    return [...title,
      h("p", {class: "muted", text: way.edges.length === 1 ? "They have written together." : `${way.edges.length} steps, over ${plural(way.people.length - 2, "person", "people")} between them.`}),
      ways.length > 1 ? h("div", {class: "stepper"}, button("‹", () => app.paths.turn(-1), {"aria-label": "Previous way", "data-key": "before"}),
        h("span", {text: `way ${at + 1} of ${ways.length}${ways.length === 24 ? "+" : ""} as short`}), button("›", () => app.paths.turn(1), {"aria-label": "Next way", "data-key": "after"})) : null,
      h("ol", {class: "way"}, steps)];
  }
}

// A career: each line in words, and under it its years as a bar on one common scale; an open end fades out.
function careerTimeline(data, i) {
  const entries = data.career[i], dated = entries.filter(([start, end]) => start || end);
  const first = Math.min(...dated.map(([start, end]) => start || end));
  const last = Math.max(first + 1, data.lastYear, ...entries.flatMap(([start, end]) => [start, end]));
  const at = year => (year - first) / (last - first + 1) * 280;
  const line = ([start, end, ongoing, kind, label]) => {
    const from = start || end, to = ongoing ? last : end || from, known = ["education", "award"].includes(kind) ? kind : "position";
    const span = ongoing ? `${from} –` : !start ? `– ${end}` : to === from ? from : `${from} – ${to}`;
    return h("li", {}, h("span", {class: "span", text: span}), h("span", {dir: "auto", text: label}),
      svg("svg", {viewBox: "0 0 280 7", class: "career-bar", "aria-hidden": "true", preserveAspectRatio: "none"},
        svg("line", {x1: 0, x2: 280, y1: 3.5, y2: 3.5, class: "axis"}),
        svg("rect", {x: at(from), y: 0.5, width: Math.max(at(to + 1) - at(from), 4), height: 6, rx: 2, class: `career ${known}${ongoing ? " ongoing" : ""}`})));
  };
  return [h("ol", {class: "timeline"}, dated.map(line)),
    dated.length ? h("div", {class: "ends"}, h("span", {text: first}), h("span", {text: last})) : null,
    h("ul", {class: "notes"}, entries.filter(entry => !dated.includes(entry)).map(([, , , , label]) => h("li", {dir: "auto", text: label + " (undated)"})))];
}
