/** The filters, which are the legend of the kinds too. Counts of a facet leave that facet itself out. */
import { h, must, refill } from '../dom.ts';
import { credits } from '../header.ts';
import { number, t, word } from '../i18n/index.ts';
import { value as words } from '../labels.ts';
import { type Facet, UNKNOWN } from '../model.ts';
import { DISTANCES, LAYERS, MEASURES, type LayerName, type Measure } from '../state.ts';
import type { Store } from '../store.ts';
import { FAMILIES, familyOf, icon } from '../symbols.ts';

/** More values than this are folded. */
const FEW = 9;
const ORDERS: Partial<Record<Facet, string[]>> = {
  status: ['occurred', 'ongoing', 'announced', 'ordered', 'planned', 'claimed', 'alleged', 'denied', 'negated', 'hypothetical', 'historical'],
  confidence: ['high', 'medium', 'low'],
  precision: ['exact', 'site', 'settlement', 'vicinity', 'district', 'province', 'river', 'border_line', 'country', 'none'],
};

export class Filters {
  private readonly box = must('filters');
  private readonly values: Record<string, string[]> = {};
  private readonly unfolded = new Set<Facet>();

  constructor(private readonly store: Store, first: Record<Facet, Map<string, number>>) {
    const all: Partial<Record<Facet, Map<string, number>>> = {};
    for (const item of store.model.items) {
      for (const [facet, values] of Object.entries(item.facets) as [Facet, readonly string[]][]) {
        const counts = (all[facet] ??= new Map());
        for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    // What is shown at first stands before what is hidden at first.
    for (const [facet, counts] of Object.entries(all) as [Facet, Map<string, number>][]) this.values[facet] = ordered(facet, counts, first[facet]);
  }

  draw(): void {
    const { state, result } = this.store;
    refill(this.box,
      h('div', { class: 'scroll' },
        this.facet('type'),
        this.facet('status', result.otherStatus ? t('otherStatus', { n: result.otherStatus }) : ''),
        this.distance(),
        this.facet('side'),
        this.facet('province'),
        this.facet('precision'),
        this.facet('confidence'),
        this.facet('facilityType'),
        this.facet('publisher'),
        this.facet('docLanguage'),
        this.layers(),
        h('div', { class: 'foot' },
          h('button', { id: 'reset', type: 'button', class: 'button', onclick: () => this.reset() }, t('reset')),
          h('p', { class: 'quiet small' }, t('disclaimer')),
          h('p', { class: 'quiet small' }, `${t('about')}: ${credits(this.store.model.page.meta).join(' · ')}`))));
    // The value is not an attribute, so a reset has to be told to the field itself.
    const search = document.getElementById('search') as HTMLInputElement | null;
    if (search && search !== document.activeElement) search.value = state.query;
  }

  private reset(): void {
    this.store.state.reset();
    const search = document.getElementById('search') as HTMLInputElement | null;
    if (search) search.value = '';
    this.store.apply();
  }

  private facet(facet: Facet, note = ''): HTMLElement | null {
    const all = this.values[facet] ?? [];
    // One value leaves nothing to choose; the kinds are shown all the same, being the legend.
    if (all.length < 2 && !(all.length && facet === 'type')) return null;
    const { state, result } = this.store;
    const counts = result.counts[facet];
    const most = Math.max(1, ...counts.values());
    const isFolded = all.length > FEW + 2 && !this.unfolded.has(facet);
    const chosen = state.chosen[facet];
    const visible = isFolded ? all.filter((value, index) => index < FEW || chosen?.has(value)) : all;
    return h('fieldset', {},
      h('legend', {}, h('span', {}, t(facet)),
        chosen && h('button', { type: 'button', class: 'link small', id: `all-${facet}`, onclick: () => this.choose(facet, null) }, t('all'))),
      visible.map((value) => this.row(facet, value, all, counts.get(value) ?? 0, most)),
      all.length > FEW + 2 && h('button', { type: 'button', class: 'link small fold', id: `fold-${facet}`, 'aria-expanded': !isFolded, onclick: () => this.fold(facet) },
        isFolded ? t('more', { n: all.length - visible.length }) : t('fewer')),
      note && h('p', { class: 'quiet small note' }, note));
  }

  private row(facet: Facet, value: string, all: string[], count: number, most: number): HTMLElement {
    const { state, model } = this.store;
    const chosen = state.chosen[facet];
    const id = `${facet}-${value}`;
    const name = words(model, facet, value);
    const isKind = facet === 'type' || facet === 'facilityType';
    const toggle = (): void => {
      state.toggle(facet, value, all);
      this.store.apply();
    };
    const colour = facet === 'type' ? FAMILIES[familyOf(value)].colour : '#8b95a3';
    return h('div', { class: count ? 'choice' : 'choice zero' },
      h('label', {},
        h('input', { type: 'checkbox', id, checked: !chosen || chosen.has(value), onchange: toggle }),
        isKind && icon(facet === 'facilityType', value, 15),
        facet === 'precision' && h('i', { class: `precision ${value}` }),
        h('bdi', { class: 'name' }, name)),
      h('button', { type: 'button', class: 'only', id: `only-${id}`, 'aria-label': `${t('only')}: ${name}`, onclick: () => this.choose(facet, value) }, t('only')),
      h('span', { class: 'count' }, number(count)),
      h('span', { class: 'bar', style: { width: `calc((100% - 60px) * ${count / most})`, background: colour } }));
  }

  private choose(facet: Facet, value: string | null): void {
    this.store.state.chosen[facet] = value === null ? null : new Set([value]);
    this.store.apply();
  }

  private fold(facet: Facet): void {
    if (!this.unfolded.delete(facet)) this.unfolded.add(facet);
    this.draw();
  }

  private distance(): HTMLElement {
    const { state, result } = this.store;
    const say = (km: number): string => (km ? t('within', { n: km }) : t('any'));
    const change = (event: Event): void => {
      state.distance = DISTANCES[Number((event.target as HTMLInputElement).value)];
      this.store.apply();
    };
    return h('fieldset', {},
      h('legend', {}, t('distance')),
      h('div', { class: 'slider' },
        h('input', { id: 'distance', type: 'range', min: 0, max: DISTANCES.length - 1, step: 1, value: DISTANCES.indexOf(state.distance), 'aria-label': t('distance'), 'aria-valuetext': say(state.distance), oninput: change }),
        h('output', { for: 'distance' }, say(state.distance))),
      result.withoutPoint > 0 && h('p', { class: 'quiet small note' }, t('excluded', { n: result.withoutPoint })));
  }

  private layers(): HTMLElement {
    const { state } = this.store;
    const names: Record<LayerName, string> = {
      incidents: t('incidents'), facilities: t('facilities'), places: t('mentions'), areas: t('areas'), heat: t('heat'), chainage: t('chainage'), names: t('names'), rivers: t('rivers'),
    };
    const toggle = (layer: LayerName): void => {
      if (!state.layers.delete(layer)) state.layers.add(layer);
      this.store.apply();
    };
    const measure = (event: Event): void => {
      state.measure = (event.target as HTMLSelectElement).value as Measure;
      this.store.redraw();
      this.draw();
    };
    const raw = (event: Event): void => {
      state.isRaw = (event.target as HTMLInputElement).checked;
      this.store.redraw();
      this.draw();
    };
    const hasWaters = this.store.model.page.basemap.rivers.length + this.store.model.page.basemap.lakes.length > 0;
    return h('fieldset', {},
      h('legend', {}, t('layers')),
      LAYERS.filter((layer) => layer !== 'rivers' || hasWaters).map((layer) =>
        h('div', { class: 'choice' }, h('label', {},
          h('input', { type: 'checkbox', id: `layer-${layer}`, checked: state.layers.has(layer), onchange: () => toggle(layer) }),
          h('span', { class: 'name' }, names[layer])))),
      h('label', { class: 'measure' }, h('span', { class: 'small quiet' }, t('measure')),
        h('select', { id: 'measure', onchange: measure }, MEASURES.map((one) => h('option', { value: one, selected: one === state.measure }, word('measure', one))))),
      h('div', { class: 'choice' }, h('label', {},
        h('input', { type: 'checkbox', id: 'raw', checked: state.isRaw, onchange: raw }), h('span', { class: 'name whole' }, t('raw')))),
      state.measure === 'mentions' && h('p', { class: 'quiet small note' }, t('unfiltered')));
  }
}

/** The values of a facet: in their own order where there is one, else the most frequent first, the unknown last. */
function ordered(facet: Facet, counts: Map<string, number>, shown: Map<string, number>): string[] {
  const order = ORDERS[facet];
  const rank = (value: string): number => {
    if (value === UNKNOWN) return 2e9;
    const at = order?.indexOf(value) ?? -1;
    return at >= 0 ? at : 1e9 - (shown.get(value) ?? 0) - (counts.get(value) ?? 0) / 1e6;
  };
  return [...counts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
