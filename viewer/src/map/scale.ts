/** The scale bar, in the digits of the reader. */
import Control from 'ol/control/Control.js';
import { getPointResolution } from 'ol/proj.js';
import { h } from '../dom.ts';
import { number, t } from '../i18n/index.ts';

/** The longest bar, in pixels. */
const LONGEST = 110;

/** The longest round distance that a bar of `most` kilometres has room for: 1, 2 or 5 of a power of ten. */
export function round(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2].find((digit) => digit * power <= most) ?? 1) * power;
}

export function scaleBar(): Control {
  const bar = h('div', { class: 'ol-scale-line-inner' });
  let last = '';
  return new Control({
    element: h('div', { class: 'ol-scale-line ol-unselectable' }, bar),
    render({ frameState }) {
      if (!frameState) return;
      const { center, resolution, projection } = frameState.viewState;
      const metres = getPointResolution(projection, resolution, center, 'm');
      const km = round((LONGEST * metres) / 1000);
      const words = km < 1 ? `${number(km * 1000)} ${t('metres')}` : `${number(km)} ${t('km')}`;
      const width = `${Math.round((km * 1000) / metres)}px`;
      if (words + width === last) return;
      last = words + width;
      bar.textContent = words;
      bar.style.width = width;
    },
  });
}
