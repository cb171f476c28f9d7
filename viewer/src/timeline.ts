/** The time line: incidents as stacked bars, and a window over them that is drawn, moved and keyed. */
import { h, isNarrow, must, s } from './dom.ts';
import { date, t } from './i18n/index.ts';
import type { Store } from './store.ts';
import { FAMILIES, type Family } from './symbols.ts';

const PAD = 14;
const AXIS = 17;
const PAUSE = 700;

export class Timeline {
  private readonly bar = must('time-bar');
  private readonly chart = must('time-chart');
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly store: Store) {
    must('time').hidden = !store.calendar;
  }

  /** The buttons and the words above the chart. */
  draw(): void {
    const { calendar, state } = this.store;
    if (!calendar) return;
    const focused = document.activeElement?.id;
    const isPlaying = this.timer !== null;
    const all = (): void => this.setRange(0, calendar.count - 1);
    const { withoutDate } = this.store.result;
    this.bar.replaceChildren(
      h('button', { id: 'play', type: 'button', class: 'button', 'aria-label': isPlaying ? t('pause') : t('play'), onclick: () => this.toggle() }, isPlaying ? '❚❚' : '▶'),
      h('b', { id: 'time-range' }, this.words()),
      state.isTimeNarrow(calendar) ? h('button', { id: 'all-time', type: 'button', class: 'link', onclick: all }, t('allTime')) : '',
      withoutDate ? h('span', { class: 'quiet' }, t('undated', { n: withoutDate })) : '',
    );
    this.drawChart();
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** The time that is shown, in words. */
  words(): string {
    const { calendar, state } = this.store;
    if (!calendar) return '';
    const width = this.isFine() ? 'day' : 'month';
    const last = calendar.starts[state.until + 1] - 86_400_000;
    const [a, b] = [date(calendar.starts[state.from], width), date(last, width)];
    return a === b ? a : `${a} – ${b}`;
  }

  private isFine(): boolean {
    const starts = this.store.calendar?.starts ?? [];
    return starts[1] - starts[0] < 20 * 86_400_000;
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

  private drawChart(): void {
    const { calendar, state, result } = this.store;
    if (!calendar) return;
    const width = this.chart.clientWidth || 800;
    const height = isNarrow() ? 46 : 72;
    const step = (width - 2 * PAD) / calendar.count;
    const x = (index: number): number => PAD + index * step;
    const totals = result.histogram.map((one) => [...one.values()].reduce((a, b) => a + b, 0));
    const most = Math.max(1, ...totals);
    const chart = s('svg', { width, height: height + AXIS, role: 'group', 'aria-label': `${t('time')}: ${this.words()}` });
    chart.append(s('rect', { x: x(state.from), y: 0, width: x(state.until + 1) - x(state.from), height, class: 'window' }));
    result.histogram.forEach((counts, index) => {
      let y = height;
      const isIn = index >= state.from && index <= state.until;
      for (const family of Object.keys(FAMILIES) as Family[]) {
        const count = counts.get(family);
        if (!count) continue;
        const tall = (count / most) * (height - 6);
        y -= tall;
        chart.append(s('rect', { x: x(index) + step * 0.06, y, width: Math.max(1, step * 0.88), height: Math.max(0.8, tall - 0.5), fill: FAMILIES[family].colour, opacity: isIn ? 1 : 0.22 }));
      }
    });
    chart.append(s('line', { x1: PAD, x2: width - PAD, y1: height, y2: height, class: 'axis' }));
    chart.append(...this.ticks(x, step, height, width));
    const first = this.handle('time-from', t('from'), state.from, x(state.from), height);
    const last = this.handle('time-until', t('until'), state.until, x(state.until + 1), height);
    chart.append(first, last);
    chart.addEventListener('pointerdown', (event) => this.drag(event, first, last, step));
    this.chart.replaceChildren(chart);
  }

  /** Years, and between them months or days where there is room. */
  private ticks(x: (index: number) => number, step: number, height: number, width: number): SVGElement[] {
    const { starts, count } = this.store.calendar as NonNullable<Store['calendar']>;
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

  private handle(id: string, words: string, index: number, edge: number, height: number): SVGElement {
    const { calendar, state } = this.store;
    const count = calendar?.count ?? 1;
    const handle = s('g',
      {
        id, tabindex: 0, role: 'slider', class: 'handle', 'aria-label': words, 'aria-valuemin': 0, 'aria-valuemax': count - 1,
        'aria-valuenow': index, 'aria-valuetext': date(calendar?.starts[index] ?? 0, this.isFine() ? 'day' : 'month'),
      },
      s('rect', { x: edge - 12, y: 0, width: 24, height, fill: 'transparent' }),
      s('line', { x1: edge, x2: edge, y1: 0, y2: height }),
      s('rect', { x: edge - 4, y: height / 2 - 11, width: 8, height: 22, rx: 3, class: 'grip' }));
    handle.addEventListener('keydown', (event) => {
      const far = Math.max(2, Math.round(count / 10));
      const steps: Record<string, number> = {
        ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -count, End: count,
      };
      const move = steps[event.key];
      if (!move) return;
      event.preventDefault();
      if (id === 'time-from') this.setRange(Math.max(0, Math.min(state.until, index + move)), state.until);
      else this.setRange(state.from, Math.min(count - 1, Math.max(state.from, index + move)));
    });
    return handle;
  }

  /** A handle is dragged, the window is moved, or a new one is drawn. */
  private drag(event: PointerEvent, first: SVGElement, last: SVGElement, step: number): void {
    const { calendar, state } = this.store;
    if (!calendar || event.button !== 0) return;
    const most = calendar.count - 1;
    const at = (one: PointerEvent): number => (one.clientX - this.chart.getBoundingClientRect().left - PAD) / step;
    const start = at(event);
    const [from, until] = [state.from, state.until];
    const target = event.target as Node;
    const mode = first.contains(target) ? 'from'
      : last.contains(target) ? 'until'
      : start >= from && start <= until + 1 && state.isTimeNarrow(calendar) ? 'move' : 'new';
    let frame = 0;
    const move = (one: PointerEvent): void => {
      const now = at(one);
      if (mode === 'from') state.from = Math.max(0, Math.min(state.until, Math.round(now)));
      else if (mode === 'until') state.until = Math.min(most, Math.max(state.from, Math.round(now) - 1));
      else if (mode === 'move') {
        const by = Math.max(-from, Math.min(most - until, Math.round(now - start)));
        [state.from, state.until] = [from + by, until + by];
      } else {
        const [a, b] = [Math.min(start, now), Math.max(start, now)];
        state.from = Math.max(0, Math.min(most, Math.floor(a)));
        state.until = Math.max(state.from, Math.min(most, Math.floor(b)));
      }
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => this.store.apply());
    };
    const end = (): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    event.preventDefault();
  }
}
