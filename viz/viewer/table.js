// Every person and every pair, as tables that sort and filter: the way through the data that needs no picture.

const PAGE = 100;

class Tables {
  constructor(app) {
    this.app = app;
    this.which = "people";
    this.sorted = {people: ["papers", -1], pairs: ["joint", -1]};
    this.page = 0;
    this.onlyShown = false;
    this.text = "";
    this.dialog = h("dialog", {class: "tables", "aria-label": "People and pairs"});
    this.dialog.addEventListener("click", event => { if (event.target === this.dialog) this.dialog.close(); });
    document.body.append(this.dialog);
  }

  open() {
    this.page = 0;
    this.frame();
    this.dialog.showModal();
    this.fill();
  }

  columns() {
    const {data, shown} = this.app, name = i => data.name[i];
    const year = (list, row, pick) => { const years = papersShown(this.app, list, row).map(p => data.year[p]).filter(Boolean); return years.length ? pick(...years) : 0; };
    if (this.which === "people") return [
      ["name", "Name", i => data.key[i], i => name(i)],
      ["organization", "Organization", i => data.organization[i] < 0 ? "\uffff" : data.organizations[data.organization[i]], i => data.organization[i] < 0 ? "" : data.organizations[data.organization[i]]],
      ["papers", "Papers", i => shown.papers[i]], ["coauthors", "Co-authors", i => shown.degree[i]], ["joint", "Joint papers", i => shown.strength[i]],
      ["first", "First", i => year(data.papersOf, i, Math.min)], ["latest", "Latest", i => year(data.papersOf, i, Math.max)],
      ["betweenness", "Betweenness", i => data.betweenness[i], i => data.betweenness[i].toFixed(4)],
      ["pagerank", "PageRank", i => data.pagerank[i], i => (data.pagerank[i] * 100).toFixed(2) + " %"],
      ["constraint", "Constraint", i => data.constraint[i], i => data.constraint[i] ? data.constraint[i].toFixed(2) : ""]];
    return [["one", "Person", e => data.key[data.from[e]], e => name(data.from[e])], ["other", "Person", e => data.key[data.to[e]], e => name(data.to[e])],
      ["joint", "Joint papers", e => shown.weight[e]], ["first", "First", e => year(data.papersOfEdge, e, Math.min)], ["latest", "Latest", e => year(data.papersOfEdge, e, Math.max)]];
  }

  frame() {
    const tab = (which, text) => button(text, () => { this.which = which; this.page = 0; this.frame(); this.fill(); this.dialog.querySelector(`#tab-${which}`).focus(); },
      {role: "tab", id: "tab-" + which, "aria-selected": String(this.which === which), "aria-controls": "table-holder", tabindex: this.which === which ? 0 : -1});
    const tabs = h("div", {role: "tablist", "aria-label": "Tables", class: "tabs"}, tab("people", "People"), tab("pairs", "Pairs"));
    tabs.addEventListener("keydown", event => {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.dialog.querySelector(`#tab-${this.which === "people" ? "pairs" : "people"}`).click();
    });
    const box = h("input", {type: "checkbox", id: "only-shown", onchange: event => { this.onlyShown = event.target.checked; this.page = 0; this.fill(); }});
    box.checked = this.onlyShown;
    const filter = h("input", {type: "search", "aria-label": "Filter the table", placeholder: "Filter …", oninput: event => { this.text = foldName(event.target.value.trim()); this.page = 0; this.fill(); }});
    this.text = "";
    this.body = h("div", {id: "table-holder", class: "table-holder", role: "tabpanel", "aria-labelledby": "tab-" + this.which, tabindex: "0"});
    this.foot = h("div", {class: "table-foot"});
    this.dialog.replaceChildren(h("div", {class: "table-head"}, tabs, filter,
      h("label", {class: "check", for: "only-shown"}, box, " only what is drawn"), iconButton("close", "Close (Esc)", () => this.dialog.close(), {class: "icon close"})), this.body, this.foot);
  }

  rows() {
    const {data, shown} = this.app, people = this.which === "people", rows = [];
    const count = people ? data.n : data.edges;
    for (let row = 0; row < count; row++) {
      if (this.onlyShown && !(people ? shown.person[row] : shown.edge[row])) continue;
      if (this.text && !(people ? data.key[row].includes(this.text) || (data.organization[row] >= 0 && foldName(data.organizations[data.organization[row]]).includes(this.text))
        : data.key[data.from[row]].includes(this.text) || data.key[data.to[row]].includes(this.text))) continue;
      rows.push(row);
    }
    const [key, direction] = this.sorted[this.which], value = this.columns().find(([name]) => name === key)[2];
    const values = new Map(rows.map(row => [row, value(row)]));
    return rows.sort((a, b) => { const x = values.get(a), y = values.get(b); return (x < y ? -1 : x > y ? 1 : 0) * direction || a - b; });
  }

  fill(focusKey = null) {
    const columns = this.columns(), rows = this.rows(), [sortKey, direction] = this.sorted[this.which];
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    this.page = Math.min(this.page, pages - 1);
    const head = columns.map(([key, text]) => h("th", {scope: "col", "aria-sort": key === sortKey ? (direction > 0 ? "ascending" : "descending") : null},
      h("button", {type: "button", "data-sort": key, onclick: () => {
        this.sorted[this.which] = [key, key === sortKey ? -direction : ["name", "organization", "one", "other"].includes(key) ? 1 : -1];
        this.page = 0;
        this.fill(key);
      }}, text, h("span", {class: "arrow", "aria-hidden": "true", text: key === sortKey ? (direction > 0 ? " ▲" : " ▼") : ""}))));
    const cell = (row, [key, , value, text]) => {
      const shownText = text ? text(row) : value(row) || (key === "first" || key === "latest" ? "" : value(row));
      if (key === "name") return h("th", {scope: "row"}, button(shownText, () => this.open_({kind: "person", person: row}), {class: "name", dir: "auto"}));
      if (key === "one") return h("th", {scope: "row"}, button(shownText, () => this.open_({kind: "edge", edge: row}), {class: "name", dir: "auto"}));
      return h("td", {class: text && !["betweenness", "pagerank", "constraint"].includes(key) ? "words" : "", dir: "auto", text: shownText});
    };
    this.body.replaceChildren(h("table", {}, h("caption", {class: "unseen", text: this.which === "people" ? "People" : "Pairs who wrote together"}), h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, rows.slice(this.page * PAGE, (this.page + 1) * PAGE).map(row => h("tr", {}, columns.map(column => cell(row, column)))))));
    const turn = step => () => { this.page += step; this.fill(); this.body.scrollTop = 0; };
    this.foot.replaceChildren(h("span", {role: "status", text: `${NUMBER.format(rows.length)} ${this.which === "people" ? "people" : "pairs"}${pages > 1 ? `, page ${this.page + 1} of ${NUMBER.format(pages)}` : ""}`}),
      pages > 1 ? h("span", {}, button("‹ Before", turn(-1), {class: "quiet boxed", disabled: this.page === 0}), " ", button("Next ›", turn(1), {class: "quiet boxed", disabled: this.page >= pages - 1})) : "");
    if (focusKey) this.body.querySelector(`[data-sort="${focusKey}"]`)?.focus();
  }

  open_(selection) {
    this.dialog.close();
    this.app.select(selection, {show: true, focus: true});
  }
}
