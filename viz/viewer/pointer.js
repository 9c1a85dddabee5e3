// Mouse, pen and fingers on the canvas: pan, zoom, pinch, point, select, drag and pin.

class Pointer {
  constructor(app) {
    this.app = app;
    this.down = new Map();
    const {canvas} = app.scene, listen = (name, run, options) => canvas.addEventListener(name, run, options);
    listen("pointerdown", event => this.press(event));
    listen("pointermove", event => this.move(event));
    listen("pointerup", event => this.release(event));
    listen("pointercancel", event => { this.down.delete(event.pointerId); this.grabbed = null; });
    listen("pointerleave", () => { if (!this.down.size) app.hover(-1, -1); });
    listen("wheel", event => this.wheel(event), {passive: false});
    listen("dblclick", event => this.again(event));
  }

  at(event) {
    const box = this.app.scene.canvas.getBoundingClientRect();
    return {x: event.clientX - box.left, y: event.clientY - box.top};
  }

  press(event) {
    if (event.button !== 0) return;
    const {app} = this, point = this.at(event);
    app.scene.canvas.setPointerCapture(event.pointerId);
    app.scene.animation = null;
    this.down.set(event.pointerId, point);
    this.began = point;
    this.dragged = false;
    const person = this.down.size === 1 && !app.density ? app.scene.personAt(point.x, point.y, event.pointerType === "touch" ? 10 : 4) : -1;
    this.grabbed = person >= 0 ? {person, dx: app.scene.x[person] - app.scene.worldX(point.x), dy: app.scene.y[person] - app.scene.worldY(point.y)} : null;
  }

  move(event) {
    const {app} = this, point = this.at(event), before = this.down.get(event.pointerId);
    if (!before) { this.point(point, event.pointerType); return; }
    this.down.set(event.pointerId, point);
    if (!this.dragged && Math.hypot(point.x - this.began.x, point.y - this.began.y) < (event.pointerType === "touch" ? 9 : 4)) { this.down.set(event.pointerId, before); return; }
    this.dragged = true;
    if (this.down.size === 2) this.pinch(event.pointerId, before, point);
    // A finger on a dot pans, too: on a small screen there is hardly a place without a dot.
    else if (this.grabbed && event.pointerType !== "touch") this.drag(point);
    else {
      app.hover(-1, -1);
      app.scene.panBy(point.x - before.x, point.y - before.y);
      app.scene.canvas.classList.add("grabbing");
    }
  }

  pinch(id, before, point) {
    const [other] = [...this.down].filter(([key]) => key !== id).map(([, value]) => value);
    const factor = Math.hypot(point.x - other.x, point.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
    this.app.scene.panBy((point.x - before.x) / 2, (point.y - before.y) / 2);
    this.app.scene.zoomAt((point.x + other.x) / 2, (point.y + other.y) / 2, factor);
  }

  drag(point) {
    const {scene} = this.app, {person, dx, dy} = this.grabbed;
    scene.x[person] = scene.worldX(point.x) + dx;
    scene.y[person] = scene.worldY(point.y) + dy;
    scene.pinned.add(person);
    scene.redraw();
  }

  release(event) {
    const {app} = this, held = this.down.delete(event.pointerId);
    app.scene.canvas.classList.remove("grabbing");
    if (!held || this.down.size) return;
    if (!this.dragged) this.click(this.at(event), event);
    else if (this.grabbed && event.pointerType !== "touch") { app.note(`${app.data.name[this.grabbed.person]} is pinned; double-click to let go.`); app.viewChanged(); app.panel.render(true); }
    this.grabbed = null;
  }

  click(point, event) {
    const {app} = this, touch = event.pointerType === "touch", person = app.scene.personAt(point.x, point.y, touch ? 12 : 4);
    if (person >= 0 && app.selected?.kind === "path" && (app.selected.from < 0 || app.selected.to < 0)) { app.paths.pick(person); return; }
    if (person >= 0 && event.shiftKey && app.selected?.kind === "person") { app.paths.choose(app.selected.person, person); return; }
    if (person >= 0) { app.select({kind: "person", person}); return; }
    const edge = app.density ? -1 : app.scene.edgeAt(point.x, point.y, touch ? 9 : 5);
    if (edge >= 0) app.select({kind: "edge", edge});
    else if (app.selected?.kind !== "path" || app.selected.way) app.select(null);
  }

  // A double click lets a pinned person go back, and zooms in elsewhere.
  again(event) {
    const {app} = this, {x, y} = this.at(event), person = app.scene.personAt(x, y);
    if (person >= 0 && app.scene.pinned.has(person)) app.unpin(person);
    else if (person < 0) app.scene.zoomAt(x, y, 1.6);
  }

  wheel(event) {
    event.preventDefault();
    const {x, y} = this.at(event), scale = event.deltaMode === 1 ? 16 : 1;
    this.app.scene.zoomAt(x, y, Math.exp(-Math.max(-160, Math.min(160, event.deltaY * scale)) * (event.ctrlKey ? 0.01 : 0.0022)));
  }

  // Pointing is looked at once a frame.
  point(point, type) {
    if (type === "touch") return;
    this.latest = point;
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      const {app} = this, {x, y} = this.latest, person = app.scene.personAt(x, y);
      app.hover(person, person < 0 && !app.density ? app.scene.edgeAt(x, y) : -1, x, y);
    });
  }
}
