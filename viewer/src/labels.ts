/** The words for values of facets and for records. */
import { date, digits, edtf, languageName, name, number, t, word } from './i18n/index.ts';
import { type Facet, type Item, type Model, UNKNOWN } from './model.ts';

/** A country by its code. */
export function country(model: Model, code: string): string {
  const known = model.page.basemap.countries.find((one) => one.id === code);
  return (known && name(known.names)) || code;
}

export function province(model: Model, code: string): string {
  const known = model.page.basemap.provinces.find((one) => one.id === code);
  return (known && name(known.names)) || model.provinceNames.get(code) || code;
}

export function value(model: Model, facet: Facet, code: string): string {
  if (code === UNKNOWN) return t('noValue');
  switch (facet) {
    case 'type': return word('type', code);
    case 'facilityType': return word('facility', code);
    case 'status': return word('status', code);
    case 'side': return code === 'other' ? t('other') : code === 'line' ? t('line') : country(model, code);
    case 'province': return province(model, code);
    case 'docLanguage': return languageName(code);
    case 'confidence': return word('confidence', code);
    case 'precision': return word('level', code);
    case 'publisher': return code;
  }
}

export const kind = (item: Item): string => word(item.isFacility ? 'facility' : 'type', item.kind);

/** A place's name in the reader's language. */
export function placeName(model: Model, id: string | null | undefined, plain: string): string {
  const known = id ? model.page.names?.[id] : undefined;
  return (known && name(known)) || plain;
}

/** A crossing's name in the reader's language. */
export function crossingName(model: Model, plain: string): string {
  const known = model.page.crossings?.[plain];
  return (known && name(known)) || plain;
}

/** What a place is called in the other languages. */
export function otherNames(model: Model, id: string | null | undefined, shown: string): string {
  const known = (id && model.page.names?.[id]) || {};
  return [...new Set(Object.values(known))].filter((one) => one && one !== shown).join(' · ');
}

export function place(model: Model, item: Item): string {
  const { record } = item;
  if (record.place_level === 'province' && item.provinces.length) {
    return item.provinces.map((code) => province(model, code)).join(t('comma'));
  }
  if (record.place_level === 'country' && record.country) return country(model, record.country);
  if (record.place_level === 'border_line' && record.border_side === 'line') return t('borderLine');
  if (record.place_name) return placeName(model, record.place_id, record.place_name);
  if (record.place_level === 'none' && !item.provinces.length) return '–';
  return item.provinces.length ? province(model, item.provinces[0]) : '–';
}

/** When, as exactly as it is known. */
export function when({ start, end, record }: Item): string {
  if (record.date_edtf) return edtf(record.date_edtf);
  if (start === null) return t('noDate');
  if (end !== null && end > start) return `${date(start, 'day')} – ${date(end, 'day')}`;
  return date(start, 'day');
}

/** The same for a table: short, and in order when sorted. */
export function shortDate(item: Item): string {
  if (item.start === null) return '–';
  const edtf = (item.record.date_edtf ?? '').replace(/[~?%]$/, '');
  const length = /^\d{4}$/.test(edtf) ? 4 : /^\d{4}-\d{2}(-[\dX]X)?$/.test(edtf) ? 7 : 10;
  return (edtf.startsWith('../') ? '≤\u202f' : '') + digits(new Date(item.start).toISOString().slice(0, length));
}

export function distance(item: Item): string {
  const { record } = item;
  if (record.border_dist_km != null) return `${number(record.border_dist_km, 1)} ${t('km')}`;
  if (record.border_dist_min_km != null && record.border_dist_max_km != null) {
    return t('range', { a: Math.round(record.border_dist_min_km), b: Math.round(record.border_dist_max_km) });
  }
  return '–';
}

/** Numbers of people: one, or the least and the most. */
export function range(low: number | null | undefined, high: number | null | undefined): string | null {
  if (low == null && high == null) return null;
  if (low == null || high == null || low === high) return number((low ?? high) as number);
  return `${number(low)}–${number(high)}`;
}
