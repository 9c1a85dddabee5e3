// What is shown: from the settings of the left column to the papers, edges and people that pass them.

function defaultFilters(data) {
  return {from: data.firstYear, to: data.lastYear, joint: 1, venue: -1, organization: -1, show: "all", k: 0,
    hidden: new Set()};
}

// The result is written into arrays that are made once, so that dragging a slider makes no garbage.
function makeShown(data) {
  return {
    paper: new Uint8Array(data.m), weight: new Uint16Array(data.edges), edge: new Uint8Array(data.edges),
    person: new Uint8Array(data.n), degree: new Uint16Array(data.n), strength: new Float32Array(data.n),
    papers: new Uint16Array(data.n), meanYear: new Float32Array(data.n),
    people: 0, edges: 0, jointPapers: 0, maxWeight: 1,
  };
}

function applyFilters(data, filters, shown) {
  choosePapers(data, filters, shown);
  chooseEdges(data, filters, shown);
  if (filters.show === "main") keepMainComponent(data, shown);
  if (filters.show === "core") keepCore(data, shown, filters.k);
  if (filters.show === "top") keepTop(data, shown, filters.k);
  summarize(data, shown);
}

function choosePapers(data, filters, shown) {
  const everyYear = filters.from <= data.firstYear && filters.to >= data.lastYear;
  for (let p = 0; p < data.m; p++) {
    const year = data.year[p];
    const inTime = year ? year >= filters.from && year <= filters.to : everyYear;
    shown.paper[p] = inTime && (filters.venue < 0 || data.venue[p] === filters.venue) ? 1 : 0;
  }
  const {start, values} = data.papersOf;
  for (let i = 0; i < data.n; i++) {
    let count = 0, dated = 0, sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (!shown.paper[values[k]]) continue;
      count++;
      const year = data.year[values[k]];
      if (year) { dated++; sum += year; }
    }
    shown.papers[i] = count;
    shown.meanYear[i] = dated ? sum / dated : 0;
  }
}

function chooseEdges(data, filters, shown) {
  const {start, values} = data.papersOfEdge;
  for (let i = 0; i < data.n; i++) {
    shown.person[i] = (filters.organization < 0 || data.organization[i] === filters.organization) &&
      !filters.hidden.has(data.community[i]) ? 1 : 0;
  }
  shown.maxWeight = 1;
  for (let e = 0; e < data.edges; e++) {
    let weight = 0;
    for (let k = start[e]; k < start[e + 1]; k++) weight += shown.paper[values[k]];
    shown.weight[e] = weight;
    if (weight > shown.maxWeight) shown.maxWeight = weight;
    shown.edge[e] = weight >= filters.joint && shown.person[data.from[e]] && shown.person[data.to[e]] ? 1 : 0;
  }
  dropLonely(data, shown);
}

function dropLonely(data, shown) {
  shown.degree.fill(0);
  shown.strength.fill(0);
  for (let e = 0; e < data.edges; e++) {
    if (!shown.edge[e]) continue;
    const a = data.from[e], b = data.to[e], weight = shown.weight[e];
    shown.degree[a]++; shown.degree[b]++;
    shown.strength[a] += weight; shown.strength[b] += weight;
  }
  for (let i = 0; i < data.n; i++) shown.person[i] = shown.degree[i] > 0 ? 1 : 0;
}

function keepPeople(data, shown, keep) {
  for (let e = 0; e < data.edges; e++) shown.edge[e] &&= keep[data.from[e]] && keep[data.to[e]];
  dropLonely(data, shown);
}

function keepMainComponent(data, shown) {
  const seen = new Int32Array(data.n).fill(-1), queue = new Int32Array(data.n);
  let best = -1, bestSize = 0;
  for (let first = 0; first < data.n; first++) {
    if (!shown.person[first] || seen[first] >= 0) continue;
    let head = 0, tail = 0;
    queue[tail++] = first; seen[first] = first;
    while (head < tail) {
      const i = queue[head++];
      forEachNeighbour(data, shown, i, other => { if (seen[other] < 0) { seen[other] = first; queue[tail++] = other; } });
    }
    if (tail > bestSize) { best = first; bestSize = tail; }
  }
  keepPeople(data, shown, seen.map(group => group === best && best >= 0 ? 1 : 0));
}

// The k-core of what is shown: people are taken away until everybody left has k co-authors among those left.
function keepCore(data, shown, k) {
  const left = shown.person.slice(), degree = shown.degree.slice(), queue = [];
  for (let i = 0; i < data.n; i++) if (left[i] && degree[i] < k) { left[i] = 0; queue.push(i); }
  while (queue.length) {
    forEachNeighbour(data, shown, queue.pop(), other => {
      if (left[other] && --degree[other] < k) { left[other] = 0; queue.push(other); }
    });
  }
  keepPeople(data, shown, left);
}

function keepTop(data, shown, k) {
  const ranked = [];
  for (let i = 0; i < data.n; i++) if (shown.person[i]) ranked.push(i);
  ranked.sort((a, b) => shown.strength[b] - shown.strength[a] || a - b);
  const keep = new Uint8Array(data.n);
  for (const i of ranked.slice(0, k)) keep[i] = 1;
  keepPeople(data, shown, keep);
}

function forEachNeighbour(data, shown, i, visit) {
  const {start, edge, other} = data.links_;
  for (let k = start[i]; k < start[i + 1]; k++) if (shown.edge[edge[k]]) visit(other[k], edge[k]);
}

function summarize(data, shown) {
  let people = 0, edges = 0, joint = 0;
  for (let i = 0; i < data.n; i++) people += shown.person[i];
  for (let e = 0; e < data.edges; e++) edges += shown.edge[e];
  const {start, values} = data.authors;
  for (let p = 0; p < data.m; p++) {
    if (!shown.paper[p]) continue;
    for (let k = start[p]; k < start[p + 1]; k++) if (shown.person[values[k]]) { joint++; break; }
  }
  shown.people = people; shown.edges = edges; shown.jointPapers = joint;
}

// The people within so many steps of one, as steps for each person (-1: further away).
function stepsAround(data, shown, centre, hops) {
  const steps = new Int8Array(data.n).fill(-1);
  let ring = [centre];
  steps[centre] = 0;
  for (let step = 1; step <= hops; step++) {
    const next = [];
    for (const i of ring) forEachNeighbour(data, shown, i, other => { if (steps[other] < 0) { steps[other] = step; next.push(other); } });
    ring = next;
  }
  return steps;
}

// Shortest ways between two people, those with the most joint papers first, at most `most` of them.
function shortestWays(data, shown, from, to, most = 24) {
  const distance = new Int32Array(data.n).fill(-1);
  let ring = [to];
  distance[to] = 0;
  while (ring.length && distance[from] < 0) {
    const next = [];
    for (const i of ring) forEachNeighbour(data, shown, i, other => {
      if (distance[other] < 0) { distance[other] = distance[i] + 1; next.push(other); }
    });
    ring = next;
  }
  if (distance[from] < 0) return [];
  const ways = [];
  const walk = (i, people, edges, joint) => {
    if (ways.length >= 400) return;
    if (i === to) { ways.push({people, edges, joint}); return; }
    const onward = [];
    forEachNeighbour(data, shown, i, (other, e) => { if (distance[other] === distance[i] - 1) onward.push([other, e]); });
    onward.sort((a, b) => shown.weight[b[1]] - shown.weight[a[1]] || a[0] - b[0]);
    for (const [other, e] of onward) walk(other, [...people, other], [...edges, e], joint + shown.weight[e]);
  };
  walk(from, [from], [], 0);
  return ways.sort((a, b) => b.joint - a.joint).slice(0, most);
}
