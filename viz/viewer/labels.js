// Names beside dots, in window space: the most important first, each only where it covers no other.

const MOST_LABELS = 110;

class Labels {
  constructor(scene) {
    this.scene = scene;
    this.stale = true;
    this.chosen = [];
    this.widths = new Map();
  }

  font(rank) {
    const size = rank === 0 ? 14 : rank === 1 ? 13 : 12;
    return `${rank === 0 ? 650 : rank === 1 ? 550 : 450} ${size}px ${FONT}`;
  }

  width(text, font, context) {
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      context.font = font;
      this.widths.set(key, width = context.measureText(text).width);
    }
    return width;
  }

  // Who gets a label before whom: what is selected, what was found, the focus, then by size.
  *candidates() {
    const {app} = this.scene, {data, shown, focus, selected, matches} = app, given = new Set();
    const first = selected?.kind === "person" ? [selected.person] : selected?.kind === "path" ? selected.way?.people ?? []
      : selected?.kind === "edge" ? [data.from[selected.edge], data.to[selected.edge]] : [];
    for (const i of first) if (shown.person[i]) { given.add(i); yield [i, 0]; }
    if (matches) for (const i of matches) if (shown.person[i] && !given.has(i)) { given.add(i); yield [i, 1]; }
    for (const i of app.labelOrder) {
      if (shown.person[i] && !given.has(i) && (!focus || focus.person(i))) yield [i, focus && focus.near?.(i) ? 1 : 2];
    }
  }

  choose() {
    const {scene} = this, {width, height, app, context} = scene, cell = 16;
    const columns = Math.ceil(width / cell) + 1, rows = Math.ceil(height / cell) + 1;
    const taken = new Uint8Array(columns * rows), dots = this.dots(columns, rows, cell);
    this.chosen = [];
    this.stale = false;
    if (app.labelAmount === 0) return;
    const most = Math.min(MOST_LABELS, Math.round(width * height / 7000)) * app.labelAmount;
    let looked = 0;
    for (const [i, rank] of this.candidates()) {
      if (this.chosen.length >= most || looked > 4000) break;
      const x = scene.sx(scene.x[i]), y = scene.sy(scene.y[i]);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      looked++;
      const r = scene.radius(i);
      if (rank === 2 && r < 2.2 && this.chosen.length > 40) break;
      const font = this.font(rank), text = shortened(app.data.name[i]), wide = this.width(text, font, context);
      let best = null;
      for (const [dx, dy] of [[-wide / 2, r + 12], [r + 4, 4], [-wide - r - 4, 4], [-wide / 2, -r - 5]]) {
        const inside = x + dx > 3 && x + dx + wide < width - 3 && y + dy > 12 && y + dy < height - 3;
        const box = inside && this.box(columns, rows, cell, x + dx, y + dy - 10, wide, 13);
        if (!box) continue;
        // What is selected is named in any case, in the place where it hurts least.
        const free = this.free(taken, columns, box);
        if (!free && rank > 0) continue;
        const covered = this.covered(dots, columns, box) + (free ? 0 : 100);
        if (!best || covered < best.covered) best = {dx, dy, box, covered};
        if (!covered) break;
      }
      if (!best) continue;
      this.take(taken, columns, best.box);
      this.chosen.push({i, text, font, dx: best.dx, dy: best.dy, rank});
    }
  }

  // How many dots are in each square: a name goes where it covers the fewest.
  dots(columns, rows, cell) {
    const {scene} = this, {data, shown} = scene.app, found = new Uint8Array(columns * rows);
    if (shown.people > 3000) return found;
    for (let i = 0; i < data.n; i++) {
      if (!shown.person[i]) continue;
      const column = Math.floor(scene.sx(scene.x[i]) / cell), row = Math.floor(scene.sy(scene.y[i]) / cell);
      if (column >= 0 && row >= 0 && column < columns && row < rows) found[row * columns + column]++;
    }
    return found;
  }

  box(columns, rows, cell, x, y, wide, high) {
    const left = Math.floor((x - 2) / cell), right = Math.floor((x + wide + 2) / cell), top = Math.floor(y / cell), bottom = Math.floor((y + high) / cell);
    return left < 0 || top < 0 || right >= columns || bottom >= rows ? null : {left, right, top, bottom};
  }

  free(taken, columns, {left, right, top, bottom}) {
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) if (taken[row * columns + column]) return false;
    return true;
  }

  covered(dots, columns, {left, right, top, bottom}) {
    let count = 0;
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) count += dots[row * columns + column];
    return count;
  }

  take(taken, columns, {left, right, top, bottom}) {
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) taken[row * columns + column] = 1;
  }

  draw(context) {
    const {scene} = this, {theme} = scene.app;
    context.lineJoin = "round";
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    for (let at = this.chosen.length - 1; at >= 0; at--) {
      const {i, text, font, dx, dy, rank} = this.chosen[at];
      this.write(context, text, font, scene.sx(scene.x[i]) + dx, scene.sy(scene.y[i]) + dy, rank < 2 ? theme.text : theme.label);
    }
    const {hovered} = scene.app;
    if (hovered.person >= 0 && !this.chosen.some(label => label.i === hovered.person)) {
      const i = hovered.person, font = this.font(0), text = shortened(scene.app.data.name[i]);
      this.write(context, text, font, scene.sx(scene.x[i]) - this.width(text, font, context) / 2, scene.sy(scene.y[i]) + scene.radius(i) + 14, theme.text);
    }
  }

  write(context, text, font, x, y, colour) {
    context.font = font;
    context.strokeStyle = this.scene.app.theme.halo;
    context.lineWidth = 3.5;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

function shortened(name) {
  const letters = [...name];
  return letters.length > 30 ? letters.slice(0, 29).join("") + "…" : name;
}
