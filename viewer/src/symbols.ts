/**
 * Symbols of kinds: each family of kinds has a colour AND a shape of its own, so that the map can be read in
 * greyscale. Colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/). Paths are in a box of 24.
 */
import { s } from './dom.ts';

export interface Symbol {
  colour: string;
  path: string;
  evenOdd?: boolean;
}

export type Family =
  | 'clash' | 'strike' | 'incursion' | 'seizure' | 'police' | 'force' | 'closure' | 'disaster' | 'other';

export const FAMILIES: Record<Family, Symbol> = {
  clash: { colour: '#D55E00', path: 'M5 2.6 12 9.6 19 2.6 21.4 5 14.4 12 21.4 19 19 21.4 12 14.4 5 21.4 2.6 19 9.6 12 2.6 5Z' },
  strike: { colour: '#CC79A7', path: 'M12 1.5 14.6 8.6 22 6.6 17 12 22 17.4 14.6 15.4 12 22.5 9.4 15.4 2 17.4 7 12 2 6.6 9.4 8.6Z' },
  incursion: { colour: '#3b3b3b', path: 'M12 2.4 22.4 20.6H1.6Z' },
  seizure: { colour: '#009E73', path: 'M12 1.8 22.2 12 12 22.2 1.8 12Z' },
  police: { colour: '#0072B2', path: 'M3.5 3.5h17v17h-17z' },
  force: { colour: '#56B4E9', path: 'M12 1.8 21 5v7c0 5-4 8.600-9 10.400C7 20.600 3 17 3 12V5Z' },
  closure: { colour: '#E69F00', path: 'M8 2.2h8L21.8 8v8L16 21.8H8L2.2 16V8Z M6.6 10.4h10.8v3.2H6.6Z', evenOdd: true },
  disaster: { colour: '#8a6d4a', path: 'M12 1.6C15.4 7 19 10.6 19 15a7 7 0 0 1-14 0C5 10.6 8.6 7 12 1.6Z' },
  other: { colour: '#6b7280', path: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18Z' },
};

/** The kinds of each family; a kind that is in none has the symbol `other`. */
const KINDS: Record<Exclude<Family, 'other'>, string[]> = {
  clash: ['armed_clash', 'attack', 'abduction', 'offensive', 'territorial_control', 'killing'],
  strike: ['rocket_fire', 'shelling', 'air_drone_strike', 'ied_mine', 'suicide_bomb', 'mine_uxo'],
  incursion: ['incursion', 'displacement', 'deportation', 'militant_movement', 'border_violation', 'infiltration'],
  seizure: ['drug_seizure', 'weapons_seizure', 'arms_delivery', 'equipment_delivery', 'smuggling'],
  police: ['arrest', 'detention', 'security_operation', 'release'],
  force: [
    'mobilization', 'troop_deployment', 'troop_arrival', 'militant_presence', 'base_established', 'exercise',
    'deployment', 'presence',
  ],
  closure: ['border_closure', 'border_opening', 'crossing_closure', 'protest', 'unrest', 'protest_unrest'],
  disaster: ['natural_disaster', 'flood', 'earthquake', 'mudflow'],
};

const familyOfKind = new Map<string, Family>(
  Object.entries(KINDS).flatMap(([family, kinds]) => kinds.map((kind) => [kind, family as Family] as const)),
);

export const familyOf = (kind: string): Family => familyOfKind.get(kind) ?? 'other';

/** Signs of kinds that would be misread under the sign of their family. */
const OCTAGON = 'M8 2.2h8L21.8 8v8L16 21.8H8L2.2 16V8Z';
const OWN_PATHS: Record<string, string> = {
  border_opening: `${OCTAGON} M5.8 10.7h6.4V7.2L18.4 12 12.2 16.800V13.300H5.800Z`,
  protest: `${OCTAGON} M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z`,
  unrest: `${OCTAGON} M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z`,
};

/** The symbol of a kind of incident. */
export function symbolOf(kind: string): Symbol {
  const family = FAMILIES[familyOf(kind)];
  return Object.hasOwn(OWN_PATHS, kind) ? { ...family, path: OWN_PATHS[kind], evenOdd: true } : family;
}

const FACILITY_PATHS: Record<string, string> = {
  bridge: 'M2 15h20v2.4h-2.2V21h-2.4v-3.6H6.6V21H4.2v-3.6H2Z M4.2 14C6 8.5 9 6.8 12 6.8s6 1.7 7.8 7.2h-2.400C16.2 10.5 14.3 9 12 9s-4.200 1.500-5.400 5Z',
  crossing: 'M3 4h3v16H3z M7 7.5l14-3.5v3.6L7 11.1Z M7 13h14v2.5H7z',
  post: 'M6 2.5h2.2V4H19l-3 3.7L19 11.5H8.2V21.5H6Z',
  base: 'M12 2 22 8v2H2V8Z M4 11h4v8H4Z M10 11h4v8h-4Z M16 11h4v8h-4Z M2 20h20v2H2Z',
  market: 'M3 9 5 3.500h14L21 9v1.500h-1.500V20.500h-15V10.500H3Z',
  power: 'M13.500 1.800 5 13.500h5.500L9 22.200 19 9.800h-6Z',
};

export function facilityPath(kind: string): string {
  if (kind.includes('bridge')) return FACILITY_PATHS.bridge;
  if (kind.includes('crossing') || kind.includes('checkpoint') || kind.includes('customs')) return FACILITY_PATHS.crossing;
  if (/base|barracks|range|unit|camp|airfield/.test(kind)) return FACILITY_PATHS.base;
  if (kind.includes('market')) return FACILITY_PATHS.market;
  if (kind.includes('power')) return FACILITY_PATHS.power;
  return FACILITY_PATHS.post;
}

/** The symbol of a kind for lists and legends. */
export function icon(isFacility: boolean, kind: string, size = 16): SVGElement {
  const symbol: Symbol = isFacility
    ? { colour: 'currentColor', path: facilityPath(kind), evenOdd: true }
    : symbolOf(kind);
  return drawn(symbol, size);
}

/** The symbol of a family. */
export const familyIcon = (family: Family, size = 14): SVGElement => drawn(FAMILIES[family], size);

function drawn(symbol: Symbol, size: number): SVGElement {
  return s(
    'svg',
    { viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true', class: 'symbol' },
    s('path', { d: symbol.path, fill: symbol.colour, 'fill-rule': symbol.evenOdd ? 'evenodd' : 'nonzero' }),
  );
}

const RATIO = Math.max(2, Math.ceil(globalThis.devicePixelRatio || 1));
/** The factor from canvas pixels of a symbol to pixels of the page. */
export const SCALE = 1 / RATIO;
const FONT = 'system-ui,"Segoe UI","Noto Sans","Noto Sans Arabic",sans-serif';
const INK = '#1d2430';

const drawings = new Map<string, HTMLCanvasElement>();

function drawing(key: string, width: number, height: number, draw: (to: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const known = drawings.get(key);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * RATIO);
  canvas.height = Math.ceil(height * RATIO);
  const to = canvas.getContext('2d');
  if (!to) throw new Error('no canvas');
  to.scale(RATIO, RATIO);
  draw(to);
  drawings.set(key, canvas);
  return canvas;
}

/** One incident. A hollow symbol is one of low confidence. */
export function incidentMark(kind: string, isStrong: boolean, isHollow: boolean): HTMLCanvasElement {
  const symbol = symbolOf(kind);
  const size = isStrong ? 21 : 17;
  return drawing(`i/${symbol.colour}/${symbol.path}/${isStrong}/${isHollow}`, size + 6, size + 6, (to) => {
    const path = new Path2D(symbol.path);
    to.translate(3, 3);
    to.scale(size / 24, size / 24);
    to.lineJoin = 'round';
    to.strokeStyle = isStrong ? INK : '#fff';
    to.lineWidth = isStrong ? 6 : 4.5;
    to.stroke(path);
    to.fillStyle = isHollow ? '#fff' : symbol.colour;
    to.fill(path, symbol.evenOdd ? 'evenodd' : 'nonzero');
    if (isHollow) {
      to.strokeStyle = symbol.colour;
      to.lineWidth = 2.4;
      to.stroke(path);
    }
  });
}

/** A facility: a dark sign on a white tile; several in one tile with their number. */
export function facilityMark(kind: string, isStrong: boolean, count: string): HTMLCanvasElement {
  const path = facilityPath(kind);
  const size = isStrong ? 19 : 15;
  return drawing(`f/${path}/${isStrong}/${count}`, size + 4 + (count ? 10 : 0), size + 4, (to) => {
    to.fillStyle = '#fff';
    to.strokeStyle = isStrong ? '#000' : '#4a4f57';
    to.lineWidth = isStrong ? 2 : 1;
    to.beginPath();
    to.roundRect(1.5, 1.5, size + 1 + (count ? 9 : 0), size + 1, 3);
    to.fill();
    to.stroke();
    if (count) centred(to, count, size + 5, size / 2 + 2.5, 10);
    to.translate(2 + size * 0.14, 2 + size * 0.14);
    to.scale((size * 0.72) / 24, (size * 0.72) / 24);
    to.fillStyle = '#333a44';
    to.fill(new Path2D(path), 'evenodd');
  });
}

export const clusterRadius = (count: number): number => Math.round(Math.min(23, 9.5 + 2 * Math.log2(count)));

/** Several incidents: their number in a disc whose ring is divided by family. */
export function clusterMark(shares: [Family, number][], count: number, label: string, isStrong: boolean): HTMLCanvasElement {
  const radius = clusterRadius(count);
  return drawing(`c/${label}/${isStrong}/${shares.join('/')}`, radius * 2 + 6, radius * 2 + 6, (to) => {
    const middle = radius + 3;
    const disc = (r: number, colour: string): void => {
      to.beginPath();
      to.arc(middle, middle, r, 0, 7);
      to.fillStyle = colour;
      to.fill();
    };
    disc(radius + (isStrong ? 2.5 : 1.5), isStrong ? INK : '#fff');
    let angle = -Math.PI / 2;
    for (const [family, share] of shares) {
      const end = angle + (2 * Math.PI * share) / count;
      to.beginPath();
      to.moveTo(middle, middle);
      to.arc(middle, middle, radius, angle, end);
      to.closePath();
      to.fillStyle = FAMILIES[family].colour;
      to.fill();
      angle = end;
    }
    disc(radius - 4.5, '#fff');
    centred(to, label, middle, middle + 0.5, count > 99 ? 10 : 11.5);
  });
}

/** What the label of an area is made of. */
interface Sign {
  isFacility: boolean;
  kind: string;
}

const SIGN = 15;
const HEAD = 15;

/** The size of the label of an area, in pixels. */
export function areaSize(signs: Sign[], count: string): { width: number; height: number } {
  return { width: HEAD + SIGN * signs.length + (count.length ? 5 + 7 * count.length : 0) + 6, height: 20 };
}

/** What a label without a point is of. */
export type AreaKind = 'area' | 'wide' | 'province' | 'line' | 'border';

/**
 * What is known of an area, a line or the border only: a label with a dashed edge, on purpose not like a point.
 * First what it is of (hatched: a province; a circle; dots: a wide area; a line), then the kinds, then how many.
 */
export function areaMark(of: AreaKind, signs: Sign[], count: string, isStrong: boolean): HTMLCanvasElement {
  const { width, height } = areaSize(signs, count);
  const key = signs.map((sign) => (sign.isFacility ? `f${facilityPath(sign.kind)}` : symbolOf(sign.kind).path)).join('+');
  return drawing(`a/${of}/${key}/${count}/${isStrong}`, width + 4, height + 4, (to) => {
    const frame = (): void => {
      to.beginPath();
      to.roundRect(2, 2, width, height, of === 'province' ? 4 : 10);
    };
    frame();
    to.fillStyle = '#fff';
    to.fill();
    to.save();
    to.clip();
    heading(to, of);
    to.restore();
    frame();
    to.strokeStyle = isStrong ? '#000' : '#5b6472';
    to.lineWidth = isStrong ? 2.2 : 1.2;
    to.setLineDash(isStrong ? [] : [3, 2]);
    to.stroke();
    to.setLineDash([]);
    signs.forEach((sign, index) => {
      to.save();
      to.translate(HEAD + 4 + index * SIGN, 5.5);
      to.scale(13 / 24, 13 / 24);
      const symbol = sign.isFacility ? { colour: '#333a44', path: facilityPath(sign.kind), evenOdd: true } : symbolOf(sign.kind);
      to.fillStyle = symbol.colour;
      to.fill(new Path2D(symbol.path), symbol.evenOdd ? 'evenodd' : 'nonzero');
      to.restore();
    });
    const left = HEAD + 4 + SIGN * signs.length;
    centred(to, count, (left + width) / 2, height / 2 + 2.5, 11.5);
  });
}

function heading(to: CanvasRenderingContext2D, of: AreaKind): void {
  if (of === 'province') {
    to.save();
    to.beginPath();
    to.rect(0, 0, HEAD, 30);
    to.clip();
    hatching(to, -20, 30, 26, '#5b6472');
    to.restore();
    return;
  }
  to.beginPath();
  to.strokeStyle = of === 'border' ? '#7a1f4b' : of === 'line' ? '#2f7fb5' : '#5b6472';
  to.lineWidth = of === 'area' ? 1.3 : 2.6;
  if (of === 'wide') {
    to.fillStyle = '#5b6472';
    for (const x of [6.5, 11, 15.5]) {
      to.moveTo(x, 12);
      to.arc(x, 12, 1.6, 0, 7);
    }
    to.fill();
    return;
  }
  if (of === 'area') {
    to.setLineDash([2.4, 1.8]);
    to.arc(11, 12, 5, 0, 7);
  } else {
    to.moveTo(6, 15);
    to.lineTo(9, 10);
    to.lineTo(12, 14);
    to.lineTo(16, 9);
  }
  to.stroke();
  to.setLineDash([]);
}

function centred(to: CanvasRenderingContext2D, text: string, x: number, y: number, size: number): void {
  to.fillStyle = INK;
  to.textAlign = 'center';
  to.textBaseline = 'middle';
  to.font = `600 ${size}px ${FONT}`;
  to.fillText(text, x, y);
}

function hatching(to: CanvasRenderingContext2D, from: number, until: number, height: number, colour: string): void {
  to.strokeStyle = colour;
  to.lineWidth = 1.4;
  for (let x = from; x < until; x += 4.5) {
    to.beginPath();
    to.moveTo(x, height);
    to.lineTo(x + 20, 0);
    to.stroke();
  }
}

/** The hatching of a whole province that is selected. */
export function hatch(): CanvasPattern | string {
  const canvas = drawing('hatch', 8, 8, (to) => {
    to.strokeStyle = 'rgba(40,46,58,.55)';
    to.lineWidth = 1.2;
    for (const x of [-8, 0, 8]) {
      to.beginPath();
      to.moveTo(x, 8);
      to.lineTo(x + 8, 0);
      to.stroke();
    }
  });
  return canvas.getContext('2d')?.createPattern(canvas, 'repeat') ?? 'rgba(40,46,58,.2)';
}
