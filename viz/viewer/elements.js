// Small parts of the page. Text reaches the document only through textContent, addresses only through webAddress.

const NUMBER = new Intl.NumberFormat("en");
const SVG = "http://www.w3.org/2000/svg";

const byId = id => document.getElementById(id);
const plural = (count, one, many = one + "s") => `${NUMBER.format(count)} ${count === 1 ? one : many}`;

// An element with attributes (`on…` are listeners, `text` is its text) and children; null children are left out.
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") element.textContent = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") element.textContent = value;
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

function button(text, onclick, attributes = {}) {
  return h("button", {type: "button", text, onclick, ...attributes});
}

// A drawn sign for a button, from the path of a 20 × 20 picture.
const SIGNS = {
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  plus: "M10 5v10M5 10h10", minus: "M5 10h10",
  path: "M5 15a2 2 0 1 0 .01 0M15 5a2 2 0 1 0 .01 0M6.5 13.5 13.5 6.5",
  table: "M3.5 5h13v10h-13zM3.5 8.5h13M8 8.5V15",
  moon: "M15.5 12A6.5 6.5 0 0 1 8 4.5a6 6 0 1 0 7.5 7.5z",
  down: "M10 4v9M6.5 9.5 10 13l3.5-3.5M4.5 16h11",
  keys: "M3 6h14v8H3zM6 9h.01M9 9h.01M12 9h.01M15 9h-.01M7 11.5h6",
  play: "M7 5l8 5-8 5z", pause: "M7 5v10M13 5v10", close: "M5 5l10 10M15 5 5 15",
  menu: "M4 6h12M4 10h12M4 14h12", link: "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
};

function sign(name) {
  return svg("svg", {viewBox: "0 0 20 20", class: "sign", "aria-hidden": "true"}, svg("path", {d: SIGNS[name]}));
}

function iconButton(name, label, onclick, attributes = {}) {
  return h("button", {type: "button", class: "icon", title: label, "aria-label": label.replace(/ \(.*\)$/, ""), onclick, ...attributes},
    sign(name));
}

function outLink(text, address, attributes = {}) {
  const url = webAddress(address);
  return url ? h("a", {href: url, target: "_blank", rel: "noopener noreferrer", text, ...attributes})
    : h("span", {text, ...attributes});
}

function heading(text, level = "h3") {
  return h(level, {text});
}

// Bars, one a year, as a picture with a sentence for those who do not see it.
function yearBars(counts, first, last, label, {marked = null} = {}) {
  const width = 280, height = 44, years = Math.max(last - first + 1, 1), step = width / years;
  const most = Math.max(1, ...counts.values());
  const bars = [];
  for (const [year, count] of counts) {
    const tall = Math.max(2, count / most * (height - 2));
    bars.push(svg("rect", {x: (year - first) * step + step * 0.1, y: height - tall, width: Math.max(step * 0.8, 1), height: tall,
      rx: 1, class: marked && !marked(year) ? "bar faint-bar" : "bar"},
    svg("title", {text: `${year}: ${count}`})));
  }
  return h("figure", {class: "years-figure"},
    svg("svg", {viewBox: `0 0 ${width} ${height + 1}`, class: "year-bars", role: "img", "aria-label": label, preserveAspectRatio: "none"},
      svg("line", {x1: 0, x2: width, y1: height + 0.5, y2: height + 0.5, class: "axis"}), bars),
    h("figcaption", {class: "ends"}, h("span", {text: first}), h("span", {text: last})));
}

function countBy(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const announce = (() => {
  let waiting = 0;
  return text => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { byId("live").textContent = text; }, 120);
  };
})();
