/**
 * Made-up data for the tests: the same numbers give the same records. Some carry hostile text in every field.
 * `node tests/fixture.mjs COUNT OUT.html` writes a page of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const assets = join(dirname(fileURLToPath(import.meta.url)), '../../assets/viewer');

/** What would run, load or break out, if it were ever taken for markup. */
export const HOSTILE = [
  '</script><script>window.__hacked=1</script>',
  '<img src=x onerror="window.__hacked=1">',
  '"><svg onload=window.__hacked=1>',
  '{{data}}<!--',
  '=HYPERLINK("http://example.invalid")',
  '\u202e\u2066right to left\u2069 \u0000 \u2028',
];

/** A generator of numbers from 0 to 1 (mulberry32, public domain). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Google's encoded polyline, precision 5, of longitude and latitude. */
export function encode(line) {
  let text = '';
  let [lastLat, lastLon] = [0, 0];
  const number = (value) => {
    let left = value < 0 ? ~(value << 1) : value << 1;
    while (left >= 32) {
      text += String.fromCharCode((32 | (left & 31)) + 63);
      left >>= 5;
    }
    text += String.fromCharCode(left + 63);
  };
  for (const [lon, lat] of line) {
    const [a, b] = [Math.round(lat * 1e5), Math.round(lon * 1e5)];
    number(a - lastLat);
    number(b - lastLon);
    [lastLat, lastLon] = [a, b];
  }
  return text;
}

const TYPES = ['armed_clash', 'shelling', 'smuggling', 'arrest', 'border_closure', 'incursion', 'natural_disaster', 'exercise', 'drug_seizure', 'made_up_kind'];
const STATUSES = ['occurred', 'occurred', 'occurred', 'ongoing', 'planned', 'claimed', 'denied'];
const LEVELS = ['settlement', 'settlement', 'settlement', 'site', 'district', 'province', 'country'];
const REASONS = ['year_inferred', 'place_anaphor', 'single_source', 'contested'];
const LANGUAGES = ['en', 'ru', 'tg', 'fa'];
const QUOTES = {
  en: 'Two guards were hurt when shots were fired near the post on Tuesday.',
  ru: 'Двое пограничников пострадали, когда у заставы открыли огонь.',
  tg: 'Ду сарҳадбон ҳангоми тирпарронӣ дар назди постгоҳ захмӣ шуданд.',
  fa: 'دو سرباز هنگام تیراندازی در نزدیکی پاسگاه زخمی شدند.',
};
const TRIGGERS = { en: 'shots were fired', ru: 'открыли огонь', tg: 'тирпарронӣ', fa: 'تیراندازی' };

/** Two invented countries north (XN) and south (XS) of a border that runs along 38 degrees north. */
export function fixture(count, { hostile = false } = {}) {
  const next = random(count);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const wild = (text, index) => (hostile ? HOSTILE[index % HOSTILE.length] + text : text);
  const wave = (lon) => 38 + 0.25 * Math.sin(lon * 3);
  const edge = (from, to) => Array.from({ length: 31 }, (_, index) => from + ((to - from) * index) / 30).map((lon) => [lon, wave(lon)]);
  const provinces = [0, 1, 2, 3, 4].flatMap((column) => {
    const [west, east] = [66 + 2 * column, 68 + 2 * column];
    const names = (side) => ({ en: `${side} Province ${column + 1}`, ru: `Провинция ${side} ${column + 1}`, tg: `Вилояти ${side} ${column + 1}`, fa: `ولایت ${side} ${column + 1}` });
    return [
      { id: `XN-${column}`, country: 'XN', names: names('North'), rings: [encode([...edge(west, east), [east, 40.5], [west, 40.5], [west, wave(west)]])] },
      { id: `XS-${column}`, country: 'XS', names: names('South'), rings: [encode([...edge(west, east), [east, 35.5], [west, 35.5], [west, wave(west)]])] },
    ];
  });
  const sections = Array.from({ length: 20 }, (_, index) => ({
    section: `XN-XS-${String(index + 1).padStart(2, '0')}`, from_km: index * 44, to_km: (index + 1) * 44,
    lines: [encode(edge(66 + index * 0.5, 66.5 + index * 0.5))],
  }));
  const places = Array.from({ length: Math.min(60, Math.max(12, count / 5)) }, (_, index) => {
    const lon = 66.2 + next() * 9.6;
    const lat = wave(lon) + (next() - 0.5) * 2.4;
    const side = lat > wave(lon) ? 'XN' : 'XS';
    const km = Math.abs(lat - wave(lon)) * 111.2;
    return {
      id: `p${index}`, name: wild(`Place ${index + 1}`, index), place_id: `marz:p${index}`, place_name: wild(`Place ${index + 1}`, index), place_name_local: `جای ${index + 1}`,
      place_level: 'settlement', lat: +lat.toFixed(5), lon: +lon.toFixed(5), country: side, border_side: side, iso3166_2: `${side}-${Math.floor((lon - 66) / 2)}`,
      border_dist_km: +km.toFixed(2), border_section: sections[Math.min(19, Math.floor((lon - 66) * 2))].section,
      mentions_raw: 3 + Math.floor(next() * 20), mentions_unique: 1 + Math.floor(next() * 12),
    };
  });
  const day = (index) => new Date(Date.UTC(2024, 0, 1) + index * 86_400_000).toISOString();
  const incidents = Array.from({ length: count }, (_, index) => {
    const place = pick(places);
    const level = pick(LEVELS);
    const language = pick(LANGUAGES);
    const hasPoint = level !== 'province' && level !== 'country';
    const at = Math.floor(next() ** 0.7 * 1000);
    const isDated = index % 17 !== 3;
    return {
      id: `i${index}`, type: pick(TYPES), status: pick(STATUSES),
      datetime: isDated ? day(at) : null, end_datetime: isDated ? day(at + (index % 9 === 0 ? 3 : 0)) : null, date_edtf: isDated ? day(at).slice(0, 10) : null, date_text: wild('on Tuesday', index),
      place_name: hasPoint ? place.place_name : null, place_name_local: place.place_name_local, place_id: hasPoint ? place.place_id : null, place_level: level,
      lat: hasPoint ? place.lat : null, lon: hasPoint ? place.lon : null, uncertainty_km: level === 'district' ? 12 : 1,
      country: place.country, iso3166_2: level === 'country' ? null : place.iso3166_2, border_side: place.border_side,
      border_dist_km: hasPoint && level !== 'district' ? place.border_dist_km : null,
      border_dist_min_km: level === 'district' ? Math.max(0, Math.round(place.border_dist_km - 12)) : null, border_dist_max_km: level === 'district' ? Math.round(place.border_dist_km + 12) : null,
      border_section: hasPoint ? place.border_section : null,
      confidence: pick(['high', 'high', 'medium', 'low']), confidence_reasons: index % 3 ? pick(REASONS) : `${pick(REASONS)};${pick(REASONS)}`,
      source_publisher: wild(`Sample Wire ${1 + (index % 14)}`, index + 1), source_url: hostile ? 'javascript:window.__hacked=1' : `https://example.invalid/${index}`, source_date: day(at + 1).slice(0, 10),
      speaker: wild('the border service', index + 2), language, doc_id: `doc-${index % 40}`, evidence: wild(QUOTES[language], index + 3), trigger: TRIGGERS[language],
      context_before: index % 2 ? wild('The sentence before it.', index) : null, context_after: null, actor1: wild('border guards', index + 4), actor2: null,
      killed_low: index % 5 === 0 ? index % 4 : null, killed_high: index % 5 === 0 ? (index % 4) + 2 : null, count_text: null,
      event_cluster: index % 7 === 6 ? `e${index - 1}` : index % 7 === 5 ? `e${index}` : null, reason: level === 'country' ? 'country_only' : null,
    };
  });
  const facilities = places.slice(0, 8).map((place, index) => ({
    ...place, id: `f${index}`, facility_type: pick(['border_post', 'bridge', 'crossing', 'border_market', 'military_base']), status: pick(['existing', 'planned', 'under_construction']),
    evidence: wild('A new post will be built there.', index), source_publisher: 'Sample Wire 1', source_url: 'https://example.invalid/f', language: 'en', confidence: 'medium', cost: 1_200_000, cost_currency: 'USD', year: 2025,
  }));
  const mentions = places.flatMap((place, index) => [{ ...place, id: `m${index}`, text: `Place ${index + 1}`, use: 'location', description: wild(`They came to Place ${index + 1} at night.`, index), source_publisher: 'Sample Wire 2', source_date: '2024-05-01', language: 'en' }]);
  const country = (id, en, ru, tg, fa, lat) => ({ id, names: { en, ru, tg, fa }, lat, lon: 71 });
  return {
    meta: {
      title: wild('Northland – Southland border', 0), sides: ['XN', 'XS'], documents: Math.max(5, Math.round(count / 6)), synthetic: true, generator: 'fixture',
      attribution: ['Made-up geography'], disclaimer: 'Nothing on this map exists.',
    },
    basemap: {
      provinces, borders: [], rivers: [encode([[70, 40.5], [70.4, 39.2], [70.2, 38.1]])], lakes: [encode([[72, 39.5], [72.4, 39.6], [72.5, 39.3], [72, 39.5]])],
      countries: [country('XN', 'Northland', 'Северия', 'Шимолистон', 'شمالستان', 39.9), country('XS', 'Southland', 'Югия', 'Ҷанубистон', 'جنوبستان', 36)],
      towns: [{ names: { en: 'Capital', ru: 'Столица', tg: 'Пойтахт', fa: 'پایتخت' }, lat: 39.6, lon: 68.2, rank: 0 }],
    },
    layers: {
      places, mentions, incidents, facilities, border_sections: sections,
      provinces: provinces.map((one) => ({ iso3166_2: one.id, name: one.names.en, country: one.country, mentions_raw: Math.floor(next() * 90), mentions_unique: Math.floor(next() * 60) })),
    },
    unplaced: [
      { layer: 'mentions', text: wild('Atlantis', 0), reason: 'unknown_name', count: 3 }, { layer: 'mentions', text: 'Northland', reason: 'area_country', count: 12 },
      { layer: 'mentions', text: 'the border', reason: 'border_line', count: 7 },
    ],
  };
}

/** The page with `data` in its slot, as the program writes it. */
export function page(data, { isPacked = false } = {}) {
  const read = (name) => readFileSync(join(assets, name), 'utf8');
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  const slots = {
    title: 'Sample', style: read('style.css'), script: read('app.js'), encoding: isPacked ? 'gzip' : 'none',
    data: isPacked ? gzipSync(json, { level: 9 }).toString('base64') : json,
  };
  return read('page.html').replace(/\{\{(\w+)\}\}/g, (_, name) => slots[name]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count, out] = [Number(process.argv[2]), process.argv[3]];
  writeFileSync(out, page(fixture(count), { isPacked: count > 2000 }));
}
