/** The legend on the map: what the filters do not say already. */
import { h, isNarrow, must } from './dom.ts';
import { number, t, word } from './i18n/index.ts';
import { classBreaks, HEAT, RAMP } from './map/styles.ts';
import { measureOf } from './map/measure.ts';
import type { Store } from './store.ts';
import { FAMILIES, type Family, familyIcon, icon } from './symbols.ts';

let isOpen: boolean | null = null;

export function drawLegend(store: Store): void {
  const { state, model } = store;
  const breaks = classBreaks(Math.max(0, ...measureOf(store).values()));
  const range = (index: number): string => {
    if (index === 0) return number(0);
    const least = breaks[index - 1];
    if (index === breaks.length) return `${number(least)}+`;
    return breaks[index] - 1 > least ? `${number(least)}–${number(breaks[index] - 1)}` : number(least);
  };
  const ramp = h('div', { class: 'ramp' }, RAMP.map((colour, index) =>
    h('span', {}, h('i', { style: { background: colour } }), h('small', {}, range(index)))));
  const row = (sign: Node, words: string): HTMLElement => h('div', { class: 'legendrow' }, sign, h('span', {}, words));
  const used = new Set(model.items.filter((item) => !item.isFacility).map((item) => item.family));
  const facilities = [...new Set(model.items.filter((item) => item.isFacility).map((item) => item.kind))].slice(0, 6);
  const has = (test: (level: string) => boolean): boolean => model.items.some((item) => test(item.record.place_level));
  const details = h('details', { open: isOpen ?? !isNarrow() },
    h('summary', {}, t('legend')),
    h('div', { class: 'legendbody' },
      state.layers.has('areas') && [h('div', { class: 'legendtitle' }, word('measure', state.measure)), ramp],
      isNarrow() && (Object.keys(FAMILIES) as Family[]).filter((family) => used.has(family)).map((family) => row(familyIcon(family), word('family', family))),
      h('div', { class: 'pairs' },
        row(h('i', { class: 'borderline' }), t('borderLine')),
        state.layers.has('heat') && used.size > 0 && row(h('i', { class: 'heat', style: { background: `linear-gradient(90deg, ${HEAT.slice(1).join()})` } }), t('heat')),
        has((level) => level === 'district' || level === 'vicinity') && row(h('i', { class: 'precision district' }), t('district')),
        has((level) => level === 'province') && row(h('i', { class: 'precision province' }), t('provincePill')),
        model.items.some((item) => item.record.confidence === 'low') && row(h('i', { class: 'hollow' }), t('hollow')),
        state.layers.has('places') && model.page.layers.places.length > 0 && row(h('i', { class: 'disc' }), t('mentions')),
        isNarrow() && state.layers.has('facilities') && facilities.map((kind) => row(h('i', { class: 'tile' }, icon(true, kind, 11)), word('facility', kind))))));
  details.addEventListener('toggle', () => { isOpen = details.open; });
  must('legend').replaceChildren(details);
}
