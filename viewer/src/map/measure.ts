/** What the colour of the provinces can show. */
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';

/**
 * The value of each province of the two sides, by code: of what is shown; mentions are those of the whole corpus. Raw values count
 * every report, the others the reports of one event, and a passage that several documents have, once.
 */
export function measureOf(store: Store): Map<string, number> {
  const { page } = store.model;
  const coloured = new Set(page.basemap.provinces.filter((one) => page.meta.sides.includes(one.country)).map((one) => one.id));
  const { measure, isRaw } = store.state;
  const values = new Map<string, number>();
  const add = (code: string, value: number): void => {
    if (coloured.has(code)) values.set(code, (values.get(code) ?? 0) + value);
  };
  const addGroups = (groups: Item[][], value: (group: Item[]) => number): Map<string, number> => {
    for (const group of groups) for (const code of new Set(group.flatMap((item) => item.provinces))) add(code, value(group));
    return values;
  };
  switch (measure) {
    case 'mentions':
      for (const one of store.model.page.layers.provinces) add(one.iso3166_2, isRaw ? one.mentions_raw : one.mentions_unique);
      return values;
    case 'facilities':
      return addGroups(isRaw ? store.result.facilities.map((item) => [item]) : store.result.facilityGroups, () => 1);
    case 'incidents':
      return addGroups(isRaw ? store.result.incidents.map((item) => [item]) : store.result.groups, () => 1);
    case 'killed':
      return addGroups(isRaw ? store.result.incidents.map((item) => [item]) : store.result.groups, killed);
  }
}

/** The least number that the reports of one event agree on. */
function killed(group: Item[]): number {
  const told = group.map((item) => item.record.killed_low).filter((low) => typeof low === 'number');
  return told.length ? Math.min(...told) : 0;
}
