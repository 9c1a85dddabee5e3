// Colours of people and edges: by community, by mean year, by organization; one set for light, one for dark.

const PALETTE = {
  light: ["#3f74b5", "#dd7a3a", "#3d9b77", "#c65470", "#8566b5", "#bd9a2b", "#2f9fb3", "#94694f", "#cf72b0", "#73902f",
    "#5f6ccb", "#a94b3e"],
  dark: ["#79a8e6", "#f0a06b", "#6cc7a2", "#ea8aa1", "#b59be4", "#dfc15c", "#66c7d8", "#c79d82", "#eaa0d2", "#a9c765",
    "#9aa4f2", "#df8577"],
};
const REST = {light: "#9aa0a8", dark: "#767e89"};
const YEARS = {
  light: ["#433a8f", "#3b6fb0", "#2f9a9a", "#58b368", "#b5c334", "#e8b500"],
  dark: ["#7e74d6", "#5f97dc", "#46bdb9", "#7fd38a", "#cfda58", "#ffd84d"],
};

function mixed(stops, share) {
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1), i = Math.min(Math.floor(at), stops.length - 2);
  const part = at - i, parse = (hex, k) => parseInt(hex.slice(1 + 2 * k, 3 + 2 * k), 16);
  const channel = k => Math.round(parse(stops[i], k) * (1 - part) + parse(stops[i + 1], k) * part);
  return "#" + [0, 1, 2].map(k => channel(k).toString(16).padStart(2, "0")).join("");
}

// Groups after the twelve of the legend take the same colours again, but pale.
function groupSwatches(theme) {
  const ground = THEMES[theme].canvas;
  return [...PALETTE[theme], ...PALETTE[theme].map(colour => mixed([ground, colour], theme === "light" ? 0.5 : 0.46)), REST[theme]];
}

// A colouring gives each person the number of a swatch; `swatches` are the colours of the theme.
function makeColouring(data, shown, by) {
  if (by === "year") return colouringByYear(data, shown);
  const groups = by === "organization" ? commonest(data, shown) : data.communities.map(community => community.number);
  const count = PALETTE.light.length, rank = new Map(groups.map((group, i) => [group, i < count ? i : count + i % count]));
  const column = by === "organization" ? data.organization : data.community, swatch = new Uint8Array(data.n);
  for (let i = 0; i < data.n; i++) swatch[i] = rank.get(column[i]) ?? 2 * count;
  return {by, swatch, groups, swatches: groupSwatches};
}

function commonest(data, shown) {
  const counts = new Map();
  for (let i = 0; i < data.n; i++) {
    if (data.organization[i] >= 0 && data.links_.start[i] !== data.links_.start[i + 1]) {
      counts.set(data.organization[i], (counts.get(data.organization[i]) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([organization]) => organization);
}

const YEAR_STEPS = 16;

// The scale runs over the middle nine tenths of the mean years: one early pioneer must not flatten everybody else.
function colouringByYear(data, shown) {
  const swatch = new Uint8Array(data.n), means = Array.from(shown.meanYear).filter(Boolean).sort((a, b) => a - b);
  const low = Math.floor(means[Math.floor(means.length * 0.05)] ?? data.firstYear);
  const high = Math.max(Math.ceil(means[Math.floor(means.length * 0.95)] ?? data.lastYear), low + 1);
  for (let i = 0; i < data.n; i++) {
    swatch[i] = shown.meanYear[i]
      ? Math.max(0, Math.min(YEAR_STEPS - 1, Math.floor((shown.meanYear[i] - low) / (high - low) * YEAR_STEPS))) : YEAR_STEPS;
  }
  return {by: "year", swatch, groups: [], low, high,
    swatches: theme => [...Array.from({length: YEAR_STEPS}, (_, k) => mixed(YEARS[theme], k / (YEAR_STEPS - 1))), REST[theme]]};
}

// Radii in units of the drawing; the area grows with the measure, as the layout's own radii grow with the papers.
function makeRadii(data, shown, by) {
  const radii = new Float32Array(data.n);
  const column = {papers: shown.papers, coauthors: shown.degree, joint: shown.strength, betweenness: data.betweenness,
    pagerank: data.pagerank}[by];
  let most = 0, papers = 1;
  for (let i = 0; i < data.n; i++) {
    if (column && column[i] > most) most = column[i];
    if (shown.papers[i] > papers) papers = shown.papers[i];
  }
  for (let i = 0; i < data.n; i++) {
    const value = !column ? 3 : by === "papers" ? column[i] : most ? column[i] / most * papers : 1;
    radii[i] = 3 + 1.6 * Math.sqrt(value);
  }
  return radii;
}
