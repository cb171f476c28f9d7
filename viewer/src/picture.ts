/** What the static picture shares with the page: its words, signs and colours, as data. */
import { en } from './i18n/en.ts';
import { fa } from './i18n/fa.ts';
import { PICTURE } from './i18n/picture.ts';
import { ru } from './i18n/ru.ts';
import { tg } from './i18n/tg.ts';
import { BORDER, RAMP, SEA } from './map/styles.ts';
import { FAMILIES, facilityPath, familyOf } from './symbols.ts';

const spoken = { en, ru, tg, fa };
type Spoken = keyof typeof spoken;

export const words = Object.fromEntries(
  (Object.keys(spoken) as Spoken[]).map((lang) => {
    const { ui, facility, family, measure } = spoken[lang];
    const { title, areaPill, widePill, hollow, precision, disclaimer, legendProvinces, offMap, beyond, documents, document1, facilities, km } = ui;
    const shared = { title, areaPill, widePill, hollow, precision, disclaimer, legendProvinces, offMap, beyond, documents, document1, facilities, km };
    return [lang, { ui: { ...shared, ...PICTURE[lang] }, facility, family, measure }];
  }),
);

export const signs = {
  colours: { border: BORDER, sea: SEA, ramp: RAMP },
  families: FAMILIES,
  kinds: Object.fromEntries(Object.keys(en.type).map((kind) => [kind, familyOf(kind)])),
  facilities: Object.fromEntries(['', ...Object.keys(en.facility)].map((kind) => [kind, facilityPath(kind)])),
};
