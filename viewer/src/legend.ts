/** The legend on the map: what the filters do not say already. */
import { h, isNarrow, must } from './dom.ts';
import { number, t, word } from './i18n/index.ts';
import { classBreaks, HEAT, RAMP } from './map/styles.ts';
import { measureOf } from './map/measure.ts';
import type { Store } from './store.ts';
import { FAMILIES, type Family, familyIcon, icon } from './symbols.ts';
import type { Shape } from './where.ts';

let isOpen: boolean | null = null;

/** Whether the legend leaves most of the map free when it is open. */
const hasRoom = (): boolean => must('map').clientWidth >= 600 && must('map').clientHeight >= 460;

export function drawLegend(store: Store, onToggle: () => void): void {
  const { state, model } = store;
  const row = (sign: Node, words: string): HTMLElement => h('div', { class: 'legendrow' }, sign, h('span', {}, words));
  const used = new Set(model.items.filter((item) => !item.isFacility).map((item) => item.family));
  const facilities = [...new Set(model.items.filter((item) => item.isFacility).map((item) => item.kind))].slice(0, 6);
  const has = (shape: Shape): boolean => state.layers.has('incidents') && model.items.some((item) => item.shape === shape);
  const isCounted = state.layers.has('incidents') && model.items.some((item) => item.shape === 'point');
  const details = h('details', { open: isOpen ?? (!isNarrow() && hasRoom()) },
    h('summary', {}, t('legend')),
    h('div', { class: 'legendbody' },
      state.layers.has('areas') && [h('div', { class: 'legendtitle' }, t('legendProvinces', { x: word('measure', state.measure) })), ramp(store)],
      // On a wide screen the filters say so.
      h('div', { class: 'families' }, (Object.keys(FAMILIES) as Family[]).filter((family) => used.has(family)).map((family) => row(familyIcon(family), word('family', family)))),
      h('div', { class: 'pairs' },
        isCounted && row(h('i', { class: 'ring' }, number(3)), t('cluster')),
        has('area') && row(h('i', { class: 'precision district' }), t('areaPill')),
        has('wide') && row(h('i', { class: 'precision wide' }), t('widePill')),
        has('line') && row(h('i', { class: 'precision river' }), t('riverPill')),
        has('province') && row(h('i', { class: 'precision province' }), t('provincePill')),
        model.items.some((item) => item.record.confidence === 'low') && row(h('i', { class: 'hollow' }), t('hollow')),
        row(h('i', { class: 'borderline' }), t('borderLine')),
        state.layers.has('heat') && used.size > 0 && row(h('i', { class: 'heat', style: { background: `linear-gradient(90deg, ${HEAT.slice(1).join()})` } }), t('heat')),
        state.layers.has('places') && model.page.layers.places.length > 0 && row(h('i', { class: 'disc' }), t('mentions')),
        state.layers.has('facilities') && h('div', { class: 'families' }, facilities.map((kind) => row(h('i', { class: 'tile' }, icon(true, kind, 11)), word('facility', kind)))))));
  details.addEventListener('toggle', () => {
    if (isOpen === details.open) return;
    isOpen = details.open;
    onToggle();
  });
  must('legend').replaceChildren(details);
}

/** The classes of the colour of provinces; only as many as there are values. */
function ramp(store: Store): HTMLElement {
  const most = Math.max(0, ...measureOf(store).values());
  const breaks = classBreaks(most);
  const classes = RAMP.map((colour, index) => ({ colour, index })).filter(({ index }) => index === 0 || breaks[index - 1] <= Math.max(1, most));
  const range = (index: number): string => {
    if (index === 0) return number(0);
    const least = breaks[index - 1];
    const end = index < classes.length - 1 ? breaks[index] - 1 : most;
    return end > least ? `${number(least)}–${number(end)}` : number(least);
  };
  return h('div', { class: 'ramp' }, classes.map(({ colour, index }) => h('span', {}, h('i', { style: { background: colour } }), h('small', {}, range(index)))));
}
