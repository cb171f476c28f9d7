/** Words, numbers and dates in the language of the reader. A language that lacks a key does not compile. */
import type { Lang, Names } from '../data.ts';
import { en, type Words } from './en.ts';
import { fa } from './fa.ts';
import { ru } from './ru.ts';
import { TAJIK_MONTHS, tg } from './tg.ts';

export const LANGUAGES: Record<Lang, string> = { en: 'English', ru: 'Русский', tg: 'Тоҷикӣ', fa: 'فارسی' };
const WORDS: Record<Lang, Words> = { en, ru, tg, fa };
// Tajik has no digits of its own; browsers that do not know the language would take those of the system.
const LOCALES: Record<Lang, string> = { en: 'en-GB', ru: 'ru', tg: 'ru', fa: 'fa-AF-u-ca-gregory' };

let lang: Lang = 'en';

export const isLang = (text: string | null | undefined): text is Lang => !!text && text in WORDS;
export const current = (): Lang => lang;
export const isRtl = (): boolean => lang === 'fa';

export function setLang(to: Lang): void {
  lang = to;
}

/** A phrase of the interface; `{x}` is filled from `values`, numbers in the reader's digits. */
export function t(key: keyof Words['ui'], values: Record<string, string | number> = {}): string {
  return WORDS[lang].ui[key].replace(/\{(\w)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : String(value ?? '');
  });
}

/** A word for a code; a code without one is shown as words. */
export function word(group: Exclude<keyof Words, 'ui'>, code: string): string {
  const words = WORDS[lang][group] as Record<string, string>;
  if (Object.hasOwn(words, code)) return words[code];
  const plain = code.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

export const number = (value: number, digits = 0): string =>
  value.toLocaleString(LOCALES[lang], { maximumFractionDigits: digits });

/** A number without a mark between thousands: a year. */
export const plain = (value: number): string => value.toLocaleString(LOCALES[lang], { useGrouping: false });

type Width = 'day' | 'month' | 'shortMonth' | 'year';

/** A day, in milliseconds, as a date. */
export function date(time: number, width: Width): string {
  const at = new Date(time);
  if (width === 'year') return plain(at.getUTCFullYear());
  if (lang === 'tg') {
    const month = TAJIK_MONTHS[at.getUTCMonth()];
    if (width === 'shortMonth') return month.slice(0, 3);
    return width === 'day' ? `${at.getUTCDate()} ${month} ${at.getUTCFullYear()}` : `${month} ${at.getUTCFullYear()}`;
  }
  const options: Intl.DateTimeFormatOptions =
    width === 'shortMonth' ? { month: 'short' } : { month: 'short', year: 'numeric', day: width === 'day' ? 'numeric' : undefined };
  return new Intl.DateTimeFormat(LOCALES[lang], { ...options, timeZone: 'UTC' }).format(at);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})(-[\dX]X)?$/;

/** A date of EDTF in words, as exactly as it is known; what it does not understand is left as it is. */
export function edtf(text: string): string {
  if (text.startsWith('../')) return t('before', { x: edtf(text.slice(3)) });
  const [first, last] = text.split('/');
  if (last) return `${edtf(first)} – ${edtf(last)}`;
  const plainly = text.replace(/[~?%]$/, '');
  if (plainly !== text) return t('about1', { x: edtf(plainly) });
  const month = MONTH.exec(text);
  if (DAY.test(text)) return date(Date.parse(text), 'day');
  if (month) return date(Date.UTC(Number(month[1]), Number(month[2]) - 1), 'month');
  return /^\d{4}$/.test(text) ? date(Date.UTC(Number(text), 0), 'year') : digits(text);
}

/** A date as it is written in tables, `2024-05-01`, in the reader's digits. */
export const digits = (text: string): string =>
  lang === 'fa' ? text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]) : text;

/** The name in the reader's language, else one that its readers can read, else any. */
export function name(names: Names): string {
  const order: Lang[] = lang === 'tg' ? ['tg', 'ru', 'en', 'fa'] : lang === 'ru' ? ['ru', 'tg', 'en', 'fa'] : [lang, 'en', 'fa', 'ru'];
  for (const one of order) {
    const found = names[one];
    if (found) return found;
  }
  return '';
}

/** The name of a language. */
export function languageName(code: string): string {
  if (isLang(code)) return LANGUAGES[code];
  try {
    return new Intl.DisplayNames([LOCALES[lang]], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
