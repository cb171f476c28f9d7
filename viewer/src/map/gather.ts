/** What is to be drawn of the shown records: places with a symbol, areas with a label, lines, the border. */
import { fromLonLat } from 'ol/proj.js';
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';

/** Records at one place. */
export interface Located {
  at: number[];
  items: Item[];
}

/** Records that share a circle, a province, a line or the border. */
export interface Area {
  kind: 'area' | 'wide' | 'province' | 'line' | 'border';
  /** The code of the province, the identifier of the line. */
  key: string;
  items: Item[];
  /** The middle of the circle and its radius in metres; a wide area has no circle. */
  at?: [number, number];
  radius?: number;
}

export interface Gathered {
  incidents: Located[];
  facilities: Located[];
  areas: Area[];
}

export function gather(store: Store): Gathered {
  const { state, result } = store;
  const shown = state.layers.has('incidents') ? result.incidents : [];
  const facilities = state.layers.has('facilities') ? result.facilityGroups : [];
  return {
    incidents: located(shown.filter((item) => item.shape === 'point')),
    // One sign for what several reports tell of one facility.
    facilities: located(facilities.map(([first]) => first).filter((item) => item.shape === 'point')),
    areas: [...areas(shown), ...areas(facilities.map(([first]) => first))],
  };
}

/** The places by how much is there. */
function located(items: Item[]): Located[] {
  const places = new Map<string, Located>();
  for (const item of items) {
    const [lon, lat] = item.point as [number, number];
    const key = `${lon},${lat}`;
    const known = places.get(key);
    if (known) known.items.push(item);
    else places.set(key, { at: fromLonLat([lon, lat]), items: [item] });
  }
  return [...places.values()].sort((a, b) => b.items.length - a.items.length || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
}

function areas(items: Item[]): Area[] {
  const found = new Map<string, Area>();
  const add = (item: Item, area: Omit<Area, 'items'>): void => {
    const name = `${area.kind}/${area.key}`;
    const known = found.get(name);
    if (known) known.items.push(item);
    else found.set(name, { ...area, items: [item] });
  };
  for (const item of items) {
    const { record, point } = item;
    if (item.shape === 'border') add(item, { kind: 'border', key: '' });
    else if (item.shape === 'line') add(item, { kind: 'line', key: record.place_id ?? '' });
    else if (item.shape === 'province') for (const code of item.provinces) add(item, { kind: 'province', key: code });
    else if (item.shape === 'wide') add(item, { kind: 'wide', key: record.place_id ?? '', at: [record.lon as number, record.lat as number] });
    else if (item.shape === 'area' && point) add(item, { kind: 'area', key: point.join(), at: point, radius: (record.uncertainty_km ?? 0) * 1000 });
  }
  return [...found.values()].sort((a, b) => b.items.length - a.items.length || (a.key < b.key ? -1 : 1));
}

/** The place that most of `items` have. */
export function commonest(items: Item[]): Item {
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
