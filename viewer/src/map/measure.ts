/** What the colour of the provinces can show. */
import { events } from '../filter.ts';
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';

/** The value of each province, by code: of what is shown; mentions are those of the whole corpus. */
export function measureOf(store: Store): Map<string, number> {
  const { measure } = store.state;
  const values = new Map<string, number>();
  const add = (code: string, value: number): void => {
    values.set(code, (values.get(code) ?? 0) + value);
  };
  switch (measure) {
    case 'mentions_raw':
    case 'mentions_unique':
      for (const one of store.model.page.layers.provinces) add(one.iso3166_2, one[measure]);
      break;
    case 'facilities':
      for (const item of store.result.facilities) for (const code of item.provinces) add(code, 1);
      break;
    case 'incidents':
    case 'killed':
      // The reports of one event count once.
      for (const group of events(store.result.incidents)) {
        const codes = new Set(group.flatMap((item) => item.provinces));
        for (const code of codes) add(code, measure === 'killed' ? killed(group) : 1);
      }
  }
  return values;
}

/** The least number that the reports of one event agree on. */
function killed(group: Item[]): number {
  const told = group.map((item) => item.record.killed_low).filter((low) => typeof low === 'number');
  return told.length ? Math.min(...told) : 0;
}
