/** What lies under the reports: provinces, country borders, waters, names. */
import Feature from 'ol/Feature.js';
import { boundingExtent, containsXY, createEmpty, extend, type Extent } from 'ol/extent.js';
import LineString from 'ol/geom/LineString.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Polygon, { fromExtent } from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import { Style } from 'ol/style.js';
import type { Names } from '../data.ts';
import { decode } from '../polyline.ts';
import type { Store } from '../store.ts';
import { hatch } from '../symbols.ts';
import { BORDER, classBreaks, classOf, faded, fill, HEAT, RAMP, stroke } from './styles.ts';
import { measureOf } from './measure.ts';

export interface Province {
  id: string;
  country: string;
  /** Whether it is of one of the two sides. */
  isSide: boolean;
  names: Names;
  feature: Feature;
  /** Places inside it for a label, each with its distance from the edge. */
  spots: { at: number[]; edge: number }[];
}

export interface Ground {
  layers: VectorLayer[];
  provinces: Map<string, Province>;
  /** The area around the border. */
  home: Extent;
  update(): void;
  /** Vertices of the border, and `others`, in pixels, when `extent` fills a map of this size. */
  shares(extent: Extent, width: number, height: number, others?: number[][]): [number, number][];
  /** Marks the section that the reader points at. */
  point(): void;
}

const project = (line: string): number[][] => decode(line).map((at) => fromLonLat(at));
const vector = (features: Feature[]): VectorSource => new VectorSource({ features });

export function ground(store: Store): Ground {
  const { page } = store.model;
  const sides = new Set(page.meta.sides);
  const known = page.basemap.area && boundingExtent([fromLonLat(page.basemap.area.slice(0, 2)), fromLonLat(page.basemap.area.slice(2))]);
  const isKnown = (at: number[]): boolean => !known || containsXY(known, at[0], at[1]);
  const provinces = new Map<string, Province>();
  const shapes = page.basemap.provinces.map((one) => {
    const geometry = polygons(one.rings.map(project));
    const feature = new Feature(geometry);
    feature.setProperties({ id: one.id, isSide: sides.has(one.country), names: one.names });
    provinces.set(one.id, { id: one.id, country: one.country, isSide: sides.has(one.country), names: one.names, feature, spots: spots(geometry).filter(({ at }) => isKnown(at)) });
    return feature;
  });
  const outside = new Style({ fill: fill('#eceef0'), stroke: stroke('#f7f8f9', 1) });
  const hatched = new Style({ fill: fill(hatch() as CanvasPattern), stroke: stroke('#1d2430', 2) });
  let breaks = [1, 2, 3, 4];
  let values = new Map<string, number>();
  const classes = new Map<string, Style>();
  const classStyle = (index: number, resolution: number): Style => {
    // Strong from afar; near by it would drown the symbols.
    const alpha = index === 0 || resolution > 800 ? 1 : resolution > 400 ? 0.75 : resolution > 200 ? 0.55 : 0.4;
    const key = `${index}/${alpha}`;
    let style = classes.get(key);
    if (!style) {
      style = new Style({ fill: fill(faded(RAMP[index], alpha)), stroke: stroke('#fff', 1.2) });
      classes.set(key, style);
    }
    return style;
  };
  const areas = new VectorLayer({
    source: vector(shapes),
    updateWhileInteracting: true,
    style: (feature, resolution) => {
      if (!feature.get('isSide')) return outside;
      const id = feature.get('id') as string;
      const isColoured = store.state.layers.has('areas');
      const base = classStyle(isColoured ? classOf(values.get(id) ?? 0, breaks) : 0, resolution);
      const selected = store.state.selected && store.model.byId.get(store.state.selected);
      const isHatched = selected && selected.shape === 'province' && selected.provinces.includes(id);
      return isHatched ? [base, hatched] : base;
    },
  });
  const waters = new VectorLayer({
    source: vector([
      ...page.basemap.lakes.map((ring) => new Feature(new Polygon([project(ring)]))),
      ...page.basemap.rivers.map((line) => new Feature(new LineString(project(line)))),
    ]),
    style: (feature) => feature.getGeometry() instanceof Polygon ? lake : river,
  });
  const lake = new Style({ fill: fill('#b9d7ea'), stroke: stroke('#8fbcd9', 1) });
  const river = new Style({ stroke: stroke('#8fbcd9', 1.1) });
  const isOwn = (a: string, b: string): boolean => sides.has(a) && sides.has(b);
  const countries = new VectorLayer({
    source: vector(
      page.basemap.borders
        .filter((one) => !isOwn(one.a, one.b))
        .map((one) => new Feature(new MultiLineString(one.lines.map(project)))),
    ),
    style: new Style({ stroke: stroke('#8c95a1', 1.1) }),
  });
  const { border, band, update: updateBorder } = borderLayers(store);

  return {
    layers: [areas, waters, countries, band, border, edge(known)],
    shares(extent, width, height, others = []) {
      const [left, bottom, right, top] = extent;
      const scale = Math.min(width / (right - left), height / (top - bottom));
      const [x, y] = [(left + right) / 2, (bottom + top) / 2];
      return (border.getSource()?.getFeatures() ?? [])
        .flatMap((feature) => (feature.getGeometry() as MultiLineString).getCoordinates().flat())
        .concat(others)
        .map((at) => [width / 2 + (at[0] - x) * scale, height / 2 - (at[1] - y) * scale]);
    },
    point: () => border.changed(),
    provinces,
    home: homeExtent(store, border),
    update() {
      values = measureOf(store);
      breaks = classBreaks(Math.max(0, ...values.values()));
      waters.setVisible(store.state.layers.has('rivers'));
      updateBorder();
      areas.changed();
    },
  };
}

/** Beyond all maps, in metres of Mercator. */
const FAR = 1e8;

/** Hides what is known of in part only, so that no land without data looks like a sea. */
function edge(known: Extent | undefined): VectorLayer {
  const [left, bottom, right, top] = known ?? [-FAR, -FAR, FAR, FAR];
  const around = [[-FAR, -FAR, left, FAR], [right, -FAR, FAR, FAR], [left, -FAR, right, bottom], [left, top, right, FAR]];
  const frame = new Feature(fromExtent([left, bottom, right, top]));
  const beyond = new Style({ fill: fill('#f4f5f6') });
  const line = new Style({ stroke: stroke('#b4bcc6', 1.2) });
  return new VectorLayer({
    // Wider than the world, so it must not be repeated around it.
    source: new VectorSource({ wrapX: false, features: known ? [...around.map((box) => new Feature(fromExtent(box))), frame] : [] }),
    zIndex: 1,
    style: (feature) => (feature === frame ? line : beyond),
  });
}

function polygons(rings: number[][][]): Polygon | MultiPolygon {
  return rings.length === 1 ? new Polygon(rings) : new MultiPolygon(rings.map((ring) => [ring]));
}

/** A grid of points in the largest part of a province, for what must stand somewhere in it. */
function spots(geometry: Polygon | MultiPolygon): Province['spots'] {
  const parts = geometry instanceof Polygon ? [geometry] : geometry.getPolygons();
  const largest = parts.reduce((best, part) => (part.getArea() > best.getArea() ? part : best));
  const [left, bottom, right, top] = largest.getExtent();
  const ring = largest.getLinearRing(0)?.getCoordinates() ?? [];
  const found: Province['spots'] = [];
  for (let i = 1; i < 10; i++) {
    for (let j = 1; j < 10; j++) {
      const at = [left + ((right - left) * i) / 10, bottom + ((top - bottom) * j) / 10];
      if (!largest.intersectsCoordinate(at)) continue;
      const edge = ring.reduce((least, point) => Math.min(least, Math.hypot(point[0] - at[0], point[1] - at[1])), Infinity);
      found.push({ at, edge });
    }
  }
  return found.length ? found : [{ at: largest.getInteriorPoint().getCoordinates().slice(0, 2), edge: 0 }];
}

function borderLayers(store: Store): { border: VectorLayer; band: VectorLayer; update(): void } {
  const sections = store.model.page.layers.border_sections;
  const features = sections.map((section, order) => {
    const feature = new Feature(new MultiLineString(section.lines.map(project)));
    feature.setProperties({ section, order });
    return feature;
  });
  const source = vector(features);
  let counts = new Map<number, number>();
  let breaks = [1, 2, 3, 4];
  const casing = new Style({ stroke: stroke('rgba(255,255,255,.9)', 5.5), zIndex: 0 });
  const plain = new Style({ stroke: stroke(BORDER, 2.4), zIndex: 1 });
  const heat = HEAT.map((colour, index) => new Style({ stroke: stroke(colour, 4.5 + 2 * index), zIndex: 2 }));
  const core = new Style({ stroke: stroke(BORDER, 1.2), zIndex: 3 });
  const away = new Style({ stroke: stroke('#9aa1ab', 1.6), zIndex: 1 });
  const pointed = new Style({ stroke: stroke('#1d2430', 9), zIndex: 1 });
  const border = new VectorLayer({
    source,
    zIndex: 6,
    style: (feature) => {
      const order = feature.get('order') as number;
      const [from, until] = store.state.stretch;
      if (order < from || order > until) return [casing, away];
      const under = order === store.pointed ? [casing, pointed] : [casing];
      if (!store.state.layers.has('heat')) return [...under, plain];
      const index = classOf(counts.get(order) ?? 0, breaks);
      return index ? [...under, heat[index], core] : [...under, plain];
    },
  });
  const cosine = Math.cos((middleLatitude(store) * Math.PI) / 180);
  const band = new VectorLayer({
    source,
    opacity: 0.16,
    style: (_feature, resolution) =>
      store.state.distance
        ? new Style({ stroke: stroke(BORDER, (2 * store.state.distance * 1000) / cosine / resolution) })
        : new Style(),
  });
  return {
    border,
    band,
    update() {
      counts = sectionCounts(store);
      breaks = classBreaks(Math.max(0, ...counts.values()));
      border.changed();
      band.changed();
    },
  };
}

/** Shown incidents within 25 km of each section. */
export function sectionCounts(store: Store): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { section, distance } of store.result.incidents) {
    if (section !== null && distance !== null && distance <= 25) counts.set(section, (counts.get(section) ?? 0) + 1);
  }
  return counts;
}

function middleLatitude(store: Store): number {
  const sections = store.model.page.layers.border_sections;
  const line = sections[sections.length >> 1]?.lines[0];
  return line ? decode(line)[0][1] : 0;
}

function homeExtent(store: Store, border: VectorLayer): Extent {
  const extent = createEmpty();
  const line = border.getSource()?.getExtent();
  if (line && Number.isFinite(line[0])) extend(extent, line);
  else {
    const points = store.model.items.filter((item) => item.point).map((item) => fromLonLat(item.point as number[]));
    extend(extent, points.length ? boundingExtent(points) : boundingExtent([fromLonLat([-170, -60]), fromLonLat([170, 75])]));
  }
  return extent;
}
