/** The small window on the map: several reports at one place, a province, a stretch of the border. */
import type OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import type { SectionRecord } from '../data.ts';
import { h } from '../dom.ts';
import { number, t, word } from '../i18n/index.ts';
import { kind, place, province, when } from '../labels.ts';
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';
import { icon } from '../symbols.ts';
import type { Area } from './gather.ts';
import { sectionCounts } from './ground.ts';
import { measureOf } from './measure.ts';

const MOST = 60;

export class Popup {
  private readonly box = h('div', { class: 'popup', role: 'dialog', 'aria-label': t('evidence') });
  private readonly overlay = new Overlay({
    element: this.box,
    positioning: 'bottom-center',
    offset: [0, -14],
    autoPan: { animation: { duration: 150 }, margin: 12 },
  });

  constructor(map: OlMap, private readonly store: Store) {
    map.addOverlay(this.overlay);
  }

  close(): void {
    this.overlay.setPosition(undefined);
  }

  private open(at: number[], title: string, ...kids: (Node | string)[]): void {
    const close = h('button', { class: 'close', type: 'button', 'aria-label': t('close'), onclick: () => this.close() }, '×');
    this.box.setAttribute('aria-label', title);
    this.box.replaceChildren(close, h('b', {}, h('bdi', {}, title)), ...kids);
    this.overlay.setPosition(at);
  }

  /** The reports of one spot, or of a province as a whole. */
  group(at: number[], items: Item[], area?: Area): void {
    const title = area?.kind === 'province' ? province(this.store.model, area.key) : place(this.store.model, items[0]);
    const count = { n: items.length };
    const words = area?.kind === 'province' ? t('provinceOnly', count)
      : area ? `${t('hereReports', count)} · ${t(area.kind === 'area' ? 'areaPill' : 'heat')}` : t('hereReports', count);
    const rows = items.slice(0, MOST).map((item) =>
      h('li', {},
        h('button', { class: 'link', type: 'button', onclick: () => this.store.select(item.id, { pan: false, focus: true }) },
          icon(item.isFacility, item.kind, 13), ' ', kind(item)),
        h('span', { class: 'quiet' }, ` · ${when(item)}`)));
    this.open(at, title, h('div', { class: 'quiet' }, words), h('ul', {}, ...rows));
  }

  province(at: number[], code: string): void {
    const { model, state } = this.store;
    const value = measureOf(this.store).get(code) ?? 0;
    const only = (): void => {
      state.chosen.province = new Set([code]);
      this.close();
      this.store.apply();
    };
    this.open(at, province(model, code),
      h('div', { class: 'quiet' }, `${word('measure', state.measure)}: ${number(value)}`),
      h('button', { class: 'link', type: 'button', onclick: only }, t('onlyHere')));
  }

  section(at: number[], section: SectionRecord): void {
    const count = sectionCounts(this.store).get(this.store.model.page.layers.border_sections.indexOf(section)) ?? 0;
    const words = t('section', { a: Math.round(section.from_km), b: Math.round(section.to_km), n: count });
    this.open(at, t('borderLine'), h('div', { class: 'quiet' }, words));
  }
}
