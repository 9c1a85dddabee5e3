// The drawing: edges and dots in a few batched strokes a colour, onto one canvas.
//
// Edges and dots go to a picture of their own, a little larger than the window. While the view moves and that picture
// took long to draw, it is only moved and scaled; it is drawn anew when the view rests. Labels and everything that
// marks a person are drawn on top in every frame.

const MARGIN = 0.22;
// What is recorded in so many milliseconds takes several times as long to be painted, which cannot be measured here.
const SLOW = 1.5;
const SEGMENTS = 600;

class Scene {
  constructor(canvas, app) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", {alpha: false});
    this.base = document.createElement("canvas");
    this.baseContext = this.base.getContext("2d", {alpha: false});
    this.app = app;
    this.view = {k: 1, x: 0, y: 0};
    this.baseView = {k: 1, x: 0, y: 0};
    this.baseStale = true;
    this.baseTime = 0;
    this.frames = 0;
    this.labels = new Labels(this);
    this.order = [];
    this.x = app.data.x.slice();
    this.y = app.data.y.slice();
    this.pinned = new Set();
    this.animation = null;
    this.asked = false;
    this.resize();
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
  }

  resize() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    const width = Math.max(Math.round(box.width), 40), height = Math.max(Math.round(box.height), 40);
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    const wasFitted = this.fitted || !this.width;
    this.width = width; this.height = height;
    this.marginX = Math.round(width * MARGIN); this.marginY = Math.round(height * MARGIN);
    this.scaleTo(ratio);
    if (wasFitted) this.fit(false);
    this.redraw();
  }

  // More or fewer pixels for the same window.
  scaleTo(ratio) {
    this.ratio = ratio;
    this.canvas.width = this.width * ratio; this.canvas.height = this.height * ratio;
    this.base.width = (this.width + 2 * this.marginX) * ratio; this.base.height = (this.height + 2 * this.marginY) * ratio;
    this.baseStale = true;
  }

  // From the drawing to the window and back.
  sx(x) { return x * this.view.k + this.view.x; }
  sy(y) { return y * this.view.k + this.view.y; }
  worldX(x) { return (x - this.view.x) / this.view.k; }
  worldY(y) { return (y - this.view.y) / this.view.k; }

  // Dots grow with the zoom, but not without end, and never vanish.
  radius(i, k = this.view.k) {
    return Math.max(1.4, this.app.radii[i] * (k < 1.6 ? k : 1.6 + (k - 1.6) * 0.35));
  }

  redraw() {
    this.baseStale = true;
    this.labels.stale = true;
    this.frame();
  }

  frame() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(time => { this.asked = false; this.draw(time); });
  }

  // Draw now, in this task: what a slider moves must not wait for the next frame.
  draw(time = performance.now()) {
    if (this.animation) this.stepAnimation(time);
    const moving = this.moving(), context = this.context;
    if (this.baseStale || (!this.sameView() && !(moving && (this.baseTime > SLOW || this.app.shown.edges > 400))) || this.outOfMargin(time)) this.drawBase(time);
    const {k, x, y} = this.view, base = this.baseView, scale = k / base.k;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    if (scale !== 1 || Math.abs(x - base.x) > this.marginX || Math.abs(y - base.y) > this.marginY) {
      context.fillStyle = this.app.theme.canvas;
      context.fillRect(0, 0, this.width, this.height);
    }
    this.blit(context, x - (base.x + this.marginX) * scale, y - (base.y + this.marginY) * scale, scale);
    this.drawMarks(context);
    if (!moving || this.labels.stale) this.labels.choose();
    this.labels.draw(context);
    this.frames++;
    if (moving) this.rest();
  }

  // A picture that is only moved goes by whole pixels: that is a copy, without arithmetic on every pixel.
  blit(context, x, y, scale) {
    const {ratio} = this;
    if (scale === 1) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(this.base, Math.round(x * ratio), Math.round(y * ratio));
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    } else context.drawImage(this.base, x, y, (this.width + 2 * this.marginX) * scale, (this.height + 2 * this.marginY) * scale);
  }

  sameView() {
    return this.view.k === this.baseView.k && this.view.x === this.baseView.x && this.view.y === this.baseView.y;
  }

  // A long pan runs off the edge of the picture; then it is drawn anew, but not in every frame.
  outOfMargin(time) {
    const {view, baseView} = this;
    const off = Math.abs(view.x - baseView.x) > this.marginX || Math.abs(view.y - baseView.y) > this.marginY ||
      view.k < baseView.k * 0.72 || view.k > baseView.k * 2.2;
    return off && time - (this.baseDrawn ?? 0) > Math.max(260, 5 * this.baseTime);
  }

  moving() {
    return Boolean(this.animation) || performance.now() - (this.moved ?? -1e9) < 110;
  }

  touchView() {
    this.moved = performance.now();
    this.fitted = false;
    this.frame();
  }

  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.labels.stale = true;
      this.moved = -1e9;
      this.frame();
      this.app.viewChanged();
    }, 120);
  }

  panBy(dx, dy) {
    this.view.x += dx; this.view.y += dy;
    this.touchView();
  }

  zoomAt(x, y, factor) {
    const k = Math.max(this.fitScale * 0.4, Math.min(12, this.view.k * factor)), real = k / this.view.k;
    this.view.x = x - (x - this.view.x) * real;
    this.view.y = y - (y - this.view.y) * real;
    this.view.k = k;
    this.touchView();
  }

  boundsOf(people) {
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (const i of people) {
      left = Math.min(left, this.x[i]); right = Math.max(right, this.x[i]);
      top = Math.min(top, this.y[i]); bottom = Math.max(bottom, this.y[i]);
    }
    return {left, right, top, bottom};
  }

  shownPeople() {
    const people = [];
    for (let i = 0; i < this.app.data.n; i++) if (this.app.shown.person[i]) people.push(i);
    return people;
  }

  fit(animated = true, people = this.shownPeople(), most = 2.4) {
    if (!people.length || !this.width) { this.fitScale ??= 1; return; }
    const {left, right, top, bottom} = this.boundsOf(people), pad = Math.min(60, this.width * 0.08);
    const k = Math.min((this.width - 2 * pad) / Math.max(right - left, 1), (this.height - 2 * pad - 20) / Math.max(bottom - top, 1), most);
    const all = people.length === this.app.shown.people;
    if (all || !this.fitScale) this.fitScale = k;
    this.goTo({k, x: this.width / 2 - (left + right) / 2 * k, y: this.height / 2 - (top + bottom) / 2 * k}, animated);
    this.fitted = all;
  }

  goTo(view, animated = true) {
    if (!animated || this.app.calm()) {
      this.view = view; this.animation = null; this.redraw();
      this.app.viewChanged?.();
      return;
    }
    this.animation = {from: {...this.view}, to: view, start: performance.now()};
    this.frame();
  }

  // The point under the middle of the window goes straight; the zoom goes by factors.
  stepAnimation(time) {
    const {from, to, start} = this.animation, share = Math.min(Math.max((time - start) / 320, 0), 1);
    const eased = 1 - (1 - share) ** 3, w = this.width / 2, hh = this.height / 2;
    const k = from.k * (to.k / from.k) ** eased;
    const cx = (w - from.x) / from.k * (1 - eased) + (w - to.x) / to.k * eased;
    const cy = (hh - from.y) / from.k * (1 - eased) + (hh - to.y) / to.k * eased;
    this.view = share === 1 ? {...to} : {k, x: w - cx * k, y: hh - cy * k};
    if (share === 1) { this.animation = null; this.moved = performance.now(); }
    this.frame();
  }

  drawBase(time) {
    const began = performance.now(), context = this.baseContext, {data} = this.app;
    this.baseView = {...this.view};
    context.setTransform(this.ratio, 0, 0, this.ratio, this.marginX * this.ratio, this.marginY * this.ratio);
    context.fillStyle = this.app.theme.canvas;
    context.fillRect(-this.marginX, -this.marginY, this.base.width, this.base.height);
    this.place(data);
    if (this.app.density) drawDensity(context, this);
    else {
      this.drawEdges(context);
      this.drawDots(context);
    }
    this.baseStale = false;
    this.baseTime = performance.now() - began;
    this.baseDrawn = time;
  }

  // Window coordinates of everybody, and who is in the picture.
  place(data) {
    this.px ??= new Float32Array(data.n); this.py ??= new Float32Array(data.n);
    const {k, x, y} = this.view;
    for (let i = 0; i < data.n; i++) { this.px[i] = this.x[i] * k + x; this.py[i] = this.y[i] * k + y; }
  }

  // Edges in buckets of colour and width; those outside the focus first, in one faint colour.
  drawEdges(context) {
    const {data, shown, theme, focus, colouring} = this.app, {px, py} = this;
    const left = -this.marginX, right = this.width + this.marginX, top = -this.marginY, bottom = this.height + this.marginY;
    const buckets = new Map();
    for (let e = 0; e < data.edges; e++) {
      if (!shown.edge[e]) continue;
      const a = data.from[e], b = data.to[e], ax = px[a], bx = px[b], ay = py[a], by = py[b];
      if ((ax < left && bx < left) || (ax > right && bx > right) || (ay < top && by < top) || (ay > bottom && by > bottom)) continue;
      const weight = shown.weight[e], thick = weight < 2 ? 0 : weight < 4 ? 1 : weight < 8 ? 2 : 3;
      const faded = focus && !focus.edge(e);
      const colour = faded ? 254 : colouring.swatch[a] === colouring.swatch[b] ? colouring.swatch[a] : 255;
      const bucket = colour * 4 + thick;
      let ends = buckets.get(bucket);
      if (!ends) buckets.set(bucket, ends = []);
      ends.push(ax, ay, bx, by);
    }
    const crowd = Math.min(1, Math.sqrt(2500 / Math.max(shown.edges, 1))), fine = Math.max(0.55, Math.min(1.5, this.view.k));
    const swatches = colouring.swatches(theme.name), order = [...buckets.keys()].sort((a, b) => (b >= 1016) - (a >= 1016) || b - a);
    for (const bucket of order) {
      const colour = bucket >> 2, thick = bucket & 3;
      context.globalAlpha = colour === 254 ? theme.faintEdge * Math.max(crowd, 0.4)
        : (focus ? 0.62 : theme.edge * (0.4 + 0.6 * crowd)) * (1 + thick * 0.25);
      context.strokeStyle = colour >= 254 ? theme.line : swatches[colour];
      context.lineWidth = [0.8, 1.4, 2.2, 3.2][thick] * fine * (colour === 254 ? 0.8 : 1);
      strokeSegments(context, buckets.get(bucket));
    }
    context.globalAlpha = 1;
  }

  drawDots(context) {
    const {data, shown, theme, focus, colouring} = this.app, {px, py} = this;
    const swatches = colouring.swatches(theme.name), groups = swatches.map(() => []), faded = [];
    const left = -this.marginX - 20, right = this.width + this.marginX + 20, top = -this.marginY - 20, bottom = this.height + this.marginY + 20;
    for (let i = data.n - 1; i >= 0; i--) {
      if (!shown.person[i] || px[i] < left || px[i] > right || py[i] < top || py[i] > bottom) continue;
      (focus && !focus.person(i) ? faded : groups[colouring.swatch[i]]).push(i);
    }
    const ring = this.view.k > 0.45 && shown.people < 4000;
    this.fillDots(context, faded, theme.fadedDot, ring ? theme.canvas : null);
    groups.forEach((people, number) => this.fillDots(context, people, swatches[number], ring ? theme.canvas : null));
  }

  fillDots(context, people, colour, ring) {
    if (!people.length) return;
    const {px, py} = this;
    const fill = (some, grown, paint) => {
      context.beginPath();
      for (const i of some) {
        const r = this.radius(i) + grown;
        if (r < 1.7) context.rect(px[i] - r, py[i] - r, 2 * r, 2 * r);
        else { context.moveTo(px[i] + r, py[i]); context.arc(px[i], py[i], r, 0, 7); }
      }
      context.fillStyle = paint;
      context.fill();
    };
    // The ring that sets a dot off from what lies below is a larger dot. Measured: with rings one dot at a time is three
    // times as fast as batches of any size, and five times as fast as stroking; without rings batches win.
    const batch = ring ? 1 : 30;
    for (let first = 0; first < people.length; first += batch) {
      const some = people.slice(first, first + batch);
      if (ring) fill(some, 1, ring);
      fill(some, 0, colour);
    }
  }

  // What is pointed at, selected, matched by a search or pinned.
  drawMarks(context) {
    const {data, shown, theme, selected, hovered, matches} = this.app;
    if (matches?.size) {
      for (const i of matches) if (shown.person[i]) this.ring(context, i, 3, 2, theme.accent, 0.9);
    }
    for (const i of this.pinned) if (shown.person[i]) this.ring(context, i, 1.5, 1.2, theme.text, 0.7, [2, 2]);
    if (hovered.edge >= 0) this.markEdge(context, hovered.edge, theme.accent);
    if (selected?.kind === "edge") this.markEdge(context, selected.edge, theme.text);
    if (selected?.kind === "path") for (const e of selected.way?.edges ?? []) this.markEdge(context, e, theme.accent);
    if (hovered.person >= 0 && shown.person[hovered.person] && !this.app.density) {
      const lines = [];
      forEachNeighbour(data, shown, hovered.person, other => lines.push(this.sx(this.x[hovered.person]), this.sy(this.y[hovered.person]),
        this.sx(this.x[other]), this.sy(this.y[other])));
      context.globalAlpha = 0.75; context.strokeStyle = theme.accent; context.lineWidth = 1.3;
      strokeSegments(context, lines);
      context.globalAlpha = 1;
      this.dot(context, hovered.person);
      this.ring(context, hovered.person, 2, 2, theme.accent, 1);
    }
    const rings = selected?.kind === "person" ? [selected.person] : selected?.kind === "edge"
      ? [data.from[selected.edge], data.to[selected.edge]] : selected?.kind === "path" ? selected.way?.people ?? [] : [];
    for (const i of rings) if (shown.person[i]) { this.dot(context, i); this.ring(context, i, 2.5, 2.5, theme.text, 1); }
  }

  dot(context, i) {
    const {colouring, theme} = this.app;
    context.beginPath();
    context.arc(this.sx(this.x[i]), this.sy(this.y[i]), this.radius(i), 0, 7);
    context.fillStyle = colouring.swatches(theme.name)[colouring.swatch[i]];
    context.fill();
  }

  ring(context, i, gap, width, colour, alpha, dash = []) {
    context.globalAlpha = alpha;
    context.setLineDash(dash);
    context.beginPath();
    context.arc(this.sx(this.x[i]), this.sy(this.y[i]), this.radius(i) + gap, 0, 7);
    context.strokeStyle = colour; context.lineWidth = width;
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  markEdge(context, e, colour) {
    const {data, shown} = this.app;
    if (!shown.edge[e]) return;
    context.strokeStyle = colour; context.lineWidth = 2.5;
    strokeSegments(context, [this.sx(this.x[data.from[e]]), this.sy(this.y[data.from[e]]), this.sx(this.x[data.to[e]]), this.sy(this.y[data.to[e]])]);
  }

  // The person under a point of the window, or -1; small dots are given a few pixels of grace.
  personAt(x, y, grace = 4) {
    const {data, shown} = this.app, {k} = this.view;
    let best = -1, nearest = Infinity;
    for (let i = 0; i < data.n; i++) {
      if (!shown.person[i]) continue;
      const dx = this.x[i] * k + this.view.x - x, dy = this.y[i] * k + this.view.y - y;
      if (dx > 60 || dx < -60 || dy > 60 || dy < -60) continue;
      const away = Math.hypot(dx, dy) - this.radius(i);
      if (away < grace && away < nearest) { nearest = away; best = i; }
    }
    return best;
  }

  edgeAt(x, y, grace = 5) {
    const {data, shown, focus} = this.app, wx = this.worldX(x), wy = this.worldY(y);
    let best = -1, nearest = (grace / this.view.k) ** 2;
    for (let e = 0; e < data.edges; e++) {
      if (!shown.edge[e] || (focus && !focus.edge(e))) continue;
      const ax = this.x[data.from[e]], ay = this.y[data.from[e]], bx = this.x[data.to[e]] - ax, by = this.y[data.to[e]] - ay;
      const share = Math.max(0, Math.min(1, ((wx - ax) * bx + (wy - ay) * by) / (bx * bx + by * by || 1)));
      const away = (wx - ax - share * bx) ** 2 + (wy - ay - share * by) ** 2;
      if (away < nearest) { nearest = away; best = e; }
    }
    return best;
  }
}

function strokeSegments(context, ends) {
  for (let first = 0; first < ends.length; first += 4 * SEGMENTS) {
    const last = Math.min(first + 4 * SEGMENTS, ends.length);
    context.beginPath();
    for (let k = first; k < last; k += 4) { context.moveTo(ends[k], ends[k + 1]); context.lineTo(ends[k + 2], ends[k + 3]); }
    context.stroke();
  }
}

// Density: how much is published where, as a landscape of the accent colour.
function drawDensity(context, scene) {
  const {data, shown, theme, focus} = scene.app, cell = 4;
  const width = Math.ceil((scene.width + 2 * scene.marginX) / cell), height = Math.ceil((scene.height + 2 * scene.marginY) / cell);
  const heat = new Float32Array(width * height), reach = Math.round(Math.max(4, Math.min(15, 17 * scene.view.k)));
  const kernel = Array.from({length: reach + 1}, (_, d) => Math.exp(-4.5 * (d / reach) ** 2));
  for (let i = 0; i < data.n; i++) {
    if (!shown.person[i] || (focus && !focus.person(i))) continue;
    const cx = Math.round((scene.px[i] + scene.marginX) / cell), cy = Math.round((scene.py[i] + scene.marginY) / cell);
    if (cx < -reach || cx >= width + reach || cy < -reach || cy >= height + reach) continue;
    const mass = Math.sqrt(shown.papers[i] + 1);
    for (let y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
      const row = mass * kernel[Math.abs(y - cy)];
      for (let x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) heat[y * width + x] += row * kernel[Math.abs(x - cx)];
    }
  }
  const most = heat.reduce((a, b) => Math.max(a, b), 0) || 1, picture = new ImageData(width, height);
  const stops = theme.heat.map(hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)));
  for (let at = 0; at < heat.length; at++) {
    const share = (heat[at] / most) ** 0.7 * (stops.length - 1), step = Math.min(Math.floor(share), stops.length - 2), part = share - step;
    for (let c = 0; c < 3; c++) picture.data[4 * at + c] = stops[step][c] * (1 - part) + stops[step + 1][c] * part;
    picture.data[4 * at + 3] = 255;
  }
  const small = new OffscreenCanvas(width, height);
  small.getContext("2d").putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, -scene.marginX, -scene.marginY, width * cell, height * cell);
}
