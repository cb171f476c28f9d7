/** What the page is given: one JSON object, written by `marz map` into the slot `marz-data`. */

export type Lang = 'en' | 'ru' | 'tg' | 'fa';
export type Names = Partial<Record<Lang, string>>;

export interface Page {
  meta: Meta;
  basemap: Basemap;
  layers: Layers;
  /** Names of places by `place_id`. */
  names?: Record<string, Names>;
  /** Names of crossings by the one that records have. */
  crossings?: Record<string, Names>;
  /** Rivers and the like that records name, by `place_id`: encoded polylines. */
  lines?: Record<string, string[]>;
  /** What has no place on the map, each with its reason. */
  unplaced: Unplaced[];
}

export interface Meta {
  title: string;
  /** The two sides of the border, ISO 3166-1 alpha-2. */
  sides: [string, string];
  documents: number;
  /** Who has to be named on the map. */
  attribution: string[];
  disclaimer: string;
  generator: string;
  /** Set on data that somebody made up. */
  synthetic?: boolean;
}

/** Lines are encoded polylines of precision 5, latitude first. */
export interface Basemap {
  /** What the ground is known of: west, south, east, north, in degrees. Nothing is known of what lies outside. */
  area?: [number, number, number, number];
  provinces: { id: string; country: string; names: Names; rings: string[] }[];
  borders: { a: string; b: string; lines: string[] }[];
  rivers: string[];
  lakes: string[];
  countries: { id: string; names: Names; lat: number; lon: number }[];
  towns: { names: Names; lat: number; lon: number; rank: number }[];
  /** Names of rivers, where they stand on them. */
  water_names?: { names: Names; lat: number; lon: number }[];
}

export interface Layers {
  places: PlaceRecord[];
  mentions: MentionRecord[];
  incidents: EventRecord[];
  facilities: EventRecord[];
  provinces: ProvinceRecord[];
  border_sections: SectionRecord[];
}

/** The columns that tell where something is. */
export interface Where {
  lat: number | null;
  lon: number | null;
  place_name: string | null;
  place_name_local?: string | null;
  place_id?: string | null;
  place_level: string;
  uncertainty_km?: number | null;
  country?: string | null;
  /** ISO 3166-2; several are joined with `; `. */
  iso3166_2?: string | null;
  admin1_name?: string | null;
  border_side?: string | null;
  border_dist_km?: number | null;
  border_dist_min_km?: number | null;
  border_dist_max_km?: number | null;
  border_section?: string | null;
  nearest_crossing?: string | null;
  nearest_crossing_km?: number | null;
}

export interface Published {
  source_publisher?: string | null;
  source_url?: string | null;
  source_date?: string | null;
}

/** An incident or a facility. */
export interface EventRecord extends Where, Published {
  id: string;
  title?: string;
  /** The kind of an incident. */
  type?: string;
  /** The kind of a facility. */
  facility_type?: string;
  status?: string | null;
  datetime?: string | null;
  end_datetime?: string | null;
  date_edtf?: string | null;
  date_text?: string | null;
  confidence?: string | null;
  confidence_reasons?: string | null;
  source_chain?: string | null;
  speaker?: string | null;
  evidence?: string | null;
  /** Words of the sentence that the record was made from, where they are told apart. */
  trigger?: string | null;
  context_before?: string | null;
  context_after?: string | null;
  language?: string | null;
  doc_id?: string | null;
  repeated_passage?: boolean | null;
  event_cluster?: string | null;
  actor1?: string | null;
  actor2?: string | null;
  killed_low?: number | null;
  killed_best?: number | null;
  killed_high?: number | null;
  wounded_low?: number | null;
  wounded_best?: number | null;
  wounded_high?: number | null;
  count_text?: string | null;
  operator?: string | null;
  builder?: string | null;
  funder?: string | null;
  cost?: number | null;
  cost_currency?: string | null;
  year?: number | null;
  personnel?: number | null;
  /** Identifiers of records that may tell of the same facility, parted by `; `. */
  possible_same_as?: string | null;
  /** Why it is not on the map. */
  reason?: string | null;
}

export interface PlaceRecord extends Where {
  id: string;
  name: string;
  mentions_raw: number;
  mentions_unique: number;
  documents?: number;
  incidents?: number;
  facilities?: number;
  first_seen?: string | null;
  last_seen?: string | null;
}

export interface MentionRecord extends Where, Published {
  id: string;
  text: string;
  use?: string | null;
  confidence?: string | null;
  /** The sentence around it. */
  description?: string | null;
  doc_id?: string | null;
  language?: string | null;
  repeated_passage?: boolean | null;
}

export interface ProvinceRecord {
  iso3166_2: string;
  name: string;
  country: string;
  mentions_raw: number;
  mentions_unique: number;
  border_dist_min_km?: number | null;
  border_dist_max_km?: number | null;
}

export interface SectionRecord {
  section: string;
  from_km: number;
  to_km: number;
  lines: string[];
}

export interface Unplaced extends Partial<EventRecord> {
  layer: string;
  reason: string;
  /** The words of a mention. */
  text?: string | null;
  /** How many there are of the like; 1 if absent. */
  count?: number;
}

/** Takes the data out of the page. A large slot is compressed: gzip in base64. */
export async function readSlot(): Promise<Page> {
  const slot = document.getElementById('marz-data');
  if (!slot) throw new Error('the page has no data slot');
  const text = slot.textContent ?? '';
  const packed = slot.dataset.encoding === 'gzip';
  slot.remove();
  if (!packed) return JSON.parse(text) as Page;
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as Page;
}
