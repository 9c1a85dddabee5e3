// The data of the page: unpacked once into columns and indexes, never changed afterwards.
//
// People come in the order of their papers, most first, so that a person's number is also the rank of their label.
// Lists of lists are kept as two flat arrays: `start` (n + 1 offsets) and the values between them.

function readData() {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const people = raw.people, papers = raw.papers;
  const n = people.name.length, m = papers.title.length;
  const data = {
    title: raw.title, note: raw.note, largePaper: raw.largePaper, personPage: raw.personPage, n, m,
    name: people.name, id: people.id, idPrefix: raw.idPrefix, home: people.home, links: raw.links, career: careers(raw),
    owner: numbers(people.owner), community: numbers(people.community), organization: numbers(people.organization, -1),
    x: Float32Array.from(numbers(people.x, people.left)), y: Float32Array.from(numbers(people.y, people.top)),
    betweenness: Float32Array.from(numbers(people.betweenness), value => value / 1e6),
    pagerank: Float32Array.from(numbers(people.pagerank), value => value / 1e7),
    constraint: Float32Array.from(numbers(people.constraint), value => value / 1000),
    paperTitle: papers.title, paperUrl: papers.url, year: numbers(papers.year), venue: numbers(papers.venue, -1),
    authors: rows(numbers(papers.authorCount), numbers(papers.author), 1),
    others: numbers(papers.others),
    places: rows(numbers(papers.placeCount), numbers(papers.place), 3),
    organizations: raw.organizations, venues: raw.venues, files: raw.files,
  };
  readEdges(data, numbers(raw.edges.count), numbers(raw.edges.to));
  data.key = data.name.map(foldName);
  data.index = new Map(data.id.map((id, i) => [id, i]));
  data.papersOf = inverted(data.authors, m, n);
  data.links_ = adjacency(data);
  data.papersOfEdge = papersOfEdges(data);
  const years = data.year.filter(year => year > 0);
  data.firstYear = years.length ? years.reduce((a, b) => Math.min(a, b)) : 0;
  data.lastYear = years.length ? years.reduce((a, b) => Math.max(a, b)) : 0;
  data.communities = describeCommunities(data);
  return data;
}

const DIGIT = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((digit, value) => { DIGIT[digit.charCodeAt(0)] = value; });

// A column of whole numbers, written as base-64 variable-length quantities; `offset` is added to each.
function numbers(text, offset = 0) {
  const values = new Int32Array(text.length);
  let count = 0, value = 0, shift = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT[text.charCodeAt(i)];
    value |= (digit & 31) << shift;
    if (digit > 31) { shift += 5; continue; }
    values[count++] = value + offset;
    value = shift = 0;
  }
  return values.slice(0, count);
}

// Rows of different lengths, each of `width` numbers times its count.
function rows(counts, values, width) {
  const start = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) start[i + 1] = start[i] + counts[i] * width;
  return {start, values};
}

function readEdges(data, counts, steps) {
  data.edges = steps.length;
  data.from = new Int32Array(data.edges);
  data.to = new Int32Array(data.edges);
  for (let i = 0, e = 0; i < counts.length; i++) {
    for (let left = counts[i], to = 0; left; left--, e++) { data.from[e] = i; data.to[e] = to += steps[e]; }
  }
}

function careers(raw) {
  const values = numbers(raw.career), found = {};
  for (let k = 0; k < values.length; k += 6) {
    (found[values[k]] ??= []).push([values[k + 3], values[k + 4], values[k + 5], raw.careerKinds[values[k + 1]], raw.careerLabels[values[k + 2]]]);
  }
  return found;
}

function foldName(name) {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// From "which values has each row" to "which rows has each value".
function inverted(lists, rows, count) {
  const start = new Int32Array(count + 1);
  for (const value of lists.values) start[value + 1]++;
  for (let i = 0; i < count; i++) start[i + 1] += start[i];
  const next = start.slice(0, count), values = new Int32Array(lists.values.length);
  for (let row = 0; row < rows; row++) {
    for (let k = lists.start[row]; k < lists.start[row + 1]; k++) values[next[lists.values[k]]++] = row;
  }
  return {start, values};
}

// For each person the edges and, at the same places, who is at their other end.
function adjacency(data) {
  const start = new Int32Array(data.n + 1);
  for (let e = 0; e < data.edges; e++) { start[data.from[e] + 1]++; start[data.to[e] + 1]++; }
  for (let i = 0; i < data.n; i++) start[i + 1] += start[i];
  const next = start.slice(0, data.n), edge = new Int32Array(2 * data.edges), other = new Int32Array(2 * data.edges);
  for (let e = 0; e < data.edges; e++) {
    const a = data.from[e], b = data.to[e];
    edge[next[a]] = e; other[next[a]++] = b;
    edge[next[b]] = e; other[next[b]++] = a;
  }
  return {start, edge, other};
}

function edgeKey(data, a, b) {
  return a < b ? a * data.n + b : b * data.n + a;
}

// How many people signed a paper, with those who are not in the data.
function signedBy(data, p) {
  return data.authors.start[p + 1] - data.authors.start[p] + data.others[p];
}

function papersOfEdges(data) {
  const number = new Map();
  for (let e = 0; e < data.edges; e++) number.set(edgeKey(data, data.from[e], data.to[e]), e);
  data.edgeNumber = number;
  const {start: cut, values: authors} = data.authors;
  const pairs = [], paper = [], start = new Int32Array(data.edges + 1);
  for (let p = 0; p < data.m; p++) {
    if (signedBy(data, p) > data.largePaper) continue;
    for (let i = cut[p]; i < cut[p + 1]; i++) {
      for (let j = i + 1; j < cut[p + 1]; j++) {
        const e = number.get(edgeKey(data, authors[i], authors[j]));
        if (e === undefined) continue;
        pairs.push(e); paper.push(p); start[e + 1]++;
      }
    }
  }
  for (let e = 0; e < data.edges; e++) start[e + 1] += start[e];
  const next = start.slice(0, data.edges), values = new Int32Array(pairs.length);
  for (let k = 0; k < pairs.length; k++) values[next[pairs[k]]++] = paper[k];
  return {start, values};
}

// Communities by size, each named after its member with the most co-authors inside it.
function describeCommunities(data) {
  const found = [], inside = new Int32Array(data.n);
  for (let e = 0; e < data.edges; e++) {
    if (data.community[data.from[e]] === data.community[data.to[e]]) { inside[data.from[e]]++; inside[data.to[e]]++; }
  }
  for (let i = 0; i < data.n; i++) {
    if (data.links_.start[i] === data.links_.start[i + 1]) continue;
    const c = data.community[i];
    found[c] ??= {number: c, members: [], head: i};
    found[c].members.push(i);
    if (inside[i] > inside[found[c].head]) found[c].head = i;
  }
  return found.filter(Boolean);
}

// The edge between two people, or -1.
function edgeBetween(data, a, b) {
  return data.edgeNumber.get(edgeKey(data, a, b)) ?? -1;
}

// Only web addresses become links; whatever else a page says stays text.
function webAddress(text) {
  const expanded = text.startsWith("doi:") ? "https://doi.org/" + text.slice(4)
    : text.startsWith("arxiv:") ? "https://arxiv.org/abs/" + text.slice(6) : text;
  try {
    const url = new URL(expanded);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
  } catch {
    return "";
  }
}
