// What is shown, as files for other programs: Gephi, Cytoscape, VOSviewer, spreadsheets, papers.

// Characters that XML 1.0 cannot hold are left out.
const xml = text => String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
  .replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`);

// A cell that a spreadsheet would take for a formula is written as text.
const csv = value => { const text = /^[=+\-@\t\r]/.test(String(value)) && typeof value !== "number" ? "'" + value : String(value); return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };

function shownGraph(app) {
  const {data, shown, scene} = app, nodes = [], edges = [];
  for (let i = 0; i < data.n; i++) {
    if (!shown.person[i]) continue;
    const years = papersShown(app, data.papersOf, i).map(p => data.year[p]).filter(Boolean);
    nodes.push({i, id: data.idPrefix + data.id[i], label: data.name[i], organization: data.organization[i] >= 0 ? data.organizations[data.organization[i]] : "",
      community: data.community[i], papers: shown.papers[i], coauthors: shown.degree[i], joint_papers: shown.strength[i],
      betweenness: round(data.betweenness[i], 6), pagerank: round(data.pagerank[i], 7), constraint: round(data.constraint[i], 3),
      first_year: years.length ? Math.min(...years) : 0, last_year: years.length ? Math.max(...years) : 0, homepage: webAddress(data.home[i]), x: round(scene.x[i], 1), y: round(scene.y[i], 1)});
  }
  for (let e = 0; e < data.edges; e++) {
    if (!shown.edge[e]) continue;
    const years = papersShown(app, data.papersOfEdge, e).map(p => data.year[p]).filter(Boolean).sort((a, b) => a - b);
    edges.push({from: data.from[e], to: data.to[e], source: data.idPrefix + data.id[data.from[e]], target: data.idPrefix + data.id[data.to[e]], weight: shown.weight[e], years});
  }
  return {nodes, edges};
}

const round = (value, digits) => Number(value.toFixed(digits));
const NODE_COLUMNS = [["organization", "string"], ["community", "integer"], ["papers", "integer"], ["coauthors", "integer"], ["joint_papers", "integer"], ["betweenness", "double"],
  ["pagerank", "double"], ["constraint", "double"], ["first_year", "integer"], ["last_year", "integer"], ["homepage", "string"]];

function gexf(app) {
  const {nodes, edges} = shownGraph(app), colours = app.colouring.swatches("light");
  const time = (first, last) => first ? ` start="${first}" end="${last}"` : "";
  const rgb = hex => [1, 3, 5].map((at, k) => `${"rgb"[k]}="${parseInt(hex.slice(at, at + 2), 16)}"`).join(" ");
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<meta><description>${xml(app.data.title)}</description></meta>
<graph defaultedgetype="undirected" mode="dynamic" timeformat="integer">
<attributes class="node" mode="static">
${NODE_COLUMNS.map(([name, type], k) => `<attribute id="${k}" title="${name}" type="${type}"/>`).join("\n")}
</attributes>
<attributes class="edge" mode="static"><attribute id="0" title="years" type="string"/></attributes>
<nodes>
${nodes.map(node => `<node id="${xml(node.id)}" label="${xml(node.label)}"${time(node.first_year, node.last_year)}><attvalues>${NODE_COLUMNS.map(([name], k) => `<attvalue for="${k}" value="${xml(node[name])}"/>`).join("")}</attvalues><viz:size value="${round(app.radii[node.i], 2)}"/><viz:position x="${node.x}" y="${-node.y}" z="0"/><viz:color ${rgb(colours[app.colouring.swatch[node.i]])}/></node>`).join("\n")}
</nodes>
<edges>
${edges.map((edge, k) => `<edge id="${k}" source="${xml(edge.source)}" target="${xml(edge.target)}" weight="${edge.weight}"${time(edge.years[0], edge.years.at(-1))}><attvalues><attvalue for="0" value="${edge.years.join(" ")}"/></attvalues></edge>`).join("\n")}
</edges>
</graph>
</gexf>
`;
}

function graphml(app) {
  const {nodes, edges} = shownGraph(app), type = {string: "string", integer: "int", double: "double"};
  const columns = [["label", "string"], ...NODE_COLUMNS, ["x", "double"], ["y", "double"]];
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${columns.map(([name, kind]) => `<key id="${name}" for="node" attr.name="${name}" attr.type="${type[kind]}"/>`).join("\n")}
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="years" for="edge" attr.name="years" attr.type="string"/>
<graph id="coauthors" edgedefault="undirected">
${nodes.map(node => `<node id="${xml(node.id)}">${columns.map(([name]) => `<data key="${name}">${xml(node[name])}</data>`).join("")}</node>`).join("\n")}
${edges.map(edge => `<edge source="${xml(edge.source)}" target="${xml(edge.target)}"><data key="weight">${edge.weight}</data><data key="years">${edge.years.join(" ")}</data></edge>`).join("\n")}
</graph>
</graphml>
`;
}

// The JSON of VOSviewer: map and network in one file.
function vosviewer(app) {
  const {nodes, edges} = shownGraph(app), scale = Math.max(1, ...nodes.map(node => Math.max(Math.abs(node.x), Math.abs(node.y)))), ids = new Map(nodes.map((node, k) => [node.i, k + 1]));
  const clusters = new Map([...new Set(nodes.map(node => node.community))].sort((a, b) => a - b).map((community, k) => [community, k + 1]));
  return JSON.stringify({network: {
    items: nodes.map(node => ({id: ids.get(node.i), label: node.label, description: node.organization, ...(node.homepage ? {url: node.homepage} : {}), x: round(node.x / scale, 4), y: round(-node.y / scale, 4),
      cluster: clusters.get(node.community), weights: {Documents: node.papers, Links: node.coauthors, "Total link strength": node.joint_papers},
      scores: app.shown.meanYear[node.i] ? {"Avg. pub. year": round(app.shown.meanYear[node.i], 2)} : {}})),
    links: edges.map(edge => ({source_id: ids.get(edge.from), target_id: ids.get(edge.to), strength: edge.weight})),
  }}, null, 1);
}

function nodesCsv(app) {
  const columns = ["id", "label", ...NODE_COLUMNS.map(([name]) => name), "x", "y"];
  return [columns, ...shownGraph(app).nodes.map(node => columns.map(name => csv(name.endsWith("_year") ? node[name] || "" : node[name])))].map(row => row.join(",")).join("\r\n") + "\r\n";
}

function edgesCsv(app) {
  return [["source", "target", "source_name", "target_name", "weight", "first_year", "last_year", "years"], ...shownGraph(app).edges.map(edge => [edge.source, edge.target, app.data.name[edge.from],
    app.data.name[edge.to], edge.weight, edge.years[0] ?? "", edge.years.at(-1) ?? "", edge.years.join(" ")].map(csv))].map(row => row.join(",")).join("\r\n") + "\r\n";
}

// The window as a drawing of lines, circles and text, with the labels that are seen.
function svgPicture(app) {
  const {scene, data, shown, theme, colouring, focus} = app, swatches = colouring.swatches(theme.name), out = [];
  scene.labels.choose();
  const fade = e => focus && !focus.edge(e);
  for (const late of [true, false]) for (let e = 0; e < data.edges; e++) {
    if (!shown.edge[e] || Boolean(fade(e)) !== late) continue;
    const a = data.from[e], b = data.to[e], same = colouring.swatch[a] === colouring.swatch[b];
    out.push(`<line x1="${round(scene.sx(scene.x[a]), 1)}" y1="${round(scene.sy(scene.y[a]), 1)}" x2="${round(scene.sx(scene.x[b]), 1)}" y2="${round(scene.sy(scene.y[b]), 1)}" stroke="${late || !same ? theme.line : swatches[colouring.swatch[a]]}" stroke-opacity="${late ? theme.faintEdge : theme.edge}" stroke-width="${round(0.8 + Math.log2(shown.weight[e]) * 0.7, 2)}"/>`);
  }
  for (let i = data.n - 1; i >= 0; i--) {
    if (!shown.person[i]) continue;
    const faded = focus && !focus.person(i);
    out.push(`<circle cx="${round(scene.sx(scene.x[i]), 1)}" cy="${round(scene.sy(scene.y[i]), 1)}" r="${round(scene.radius(i), 1)}" fill="${faded ? theme.fadedDot : swatches[colouring.swatch[i]]}" stroke="${theme.canvas}"><title>${xml(data.name[i])}</title></circle>`);
  }
  for (const label of [...scene.labels.chosen].reverse()) {
    const size = /(\d+)px/.exec(label.font)[1];
    out.push(`<text x="${round(scene.sx(scene.x[label.i]) + label.dx, 1)}" y="${round(scene.sy(scene.y[label.i]) + label.dy, 1)}" font-size="${size}" font-weight="${label.rank < 2 ? 600 : 400}" fill="${theme.label}" stroke="${theme.canvas}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${xml(label.text)}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${scene.width}" height="${scene.height}" viewBox="0 0 ${scene.width} ${scene.height}" font-family="system-ui, sans-serif">
<title>${xml(data.title)}</title>
<rect width="100%" height="100%" fill="${theme.canvas}"/>
${out.join("\n")}
</svg>
`;
}

function savePng(app) {
  const {scene} = app, ratio = scene.ratio;
  // Twice the pixels of the window, then back.
  scene.scaleTo(Math.max(2, ratio));
  scene.draw();
  scene.canvas.toBlob(blob => saveBlob(app, "png", blob), "image/png");
  scene.scaleTo(ratio);
  scene.draw();
}

function save(app, suffix, type, text) {
  saveBlob(app, suffix, new Blob([text], {type}));
}

function saveBlob(app, suffix, blob) {
  const name = (app.data.title.normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "network").toLowerCase();
  const link = h("a", {href: URL.createObjectURL(blob), download: `${name}-${suffix.includes(".") ? suffix : "." + suffix}`.replace("-.", ".")});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  announce(`Saved ${link.download}`);
}

const EXPORTS = [
  ["PNG", "a picture of the window", savePng],
  ["SVG", "the same as vectors", app => save(app, "svg", "image/svg+xml", svgPicture(app))],
  ["GEXF", "Gephi, with years", app => save(app, "gexf", "application/gexf+xml", gexf(app))],
  ["GraphML", "Cytoscape, yEd, igraph", app => save(app, "graphml", "application/graphml+xml", graphml(app))],
  ["VOSviewer", "map and network, JSON", app => save(app, "vosviewer.json", "application/json", vosviewer(app))],
  ["CSV of people", "with all measures", app => save(app, "people.csv", "text/csv", nodesCsv(app))],
  ["CSV of pairs", "with joint papers and years", app => save(app, "pairs.csv", "text/csv", edgesCsv(app))],
  ["Link", "copy the address of this view", app => app.permalink.copy()],
];
