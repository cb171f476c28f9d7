/** Words that only the static picture has; `node picture.mjs` writes them with the others into assets/draw/. */
import type { Lang } from '../data.ts';
import { TAJIK_MONTHS } from './tg.ts';

export interface PictureWords {
  /** Twelve, as they stand between the day and the year. */
  months: string[];
  hidden: string;
  place: string;
  pill: string;
  line: string;
  ticks: string;
  mapData: string;
  sources: string;
  comma: string;
}

export const PICTURE: Record<Lang, PictureWords> = {
  en: {
    months: 'January February March April May June July August September October November December'.split(' '),
    hidden: 'Planned, claimed or denied, not drawn: {n}',
    place: 'Incident at the place named', pill: 'Known to the province only', line: 'Somewhere along the border or river',
    ticks: 'Border, with kilometres along it', mapData: 'Map data', sources: 'Sources', comma: ', ',
  },
  ru: {
    months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
    hidden: 'Не показано (планы, заявления, опровергнутое): {n}',
    place: 'Происшествие в названном месте', pill: 'Известна только провинция', line: 'Где-то вдоль границы или реки',
    ticks: 'Граница и километры вдоль неё', mapData: 'Данные карты', sources: 'Источники', comma: ', ',
  },
  tg: {
    months: TAJIK_MONTHS,
    hidden: 'Нишон дода нашуд (нақша, даъво ё рад): {n}',
    place: 'Ҳодиса дар ҷойи номбаршуда', pill: 'Танҳо вилоят маълум', line: 'Дар тӯли сарҳад ё дарё',
    ticks: 'Сарҳад ва километрҳо дар тӯли он', mapData: 'Маълумоти харита', sources: 'Манбаъҳо', comma: ', ',
  },
  fa: {
    months: 'جنوری فبروری مارچ اپریل می جون جولای آگست سپتمبر اکتوبر نومبر دسمبر'.split(' '),
    hidden: 'نشان داده نشده (برنامه، ادعا یا رد): {n}',
    place: 'رویداد در جای نام‌برده', pill: 'فقط ولایت معلوم است', line: 'جایی در امتداد مرز یا رود',
    ticks: 'مرز، با کیلومتر در امتداد آن', mapData: 'دادهٔ نقشه', sources: 'منابع', comma: '، ',
  },
};
