/** What the reports tell of, drawn: symbols, areas, facilities, and the names of all that is on the map. */
import Feature from 'ol/Feature.js';
import type OlMap from 'ol/Map.js';
import LineString from 'ol/geom/LineString.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import Point from 'ol/geom/Point.js';
import { circular } from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import { Circle, Style } from 'ol/style.js';
import type { PlaceRecord } from '../data.ts';
import { must } from '../dom.ts';
import { number, t } from '../i18n/index.ts';
import { place } from '../labels.ts';
import type { Item } from '../model.ts';
import { decode } from '../polyline.ts';
import type { Store } from '../store.ts';
import { areaMark, areaSize, clusterMark, clusterRadius, facilityMark, type Family, incidentMark, symbolOf } from '../symbols.ts';
import { WIDEST } from '../where.ts';
import { type Area, commonest, gather, type Gathered, type Located } from './gather.ts';
import type { Ground } from './ground.ts';
import { type Frame, groundLabels, type Label, placeLabels, widthOf } from './labels.ts';
import { around, boxAt, groups, nearby, parted, settle, Space, type Spot } from './layout.ts';
import { BORDER, fill, icon, label, stroke } from './styles.ts';

export interface Marks {
  layers: VectorLayer[];
  /** Whether a click on it is meant for a record. */
  isTouched(layer: VectorLayer): boolean;
  /** Takes over what is shown now. */
  update(): void;
  /** Gives all marks and names their places for the view; on paper nothing stands on the map. */
  arrange(isPaper?: boolean): void;
  /** Draws the same again: the selection has changed. */
  redraw(): void;
  /** What a feature stands for. */
  target(feature: unknown): Target | null;
}

export type Target =
  | { kind: 'items'; items: Item[]; at: number[]; area?: Area }
  | { kind: 'place'; place: PlaceRecord; at: number[] };

/** Symbols closer than this are joined, in pixels. */
const CLOSE = 33;
const TILE = 19;
const LABEL_HEIGHT = 16;
/** A vertex of the border counts once in so many pixels. */
const SAMPLE = 4;

export function marks(map: OlMap, store: Store, ground: Ground): Marks {
  const isMarked = (items: Item[]): boolean =>
    items.some((item) => item.id === store.state.selected || item.id === store.hovered);
  const layer = (zIndex: number, style: (feature: Feature, resolution: number) => Style | Style[] | undefined): VectorLayer =>
    new VectorLayer({ source: new VectorSource(), zIndex, style: (feature, resolution) => style(feature as Feature, resolution) });
  const itemsOf = (feature: Feature): Item[] => feature.get('items') as Item[];

  const circles = layer(9, (feature) => {
    const isStrong = isMarked(itemsOf(feature));
    return new Style({
      stroke: stroke(isStrong ? '#1d2430' : 'rgba(40,46,58,.6)', isStrong ? 2 : 1.2, [4, 5]),
      fill: fill(isStrong ? 'rgba(40,46,58,.14)' : 'rgba(40,46,58,.06)'),
    });
  });
  // Under the border, which would be hidden by a river that it follows.
  const lines = layer(5, (feature) => {
    const isStrong = isMarked(itemsOf(feature));
    const isBorder = (feature.get('area') as Area).kind === 'border';
    const colour = isBorder ? BORDER : '#2f7fb5';
    // The border is drawn anyway, so it is lit up for the one that is looked at only.
    if (isBorder && !isStrong) return undefined;
    return new Style({ stroke: stroke(faint(colour, isStrong ? 0.5 : 0.3), isStrong ? 13 : 9) });
  });
  const discs = layer(11, (feature) => disc(store, feature.get('place') as PlaceRecord));
  const names = layer(14, (feature) => feature.get('style') as Style[]);
  const leaders = layer(15, () => new Style({ stroke: stroke('#4a4f57', 1) }));
  const tiles = layer(16, (feature) => {
    const items = itemsOf(feature);
    return new Style({ image: icon(facilityMark(items[0].kind, isMarked(items), items.length > 1 ? number(items.length) : '')) });
  });
  const symbols = layer(20, (feature) => {
    const items = itemsOf(feature);
    const isStrong = isMarked(items);
    if (items.length === 1) {
      return new Style({ image: icon(incidentMark(items[0].kind, isStrong, items[0].record.confidence === 'low')), zIndex: isStrong ? 900 : 500 });
    }
    return new Style({ image: icon(clusterMark(shares(items), items.length, number(items.length), isStrong)), zIndex: 600 + Math.min(items.length, 250) });
  });
  const pills = layer(25, (feature) => {
    const items = itemsOf(feature);
    const { kind } = feature.get('area') as Area;
    return new Style({ image: icon(areaMark(kind, signs(items), countOf(items), isMarked(items))) });
  });

  let gathered: Gathered = { incidents: [], facilities: [], areas: [] };
  (discs.getSource() as VectorSource).addFeatures(placeFeatures(store));

  function update(): void {
    gathered = gather(store);
    refill(circles, gathered.areas.filter((one) => one.at && one.radius).map((one) =>
      shape(circular(one.at as number[], one.radius as number, 64).transform('EPSG:4326', 'EPSG:3857'), one.items, one)));
    refill(lines, gathered.areas.filter((one) => one.kind === 'line' || one.kind === 'border').map((one) =>
      shape(new MultiLineString(linesOf(store, one)), one.items, one)));
    arrange();
  }

  function arrange(isPaper = false): void {
    const frame = frameOf(map);
    if (!frame) return;
    const space = new Space(frame.view);
    if (!isPaper) for (const box of furniture()) space.take(box);
    sampleBorder(store, frame, space);
    const named: Label[] = [];
    const areas = new Set(gathered.areas);
    refill(symbols, drawSymbols(store, gathered.incidents, areas, frame, space, named));
    const isOfFacilities = (area: Area): boolean => area.items[0].isFacility;
    const drawn = (of: Area[]): [Feature[], Feature[]] => drawPills(store, ground, of, frame, space, map, named);
    const [pillsFirst, leadersFirst] = drawn([...areas].filter((area) => !isOfFacilities(area)));
    const [tileFeatures, leadersOfTiles] = drawTiles(map, gathered.facilities, areas, frame, space);
    const [pillsThen, leadersThen] = drawn([...areas].filter(isOfFacilities));
    refill(pills, [...pillsFirst, ...pillsThen]);
    refill(tiles, tileFeatures);
    refill(leaders, [...leadersFirst, ...leadersOfTiles, ...leadersThen]);
    const used: { words: string; at?: Spot }[] = [];
    const order = [...named, ...groundLabels(store, ground.provinces, frame), ...placeLabels(store, frame)];
    refill(names, order.flatMap((one) => drawLabel(map, one, space, used)));
    redraw();
  }

  function redraw(): void {
    discs.setVisible(store.state.layers.has('places'));
    for (const one of [circles, lines, discs, tiles, symbols, pills]) one.changed();
  }

  return {
    layers: [circles, lines, discs, names, leaders, tiles, symbols, pills],
    isTouched: (one) => one === symbols || one === tiles || one === pills || one === discs,
    update,
    arrange,
    redraw,
    target(found) {
      const feature = found as Feature;
      const geometry = feature.getGeometry();
      const at = geometry instanceof Point ? geometry.getCoordinates() : [];
      if (feature.get('items')) return at.length ? { kind: 'items', items: itemsOf(feature), at, area: feature.get('area') as Area | undefined } : null;
      if (feature.get('place')) return { kind: 'place', place: feature.get('place') as PlaceRecord, at };
      return null;
    },
  };
}

function refill(layer: VectorLayer, features: Feature[]): void {
  const source = layer.getSource() as VectorSource;
  source.clear(true);
  source.addFeatures(features);
}

function shape(geometry: NonNullable<ReturnType<Feature['getGeometry']>>, items: Item[], area?: Area): Feature {
  const feature = new Feature(geometry);
  feature.setProperties({ items, area });
  return feature;
}

const faint = (colour: string, alpha: number): string =>
  `rgba(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join()},${alpha})`;

/** The view in pixels of the page. */
function frameOf(map: OlMap): Frame | null {
  const view = map.getView();
  const [width, height] = map.getSize() ?? [0, 0];
  const resolution = view.getResolution();
  const middle = view.getCenter();
  if (!resolution || !middle || !width || !height) return null;
  return {
    resolution,
    view: { x0: 3, y0: 3, x1: width - 3, y1: height - 3 },
    toPixel: ([x, y]) => ({ x: width / 2 + (x - middle[0]) / resolution, y: height / 2 - (y - middle[1]) / resolution }),
  };
}

function toMap(map: OlMap, { x, y }: Spot): number[] {
  const view = map.getView();
  const [width, height] = map.getSize() ?? [0, 0];
  const resolution = view.getResolution() ?? 1;
  const [left, top] = view.getCenter() ?? [0, 0];
  return [left + (x - width / 2) * resolution, top - (y - height / 2) * resolution];
}

/** What of the page stands on the map. */
function furniture(): { x0: number; y0: number; x1: number; y1: number }[] {
  const origin = must('map').getBoundingClientRect();
  const parts = [must('legend'), must('home'), must('credit'), ...must('map').querySelectorAll('.ol-zoom, .ol-scale-line')];
  return parts.map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0).map((box) => ({
    x0: box.left - origin.left - 2, y0: box.top - origin.top - 2, x1: box.right - origin.left + 2, y1: box.bottom - origin.top + 2,
  }));
}

const borders = new WeakMap<Store, number[][]>();

function borderOf(store: Store): number[][] {
  let line = borders.get(store);
  if (!line) {
    line = store.model.page.layers.border_sections.flatMap((one) => one.lines).flatMap(decode).map((at) => fromLonLat(at));
    borders.set(store, line);
  }
  return line;
}

function sampleBorder(store: Store, frame: Frame, space: Space): void {
  let last: Spot = { x: -1e9, y: -1e9 };
  for (const at of borderOf(store)) {
    const spot = frame.toPixel(at);
    if (Math.abs(spot.x - last.x) + Math.abs(spot.y - last.y) < SAMPLE) continue;
    last = spot;
    space.mark(spot);
  }
}

/** The label of a wide area may stand off its middle by so many pixels, a few times. */
const WIDE_STEP = 14;

/** A circle smaller than a symbol tells nothing of its own: what is in it may be joined with what lies there. */
const SMALL = 20;

function isSmall(area: Area, frame: Frame): boolean {
  return area.kind === 'area' && radiusOf(area, frame) < SMALL;
}

const radiusOf = ({ at, radius }: Area, frame: Frame): number =>
  (radius ?? 0) / frame.resolution / Math.cos(((at?.[1] ?? 0) * Math.PI) / 180);

const centreOf = (area: Area): Located => ({ at: fromLonLat(area.at as [number, number]), items: area.items });

const radiusOfItems = (count: number): number => (count === 1 ? 10 : clusterRadius(count) + 2);

/** Symbols and clusters; `areas` are those that a cluster may take in, and those that it took are left out of them. */
function drawSymbols(store: Store, located: Located[], areas: Set<Area>, frame: Frame, space: Space, named: Label[]): Feature[] {
  const small = [...areas].filter((area) => isSmall(area, frame) && !area.items[0].isFacility);
  const spots = [
    ...located.map((one) => ({ ...frame.toPixel(one.at), one, area: null as Area | null })),
    ...small.map((area) => ({ ...frame.toPixel(centreOf(area).at), one: centreOf(area), area })),
  ];
  const hasNames = store.state.layers.has('names');
  const sizeOf = (group: { members: typeof spots }): number => radiusOfItems(group.members.reduce((sum, { one }) => sum + one.items.length, 0));
  // A group of areas alone stays what it is: areas.
  const found = groups(spots, CLOSE).filter((group) => !group.members[0].area);
  return parted(found, sizeOf).map((group) => {
    for (const { area } of group.members) if (area) areas.delete(area);
    const items = group.members.flatMap(({ one }) => one.items);
    const radius = radiusOfItems(items.length);
    space.take(boxAt(group, 2 * radius, 2 * radius));
    if (hasNames) {
      named.push({
        words: place(store.model, commonest(group.members[0].one.items)), look: { size: 12, weight: items.length > 4 ? 650 : 550 },
        spots: (width, height) => around(group, radius, width, height), at: { x: group.x, y: group.y },
      });
    }
    return shape(new Point(group.members[0].one.at), items);
  });
}

/** Facilities give way to incidents, and keep a line to where they are. */
function drawTiles(map: OlMap, located: Located[], areas: Set<Area>, frame: Frame, space: Space): [Feature[], Feature[]] {
  const small = [...areas].filter((area) => isSmall(area, frame) && area.items[0].isFacility);
  for (const area of small) areas.delete(area);
  const spots = [...located, ...small.map(centreOf)].map((one) => ({ ...frame.toPixel(one.at), one }));
  const leaders: Feature[] = [];
  const tiles = groups(spots, TILE).map((group) => {
    const items = group.members.flatMap(({ one }) => one.items);
    const at = group.members[0].one.at;
    const width = items.length > 1 ? TILE + 10 : TILE;
    const spot = settle(space, nearby(group, 13, 4), width, TILE);
    if (!spot) return shape(new Point(at), items);
    const away = toMap(map, spot);
    if (spot.x !== group.x || spot.y !== group.y) leaders.push(new Feature(new LineString([at, away])));
    return shape(new Point(away), items);
  });
  return [tiles, leaders];
}

/** The labels of areas; one that finds no room in its area stands beside it, with a line to it. */
function drawPills(store: Store, ground: Ground, areas: Area[], frame: Frame, space: Space, map: OlMap, named: Label[]): [Feature[], Feature[]] {
  const leaders: Feature[] = [];
  const pills = areas.flatMap((area) => {
    const { width, height } = areaSize(signs(area.items), countOf(area.items));
    const spots = spotsOf(store, ground, area, frame);
    let spot = settle(space, spots, width + 2, height + 2);
    if (!spot && spots[0]) {
      spot = settle(space, nearby(spots[0], 14, 6), width + 2, height + 2);
      if (spot) leaders.push(new Feature(new LineString([toMap(map, spots[0]), toMap(map, spot)])));
    }
    if (!spot) return [];
    if (area.kind !== 'province' && store.state.layers.has('names')) {
      const words = area.kind === 'border' ? t('along') : place(store.model, area.items[0]);
      const at = spot;
      named.push({ words, look: { size: 12, weight: 550, isSlanted: area.kind === 'wide' }, spots: (wide, high) => besides(at, width, wide, high), at });
    }
    return [shape(new Point(toMap(map, spot)), area.items, area)];
  });
  return [pills, leaders];
}

function* besides(spot: Spot, pill: number, width: number, height: number): Iterable<Spot> {
  yield { x: spot.x, y: spot.y + 11 + height / 2 };
  yield { x: spot.x, y: spot.y - 11 - height / 2 };
  yield { x: spot.x + pill / 2 + 4 + width / 2, y: spot.y };
  yield { x: spot.x - pill / 2 - 4 - width / 2, y: spot.y };
}

/** Where the label of an area may stand: anywhere in it. */
function spotsOf(store: Store, ground: Ground, area: Area, frame: Frame): Spot[] {
  if (area.kind === 'province') {
    const spots = ground.provinces.get(area.key)?.spots ?? [];
    // Below the name of the province, which likes the roomiest place.
    return [...spots].sort((a, b) => b.edge - a.edge).map(({ at }) => frame.toPixel(at)).map(({ x, y }) => ({ x, y: y + 18 })).slice(0, 60);
  }
  if (area.at) {
    const middle = frame.toPixel(fromLonLat(area.at));
    return [...nearby(middle, area.kind === 'wide' ? WIDE_STEP : Math.max(5, radiusOf(area, frame) * 0.28), 3)];
  }
  const line = area.kind === 'border' ? borderOf(store) : linesOf(store, area).flat();
  const { x0, x1, y0, y1 } = frame.view;
  const middle = { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
  const every = Math.max(1, Math.floor(line.length / 300));
  const seen = line.filter((_, index) => index % every === 0).map(frame.toPixel).filter(({ x, y }) => x > x0 && x < x1 && y > y0 && y < y1);
  const off = (spot: Spot): number => Math.hypot(spot.x - middle.x, spot.y - middle.y);
  return seen.sort((a, b) => off(a) - off(b));
}

function linesOf(store: Store, area: Area): number[][][] {
  const { lines, layers } = store.model.page;
  const encoded = area.kind === 'border' ? layers.border_sections.flatMap((one) => one.lines) : (lines?.[area.key] ?? []);
  return encoded.map((line) => decode(line).map((at) => fromLonLat(at)));
}

/** Names of the same words this close are one, in pixels. */
const SAME = 70;

function drawLabel(map: OlMap, one: Label, space: Space, used: { words: string; at?: Spot }[]): Feature[] {
  const { at } = one;
  const isKnown = at && used.some((other) => other.words === one.words && other.at && Math.hypot(other.at.x - at.x, other.at.y - at.y) < SAME);
  if (!one.words || isKnown) return [];
  const ring = one.dot && at ? boxAt(at, RING, RING) : null;
  if (ring && !space.isFree(ring)) return [];
  const width = widthOf(one.words, one.look) + 6;
  const spot = settle(space, one.spots(width, LABEL_HEIGHT), width, LABEL_HEIGHT);
  if (!spot) return [];
  if (ring) space.take(ring);
  used.push({ words: one.words, at });
  const feature = new Feature(new Point(toMap(map, spot)));
  feature.set('style', label(one.words, one.look, 1));
  if (!one.dot) return [feature];
  const dot = new Feature(new Point(one.dot));
  dot.set('style', DOT);
  return [dot, feature];
}

/** The room of the ring of a town, in pixels. */
const RING = 6;
const DOT = new Style({ image: new Circle({ radius: 2.6, fill: fill('#fff'), stroke: stroke('#49515d', 1.3) }) });

function shares(items: Item[]): [Family, number][] {
  const counts = new Map<Family, number>();
  for (const item of items) counts.set(item.family, (counts.get(item.family) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The signs in the label of an area: the three commonest kinds. */
function signs(items: Item[]): { isFacility: boolean; kind: string }[] {
  const kinds = new Map<string, { isFacility: boolean; kind: string; count: number }>();
  for (const { isFacility, kind } of items) {
    const key = isFacility ? `facility/${kind}` : symbolOf(kind).path;
    const known = kinds.get(key);
    if (known) known.count++;
    else kinds.set(key, { isFacility, kind, count: 1 });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, 3);
}

const countOf = (items: Item[]): string => (items.length > 1 ? number(items.length) : '');

function placeFeatures(store: Store): Feature[] {
  return store.model.page.layers.places.filter((one) => one.lat != null && one.lon != null && (one.uncertainty_km ?? 0) < WIDEST).map((one) => {
    const feature = new Feature(new Point(fromLonLat([one.lon as number, one.lat as number])));
    feature.set('place', one);
    return feature;
  });
}

/** Places by how often they are mentioned: pale discs behind everything that happened. */
function disc(store: Store, one: PlaceRecord): Style {
  const isStrong = store.state.selected === `place:${one.id}`;
  return new Style({
    image: new Circle({
      radius: Math.min(16, 2 + 1.3 * Math.sqrt(one.mentions_unique)),
      fill: fill('rgba(92,107,128,.38)'),
      stroke: stroke(isStrong ? '#000' : 'rgba(255,255,255,.8)', isStrong ? 2 : 0.8),
    }),
    zIndex: one.mentions_unique,
  });
}
