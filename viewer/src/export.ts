/** Files of exactly what is shown. */
import type { Item } from './model.ts';

const COLUMNS = [
  'id', 'type', 'facility_type', 'status', 'date_edtf', 'datetime', 'place_name', 'place_id', 'place_level', 'country', 'iso3166_2',
  'admin1_name', 'lat', 'lon', 'uncertainty_km', 'border_side', 'border_dist_km', 'border_dist_min_km', 'border_dist_max_km',
  'border_section', 'actor1', 'actor2', 'killed_low', 'killed_high', 'wounded_low', 'wounded_high', 'confidence',
  'confidence_reasons', 'event_cluster', 'source_publisher', 'source_url', 'source_date', 'evidence', 'doc_id',
] as const;

/** The shown records as a FeatureCollection; what has no point, or lies in a wide area, has no geometry. */
export function toGeoJson(items: Item[]): string {
  const features = items.map((item) => ({
    type: 'Feature',
    id: item.id,
    geometry: typeof item.record.lat === 'number' && item.shape !== 'wide' ? { type: 'Point', coordinates: [item.record.lon, item.record.lat] } : null,
    properties: item.record,
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** The shown records as a table, with the mark of UTF-8 that spreadsheets need. */
export function toCsv(items: Item[]): string {
  const rows = items.map(({ record }) => COLUMNS.map((column) => cell(record[column])).join());
  return `\ufeff${COLUMNS.join()}\r\n${rows.map((row) => `${row}\r\n`).join('')}`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  let text = String(value);
  // A spreadsheet would run what begins like a formula.
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a file to the reader. */
export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}
