
'use strict';
// Draws what stands in the slot `data`. All text of documents goes through text nodes: it is shown, never run.
const data = JSON.parse(document.getElementById('data').textContent);
const byId = (id) => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';
const svg = byId('map');
const documents = new Map(data.documents.map((d) => [d.id, d]));

function element(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) e.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) e.setAttribute(key, value);
  }
  e.append(...children.filter((child) => child !== null && child !== undefined));
  return e;
}
function shape(name, attributes, parent, text) {
  const e = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (text !== undefined) e.textContent = text;
  if (parent) parent.append(e);
  return e;
}
const km = (n) => (n === null || n === undefined ? '' : n < 10 ? n.toFixed(1) : Math.round(n).toLocaleString('en'));
const plural = (n, one, many) => n + ' ' + (n === 1 ? one : many);

// ---- From degrees to the page: Mercator, one unit a degree of longitude.
const project = (lon, lat) => [lon, -Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * (180 / Math.PI)];
function path(flat) {
  let d = '';
  for (let i = 0; i < flat.length; i += 2) {
    const [x, y] = project(flat[i], flat[i + 1]);
    d += (i ? 'L' : 'M') + x.toFixed(4) + ' ' + y.toFixed(4);
  }
  return d;
}

// ---- Colours of provinces, by mentions: five steps, light to dark.
const STEPS = ['#fdfaf3', '#f3e3c0', '#e4c58a', '#cd9f55', '#a87430'];
const most = Math.max(1, ...data.provinces.filter((p) => p.side).map((p) => p.mentions));
const breaks = [...new Set([1, 0.25, 0.5, 0.75].map((part, i) => (i ? Math.ceil(most * part) + (i === 1 ? 0 : 0) : 1)))].sort((a, b) => a - b);
const step = (n) => { let s = 0; breaks.forEach((b, i) => { if (n >= b) s = i + 1; }); return s; };
const colour = (n) => STEPS[Math.round((step(n) * (STEPS.length - 1)) / Math.max(1, breaks.length))];

const world = shape('g', {}, svg);
const marks = shape('g', {}, svg);
const outlines = new Map();
for (const a of data.around) {
  shape('path', { class: 'around', d: a.rings.map((r) => path(r) + 'Z').join(''), fill: a.side ? STEPS[0] : '#e3e7eb', 'fill-rule': 'evenodd' }, world);
}
for (const p of data.provinces) {
  if (!p.rings.length) continue;
  const e = shape('path', { class: 'province', d: p.rings.map((r) => path(r) + 'Z').join(''), fill: colour(p.mentions), 'fill-rule': 'evenodd' }, world);
  outlines.set(p.iso, e);
  listen(e, () => provinceTip(p), () => showProvince(p));
}
for (const kind of ['border-halo', 'border']) {
  shape('path', { class: kind, d: data.border.map(path).join('') }, world);
}

// ---- What stands on spots: places as circles, records as signs around them.
const SIGNS = {
  cross: 'M-5-2.2-2.2-5 0-2.8 2.2-5 5-2.2 2.8 0 5 2.2 2.2 5 0 2.8-2.2 5-5 2.2-2.8 0Z',
  diamond: 'M0-6 6 0 0 6-6 0Z',
  square: 'M-4.6-4.6H4.6V4.6H-4.6Z',
  triangle: 'M0-6 5.8 4.6H-5.8Z',
  circle: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  star: 'M0-6.5 1.7-2.1 6.3-2 2.7.9 4 5.3 0 2.7-4 5.3-2.7.9-6.3-2-1.7-2.1Z',
};
const SIGN_OF = { '#d55e00': 'cross', '#009e73': 'diamond', '#0072b2': 'square', '#cc79a7': 'star', '#e69f00': 'triangle', '#56b4e9': 'circle', '#7a6a53': 'triangle', '#3b3f45': 'square', '#6b7280': 'circle' };
const spots = [];
for (const p of data.places) {
  const r = 4.5 + 2.6 * Math.sqrt(p.mentions);
  const g = shape('g', { class: 'place' + (p.level === 'vicinity' || p.level === 'district' ? ' near' : ''), tabindex: 0, role: 'button', 'aria-label': p.name + ', ' + plural(p.mentions, 'mention', 'mentions') }, marks);
  shape('circle', { r }, g);
  if (p.mentions > 1) shape('text', { class: 'count', y: 4 }, g, p.mentions);
  listen(g, () => placeTip(p), () => showPlace(p));
  spots.push({ lon: p.lon, lat: p.lat, g, r, name: p.name, weight: p.mentions });
}
const stacks = new Map();
for (const r of data.records) {
  const province = r.lon === null && r.level === 'province' ? data.provinces.find((p) => r.iso && r.iso.split('; ').includes(p.iso) && p.label) : null;
  const at = r.lon !== null ? [r.lon, r.lat] : province ? province.label : null;
  if (!at) continue;
  const key = at.join();
  const index = stacks.get(key) || 0;
  stacks.set(key, index + 1);
  const g = shape('g', { class: 'event', tabindex: 0, role: 'button', 'aria-label': r.kind + ', ' + r.status + (r.place ? ', ' + r.place : '') }, marks);
  shape('path', { d: SIGNS[SIGN_OF[r.colour] || 'circle'], fill: province ? '#fff' : r.colour }, g);
  if (province) { g.firstChild.style.stroke = r.colour; g.firstChild.style.strokeWidth = '2'; }
  listen(g, () => recordTip(r), () => showRecord(r));
  const radius = province ? 0 : (spots.find((s) => s.lon === at[0] && s.lat === at[1]) || { r: 0 }).r;
  spots.push({ lon: at[0], lat: at[1], g, r: 6, stack: index, around: radius, area: !!province });
}
for (const p of data.provinces) {
  if (p.label && p.side) spots.push({ lon: p.label[0], lat: p.label[1], area_name: p.name, weight: p.mentions });
}

// ---- The view: where the middle is, and how many pixels a unit takes.
let view = { x: 0, y: 0, k: 1 };
function bounds() {
  let [w, n, e, s] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (flat) => { for (let i = 0; i < flat.length; i += 2) { const [x, y] = project(flat[i], flat[i + 1]); w = Math.min(w, x); e = Math.max(e, x); n = Math.min(n, y); s = Math.max(s, y); } };
  data.border.forEach(add);
  data.provinces.filter((p) => p.side && p.near_km !== null && p.near_km < 1 && p.mentions > 0).forEach((p) => p.rings.forEach(add));
  return [w, n, e, s];
}
function home() {
  const [w, n, e, s] = bounds();
  const { width, height } = svg.getBoundingClientRect();
  // The legend covers the left: on a wide page the border has the rest.
  const covered = width > 700 ? byId('legend').offsetWidth : 0;
  const k = 0.93 * Math.min((width - covered) / (e - w || 1), height / (s - n || 1));
  view = { x: (w + e) / 2 - covered / 2 / k, y: (n + s) / 2, k };
  draw();
}
function draw() {
  const { width, height } = svg.getBoundingClientRect();
  world.setAttribute('transform', `translate(${width / 2} ${height / 2}) scale(${view.k}) translate(${-view.x} ${-view.y})`);
  const place = (lon, lat) => { const [x, y] = project(lon, lat); return [width / 2 + (x - view.x) * view.k, height / 2 + (y - view.y) * view.k]; };
  const boxes = [];
  for (const spot of spots) {
    if (!spot.g) continue;
    let [x, y] = place(spot.lon, spot.lat);
    if (spot.stack !== undefined) {
      if (spot.area) { x += ((spot.stack % 5) - 2) * 15; y += 14 + Math.floor(spot.stack / 5) * 15; }
      else { const a = -Math.PI / 4 + spot.stack * 0.8; const d = spot.around + 8 + Math.floor(spot.stack / 8) * 12; x += d * Math.cos(a); y += d * Math.sin(a); }
    }
    spot.g.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    boxes.push([x - spot.r - 1, y - spot.r - 1, x + spot.r + 1, y + spot.r + 1]);
  }
  names(place, boxes);
  scale(height);
}

// ---- Names, the most mentioned first, each where it covers nothing.
const labels = shape('g', {}, svg);
function names(place, boxes) {
  labels.replaceChildren();
  const free = (b) => boxes.every((o) => b[2] < o[0] || b[0] > o[2] || b[3] < o[1] || b[1] > o[3]);
  const put = (text, x, y, anchor, kind) => {
    const w = text.length * 6.9 + 4;
    const left = anchor === 'middle' ? x - w / 2 : anchor === 'end' ? x - w : x;
    const box = [left, y - 12, left + w, y + 4];
    if (!free(box)) return false;
    boxes.push(box);
    shape('text', { class: kind, x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': anchor }, labels, text);
    return true;
  };
  for (const s of spots.filter((s) => s.name).sort((a, b) => b.weight - a.weight)) {
    const [x, y] = place(s.lon, s.lat);
    put(s.name, x + s.r + 4, y + 4, 'start', 'name') || put(s.name, x - s.r - 4, y + 4, 'end', 'name') ||
      put(s.name, x, y + s.r + 14, 'middle', 'name') || put(s.name, x, y - s.r - 5, 'middle', 'name');
  }
  for (const s of spots.filter((s) => s.area_name).sort((a, b) => b.weight - a.weight)) {
    const [x, y] = place(s.lon, s.lat);
    put(s.area_name, x, y + 4, 'middle', 'area-name') || put(s.area_name, x, y - 20, 'middle', 'area-name');
  }
}
function scale(height) {
  const lat = (Math.atan(Math.exp((-view.y * Math.PI) / 180)) * 2 - Math.PI / 2);
  const perPixel = (111.32 * Math.cos(lat)) / view.k;
  const length = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter((n) => n / perPixel <= 130).pop() || 1;
  byId('scale').querySelector('span').textContent = length + ' km';
  byId('scale').querySelector('div').style.width = (length / perPixel).toFixed(0) + 'px';
}
function zoom(factor, px, py) {
  const { width, height } = svg.getBoundingClientRect();
  const [dx, dy] = [(px === undefined ? 0 : px - width / 2), (py === undefined ? 0 : py - height / 2)];
  const k = Math.min(4000, Math.max(2, view.k * factor));
  view = { x: view.x + dx / view.k - dx / k, y: view.y + dy / view.k - dy / k, k };
  draw();
}
function go(lon, lat, k) { const [x, y] = project(lon, lat); view = { x, y, k: Math.max(view.k, k || 0) }; draw(); }

let drag = null;
svg.addEventListener('pointerdown', (e) => { drag = { x: e.clientX, y: e.clientY, moved: false }; });
window.addEventListener('pointermove', (e) => {
  if (!drag) return;
  const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
  if (!drag.moved && Math.hypot(dx, dy) < 4) return;
  drag = { x: e.clientX, y: e.clientY, moved: true };
  svg.classList.add('drag');
  view = { ...view, x: view.x - dx / view.k, y: view.y - dy / view.k };
  draw();
});
window.addEventListener('pointerup', () => { svg.classList.remove('drag'); setTimeout(() => { drag = null; }, 0); });
svg.addEventListener('wheel', (e) => { e.preventDefault(); const b = svg.getBoundingClientRect(); zoom(Math.exp(-e.deltaY * 0.0016), e.clientX - b.left, e.clientY - b.top); }, { passive: false });
svg.addEventListener('keydown', (e) => {
  const move = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[e.key];
  if (move) { view = { ...view, x: view.x + move[0] / view.k, y: view.y + move[1] / view.k }; draw(); e.preventDefault(); }
  else if (e.key === '+' || e.key === '=') zoom(1.4);
  else if (e.key === '-') zoom(1 / 1.4);
});
byId('in').addEventListener('click', () => zoom(1.5));
byId('out').addEventListener('click', () => zoom(1 / 1.5));
byId('home').addEventListener('click', home);
window.addEventListener('resize', draw);

// ---- Words beside the pointer, and in the panel.
const tip = byId('tip');
function listen(target, tell, open) {
  const show = (e) => { const [title, ...lines] = tell(); tip.replaceChildren(element('b', {}, title), lines.filter(Boolean).join(' · ')); tip.hidden = false; if (e) place(e); };
  const place = (e) => {
    const stage = byId('stage').getBoundingClientRect();
    const box = e.clientX === undefined || e.type === 'focus' ? target.getBoundingClientRect() : { right: e.clientX, bottom: e.clientY };
    tip.style.left = Math.min(box.right - stage.left + 12, stage.width - 200) + 'px';
    tip.style.top = Math.min(box.bottom - stage.top + 12, stage.height - 70) + 'px';
  };
  target.addEventListener('pointerenter', show);
  target.addEventListener('pointermove', place);
  target.addEventListener('pointerleave', () => { tip.hidden = true; });
  target.addEventListener('focus', show);
  target.addEventListener('blur', () => { tip.hidden = true; });
  target.addEventListener('click', () => { if (!drag || !drag.moved) { mark(target); open(); } });
  target.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); mark(target); open(); byId('detail').focus(); } });
}
function mark(target) { document.querySelectorAll('#map .on').forEach((e) => e.classList.remove('on')); if (target) target.classList.add('on'); }
const provinceTip = (p) => [p.name, plural(p.mentions, 'mention', 'mentions'), p.incidents ? plural(p.incidents, 'incident', 'incidents') : '', distance(p)];
const placeTip = (p) => [p.name, plural(p.mentions, 'mention', 'mentions'), p.border_km === null ? '' : km(p.border_km) + ' km to the border'];
const recordTip = (r) => [r.kind, r.status, r.place, r.date];
const distance = (p) => (p.near_km === null ? '' : `${km(p.near_km)} to ${km(p.far_km)} km from the border`);

function detail(title, facts, quotes) {
  const box = byId('detail');
  box.replaceChildren(
    element('button', { class: 'close', type: 'button', 'aria-label': 'Close', onclick: () => { box.hidden = true; mark(null); } }, '×'),
    element('h2', { dir: 'auto' }, title),
    element('p', { class: 'facts' }, facts.filter(Boolean).join(' · ')),
    ...quotes.flatMap(([text, doc, said]) => [element('blockquote', { dir: 'auto' }, text), source(doc, said)]),
  );
  box.hidden = false;
  box.scrollTop = 0;
}
function source(id, said) {
  const d = documents.get(id) || { id };
  const title = d.title || d.id;
  return element('p', { class: 'from' }, said ? said + ', in ' : '',
    d.url ? element('a', { href: d.url, rel: 'noopener noreferrer', target: '_blank', dir: 'auto' }, title) : element('span', { dir: 'auto' }, title),
    [d.publisher, d.published].filter(Boolean).map((t) => ' · ' + t).join(''));
}
function showPlace(p) {
  const side = p.side === 'line' ? 'on the line' : p.side === 'other' || !p.side ? '' : 'side of ' + p.side;
  detail(p.name + (p.local ? ' · ' + p.local : ''),
    [p.level, plural(p.mentions, 'mention', 'mentions') + ' in ' + plural(p.documents, 'report', 'reports'), p.border_km === null ? '' : km(p.border_km) + ' km to the border', side, p.uncertainty_km ? '± ' + km(p.uncertainty_km) + ' km' : ''],
    [[p.evidence, p.doc]]);
}
function showRecord(r) {
  detail(r.kind + (r.place ? ': ' + r.place : ''),
    [r.status, r.date, 'confidence ' + r.confidence, r.reasons.map((c) => c.replaceAll('_', ' ')).join(', '), r.reason ? 'not on the map: ' + r.reason.replaceAll('_', ' ') : ''],
    [[r.evidence, r.doc, r.speaker]]);
}
function showProvince(p) {
  const inside = data.records.filter((r) => r.iso && r.iso.split('; ').includes(p.iso));
  detail(p.name + (p.local ? ' · ' + p.local : ''),
    [p.iso, plural(p.mentions, 'mention', 'mentions') + ' in ' + plural(p.documents, 'report', 'reports'), plural(p.incidents, 'incident', 'incidents'), distance(p)],
    inside.map((r) => [r.evidence, r.doc, r.kind + ' (' + r.status + ')' + (r.speaker ? ', ' + r.speaker : '')]));
}

// ---- The lists.
function table(head, rows) {
  const cells = (row, name) => row.map((c, i) => element(name, { class: head[i].n ? 'n' : null, scope: name === 'th' ? 'col' : null, dir: name === 'td' ? 'auto' : null }, ...(Array.isArray(c) ? c : [c])));
  return element('table', {}, element('thead', {}, element('tr', {}, ...cells(head.map((h) => h.t), 'th'))),
    element('tbody', {}, ...rows.map(({ row, open }) => element('tr', open ? { class: 'go', tabindex: 0, onclick: open, onkeydown: (e) => { if (e.key === 'Enter') open(); } } : {}, ...cells(row, 'td')))));
}
function provinceList() {
  const rows = data.provinces.filter((p) => p.mentions || p.incidents || p.facilities).sort((a, b) => b.mentions - a.mentions || (a.iso < b.iso ? -1 : 1));
  const top = Math.max(1, ...rows.map((p) => p.mentions));
  return table([{ t: 'Province' }, { t: 'Mentions', n: 1 }, { t: 'Incidents', n: 1 }, { t: 'km to border', n: 1 }], rows.map((p) => {
    const bar = element('span', { class: 'bar' });
    bar.style.width = (100 * p.mentions) / top + '%';
    return { row: [[p.name, element('small', {}, p.iso), bar], String(p.mentions), p.incidents ? String(p.incidents) : '', p.near_km === null ? '' : `${km(p.near_km)}–${km(p.far_km)}`],
      open: () => { mark(outlines.get(p.iso)); if (p.label) go(p.label[0], p.label[1]); showProvince(p); } };
  }));
}
function placeList() {
  return table([{ t: 'Place' }, { t: 'Mentions', n: 1 }, { t: 'Reports', n: 1 }, { t: 'km to border', n: 1 }], data.places.map((p) => ({
    row: [[p.name, element('small', {}, p.local || '')], String(p.mentions), String(p.documents), km(p.border_km)], open: () => { go(p.lon, p.lat, 120); showPlace(p); } })));
}
function recordList() {
  const date = (r) => r.date || '';
  const rows = [...data.records].sort((a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : a.id < b.id ? -1 : 1));
  if (!rows.length) return element('p', { class: 'note' }, 'No incident or facility was found in these reports.');
  return table([{ t: 'What' }, { t: 'Where' }, { t: 'When' }], rows.map((r) => {
    const dot = element('span', { class: 'dot' });
    dot.style.background = r.colour;
    return { row: [[dot, r.kind, element('small', {}, r.status)], r.place || '–', r.date || '–'], open: () => { if (r.lon !== null) go(r.lon, r.lat, 120); showRecord(r); } };
  }));
}
const WHY = {
  area_province: 'a whole province: counted there, never a dot', area_country: 'a whole country', area_region: 'a region without bounds',
  border_line: 'the border itself', position_unknown: 'a place whose position is not known', ambiguous: 'several places fit equally well',
  not_meant_as_a_place: 'not meant as a place: a government, a people, a border’s name',
};
function offList() {
  const why = (code) => WHY[code] || code.replaceAll('_', ' ');
  const off = data.records.filter((r) => r.reason);
  return element('div', {},
    element('p', { class: 'note' }, 'What the reports mention and the map does not show, and why.'),
    table([{ t: 'Mentions' }, { t: '', n: 1 }], Object.entries(data.unplaced_mentions).sort((a, b) => b[1] - a[1]).map(([code, n]) => ({ row: [why(code), String(n)] }))),
    off.length ? table([{ t: 'Incidents and facilities' }, { t: 'Why' }], off.map((r) => ({ row: [[r.kind, element('small', {}, r.status)], why(r.reason)], open: () => showRecord(r) }))) : null);
}
function about() {
  const item = (s) => element('li', {}, `${s.attribution} (${s.gives}; ${s.licence})`);
  return element('div', { class: 'about' },
    element('h3', {}, 'Boundaries'), element('p', {}, data.disclaimer),
    element('p', {}, `Border line: ${data.boundary_source}, ${Math.round(data.border_length_km)} km.`),
    element('h3', {}, 'Data'), element('ul', {}, ...data.data.map(item)),
    element('h3', {}, 'Reports'), element('ul', {}, ...data.documents.map((d) => element('li', {}, source(d.id)))),
    element('p', {}, `Made by marz ${data.version}, by machine: check before use.`));
}
const TABS = [['Provinces', provinceList], ['Places', placeList], ['Incidents', recordList], ['Off the map', offList], ['About', about]];
TABS.forEach(([name, make], index) => {
  const panel = element('div', { role: 'tabpanel', id: 'panel' + index, hidden: index > 0 ? '' : null, 'aria-labelledby': 'tab' + index }, make());
  const tab = element('button', { role: 'tab', type: 'button', id: 'tab' + index, 'aria-selected': String(index === 0), 'aria-controls': 'panel' + index, onclick: () => {
    byId('tabs').querySelectorAll('button').forEach((b, i) => { b.setAttribute('aria-selected', String(i === index)); byId('panel' + i).hidden = i !== index; });
  } }, name);
  byId('tabs').append(tab);
  byId('panels').append(panel);
});

// ---- The legend, and what the data ask to be said.
function legend() {
  const box = byId('legend');
  const ranges = breaks.map((b, i) => (i + 1 < breaks.length && breaks[i + 1] - 1 > b ? `${b}–${breaks[i + 1] - 1}` : i + 1 === breaks.length ? `${b}+` : `${b}`));
  const cell = (n, text) => { const i = element('i', {}); i.style.background = colour(n); return element('div', {}, i, text); };
  box.append(element('h2', {}, 'Mentions in a province'), element('div', { class: 'steps' }, cell(0, '0'), ...breaks.map((b, i) => cell(b, ranges[i]))));
  const list = element('ul', {});
  const row = (draw, text) => { const s = document.createElementNS(SVG, 'svg'); s.setAttribute('width', 22); s.setAttribute('height', 18); s.setAttribute('viewBox', '-11 -9 22 18'); draw(s); list.append(element('li', {}, s, text)); };
  row((s) => { s.style.overflow = 'visible'; shape('path', { class: 'border', d: 'M-10 3 -4-3 3 2 10-3' }, s); }, 'Border line');
  row((s) => shape('circle', { r: 6 }, shape('g', { class: 'place' }, s)), 'Place, by mentions');
  if (data.places.some((p) => p.level === 'vicinity' || p.level === 'district')) row((s) => shape('circle', { r: 6 }, shape('g', { class: 'place near' }, s)), 'Valley, lake, district: near here');
  const kinds = new Map();
  data.records.filter((r) => r.lon !== null || (r.level === 'province' && !r.reason)).forEach((r) => kinds.set(r.kind, r.colour));
  box.append(element('h2', {}, 'Signs'), list);
  [...kinds].sort().slice(0, 12).forEach(([kind, c]) => row((s) => shape('path', { d: SIGNS[SIGN_OF[c] || 'circle'], fill: c }, shape('g', { class: 'event' }, s)), kind));
  if (data.records.some((r) => r.lon === null && r.level === 'province')) list.append(element('li', {}, 'Hollow: somewhere in the province'));
}
legend();
byId('title').textContent = data.title;
document.title = data.title + ' · marz';
const shown = data.records.filter((r) => !r.facility).length;
byId('summary').textContent = [plural(data.documents.length, 'report', 'reports'), plural(data.places.length, 'place', 'places') + ' on the map', plural(shown, 'incident', 'incidents'), plural(data.records.length - shown, 'facility', 'facilities')].join(' · ');
byId('credit').textContent = data.data.map((s) => s.attribution).join(' · ');
byId('credit').title = data.disclaimer;
home();
