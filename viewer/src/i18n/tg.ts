/** Tajik. */
import type { Words } from './en.ts';

export const tg: Words = {
  ui: {
    incidents: 'Ҳодисаҳо', facilities: 'Иншоот', places: 'Ҷойҳо', unplaced: 'Берун аз харита',
    filters: 'Полоишҳо', list: 'Рӯйхат', legend: 'Аломатҳо', layers: 'Қабатҳо', map: 'Харита', time: 'Вақт', language: 'Забон',
    search: 'Ҷустуҷӯи калима ё ҷой', reset: 'Тоза кардани полоишҳо', all: 'Ҳама', only: 'танҳо', allTime: 'Ҳамаи вақт',
    shown: '{a} аз {b} ҳодиса', reports: '{n} хабар', report1: '1 хабар', offMap: '{n} берун аз харита',
    undated: '{n} бе сана', excluded: '{n} бе ҷойи дақиқ нишон дода нашуд',
    otherStatus: '{n} нақша, даъво ё инкор пинҳон аст',
    type: 'Навъи ҳодиса', facilityType: 'Навъи иншоот', status: 'Ҳолат', side: 'Тарафи сарҳад',
    distance: 'Масофа то сарҳад', province: 'Вилоят', publisher: 'Нашрия', docLanguage: 'Забони хабар',
    confidence: 'Боварӣ', precision: 'Дақиқии ҷой',
    any: 'ҳама', within: 'то {n} км', noValue: 'номаълум', other: 'дар ҷойи дигар', line: 'дар хат', more: 'Боз {n}', fewer: 'Камтар',
    inView: 'танҳо он чи дар экран аст', date: 'Сана', kind: 'Навъ', place: 'Ҷой', km: 'км', source: 'Манбаъ', sources: 'Ман.',
    mentions: 'Зикрҳо', evidence: 'Далелҳо', back: 'Ба рӯйхат', openSource: 'Кушодани манбаъ', close: 'Бастан',
    nothing: 'Бо ин полоишҳо чизе нест.', why: 'Чаро', actors: 'Иштирокчиён', killed: 'Кушташудагон', wounded: 'Захмиён',
    figures: 'Рақамҳо', speaker: 'Ба гуфтаи', operator: 'Соҳиб', builder: 'Созанда', funder: 'Маблағгузор', cost: 'Арзиш',
    year: 'Сол', personnel: 'Ҳайати шахсӣ', crossing: 'Гузаргоҳи наздиктарин', noDate: 'бе сана', stated: 'бо калимаҳои «{x}»',
    range: 'аз {a} то {b} км', repeated: 'Ин порча дар ҳуҷҷатҳои дигар ҳам ҳаст.',
    noteSite: 'Дар назди иншооти номбаршуда.', noteSettlement: 'Дар маҳалли номбаршуда, на дар нуқтаи дақиқ.',
    noteVicinity: 'Дар наздикии ҷойи номбаршуда; доираи канда масофаро нишон медиҳад.',
    noteDistrict: 'Ноҳия маълум аст; доираи канда номуайяниро нишон медиҳад.',
    noteProvince: 'Танҳо вилоят маълум аст. Ҳамчун нуқта нишон дода нашудааст.',
    noteBorder: 'Дар тӯли сарҳад. Ҳамчун нуқта нишон дода нашудааст.', noteNone: 'Дар ин харита ҷой надорад: {x}.',
    hereReports: 'Дар ин ҷо {n} хабар', provinceOnly: '{n} танҳо вилоят маълум', zoom: 'Ҳамаро нишон додан', onlyHere: 'Танҳо ин вилоят',
    measure: 'Ранги вилоятҳо', borderLine: 'Хати сарҳад', heat: 'Ҳодисаҳо дар тӯли сарҳад', rivers: 'Дарёву кӯлҳо',
    names: 'Номҳо', areas: 'Вилоятҳо бо ранг', district: 'Дар дохили доира, номуайян', provincePill: 'Танҳо вилоят маълум',
    hollow: 'Аломати холӣ: боварии кам', home: 'Тамоми минтақа', play: 'Намоиш бо вақт', pause: 'Ист',
    from: 'Аз', until: 'То', print: 'Чоп', copyLink: 'Пайванд', copied: 'Нусха шуд', save: 'Нигоҳ доштан', skip: 'Ба рӯйхат',
    sheet: 'Андозаи рӯйхат', synthetic: 'Маълумоти сохта', documents: '{n} ҳуҷҷат', needsCopy: 'Суроғаи ин саҳифаро нусха кунед',
    quoteNote: 'Калимаҳои ҷудошуда асоси ин сабт мебошанд.', section: 'км {a}–{b} сарҳад: {n} ҳодиса то 25 км',
    unfiltered: 'Зикрҳо ба полоиш вобаста нестанд.', zoomIn: 'Наздик', zoomOut: 'Дур', about: 'Манбаъҳо ва сарҳадҳо',
  },
  measure: { incidents: 'Ҳодисаҳо', killed: 'Кушташудагон (камтаринаш)', facilities: 'Иншоот', mentions_unique: 'Зикрҳо бе такрор', mentions_raw: 'Ҳамаи зикрҳо' },
  level: { exact: 'Нуқтаи дақиқ', site: 'Иншоот', settlement: 'Деҳа ё шаҳр', vicinity: 'Наздикии ҷой', district: 'Ноҳия', province: 'Вилоят', border_line: 'Дар тӯли сарҳад', country: 'Кишвар', none: 'Бе ҷой' },
  status: {
    occurred: 'Рух дод', ongoing: 'Идома дорад', planned: 'Ба нақша гирифта', ordered: 'Фармон дода', announced: 'Эълон шуд', claimed: 'Даъво мекунанд', alleged: 'Гумон меравад',
    denied: 'Рад шуд', negated: 'Рух надод', hypothetical: 'Эҳтимолӣ', historical: 'Дар гузашта', legal_text: 'Матни қонун',
    existing: 'Вуҷуд дорад', built: 'Сохта шуд', under_construction: 'Сохта мешавад', funded: 'Маблағ ҷудо шуд', opened: 'Кушода шуд', closed: 'Баста', destroyed: 'Вайрон шуд', renovated: 'Таъмир шуд',
  },
  confidence: { high: 'Баланд', medium: 'Миёна', low: 'Паст' },
  reason: {
    year_inferred: 'сол аз матн муайян шуд', place_anaphor: 'ҷой аз ҷумлаи пешина гирифта шуд', area_only: 'танҳо минтақа номбар шудааст',
    fuzzy_name: 'ном дигар хел навишта шудааст', vague_number: 'рақам номуайян аст', single_source: 'як манбаъ', contested: 'инро рад мекунанд',
    label_quoted: 'калима дар нохунак аст', metonym_risk: 'ном метавонад ҳукуматро ифода кунад', ambiguous_name: 'чанд ҷой чунин ном дорад',
    no_place_named: 'ҷой номбар нашудааст', country_only: 'танҳо кишвар номбар шудааст', border_line_only: 'танҳо сарҳад номбар шудааст', position_unknown: 'мавқеъ номаълум аст',
    place_from_sentence: 'ҷой дар ҷойи дигари ҷумла номбар шудааст', place_from_context: 'ҷой аз матн гирифта шуд', date_from_publication: 'сана рӯзи нашр аст',
    area_province: 'вилоят дар маҷмӯъ', area_country: 'кишвар дар маҷмӯъ', area_region: 'минтақа дар маҷмӯъ', border_line: 'сарҳад дар маҷмӯъ',
    not_meant_as_a_place: 'ҷой дар назар нест', unknown_name: 'ном дар феҳрист нест', no_date: 'сана нест',
    metonym: 'ҳукумат дар назар аст', not_resolved: 'ҷой муайян нашуд',
  },
  type: {
    armed_clash: 'Задухӯрди мусаллаҳона', attack: 'Ҳамла', abduction: 'Одамрабоӣ', offensive: 'Ҳуҷум', territorial_control: 'Ишғоли ҳудуд', rocket_fire: 'Оташи мушакӣ', shelling: 'Тӯппарронӣ',
    air_drone_strike: 'Зарбаи ҳавоӣ', ied_mine: 'Мина ё бомба', suicide_bomb: 'Террористи худкуш', incursion: 'Вайронкунии сарҳад', displacement: 'Гузаштани одамон', militant_movement: 'Ҳаракати ҷангҷӯён',
    drug_seizure: 'Мусодираи маводи мухаддир', weapons_seizure: 'Мусодираи силоҳ', arms_delivery: 'Интиқоли силоҳ', smuggling: 'Қочоқ', arrest: 'Дастгирӣ', security_operation: 'Амалиёти амниятӣ',
    mobilization: 'Сафарбарӣ', troop_deployment: 'Ҷойгиркунии нерӯ', troop_arrival: 'Омадани нерӯ', militant_presence: 'Ҳузури ҷангҷӯён', base_established: 'Таъсиси пойгоҳ', exercise: 'Машқҳо',
    border_closure: 'Бастани сарҳад', border_opening: 'Кушодани сарҳад', protest: 'Эътироз', unrest: 'Бетартибӣ', natural_disaster: 'Офати табиӣ',
  },
  facility: {
    border_post: 'Дидбонгоҳи сарҳадӣ', outpost: 'Постгоҳ', checkpoint: 'Нуқтаи назорат', crossing: 'Гузаргоҳ', border_crossing: 'Гузаргоҳ', bridge: 'Пул', base: 'Пойгоҳ', military_base: 'Пойгоҳи ҳарбӣ',
    training_range: 'Полигон', barracks: 'Казарма', tower: 'Бурҷ', watchtower: 'Бурҷи назорат', market: 'Бозор', border_market: 'Бозори наздисарҳадӣ', power_line: 'Хати барқ', commandant_office: 'Комендатура', military_unit: 'Қисми ҳарбӣ', training_centre: 'Маркази таълимӣ',
  },
  family: { clash: 'Ҷанг', strike: 'Оташ, зарба, таркиш', incursion: 'Вайронкунӣ ва фирор', seizure: 'Мусодира ва қочоқ', police: 'Дастгирӣ, амалиёт', force: 'Нерӯҳо ва машқҳо', closure: 'Бастан ва эътироз', disaster: 'Офатҳои табиӣ', other: 'Дигар' },
};

/** Browsers without Tajik dates would write English ones. */
export const TAJIK_MONTHS = 'январ феврал март апрел май июн июл август сентябр октябр ноябр декабр'.split(' ');
