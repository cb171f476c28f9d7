/** What all parts of the page share: the data, the state, what is shown, and how to change it. */
import type { Calendar } from './calendar.ts';
import type { Result } from './filter.ts';
import type { Item, Model } from './model.ts';
import type { State } from './state.ts';

export interface Store {
  model: Model;
  state: State;
  calendar: Calendar | null;
  result: Result;
  /** The item under the pointer in the list. */
  hovered: string | null;
  /** Filters anew and redraws everything. */
  apply(): void;
  /** Redraws what shows the selection, the layers or the measure. */
  redraw(): void;
  /** Shows an item, or a place, in the panel; nothing takes the selection back. */
  select(id: string | null, options?: { pan?: boolean; focus?: boolean }): void;
  /** The section of the border under the pointer in the strip. */
  pointed: number | null;
  /** Marks a section of the border on the map. */
  pointAt(section: number | null): void;
  /** Marks an item of the list on the map. */
  hover(id: string | null): void;
  /** Draws the words anew after the language has changed. */
  relabel(): void;
  /** The items that the list shows. */
  inView(items: Item[]): Item[];
}
