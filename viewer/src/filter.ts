/** Which records are shown. One pass over all of them gives the shown ones and the counts of every facet. */
import type { Calendar } from './calendar.ts';
import { FACETS, type Facet, type Item } from './model.ts';
import type { State } from './state.ts';

export interface Result {
  /** Shown, in the order of the model. */
  items: Item[];
  incidents: Item[];
  facilities: Item[];
  /** The counts of a facet leave that facet itself out. */
  counts: Record<Facet, Map<string, number>>;
  /** Incidents in each step of time and family, the time filter left out. */
  histogram: Map<string, number>[];
  /** Incidents left out for want of: a point, when a distance is asked for; a date, when a time is; a shown status. */
  withoutPoint: number;
  withoutDate: number;
  otherStatus: number;
}

const DISTANCE = 1;
const TIME = 2;
const QUERY = 4;
const FIRST_FACET = 8;
const bit = (facet: number): number => FIRST_FACET << facet;

export function run(items: Item[], state: State, calendar: Calendar | null): Result {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Result['counts'];
  const histogram = Array.from({ length: calendar?.count ?? 0 }, () => new Map<string, number>());
  const result: Result = {
    items: [], incidents: [], facilities: [], counts, histogram, withoutPoint: 0, withoutDate: 0, otherStatus: 0,
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
    FACETS.forEach((facet, index) => {
      if ((failed & ~bit(index)) !== 0) return;
      for (const value of item.facets[facet]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    });
    if (item.isFacility) continue;
    if ((failed & ~TIME) === 0 && item.start !== null && calendar) {
      const step = histogram[calendar.step(item.start)];
      step.set(item.family, (step.get(item.family) ?? 0) + 1);
    }
    if (failed === DISTANCE && item.distance === null) result.withoutPoint++;
    if (failed === TIME && item.start === null) result.withoutDate++;
    if (failed === statusBit) result.otherStatus++;
  }
  return result;
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
  if (terms.length && !terms.every((term) => item.words.includes(term))) failed |= QUERY;
  FACETS.forEach((facet, index) => {
    const chosen = state.chosen[facet];
    const values = item.facets[facet];
    if (!chosen || !values.length) return;
    if (!values.some((value) => chosen.has(value))) failed |= bit(index);
  });
  return failed;
}

/** Incidents by event: the reports of one event stand together, the first of them leads. */
export function events(items: Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.event);
    if (group) group.push(item);
    else groups.set(item.event, [item]);
  }
  return [...groups.values()];
}
