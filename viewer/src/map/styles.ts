/** Fills, strokes and text of the map. */
import { Fill, Icon, Stroke, Style, Text } from 'ol/style.js';
import { SCALE } from '../symbols.ts';

export const FONT = 'system-ui,"Segoe UI","Noto Sans","Noto Sans Arabic",Roboto,sans-serif';
export const BORDER = '#7a1f4b';
export const SEA = '#dfe6ea';
/** Sand, light and hardly saturated, so that symbols stay readable on it; the first is for none. */
export const RAMP = ['#fbf8f0', '#f3e9d2', '#e8d5ae', '#d9bd86', '#c9a25f'];
/** Along the border, from none to most. */
export const HEAT = ['#c9b3bf', '#f9b168', '#f3804a', '#dd4324', '#9d1208'];

export const fill = (color: string | CanvasPattern): Fill => new Fill({ color });
export const stroke = (color: string, width: number, lineDash?: number[]): Stroke =>
  new Stroke({ color, width, lineDash, lineCap: 'round', lineJoin: 'round' });
const HALO = stroke('rgba(255,255,255,.92)', 3.2);

/** `#rrggbb` made see-through. */
export function faded(colour: string, alpha: number): string {
  return `rgba(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join()},${alpha})`;
}

export interface LabelLook {
  size: number;
  weight?: number;
  colour?: string;
  isSlanted?: boolean;
}

function text(words: string, look: LabelLook): Text {
  return new Text({
    text: words,
    font: `${look.isSlanted ? 'italic ' : ''}${look.weight ?? 500} ${look.size}px ${FONT}`,
    fill: fill(look.colour ?? '#20262e'),
    stroke: HALO,
    textAlign: 'center',
    overflow: true,
  });
}

export const label = (words: string, look: LabelLook, zIndex: number): Style => new Style({ text: text(words, look), zIndex });

/** A drawn symbol. */
export const icon = (img: HTMLCanvasElement): Icon => new Icon({ img, scale: SCALE });

/** The class of a number among `breaks` (the least of each class above none). */
export function classOf(value: number, breaks: number[]): number {
  if (value <= 0) return 0;
  return breaks.reduce((found, least, index) => (value >= least ? index + 1 : found), 1);
}

/** The least number of each of four classes, at 12, 35 and 65 % of the most. */
export function classBreaks(most: number): number[] {
  if (most <= 4) return [1, 2, 3, 4];
  const found = [1, Math.ceil(most * 0.12), Math.ceil(most * 0.35), Math.ceil(most * 0.65)];
  for (let index = 1; index < 4; index++) found[index] = Math.max(found[index], found[index - 1] + 1);
  return found;
}
