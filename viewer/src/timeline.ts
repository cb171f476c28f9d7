/** The time line: incidents as stacked bars by day, week, month or year, with a window that can be played. */
import { Brush, type Steps, switchTo } from './brush.ts';
import { h, isNarrow, must, s } from './dom.ts';
import { date, t } from './i18n/index.ts';
import type { Store } from './store.ts';

const PAUSE = 700;
const DAY = 86_400_000;

export class Timeline {
  private readonly bar = must('time-bar');
  private readonly brush = new Brush(must('time-chart'), 60, 46);
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly store: Store) {
    if (!store.calendar) must('time').classList.add('timeless');
  }

  /** The buttons and the words beside the chart, and the chart. */
  draw(): void {
    const { calendar, state } = this.store;
    if (!calendar) return;
    const focused = document.activeElement?.id;
    const isPlaying = this.timer !== null;
    const all = (): void => this.setRange(0, calendar.count - 1);
    const { withoutDate } = this.store.result;
    this.bar.replaceChildren(
      h('button', { id: 'play', type: 'button', class: 'button', 'aria-label': isPlaying ? t('pause') : t('play'), title: isPlaying ? t('pause') : t('play'), onclick: () => this.toggle() }, isPlaying ? '❚❚' : '▶'),
      h('b', { id: 'time-range' }, this.words()),
      isNarrow() ? switchTo('stretch', t('along')) : '',
      state.isTimeNarrow(calendar) ? h('button', { id: 'all-time', type: 'button', class: 'link', onclick: all }, t('allTime')) : '',
      withoutDate ? h('span', { class: 'quiet small' }, t('undated', { n: withoutDate })) : '');
    this.brush.draw(this.steps(), { id: 'time', chart: `${t('time')}: ${this.words()}`, from: t('from'), until: t('until') });
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** The time that is shown, in words. */
  words(): string {
    const { calendar, state } = this.store;
    if (!calendar) return '';
    const width = this.isFine() ? 'day' : 'month';
    const last = calendar.starts[state.until + 1] - DAY;
    const [a, b] = [date(calendar.starts[state.from], width), date(last, width)];
    return a === b ? a : `${a} – ${b}`;
  }

  private steps(): Steps {
    const { calendar, state, result } = this.store as Store & { calendar: NonNullable<Store['calendar']> };
    return {
      count: calendar.count, from: state.from, until: state.until, bars: result.histogram,
      edge: (index) => index / calendar.count,
      say: (index) => date(calendar.starts[index], this.isFine() ? 'day' : 'month'),
      ticks: (x, height, width) => this.ticks(x, height, width),
      set: (from, until) => this.setRange(from, until),
    };
  }

  private isFine(): boolean {
    const starts = this.store.calendar?.starts ?? [];
    return starts[1] - starts[0] < 20 * DAY;
  }

  private setRange(from: number, until: number): void {
    this.store.state.from = from;
    this.store.state.until = until;
    this.store.apply();
  }

  private toggle(): void {
    const { calendar, state } = this.store;
    if (!calendar) return;
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    } else {
      const width = Math.min(state.until - state.from, Math.max(0, Math.floor(calendar.count / 8)));
      if (state.until >= calendar.count - 1) this.setRange(0, width);
      this.timer = setInterval(() => {
        if (state.until >= calendar.count - 1) this.toggle();
        else this.setRange(state.from + 1, state.until + 1);
      }, PAUSE);
    }
    this.draw();
  }

  /** Years, and between them months or days where there is room. */
  private ticks(x: (index: number) => number, height: number, width: number): SVGElement[] {
    const { starts, count } = this.store.calendar as NonNullable<Store['calendar']>;
    const step = x(1) - x(0);
    const marks: SVGElement[] = [];
    let free = -Infinity;
    const mark = (index: number, words: string, isYear: boolean, room: number): void => {
      if (x(index) + room > width) return;
      marks.push(s('line', { x1: x(index), x2: x(index), y1: height, y2: height + (isYear ? 6 : 3), class: 'axis' }));
      if (x(index) < free) return;
      marks.push(s('text', { x: x(index) + 3, y: height + 13, class: isYear ? 'year' : 'month' }, words));
      free = x(index) + room;
    };
    const isFine = this.isFine();
    for (let index = 0; index < count; index++) {
      const at = new Date(starts[index]);
      const before = index ? new Date(starts[index - 1]) : null;
      const isYear = !before || before.getUTCFullYear() !== at.getUTCFullYear();
      if (isYear) mark(index, date(starts[index], isFine && index === 0 ? 'month' : 'year'), true, isFine && index === 0 ? 70 : 38);
      else if (isFine ? before.getUTCMonth() !== at.getUTCMonth() : at.getUTCMonth() % 3 === 0 && step * 3 > 34) mark(index, date(starts[index], 'shortMonth'), false, 34);
    }
    return marks;
  }
}
