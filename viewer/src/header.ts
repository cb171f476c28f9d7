/** The bar on top: what is shown, the search, the exports, the language. */
import type { Meta } from './data.ts';
import { save, toCsv, toGeoJson } from './export.ts';
import { h, must } from './dom.ts';
import { current, isLang, isRtl, LANGUAGES, number, t } from './i18n/index.ts';
import { country } from './labels.ts';
import { unplaced } from './panel/list.ts';
import type { Store } from './store.ts';

export interface Actions {
  picture(): Promise<HTMLCanvasElement>;
  /** Writes the address first, so that it is of what is seen. */
  address(): string;
}

/** The title in the reader's language: the two sides. */
export function title(store: Store): string {
  const { meta, basemap } = store.model.page;
  const known = meta.sides.every((side) => basemap.countries.some((one) => one.id === side));
  const [a, b] = meta.sides.map((side) => country(store.model, side));
  return known ? t('title', { a, b }) : meta.title;
}

/** Who has to be named, each once. */
export function credits({ attribution }: Meta): string[] {
  const isKnown = (one: string, before: string[]): boolean => before.some((other) => other.startsWith(one) || one.startsWith(other));
  return attribution.reduce<string[]>((kept, one) => (isKnown(one, kept) ? kept : [...kept, one]), []);
}

export function drawHeader(store: Store, actions: Actions): void {
  document.documentElement.lang = current();
  document.documentElement.dir = isRtl() ? 'rtl' : 'ltr';
  document.title = title(store);
  const { state } = store;
  const { meta } = store.model.page;
  const search = (event: Event): void => {
    state.query = (event.target as HTMLInputElement).value;
    store.apply();
  };
  const change = (event: Event): void => {
    const to = (event.target as HTMLSelectElement).value;
    if (isLang(to)) state.lang = to;
    store.relabel();
  };
  must('header').replaceChildren(
    h('a', { class: 'skip', href: '#panel', onclick: skip }, t('skip')),
    h('div', { class: 'title' },
      h('h1', {}, title(store)),
      h('p', { id: 'count', 'aria-live': 'polite' }),
      meta.synthetic && h('span', { class: 'badge' }, t('synthetic'))),
    h('input', { id: 'search', type: 'search', placeholder: t('search'), 'aria-label': t('search'), value: state.query, oninput: search }),
    h('div', { class: 'actions' },
      h('button', { type: 'button', id: 'save-geojson', 'aria-label': `${t('save')} GeoJSON`, onclick: () => save('marz.geojson', new Blob([toGeoJson(store.result.items)], { type: 'application/geo+json' })) }, '⤓ GeoJSON'),
      h('button', { type: 'button', id: 'save-csv', 'aria-label': `${t('save')} CSV`, onclick: () => save('marz.csv', new Blob([toCsv(store.result.items)], { type: 'text/csv' })) }, '⤓ CSV'),
      h('button', { type: 'button', id: 'save-png', 'aria-label': `${t('save')} PNG`, onclick: () => savePicture(actions) }, '⤓ PNG'),
      h('button', { type: 'button', id: 'print', onclick: () => print() }, t('print')),
      h('button', { type: 'button', id: 'copy', onclick: (event: Event) => copy(event.currentTarget as HTMLElement, actions.address()) }, t('copyLink'))),
    h('select', { id: 'lang', 'aria-label': t('language'), onchange: change },
      Object.entries(LANGUAGES).map(([code, name]) => h('option', { value: code, lang: code, selected: code === state.lang }, name))));
}

export function drawCount(store: Store): void {
  const { model, result } = store;
  const away = unplaced(store).filter((item) => !item.isFacility).length;
  const { withoutPoint } = result;
  const parts = [
    model.events ? t('shown', { a: result.groups.length, b: model.events }) : `${t('places')}: ${number(model.page.layers.places.length)}`,
    model.page.meta.documents === 1 ? t('document1') : t('documents', { n: model.page.meta.documents }),
    away ? t('offMap', { n: away }) : '',
    store.state.distance && withoutPoint ? t('excluded', { n: withoutPoint }) : '',
  ];
  must('count').textContent = parts.filter(Boolean).join(' · ');
}

function skip(event: Event): void {
  event.preventDefault();
  must('panel').querySelector<HTMLElement>('[role=tab][tabindex="0"], #back')?.focus();
}

async function savePicture(actions: Actions): Promise<void> {
  const canvas = await actions.picture();
  canvas.toBlob((blob) => blob && save('marz.png', blob));
}

async function copy(button: HTMLElement, address: string): Promise<void> {
  let words = t('copied');
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    // Some browsers allow no clipboard to a page from a file; the address bar has the address all the same.
    words = t('needsCopy');
  }
  button.textContent = words;
  setTimeout(() => { button.textContent = t('copyLink'); }, 2000);
}
