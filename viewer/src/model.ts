/** The records as the page works with them: each with what the filters ask for, worked out once. */
import type { EventRecord, Page, Unplaced } from './data.ts';
import { type Family, familyOf } from './symbols.ts';
import { type Reach, reach, type Shape, shapeOf } from './where.ts';

export const FACETS = [
  'type', 'facilityType', 'status', 'side', 'province', 'publisher', 'docLanguage', 'confidence', 'precision',
] as const;
export type Facet = (typeof FACETS)[number];

/** The value of a facet for a record that does not say. */
export const UNKNOWN = '?';

export interface Item {
  record: EventRecord;
  id: string;
  isFacility: boolean;
  kind: string;
  family: Family;
  /** Midnight UTC of its first and last day. */
  start: number | null;
  end: number | null;
  /** Longitude, latitude. */
  point: [number, number] | null;
  shape: Shape;
  /** The section of the border that is nearest, by its index. */
  section: number | null;
  /** Kilometres; only what has a point or a circle has one. */
  distance: number | null;
  provinces: string[];
  facets: Record<Facet, readonly string[]>;
  /** Records of one event share it. */
  event: string;
  /** All its words in small letters, for the search. */
  words: string;
}

export interface Model {
  page: Page;
  items: Item[];
  byId: Map<string, Item>;
  /** Mentions without a place, by name and reason. */
  unplacedNames: { name: string; reason: string; count: number }[];
  provinceNames: Map<string, string>;
  /** How many events the incidents tell of. */
  events: number;
}

const DAY = 86_400_000;
const NONE: readonly string[] = [];

export function build(page: Page): Model {
  const items: Item[] = [];
  const byId = new Map<string, Item>();
  const around = reach(page);
  const sections = new Map(page.layers.border_sections.map((one, index) => [one.section, index]));
  const add = (record: EventRecord, isFacility: boolean): void => {
    if (byId.has(record.id)) return;
    const one = item(record, isFacility, around, sections);
    items.push(one);
    byId.set(one.id, one);
  };
  for (const record of page.layers.incidents) add(record, false);
  for (const record of page.layers.facilities) add(record, true);
  for (const record of page.unplaced) {
    if (isEvent(record)) add(record as EventRecord, record.layer === 'facilities');
  }
  items.sort((a, b) => (b.start ?? -Infinity) - (a.start ?? -Infinity) || (a.id < b.id ? -1 : 1));
  const provinceNames = new Map(page.layers.provinces.map((one) => [one.iso3166_2, one.name]));
  const events = new Set(items.filter((one) => !one.isFacility).map((one) => one.event)).size;
  return { page, items, byId, unplacedNames: unplacedNames(page.unplaced), provinceNames, events };
}

const isEvent = (record: Unplaced): boolean => record.layer !== 'mentions' && !!record.id;

function item(record: EventRecord, isFacility: boolean, around: Reach, sections: Map<string, number>): Item {
  const kind = (isFacility ? record.facility_type : record.type) ?? 'other';
  const start = day(record.datetime);
  const provinces = record.iso3166_2 ? record.iso3166_2.split('; ') : [];
  const shape = shapeOf(record, provinces, around);
  const isNear = shape === 'point' || shape === 'area';
  const one = (value: string | null | undefined): readonly string[] => [value || UNKNOWN];
  return {
    record,
    id: record.id,
    isFacility,
    kind,
    family: isFacility ? 'other' : familyOf(kind),
    start,
    end: start === null ? null : Math.max(start, day(record.end_datetime) ?? start),
    point: isNear ? [record.lon as number, record.lat as number] : null,
    shape,
    section: (isNear && record.border_section ? sections.get(record.border_section) : null) ?? null,
    distance: isNear || shape === 'beyond' ? (record.border_dist_km ?? record.border_dist_min_km ?? null) : null,
    provinces,
    facets: {
      type: isFacility ? NONE : [kind],
      facilityType: isFacility ? [kind] : NONE,
      // Whether a facility stands is no matter of what happened.
      status: isFacility ? NONE : one(record.status),
      side: one(record.border_side),
      province: provinces.length ? provinces : [UNKNOWN],
      publisher: one(record.source_publisher),
      docLanguage: one(record.language),
      confidence: one(record.confidence),
      precision: one(record.place_level),
    },
    event: record.event_cluster || (isFacility && shape === 'point' && record.place_id ? `${kind}@${record.place_id}` : record.id),
    words: [
      record.title, record.place_name, record.place_name_local, record.admin1_name, record.evidence,
      record.context_before, record.context_after, record.actor1, record.actor2, record.source_publisher, record.speaker,
    ].filter(Boolean).join('\n').toLocaleLowerCase(),
  };
}

function day(text: string | null | undefined): number | null {
  const time = text ? Date.parse(text) : NaN;
  return Number.isFinite(time) ? Math.floor(time / DAY) * DAY : null;
}

function unplacedNames(unplaced: Unplaced[]): Model['unplacedNames'] {
  const counts = new Map<string, { name: string; reason: string; count: number }>();
  for (const one of unplaced) {
    if (isEvent(one)) continue;
    const name = one.text || one.place_name || one.title || '–';
    const key = `${name}\n${one.reason}`;
    const known = counts.get(key);
    if (known) known.count += one.count ?? 1;
    else counts.set(key, { name, reason: one.reason, count: one.count ?? 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
