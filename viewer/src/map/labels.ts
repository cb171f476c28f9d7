/** The names on the map, in the order in which they get their places. */
import { fromLonLat } from 'ol/proj.js';
import type { Names } from '../data.ts';
import { current, isRtl, name, number, t } from '../i18n/index.ts';
import { placeName } from '../labels.ts';
import { decode } from '../polyline.ts';
import type { Store } from '../store.ts';
import { WIDEST } from '../where.ts';
import { around, type Box, type Spot } from './layout.ts';
import type { Province } from './ground.ts';
import { FONT, type LabelLook } from './styles.ts';

export interface Label {
  words: string;
  look: LabelLook;
  /** Where it may stand, the best first; worked out for its size. */
  spots(width: number, height: number): Iterable<Spot>;
  /** A ring drawn at the place itself, if the label is. */
  dot?: number[];
  /** Names that stand for the same are not repeated close by. */
  at?: Spot;
}

export interface Frame {
  resolution: number;
  view: Box;
  toPixel(at: number[]): Spot;
}

const measurer = document.createElement('canvas').getContext('2d');
const widths = new Map<string, number>();

/** The width of words, in pixels. */
export function widthOf(words: string, { size, weight, isSlanted }: LabelLook): number {
  const font = `${isSlanted ? 'italic ' : ''}${weight ?? 500} ${size}px ${FONT}`;
  const key = `${font}/${words}`;
  let width = widths.get(key);
  if (width === undefined && measurer) {
    measurer.font = font;
    width = measurer.measureText(words).width;
    widths.set(key, width);
  }
  return width ?? 0;
}

const TOWN: LabelLook = { size: 11.5, weight: 400, colour: '#3c434d' };
const SEAT: LabelLook = { size: 12.5, weight: 600, colour: '#20262e' };
const COUNTRY: LabelLook = { size: 13, weight: 600, colour: '#66707d' };
const PROVINCE: LabelLook = { size: 12, weight: 500, colour: '#7a5a24' };
const WATER: LabelLook = { size: 11, weight: 400, colour: '#3b78a3', isSlanted: true };
const KILOMETRES: LabelLook = { size: 10, weight: 500, colour: '#8d4468' };

/** The names of the ground: countries, provinces, towns, rivers, kilometres of the border. */
export function groundLabels(store: Store, provinces: Map<string, Province>, frame: Frame): Label[] {
  const { basemap, meta } = store.model.page;
  const { resolution } = frame;
  const towns = store.state.layers.has('names')
    ? basemap.towns.filter((one, index) => one.rank <= townRank(resolution) || index < firstTowns(frame)).map((one) => town(one, frame)) : [];
  const capitals = towns.filter((_, index) => basemap.towns[index]?.rank === 0);
  const countries = basemap.countries.map((one) => country(one, provinces, frame, meta.sides.includes(one.id)));
  const areas = resolution > 6000 ? [] : [...provinces.values()].filter((one) => one.isSide).flatMap((one) => province(one, frame));
  const waters = store.state.layers.has('rivers') && resolution < 1600 ? (basemap.water_names ?? []).map((one) => water(one, frame)) : [];
  return [...capitals, ...countries, ...areas, ...towns.filter((one) => !capitals.includes(one)), ...waters, ...kilometres(store, frame)];
}

/** From however far, a few towns are named to find one's way by: one for so many square pixels. */
const ROOM = 36_000;
const firstTowns = ({ view, resolution }: Frame): number =>
  resolution > 5000 ? 0 : Math.floor(((view.x1 - view.x0) * (view.y1 - view.y0)) / ROOM);

const townRank = (resolution: number): number => (resolution > 1200 ? 0 : resolution > 520 ? 1 : resolution > 260 ? 2 : 4);

function town(one: { names: Names; lat: number; lon: number; rank: number }, frame: Frame): Label {
  const at = fromLonLat([one.lon, one.lat]);
  const spot = frame.toPixel(at);
  return { words: name(one.names), look: one.rank < 2 ? SEAT : TOWN, spots: (width, height) => around(spot, 3, width, height), dot: at, at: spot };
}

/** Persian letters join, so they are not spaced. */
const spaced = (words: string): string => current() === 'fa' ? words : [...words.toLocaleUpperCase()].join('\u200a');

const inView = ({ x, y }: Spot, { x0, y0, x1, y1 }: Box): boolean => x > x0 && x < x1 && y > y0 && y < y1;

/** In the middle of what is seen of the country. */
function country(one: { id: string; names: Names; lat: number; lon: number }, provinces: Map<string, Province>, frame: Frame, isSide: boolean): Label {
  const own = [...provinces.values()].filter((province) => province.country === one.id);
  const seen = own.flatMap((province) => province.spots).map(({ at }) => frame.toPixel(at)).filter((spot) => inView(spot, frame.view));
  const middle = {
    x: seen.reduce((sum, spot) => sum + spot.x, 0) / Math.max(1, seen.length), y: seen.reduce((sum, spot) => sum + spot.y, 0) / Math.max(1, seen.length),
  };
  const off = (spot: Spot): number => Math.hypot(spot.x - middle.x, (spot.y - middle.y) * 1.4);
  const best = seen.map((spot) => ({ spot, off: off(spot) })).sort((a, b) => a.off - b.off).slice(0, 160).map(({ spot }) => spot);
  return { words: spaced(name(one.names)), look: isSide ? { ...COUNTRY, size: 14 } : COUNTRY, spots: () => best };
}

/** Only where the province is wide enough for its name. */
function province(one: Province, frame: Frame): Label[] {
  const words = name(one.names);
  const width = widthOf(words, PROVINCE);
  const room = width * 0.5 * frame.resolution;
  const roomy = one.spots.filter(({ edge }) => edge > room * 0.55);
  if (!roomy.length) return [];
  const seen = roomy.map(({ at, edge }) => ({ spot: frame.toPixel(at), edge })).filter(({ spot }) => inView(spot, frame.view));
  const best = seen.sort((a, b) => b.edge - a.edge).slice(0, 40).map(({ spot }) => spot);
  return [{ words, look: PROVINCE, spots: () => best }];
}

function water(one: { names: Names; lat: number; lon: number }, frame: Frame): Label {
  const spot = frame.toPixel(fromLonLat([one.lon, one.lat]));
  return { words: name(one.names), look: WATER, spots: (width, height) => around(spot, 2, width, height), at: spot };
}

/** Kilometres between two marks along the border, the first that leaves 150 pixels. */
const MARKS = [25, 50, 100, 200, 500, 1000];

function kilometres(store: Store, frame: Frame): Label[] {
  if (!store.state.layers.has('chainage')) return [];
  const every = MARKS.find((km) => (km * 1000) / frame.resolution > 150) ?? 2000;
  const marked = store.model.page.layers.border_sections.filter((one) => Math.round(one.from_km) % every === 0 && one.lines.length);
  return marked.map((one) => {
    const spot = frame.toPixel(fromLonLat(decode(one.lines[0])[0]));
    // On a canvas only a mark makes a number before its unit run as the unit does.
    return { words: `${isRtl() ? '\u200f' : ''}${number(one.from_km)} ${t('km')}`, look: KILOMETRES, spots: (width, height) => around(spot, 4, width, height) };
  });
}

/** Names of mentioned places that are tried, the most mentioned first: near by, and from afar. */
const MOST = 200;
const FEW = 20;

/** The names of places that are mentioned, under their discs. */
export function placeLabels(store: Store, frame: Frame): Label[] {
  if (!store.state.layers.has('places') || !store.state.layers.has('names')) return [];
  const { model } = store;
  const shown = model.page.layers.places.filter((one) => one.lat != null && one.lon != null && (one.uncertainty_km ?? 0) < WIDEST);
  const few = frame.resolution < 700 ? MOST : FEW;
  return shown.sort((a, b) => b.mentions_unique - a.mentions_unique).slice(0, few).map((one) => {
    const spot = frame.toPixel(fromLonLat([one.lon as number, one.lat as number]));
    return { words: placeName(model, one.place_id ?? one.id, one.name), look: TOWN, spots: (width, height) => around(spot, 5, width, height), at: spot };
  });
}
