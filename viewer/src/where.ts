/** How exactly the place of a record is known decides how it is drawn: never as a point if it is none. */
import type { EventRecord, Page } from './data.ts';
import { decode } from './polyline.ts';

/**
 * `point`: a symbol at the place. `area`: a dashed circle with a label. `province`: a label in the province.
 * `wide`: a label without an edge. `line`: a river, highlighted. `border`: the border, highlighted. `beyond`: off this map. `none`: in the list only.
 */
export type Shape = 'point' | 'area' | 'wide' | 'province' | 'line' | 'border' | 'beyond' | 'none';

/** A site that is known worse than this is an area, in kilometres. */
const ROUGH = 8;
/** A circle wider than this would tell nothing: a range of mountains has a label in its midst and no edge. */
export const WIDEST = 60;
/** The ground of a page that does not say so reaches this far around the border, in degrees. */
const MARGIN = 3;

export type Bounds = [west: number, south: number, east: number, north: number];

export interface Reach {
  bounds: Bounds | null;
  provinces: Set<string>;
  lines: Record<string, string[]>;
}

/** What the map shows of the Earth. */
export function reach(page: Page): Reach {
  let bounds: Bounds | null = null;
  for (const section of page.layers.border_sections) {
    for (const [lon, lat] of section.lines.flatMap(decode)) {
      bounds ??= [lon, lat, lon, lat];
      bounds = [Math.min(bounds[0], lon), Math.min(bounds[1], lat), Math.max(bounds[2], lon), Math.max(bounds[3], lat)];
    }
  }
  return {
    bounds: page.basemap.area ?? (bounds && [bounds[0] - MARGIN, bounds[1] - MARGIN, bounds[2] + MARGIN, bounds[3] + MARGIN]),
    provinces: new Set(page.basemap.provinces.map((one) => one.id)),
    lines: page.lines ?? {},
  };
}

export function shapeOf(record: EventRecord, provinces: string[], reach: Reach): Shape {
  const { lat, lon, place_level: level, place_id: id } = record;
  if (level === 'border_line') return record.border_side === 'line' ? 'border' : 'none';
  if (id && reach.lines[id]) return 'line';
  if (typeof lat === 'number' && typeof lon === 'number') {
    const { bounds } = reach;
    if (bounds && (lon < bounds[0] || lon > bounds[2] || lat < bounds[1] || lat > bounds[3])) return 'beyond';
    const radius = record.uncertainty_km ?? 0;
    if (level === 'settlement' || level === 'exact') return 'point';
    if (radius > WIDEST) return 'wide';
    return level === 'site' && radius <= ROUGH ? 'point' : 'area';
  }
  if (level === 'province' && provinces.length) return provinces.some((code) => reach.provinces.has(code)) ? 'province' : 'beyond';
  return 'none';
}

/** Why a record is on no map, as a code that the page has words for. */
export function absence(record: EventRecord, shape: Shape): string {
  if (shape === 'beyond') return 'beyond_map';
  if (record.reason) return record.reason;
  return 'position_unknown';
}
