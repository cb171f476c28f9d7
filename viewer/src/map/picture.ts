/** The map as one picture, with what has to stand on it: title, filters, sources. */
import type OlMap from 'ol/Map.js';
import { must } from '../dom.ts';
import { credits } from '../header.ts';
import { t } from '../i18n/index.ts';
import type { Store } from '../store.ts';
import { FONT, SEA } from './styles.ts';

export function compose(map: OlMap, store: Store, caption: string): HTMLCanvasElement {
  const [width, height] = map.getSize() ?? [800, 600];
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const foot = 40;
  const picture = document.createElement('canvas');
  picture.width = width * ratio;
  picture.height = (height + foot) * ratio;
  const to = picture.getContext('2d');
  if (!to) return picture;
  to.fillStyle = SEA;
  to.fillRect(0, 0, picture.width, picture.height);
  for (const canvas of must('map').querySelectorAll<HTMLCanvasElement>('.ol-layer canvas, canvas.ol-layer')) {
    if (!canvas.width) continue;
    to.globalAlpha = Number(canvas.parentElement?.style.opacity || canvas.style.opacity || 1);
    const matrix = /matrix\(([^)]*)\)/.exec(canvas.style.transform)?.[1]?.split(',')?.map(Number) ?? [1, 0, 0, 1, 0, 0];
    to.setTransform(...(matrix.map((part) => part * ratio) as [number, number, number, number, number, number]));
    to.drawImage(canvas, 0, 0);
  }
  to.setTransform(ratio, 0, 0, ratio, 0, 0);
  to.globalAlpha = 1;
  to.direction = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr';
  const isRtl = to.direction === 'rtl';
  const x = isRtl ? width - 14 : 14;
  to.textAlign = isRtl ? 'right' : 'left';
  to.lineJoin = 'round';
  const write = (words: string, y: number, font: string): void => {
    to.font = `${font} ${FONT}`;
    to.strokeStyle = '#fff';
    to.lineWidth = 4;
    to.strokeText(words, x, y, width - 28);
    to.fillStyle = '#1d2430';
    to.fillText(words, x, y, width - 28);
  };
  write(caption, 26, '600 15px');
  to.fillStyle = '#fff';
  to.fillRect(0, height, width, foot);
  // Each in its own direction.
  write(credits(store.model.page.meta).map((one) => `\u2068${one}\u2069`).join(' · '), height + 16, '10.5px');
  write(t('disclaimer'), height + 31, '10.5px');
  return picture;
}
