/** The evidence for an incident, a facility or a place: the words of the reports, and how sure they are. */
import { h, must, safeAddress } from '../dom.ts';
import { edtf, isRtl, languageName, number, plain, t, word } from '../i18n/index.ts';
import { country, crossingName, distance, kind, otherNames, place, placeName, province, range, value, when } from '../labels.ts';
import type { EventRecord, MentionRecord, PlaceRecord, Where } from '../data.ts';
import type { Item, Model } from '../model.ts';
import type { Store } from '../store.ts';
import { icon } from '../symbols.ts';
import { absence } from '../where.ts';

/** More mentions of a place than this are not shown. */
const MOST = 40;

export function drawEvidence(store: Store): void {
  const id = store.state.selected ?? '';
  const box = must('panel');
  const item = store.model.byId.get(id);
  const found = store.model.page.layers.places.find((one) => `place:${one.id}` === id);
  const body = item ? ofItem(store, item) : found ? ofPlace(store, found) : [];
  const back = h('button', { type: 'button', class: 'link', id: 'back', onclick: () => store.select(null) }, `${isRtl() ? '→' : '←'} ${t('back')}`);
  box.replaceChildren(h('div', { class: 'scroll evidence', tabindex: -1 }, back, ...body));
}

function ofItem(store: Store, item: Item): Node[] {
  const { model } = store;
  const { record } = item;
  const name = place(model, item);
  const others = otherNames(model, record.place_id, name) || (record.place_name_local !== name && record.place_name_local) || '';
  const facts: [string, string | Node | null][] = [
    [t('place'), h('span', {}, h('bdi', {}, name), ' ', others && h('bdi', { class: 'quiet' }, others),
      record.place_level !== 'province' && item.provinces.length > 0 && h('span', { class: 'quiet' }, t('comma') + item.provinces.map((code) => province(model, code)).join(t('comma'))))],
    [t('date'), h('span', {}, when(item), record.date_text && h('bdi', { class: 'quiet' }, ` ${t('stated', { x: `\u2068${record.date_text}\u2069` })}`))],
    [t('status'), record.status ? value(model, 'status', record.status) : null],
    [t('side'), record.border_side ? value(model, 'side', record.border_side) : null],
    [t('distance'), record.border_dist_km != null || record.border_dist_min_km != null ? distance(item) : null],
    // From an area or a line no distance is the one.
    [t('crossing'), item.shape === 'point' ? crossing(model, record) : null],
    [t('actors'), [record.actor1, record.actor2].filter(Boolean).join(' – ') || null],
    [t('killed'), range(record.killed_low, record.killed_high)],
    [t('wounded'), range(record.wounded_low, record.wounded_high)],
    [t('figures'), record.count_text ?? null],
    [t('operator'), record.operator ?? null],
    [t('builder'), record.builder ?? null],
    [t('funder'), record.funder ?? null],
    [t('cost'), record.cost != null ? `${number(record.cost)} ${record.cost_currency ?? ''}` : null],
    [t('year'), record.year != null ? plain(record.year) : null],
    [t('personnel'), record.personnel != null ? number(record.personnel) : null],
    [t('maybeSame'), maybeSame(store, record)],
    [t('confidence'), confidence(record)],
  ];
  const group = model.items.filter((one) => one.event === item.event);
  // The one that was asked for comes first.
  const reports = [item, ...group.filter((one) => one !== item)];
  return [
    h('h2', { tabindex: -1 }, icon(item.isFacility, item.kind, 20), ' ', kind(item)),
    h('dl', {}, facts.filter(([, fact]) => fact !== null).map(([term, fact]) => [h('dt', {}, term), h('dd', {}, typeof fact === 'string' ? h('bdi', {}, fact) : fact)])),
    h('p', { class: `note ${record.place_level}` }, precisionNote(item)),
    h('h3', {}, `${t('evidence')} (${reports.length === 1 ? t('report1') : t('reports', { n: reports.length })})`),
    ...reports.map((one) => report(one.record)),
    h('p', { class: 'quiet small' }, t('quoteNote')),
  ];
}

/** The facilities that it may be, each a way to its card; `null` where the map has none of them. */
function maybeSame(store: Store, record: EventRecord): Node | null {
  const ids = (record.possible_same_as ?? '').split(';').map((id) => id.trim());
  const items = ids.map((id) => store.model.byId.get(id)).filter((item) => item !== undefined);
  if (items.length === 0) return null;
  return h('span', {}, items.map((item, at) => [
    at > 0 && t('comma'),
    h('button', { type: 'button', class: 'link', onclick: () => store.select(item.id, { focus: true }) }, h('bdi', {}, `${kind(item)}, ${place(store.model, item)}`)),
  ]));
}

/** The level, and why it is not higher, in words. */
function confidence(record: EventRecord): Node | null {
  if (!record.confidence) return null;
  const reasons = (record.confidence_reasons ?? '').split(';').map((code) => code.trim()).filter(Boolean);
  return h('span', { class: `confidence ${record.confidence}` }, h('b', {}, word('confidence', record.confidence)),
    reasons.length ? `: ${reasons.map((code) => lowered(word('reason', code))).join(t('comma'))}` : '');
}

const lowered = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);

function precisionNote({ record, shape }: Item): string {
  switch (shape) {
    case 'point': return t(record.place_level === 'settlement' ? 'noteSettlement' : 'noteSite');
    case 'area': return t(record.place_level === 'district' ? 'noteDistrict' : 'noteVicinity');
    case 'wide': return t('noteWide');
    case 'province': return t('noteProvince');
    case 'line': return t('noteLine');
    case 'border': return t('noteBorder');
    default: return t('noteNone', { x: word('reason', absence(record, shape)) });
  }
}

/** A crossing and how far it is; its name may run the other way. */
function crossing(model: Model, where: Where): Node | null {
  return where.nearest_crossing
    ? h('span', {}, h('bdi', {}, crossingName(model, where.nearest_crossing)), ' · ', h('bdi', {}, `${number(where.nearest_crossing_km ?? 0, 1)} ${t('km')}`))
    : null;
}

function report(record: EventRecord): HTMLElement {
  const chain = record.source_chain || record.speaker;
  return h('article', {},
    sourceLine(record, record.language),
    h('blockquote', { dir: directionOf(record.language), lang: record.language || null },
      record.context_before && h('span', { class: 'quiet' }, `${record.context_before} `),
      marked(record.evidence ?? '', record.trigger),
      record.context_after && h('span', { class: 'quiet' }, ` ${record.context_after}`)),
    chain && h('p', { class: 'small' }, `${t('speaker')}: `, h('bdi', {}, chain)),
    record.repeated_passage && h('p', { class: 'quiet small' }, t('repeated')),
    link(record.source_url));
}

/** The direction of a language; that of the first letter where the language is not known. */
const directionOf = (language: string | null | undefined): string =>
  !language ? 'auto' : ['fa', 'ar', 'ur', 'ps'].includes(language) ? 'rtl' : 'ltr';

function sourceLine(record: EventRecord | MentionRecord, language?: string | null): HTMLElement {
  const parts = [record.source_date ? edtf(record.source_date) : '', language ? languageName(language) : '', record.doc_id ?? ''].filter(Boolean);
  return h('p', { class: 'source' }, h('b', {}, h('bdi', {}, record.source_publisher || t('noValue'))),
    h('span', { class: 'quiet' }, parts.map((part) => [' · ', h('bdi', {}, part)])));
}

function link(url: string | null | undefined): HTMLElement | null {
  const address = safeAddress(url);
  return address ? h('p', { class: 'small' }, h('a', { href: address, rel: 'noreferrer noopener', target: '_blank' }, `${t('openSource')} ↗`)) : null;
}

/** A sentence with the words marked that gave the record; all of it where those are not known. */
function marked(sentence: string, words: string | null | undefined): (string | HTMLElement)[] {
  const at = words ? sentence.indexOf(words) : -1;
  if (!words || at < 0) return [h('mark', {}, sentence)];
  return [sentence.slice(0, at), h('mark', {}, words), sentence.slice(at + words.length)];
}

function ofPlace(store: Store, one: PlaceRecord): Node[] {
  const { model, result } = store;
  const mentions = model.page.layers.mentions.filter((mention) => mention.place_id === one.place_id || mention.place_id === one.id);
  const here = result.items.filter((item) => item.record.place_id && item.record.place_id === (one.place_id ?? one.id));
  const name = placeName(model, one.place_id ?? one.id, one.name);
  const facts: [string, string | Node | null][] = [
    [t('place'), otherNames(model, one.place_id ?? one.id, name) || one.place_name_local || null],
    [t('province'), one.iso3166_2 ? province(model, one.iso3166_2) : null],
    [t('side'), one.border_side ? value(model, 'side', one.border_side) : one.country ? country(model, one.country) : null],
    [t('distance'), one.border_dist_km != null ? `${number(one.border_dist_km, 1)} ${t('km')}` : null],
    [t('crossing'), crossing(model, one)],
    [t('mentions'), one.mentions_raw === one.mentions_unique ? number(one.mentions_raw) : `${number(one.mentions_unique)} / ${number(one.mentions_raw)}`],
    [t('precision'), word('level', one.place_level)],
  ];
  return [
    h('h2', { tabindex: -1 }, h('bdi', {}, name)),
    h('dl', {}, facts.filter(([, fact]) => fact).map(([term, fact]) => [h('dt', {}, term), h('dd', {}, typeof fact === 'string' ? h('bdi', {}, fact) : fact)])),
    h('ul', { class: 'cards' }, here.slice(0, MOST).map((item) => h('li', {},
      h('button', { type: 'button', class: 'card', onclick: () => store.select(item.id, { focus: true, pan: false }) },
        icon(item.isFacility, item.kind, 14), h('span', {}, kind(item), h('span', { class: 'quiet' }, ` · ${when(item)}`)))))),
    ...mentions.slice(0, MOST).map((mention) => h('article', {}, sourceLine(mention, mention.language),
      h('blockquote', { dir: 'auto' }, marked(mention.description ?? mention.text, mention.text)), link(mention.source_url))),
  ];
}
