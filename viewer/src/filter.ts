/** Which records are shown. One pass over all of them gives the shown ones and the counts of every facet. */
import type { Calendar } from './calendar.ts';
import { FACETS, type Facet, type Item } from './model.ts';
import type { State } from './state.ts';

export interface Result {
  /** Shown, in the order of the model. */
  items: Item[];
  incidents: Item[];
  facilities: Item[];
  /** The incidents by event, the facilities by what they are: the first of each leads. */
  groups: Item[][];
  facilityGroups: Item[][];
  /** The counts of a facet leave that facet itself out. */
  counts: Record<Facet, Map<string, number>>;
  /** Incidents in each step of time and family, the time filter left out. */
  histogram: Map<string, number>[];
  /** The same by section of the border, the filter of the stretch left out. */
  along: Map<string, number>[];
  /**
   * Incidents left out for want of: a point, when a distance is asked for, or a stretch of the border; a date, when a
   * time is; a shown status.
   */
  withoutPoint: number;
  withoutStretch: number;
  withoutDate: number;
  otherStatus: number;
}

const DISTANCE = 1;
const TIME = 2;
const QUERY = 4;
const STRETCH = 8;
const FIRST_FACET = 16;
const bit = (facet: number): number => FIRST_FACET << facet;

export function run(items: Item[], state: State, calendar: Calendar | null, sections: number): Result {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Result['counts'];
  const histogram = Array.from({ length: calendar?.count ?? 0 }, () => new Map<string, number>());
  const result: Result = {
    items: [], incidents: [], facilities: [], groups: [], facilityGroups: [], counts, histogram, withoutPoint: 0,
    withoutDate: 0, otherStatus: 0, withoutStretch: 0,
    along: Array.from({ length: sections }, () => new Map<string, number>()),
  };
  const times = calendar && state.isTimeNarrow(calendar) ? timeRange(calendar, state) : null;
  const query = state.query.trim().toLocaleLowerCase();
  const terms = query ? query.split(/\s+/) : [];
  const statusBit = bit(FACETS.indexOf('status'));
  for (const item of items) {
    const failed = failures(item, state, times, terms);
    if (failed === 0) {
      result.items.push(item);
      (item.isFacility ? result.facilities : result.incidents).push(item);
    }
    for (let index = 0; index < FACETS.length; index++) {
      if ((failed & ~bit(index)) !== 0) continue;
      for (const value of item.facets[FACETS[index]]) add(counts[FACETS[index]], value);
    }
    if (item.isFacility) continue;
    if ((failed & ~STRETCH) === 0 && item.section !== null) add(result.along[item.section], item.family);
    if (failed === STRETCH && item.section === null) result.withoutStretch++;
    if ((failed & ~TIME) === 0 && item.start !== null && calendar) {
      add(histogram[calendar.step(item.start)], item.family);
    }
    if (failed === DISTANCE && item.distance === null) result.withoutPoint++;
    if (failed === TIME && item.start === null) result.withoutDate++;
    if (failed === statusBit) result.otherStatus++;
  }
  result.groups = events(result.incidents);
  result.facilityGroups = events(result.facilities);
  return result;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function timeRange(calendar: Calendar, state: State): [number, number] {
  return [calendar.starts[state.from], calendar.starts[state.until + 1]];
}

/** What a record fails, as bits. */
function failures(item: Item, state: State, times: [number, number] | null, terms: string[]): number {
  let failed = 0;
  if (state.distance && !(item.distance !== null && item.distance <= state.distance)) failed |= DISTANCE;
  // A facility stands; only what happens has a time.
  if (times && !item.isFacility) {
    if (item.start === null || item.end === null || item.start >= times[1] || item.end < times[0]) failed |= TIME;
  }
  if (state.isStretchNarrow()) {
    const { section } = item;
    if (section === null || section < state.stretch[0] || section > state.stretch[1]) failed |= STRETCH;
  }
  if (terms.length && !terms.every((term) => item.words.includes(term))) failed |= QUERY;
  for (let index = 0; index < FACETS.length; index++) {
    const chosen = state.chosen[FACETS[index]];
    const values = item.facets[FACETS[index]];
    if (chosen && values.length && !values.some((value) => chosen.has(value))) failed |= bit(index);
  }
  return failed;
}

/** The reports of one event stand together, the first of them leads. */
function events(items: Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.event);
    if (group) group.push(item);
    else groups.set(item.event, [item]);
  }
  return [...groups.values()];
}
