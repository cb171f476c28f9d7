/** What the reports tell of: incidents in clusters, facilities, provinces with a number, places by mentions. */
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import { circular } from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import Cluster from 'ol/source/Cluster.js';
import VectorSource from 'ol/source/Vector.js';
import { Circle, Style } from 'ol/style.js';
import type { PlaceRecord } from '../data.ts';
import { isNarrow } from '../dom.ts';
import { number } from '../i18n/index.ts';
import { place } from '../labels.ts';
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';
import { clusterMark, clusterRadius, facilityMark, type Family, incidentMark, provinceMark } from '../symbols.ts';
import type { Province } from './ground.ts';
import { fill, icon, stroke, text } from './styles.ts';

export interface Events {
  layers: VectorLayer[];
  /** Takes over what is shown now. */
  update(): void;
  /** Draws the same again: the selection or the language has changed. */
  redraw(): void;
  /** What a feature stands for. */
  target(feature: unknown): Target | null;
}

export type Target =
  | { kind: 'items'; items: Item[]; at: number[]; province?: string }
  | { kind: 'place'; place: PlaceRecord; at: number[] };

export function events(store: Store, provinces: Map<string, Province>): Events {
  const isMarked = (items: Item[]): boolean =>
    items.some((item) => item.id === store.state.selected || item.id === store.hovered);
  const features = new Map<Item, Feature>();
  for (const item of store.model.items) {
    if (!item.point) continue;
    const feature = new Feature(new Point(fromLonLat(item.point)));
    feature.set('item', item);
    features.set(item, feature);
  }

  const incidentSource = new VectorSource();
  const clusters = new Cluster({ distance: isNarrow() ? 42 : 34, source: incidentSource });
  const named = (items: Item[], offset: number) =>
    store.state.layers.has('names')
      ? text(place(store.model, commonPlace(items)), { size: 11.5, weight: items.length > 4 ? 600 : 500, offset })
      : undefined;
  const incidents = new VectorLayer({
    source: clusters,
    declutter: 'labels',
    zIndex: 20,
    style: (feature) => {
      const items = members(feature);
      const isStrong = isMarked(items);
      if (items.length === 1) {
        const mark = incidentMark(items[0].kind, isStrong, items[0].record.confidence === 'low');
        return new Style({ image: icon(mark), text: named(items, 18), zIndex: isStrong ? 900 : 500 });
      }
      const mark = clusterMark(shares(items), items.length, number(items.length), isStrong);
      return new Style({ image: icon(mark), text: named(items, clusterRadius(items.length) + 8), zIndex: 600 + Math.min(items.length, 250) });
    },
  });

  const circleSource = new VectorSource();
  const circles = new VectorLayer({
    source: circleSource,
    zIndex: 9,
    style: new Style({ stroke: stroke('rgba(40,46,58,.55)', 1.2, [4, 5]), fill: fill('rgba(40,46,58,.05)') }),
  });

  const facilitySource = new VectorSource();
  const facilities = new VectorLayer({
    source: facilitySource,
    declutter: 'labels',
    zIndex: 15,
    style: (feature) => {
      const item = feature.get('item') as Item;
      return new Style({ image: icon(facilityMark(item.kind, isMarked([item]))) });
    },
  });

  const pillSource = new VectorSource();
  const pills = new VectorLayer({
    source: pillSource,
    declutter: 'labels',
    zIndex: 25,
    style: (feature) => {
      const items = feature.get('items') as Item[];
      return new Style({ image: icon(provinceMark(number(items.length), isMarked(items))) });
    },
  });

  const places = placeLayer(store);

  function update(): void {
    const has = (layer: 'incidents' | 'facilities'): boolean => store.state.layers.has(layer);
    const drawn = (items: Item[]): Feature[] =>
      items.map((item) => features.get(item)).filter((feature): feature is Feature => !!feature);
    const shown = has('incidents') ? store.result.incidents : [];
    refill(incidentSource, drawn(shown));
    refill(facilitySource, has('facilities') ? drawn(store.result.facilities) : []);
    refill(circleSource, uncertain(shown));
    refill(pillSource, provincePills(shown, provinces, incidentSource));
    redraw();
  }

  function redraw(): void {
    places.setVisible(store.state.layers.has('places'));
    for (const layer of [incidents, facilities, pills, places]) layer.changed();
  }

  return {
    layers: [places, circles, facilities, incidents, pills],
    update,
    redraw,
    target(found) {
      const feature = found as Feature;
      const at = (feature.getGeometry() as Point).getCoordinates?.() ?? [];
      if (feature.get('features')) return { kind: 'items', items: members(feature), at };
      if (feature.get('items')) return { kind: 'items', items: feature.get('items') as Item[], at, province: feature.get('province') as string };
      if (feature.get('item')) return { kind: 'items', items: [feature.get('item') as Item], at };
      if (feature.get('place')) return { kind: 'place', place: feature.get('place') as PlaceRecord, at };
      return null;
    },
  };
}

type FeatureOf = { get(key: string): unknown };
const members = (feature: FeatureOf): Item[] =>
  (feature.get('features') as Feature[]).map((one) => one.get('item') as Item);

function refill(source: VectorSource, features: Feature[]): void {
  source.clear(true);
  source.addFeatures(features);
}

function shares(items: Item[]): [Family, number][] {
  const counts = new Map<Family, number>();
  for (const item of items) counts.set(item.family, (counts.get(item.family) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** An item at the place that most of `items` have. */
function commonPlace(items: Item[]): Item {
  const counts = new Map<string, number>();
  let best = items[0];
  let most = 0;
  for (const item of items) {
    const key = item.record.place_name ?? '';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > most) [best, most] = [item, count];
  }
  return best;
}

/** Circles wider than this are not drawn, in metres; the evidence tells the distance as a range. */
const WIDEST = 60_000;

/** A circle for each place that is known only roughly. */
function uncertain(items: Item[]): Feature[] {
  const seen = new Set<string>();
  const circles: Feature[] = [];
  for (const { point, record } of items) {
    if (!point || !['district', 'vicinity'].includes(record.place_level) || seen.has(point.join())) continue;
    seen.add(point.join());
    const radius = (record.uncertainty_km ?? 0) * 1000;
    // A river or a range can be anywhere along its length; its circle would cover the whole map.
    if (radius > 0 && radius <= WIDEST) circles.push(new Feature(circular(point, radius, 48).transform('EPSG:4326', 'EPSG:3857')));
  }
  return circles;
}

/** What is known of a province only, where there is room for it in the province. */
function provincePills(items: Item[], provinces: Map<string, Province>, drawn: VectorSource): Feature[] {
  const byProvince = new Map<string, Item[]>();
  for (const item of items) {
    if (item.point || item.record.place_level !== 'province') continue;
    for (const code of item.provinces) byProvince.set(code, [...(byProvince.get(code) ?? []), item]);
  }
  const taken = [...new Set(drawn.getFeatures().map((feature) => (feature.getGeometry() as Point).getCoordinates().join()))]
    .map((text) => text.split(',').map(Number));
  const pills: Feature[] = [];
  for (const [code, known] of byProvince) {
    const province = provinces.get(code);
    if (!province) continue;
    const label = province.spots.reduce((a, b) => (b.edge > a.edge ? b : a)).at;
    const room = ({ at, edge }: Province['spots'][number]): number => {
      const near = [...taken, label].reduce((least, one) => Math.min(least, Math.hypot(one[0] - at[0], one[1] - at[1])), 6e4);
      return near + Math.min(edge, 4e4) * 0.8;
    };
    const best = province.spots.reduce((a, b) => (room(b) > room(a) ? b : a));
    const feature = new Feature(new Point(best.at));
    feature.setProperties({ items: known, province: code });
    pills.push(feature);
  }
  return pills;
}

/** Places by how often they are mentioned: pale discs behind everything that happened. */
function placeLayer(store: Store): VectorLayer {
  const features = store.model.page.layers.places
    .filter((one) => one.lat != null && one.lon != null)
    .map((one) => {
      const feature = new Feature(new Point(fromLonLat([one.lon as number, one.lat as number])));
      feature.set('place', one);
      return feature;
    });
  return new VectorLayer({
    source: new VectorSource({ features }),
    declutter: 'labels',
    zIndex: 11,
    style: (feature, resolution) => {
      const one = feature.get('place') as PlaceRecord;
      const isStrong = store.state.selected === `place:${one.id}`;
      const radius = Math.min(18, 3 + 1.6 * Math.sqrt(one.mentions_unique));
      return new Style({
        image: new Circle({
          radius,
          fill: fill('rgba(92,107,128,.22)'),
          stroke: stroke(isStrong ? '#000' : 'rgba(70,82,100,.75)', isStrong ? 2 : 1),
          declutterMode: 'none',
        }),
        text: store.state.layers.has('names') && (resolution < 1300 || one.mentions_unique > 2)
          ? text(one.name, { size: 11.5, weight: 400, offset: radius + 8 })
          : undefined,
        zIndex: one.mentions_unique,
      });
    },
  });
}
