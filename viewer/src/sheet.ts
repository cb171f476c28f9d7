/** The sheet at the bottom of a telephone: reports or filters, in three heights. */
import { h, must } from './dom.ts';
import { t } from './i18n/index.ts';

const HEIGHTS = ['low', 'half', 'full'] as const;
let resized: () => void = () => undefined;

export function drawSheet(onResize: () => void): void {
  resized = onResize;
  document.body.dataset.sheet ??= 'half';
  document.body.dataset.show ??= 'list';
  const button = (show: string, words: string): HTMLElement =>
    h('button', {
      type: 'button', id: `show-${show}`, 'aria-pressed': document.body.dataset.show === show,
      onclick: () => { document.body.dataset.show = show; openSheet(); redraw(); },
    }, words);
  const next = (): void => {
    const at = HEIGHTS.findIndex((height) => height === document.body.dataset.sheet);
    setHeight(HEIGHTS[(at + 1) % HEIGHTS.length]);
  };
  must('sheetbar').replaceChildren(
    button('list', t('list')), button('filters', t('filters')),
    h('button', { type: 'button', id: 'sheet-size', 'aria-label': t('sheet'), onclick: next }, '⇕'));
}

const redraw = (): void => drawSheet(resized);

function setHeight(height: (typeof HEIGHTS)[number]): void {
  document.body.dataset.sheet = height;
  setTimeout(resized, 50);
}

/** Makes room for what is asked for. */
export function openSheet(): void {
  if (document.body.dataset.sheet === 'low') setHeight('half');
}
