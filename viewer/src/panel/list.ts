/** The list beside the map: incidents, facilities, places, and what is not on the map. */
import { h, must } from '../dom.ts';
import { number, t, word } from '../i18n/index.ts';
import type { PlaceRecord } from '../data.ts';
import { kind, otherNames, place, placeName, shortDate, value, when } from '../labels.ts';
import type { Item } from '../model.ts';
import { type Sort, type Tab } from '../state.ts';
import type { Store } from '../store.ts';
import { absence } from '../where.ts';
import { icon } from '../symbols.ts';

const FIRST = 80;
const FURTHER = 200;

export class List {
  private readonly box = must('panel');
  private most = FIRST;

  constructor(private readonly store: Store) {}

  /** Shows the first rows only again. */
  rewind(): void {
    this.most = FIRST;
  }

  /** Shows all rows, for printing. */
  unroll(): void {
    this.most = Infinity;
  }

  draw(): void {
    const { state } = this.store;
    const top = this.box.querySelector('.scroll')?.scrollTop ?? 0;
    const focused = document.activeElement?.id;
    const body = state.tab === 'incidents' ? this.incidents()
      : state.tab === 'facilities' ? this.facilities()
      : state.tab === 'places' ? this.places()
      : this.unplaced();
    this.box.replaceChildren(this.tabs(), h('div', { class: 'scroll', role: 'tabpanel', 'aria-labelledby': `tab-${state.tab}`, tabindex: -1 }, ...body));
    const scroller = this.box.querySelector('.scroll');
    if (scroller) scroller.scrollTop = top;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  private tabs(): HTMLElement {
    const { state, result, model } = this.store;
    const places = model.page.layers.places.length;
    const counts: Record<Tab, number> = {
      incidents: result.groups.length, facilities: result.facilityGroups.length, places, unplaced: unplaced(this.store).length + model.unplacedNames.length,
    };
    const open = (tab: Tab): void => {
      state.tab = tab;
      this.rewind();
      this.store.redraw();
      document.getElementById(`tab-${tab}`)?.focus();
    };
    const shown = (Object.keys(counts) as Tab[]).filter((tab) => tab === 'incidents' || tab === state.tab || counts[tab] > 0);
    const step = (event: KeyboardEvent, tab: Tab): void => {
      const isRtl = document.documentElement.dir === 'rtl';
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (by) open(shown[(shown.indexOf(tab) + (isRtl ? -by : by) + shown.length) % shown.length]);
    };
    return h('div', { class: 'tabs', role: 'tablist', 'aria-label': t('list') }, shown.map((tab) =>
      h('button', {
        type: 'button', role: 'tab', id: `tab-${tab}`, 'aria-selected': state.tab === tab, tabindex: state.tab === tab ? 0 : -1,
        onclick: () => open(tab), onkeydown: (event: KeyboardEvent) => step(event, tab),
      }, t(tab), ' ', h('small', {}, number(counts[tab])))));
  }

  private head(shown: number): HTMLElement {
    const { state } = this.store;
    const change = (event: Event): void => {
      state.inView = (event.target as HTMLInputElement).checked;
      this.store.redraw();
    };
    return h('div', { class: 'listbar' },
      h('label', {}, h('input', { type: 'checkbox', id: 'in-view', checked: state.inView, onchange: change }), ' ', t('inView')),
      h('span', { class: 'quiet', 'aria-live': 'polite' }, shown === 1 ? t('report1') : t('reports', { n: shown })));
  }

  private incidents(): (Node | null)[] {
    const { state, result } = this.store;
    const seen = state.inView ? new Set(this.store.inView(result.incidents)) : null;
    const shown = seen ? result.groups.map((group) => group.filter((item) => seen.has(item))).filter((group) => group.length) : result.groups;
    const groups = this.sorted(shown);
    const count = seen ? seen.size : result.incidents.length;
    if (!groups.length) return [this.head(0), h('p', { class: 'empty' }, t('nothing'))];
    const columns: [Sort, string][] = [['date', t('date')], ['kind', t('kind')], ['place', t('place')], ['km', t('km')], ['sources', t('sources')]];
    const rows = groups.slice(0, this.most).map((group) => this.row(group));
    return [
      this.head(count),
      h('table', {},
        h('thead', {}, h('tr', {}, columns.map(([sort, name]) => this.columnHead(sort, name)))),
        h('tbody', { onmouseover: (event: Event) => this.hover(event), onmouseleave: () => this.store.hover(null) }, rows)),
      this.more(groups.length),
    ];
  }

  private columnHead(sort: Sort, name: string): HTMLElement {
    const { state } = this.store;
    const isOn = state.sort === sort;
    const change = (): void => {
      state.isAscending = isOn ? !state.isAscending : sort === 'kind' || sort === 'place' || sort === 'km';
      state.sort = sort;
      this.store.redraw();
    };
    return h('th', { scope: 'col', class: `c-${sort}`, 'aria-sort': isOn ? (state.isAscending ? 'ascending' : 'descending') : 'none' },
      h('button', { type: 'button', id: `sort-${sort}`, onclick: change }, name, isOn ? (state.isAscending ? ' ▲' : ' ▼') : ''));
  }

  private row(group: Item[]): HTMLElement {
    const { state, model } = this.store;
    const [item] = group;
    const isSelected = group.some((one) => one.id === state.selected);
    const name = place(model, item);
    const km = item.distance;
    const sure = item.record.status === 'occurred' || item.record.status === 'ongoing' || !item.record.status;
    return h('tr', { 'data-id': item.id, class: isSelected ? 'selected' : null, onclick: () => this.store.select(item.id) },
      h('td', { class: 'c-date', title: when(item) }, shortDate(item)),
      h('td', { class: 'c-kind' }, h('button', {
        type: 'button', class: 'open', id: `row-${item.id}`, 'aria-label': `${kind(item)}, ${name}, ${when(item)}`,
        onclick: (event: Event) => { event.stopPropagation(); this.store.select(item.id, { focus: true }); },
      }, icon(false, item.kind, 15), h('span', {}, kind(item), !sure && h('span', { class: 'tag' }, value(model, 'status', item.record.status ?? ''))))),
      h('td', { class: 'c-place' }, name === '–' ? h('span', { class: 'quiet' }, t('placeUnknown')) : [h('bdi', {}, name), this.sign(item)]),
      h('td', { class: 'c-km' }, km === null ? '–' : number(Math.round(km))),
      h('td', { class: 'c-sources' }, number(group.length)));
  }

  /** How the place is known, where it is no point. */
  private sign({ shape, record }: Item): Node | null {
    if (shape === 'point') return null;
    if (shape === 'beyond') return h('span', { class: 'quiet', title: t('beyond') }, ' ↗');
    return h('i', { class: `precision ${record.place_level}`, title: word('level', record.place_level) });
  }

  private hover(event: Event): void {
    const row = (event.target as Element).closest<HTMLElement>('tr[data-id]');
    this.store.hover(row?.dataset.id ?? null);
  }

  private sorted(groups: Item[][]): Item[][] {
    const { state, model } = this.store;
    const keys: Record<Sort, (group: Item[]) => string | number> = {
      date: ([item]) => item.start ?? -Infinity,
      kind: ([item]) => kind(item),
      place: ([item]) => place(model, item),
      km: ([item]) => item.distance ?? Infinity,
      sources: (group) => group.length,
    };
    const keyed = groups.map((group, index) => ({ group, index, key: keys[state.sort](group) }));
    const sign = state.isAscending ? 1 : -1;
    const order = new Intl.Collator(state.lang);
    const compare = (a: string | number, b: string | number): number =>
      typeof a === 'string' ? order.compare(a, b as string) : a < (b as number) ? -1 : a > (b as number) ? 1 : 0;
    keyed.sort((a, b) => sign * compare(a.key, b.key) || a.index - b.index);
    return keyed.map((one) => one.group);
  }

  private facilities(): (Node | null)[] {
    const { result, state } = this.store;
    const seen = state.inView ? new Set(this.store.inView(result.facilities)) : null;
    const groups = result.facilityGroups.filter((group) => !seen || group.some((item) => seen.has(item)));
    const count = groups.reduce((sum, group) => sum + group.length, 0);
    if (!groups.length) return [this.head(0), h('p', { class: 'empty' }, t('nothing'))];
    const cards = groups.slice(0, this.most).map((group) => this.facility(group));
    return [this.head(count), h('ul', { class: 'cards' }, cards), this.more(groups.length)];
  }

  /** What several documents tell of one facility stands in one card. */
  private facility(group: Item[]): HTMLElement {
    const { state, model } = this.store;
    const [item] = group;
    const statuses = [...new Set(group.map((one) => one.record.status ?? '?'))].map((status) => value(model, 'status', status));
    const isSelected = group.some((one) => one.id === state.selected);
    return (
      h('li', { 'data-id': item.id, class: isSelected ? 'selected' : null },
        h('button', { type: 'button', class: 'card', id: `row-${item.id}`, onclick: () => this.store.select(item.id, { focus: true }) },
          h('i', { class: 'tile' }, icon(true, item.kind, 12)),
          h('span', {}, h('b', {}, kind(item)), ' ', h('bdi', {}, place(model, item)),
            h('span', { class: 'quiet' }, ` · ${statuses.join(t('comma'))}`)),
          group.length > 1 && h('span', { class: 'count' }, t('reports', { n: group.length })))));
  }

  private places(): (Node | null)[] {
    const { model, state } = this.store;
    const all = [...model.page.layers.places].sort((a, b) => b.mentions_unique - a.mentions_unique || (a.name < b.name ? -1 : 1));
    const query = state.query.trim().toLocaleLowerCase();
    const found = query ? all.filter((one) => `${one.name}\n${one.place_name_local ?? ''}`.toLocaleLowerCase().includes(query)) : all;
    const most = Math.max(1, ...all.map((one) => one.mentions_unique));
    const rows = found.slice(0, this.most).map((one) =>
      h('li', { class: state.selected === `place:${one.id}` ? 'selected' : null },
        h('button', { type: 'button', class: 'card', id: `row-place-${one.id}`, onclick: () => this.store.select(`place:${one.id}`, { focus: true }) },
          h('i', { class: `precision ${one.place_level}` }),
          this.names(one),
          h('span', { class: 'count' }, number(one.mentions_unique)),
          h('span', { class: 'bar', style: { width: `calc((100% - 72px) * ${one.mentions_unique / most})`, background: '#8b95a3' } }))));
    return [h('p', { class: 'listbar quiet' }, t('mentionsOnce')), h('ul', { class: 'cards' }, rows), this.more(found.length)];
  }

  /** A place in the reader's language, then as it is called in the others. */
  private names(one: PlaceRecord): HTMLElement {
    const { model } = this.store;
    const id = one.place_id ?? one.id;
    const shown = placeName(model, id, one.name);
    return h('span', {}, h('bdi', {}, shown), ' ', h('bdi', { class: 'quiet' }, otherNames(model, id, shown) || one.place_name_local || ''));
  }

  private unplaced(): (Node | null)[] {
    const { model } = this.store;
    const items = unplaced(this.store);
    const byReason = new Map<string, Item[]>();
    for (const item of items) {
      const reason = absence(item.record, item.shape);
      byReason.set(reason, [...(byReason.get(reason) ?? []), item]);
    }
    const reasonWords = (reason: string): string => raised(word('reason', reason));
    const groups = [...byReason].sort((a, b) => b[1].length - a[1].length).map(([reason, group]) =>
      h('section', {}, h('h3', {}, reasonWords(reason), ' ', h('small', {}, number(group.length))),
        h('ul', { class: 'cards' }, group.slice(0, this.most).map((item) =>
          h('li', { class: item.id === this.store.state.selected ? 'selected' : null }, h('button', { type: 'button', class: 'card', id: `row-${item.id}`, onclick: () => this.store.select(item.id, { focus: true }) },
            icon(item.isFacility, item.kind, 14), h('span', {}, h('b', {}, kind(item)), ' ', place(model, item) !== '–' && h('bdi', {}, place(model, item)), h('span', { class: 'quiet' }, ` · ${when(item)}`))))))));
    const reasons = new Map<string, { name: string; count: number }[]>();
    for (const one of model.unplacedNames) reasons.set(one.reason, [...(reasons.get(one.reason) ?? []), one]);
    const names = [...reasons].map(([reason, all]) =>
      h('section', {}, h('h3', {}, `${t('mentions')}: ${word('reason', reason)} `, h('small', {}, number(all.reduce((sum, one) => sum + one.count, 0)))),
        h('p', { class: 'names' }, all.slice(0, this.most).map((one, index) => [index ? t('comma') : '', h('bdi', {}, one.name), one.count > 1 ? h('small', {}, ` ${number(one.count)}`) : '']))));
    if (!groups.length && !names.length) return [h('p', { class: 'empty' }, t('nothing'))];
    return [h('div', { class: 'reasons' }, groups, names)];
  }

  private more(count: number): HTMLElement | null {
    if (count <= this.most) return null;
    const further = (): void => {
      this.most += FURTHER;
      this.draw();
    };
    return h('button', { type: 'button', class: 'button more', onclick: further }, t('more', { n: Math.min(FURTHER, count - this.most) }));
  }
}

const raised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Shown records that are nowhere on the map. */
export function unplaced(store: Store): Item[] {
  return store.result.items.filter((item) => item.shape === 'none' || item.shape === 'beyond');
}
