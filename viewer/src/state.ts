/** The one state that map, list, time line, counts, exports and address all follow. */
import type { Calendar } from './calendar.ts';
import type { Lang, SectionRecord } from './data.ts';
import { isLang } from './i18n/index.ts';
import { FACETS, type Facet, type Item } from './model.ts';

export const LAYERS = ['incidents', 'facilities', 'places', 'areas', 'heat', 'chainage', 'names', 'rivers'] as const;
export type LayerName = (typeof LAYERS)[number];
export const MEASURES = ['incidents', 'killed', 'facilities', 'mentions'] as const;
export type Measure = (typeof MEASURES)[number];
export const TABS = ['incidents', 'facilities', 'places', 'unplaced'] as const;
export type Tab = (typeof TABS)[number];
/** Kilometres; 0 is any. */
export const DISTANCES = [5, 10, 25, 50, 100, 0];
export const SORTS = ['date', 'kind', 'place', 'km', 'sources'] as const;
export type Sort = (typeof SORTS)[number];

const DEFAULT_LAYERS: LayerName[] = [...LAYERS];

export class State {
  lang: Lang = 'en';
  /** The values of a facet that are shown; `null` is all. */
  chosen = Object.fromEntries(FACETS.map((facet) => [facet, null])) as Record<Facet, Set<string> | null>;
  distance = 0;
  from = 0;
  until = 0;
  /** The first and the last section of the border that are shown. */
  stretch: [number, number] = [0, 0];
  query = '';
  inView = false;
  layers = new Set<LayerName>(DEFAULT_LAYERS);
  measure: Measure = 'incidents';
  /** Whether the colours count every report, or what is repeated once. */
  isRaw = false;
  tab: Tab = 'incidents';
  sort: Sort = 'date';
  isAscending = false;
  /** The incident or facility in the panel, or the place: `place:ID`. */
  selected: string | null = null;
  /** Longitude, latitude, zoom. */
  view: [number, number, number] | null = null;
  private readonly defaultStatus: Set<string> | null;

  constructor(
    items: Item[], private readonly calendar: Calendar | null, private readonly sections: SectionRecord[], measure: Measure, tab: Tab,
  ) {
    // What is planned, claimed or denied did not happen for certain: it is shown when asked for.
    const sure = items.filter((item) => !item.isFacility && isSure(item.record.status));
    this.defaultStatus = sure.length ? new Set(['occurred', 'ongoing']) : null;
    this.measure = measure;
    this.tab = tab;
    this.reset();
  }

  /** Takes all filters back. */
  reset(): void {
    for (const facet of FACETS) this.chosen[facet] = null;
    this.chosen.status = this.defaultStatus && new Set(this.defaultStatus);
    this.distance = 0;
    this.query = '';
    this.stretch = [0, Math.max(0, this.sections.length - 1)];
    this.from = 0;
    this.until = Math.max(0, (this.calendar?.count ?? 1) - 1);
  }

  isTimeNarrow(calendar: Calendar): boolean {
    return this.from > 0 || this.until < calendar.count - 1;
  }

  isStretchNarrow(): boolean {
    return this.stretch[0] > 0 || this.stretch[1] < this.sections.length - 1;
  }

  /** Shows or hides a value of a facet that has the values `all`. */
  toggle(facet: Facet, value: string, all: string[]): void {
    const chosen = new Set(this.chosen[facet] ?? all);
    if (chosen.has(value)) chosen.delete(value);
    else chosen.add(value);
    this.chosen[facet] = all.every((one) => chosen.has(one)) ? null : chosen;
  }

  /** The state as the part of an address after `#`. */
  toHash(): string {
    const hash = new URLSearchParams();
    if (this.view) hash.set('view', this.view.map((part, index) => part.toFixed(index < 2 ? 4 : 2)).join());
    for (const facet of FACETS) {
      const chosen = this.chosen[facet];
      const normal = facet === 'status' ? this.defaultStatus : null;
      if (!sameSet(chosen, normal)) hash.set(facet, chosen ? [...chosen].sort().map(encodeURIComponent).join('.') : '*');
    }
    if (this.distance) hash.set('distance', String(this.distance));
    if (this.query) hash.set('query', this.query);
    if (this.calendar && this.isTimeNarrow(this.calendar)) {
      const text = (time: number): string => new Date(time).toISOString().slice(0, 10);
      const after = this.calendar.starts[this.until + 1];
      hash.set('time', `${text(this.calendar.starts[this.from])}/${text(after - 1)}`);
    }
    if (this.isStretchNarrow()) {
      hash.set('km', `${this.sections[this.stretch[0]].from_km}-${this.sections[this.stretch[1]].to_km}`);
    }
    if (this.inView) hash.set('inview', '1');
    if (this.layers.size < DEFAULT_LAYERS.length) hash.set('layers', [...this.layers].sort().join('.'));
    hash.set('measure', this.measure);
    if (this.isRaw) hash.set('raw', '1');
    hash.set('tab', this.tab);
    if (this.sort !== 'date' || this.isAscending) hash.set('sort', `${this.sort}${this.isAscending ? '+' : '-'}`);
    if (this.lang !== 'en') hash.set('lang', this.lang);
    if (this.selected) hash.set('selected', this.selected);
    return hash.toString();
  }

  /** Takes over what `text` says; anything it does not understand is left as it is. */
  fromHash(text: string): void {
    const hash = new URLSearchParams(text.replace(/^#/, ''));
    for (const facet of FACETS) {
      const value = hash.get(facet);
      if (value === null) continue;
      this.chosen[facet] = value === '*' ? null : new Set(value.split('.').filter(Boolean).map(decoded));
    }
    const distance = Number(hash.get('distance'));
    if (DISTANCES.includes(distance)) this.distance = distance;
    this.query = hash.get('query') ?? this.query;
    const times = (hash.get('time') ?? '').split('/').map((part) => Date.parse(part));
    if (this.calendar && times.length === 2 && times.every(Number.isFinite) && times[0] <= times[1]) {
      this.from = this.calendar.step(times[0]);
      this.until = this.calendar.step(times[1]);
    }
    const km = (hash.get('km') ?? '').split('-').map(Number);
    if (km.length === 2 && km.every(Number.isFinite)) {
      const first = this.sections.findIndex((one) => one.to_km > km[0]);
      const last = this.sections.filter((one) => one.from_km < km[1]).length - 1;
      if (first >= 0 && last >= first) this.stretch = [first, last];
    }
    this.isRaw = hash.get('raw') === '1';
    this.inView = hash.get('inview') === '1';
    const layers = hash.get('layers');
    if (layers !== null) this.layers = new Set(LAYERS.filter((layer) => layers.split('.').includes(layer)));
    this.measure = MEASURES.find((one) => one === hash.get('measure')) ?? this.measure;
    this.tab = TABS.find((one) => one === hash.get('tab')) ?? this.tab;
    const sort = /^(\w+)([+ -])$/.exec(hash.get('sort') ?? '');
    if (sort) {
      this.sort = SORTS.find((one) => one === sort[1]) ?? this.sort;
      this.isAscending = sort[2] !== '-';
    }
    const lang = hash.get('lang');
    if (isLang(lang)) this.lang = lang;
    this.selected = hash.get('selected');
    const view = (hash.get('view') ?? '').split(',').map(Number);
    if (view.length === 3 && view.every(Number.isFinite)) this.view = [view[0], view[1], view[2]];
  }
}

const isSure = (status: string | null | undefined): boolean => status === 'occurred' || status === 'ongoing';

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sameSet(a: Set<string> | null, b: Set<string> | null): boolean {
  if (!a || !b) return a === b;
  return a.size === b.size && [...a].every((value) => b.has(value));
}
