/** The border as a strip: incidents by section, with a window that keeps a stretch of it. */
import { Brush, type Steps, switchTo } from './brush.ts';
import { h, isNarrow, must, s } from './dom.ts';
import { number, t } from './i18n/index.ts';
import type { Store } from './store.ts';

/** Kilometres between two marks, the first that leaves each room for its words. */
const MARKS = [25, 50, 100, 200, 500, 1000, 2000];
const ROOM = 62;

export class Chainage {
  private readonly bar = must('stretch-bar');
  private readonly brush = new Brush(must('stretch-chart'), 38, 38);

  constructor(private readonly store: Store) {
    if (this.isEmpty) must('time').classList.add('whole');
  }

  private get sections(): Store['model']['page']['layers']['border_sections'] {
    return this.store.model.page.layers.border_sections;
  }

  /** Without sections or incidents there is nothing to choose from. */
  private get isEmpty(): boolean {
    return this.sections.length < 2 || !this.store.model.events;
  }

  draw(): void {
    if (this.isEmpty) return;
    const { state, result } = this.store;
    const focused = document.activeElement?.id;
    const isPart = state.isStretchNarrow();
    this.bar.replaceChildren(
      h('b', { id: 'stretch-range' }, this.words()),
      isNarrow() && this.store.calendar ? switchTo('time', t('time')) : '',
      isPart ? h('button', { id: 'all-stretch', type: 'button', class: 'link', onclick: () => this.set(0, this.sections.length - 1) }, t('wholeBorder')) : '',
      isPart && result.withoutStretch ? h('span', { class: 'quiet small' }, t('offBorder', { n: result.withoutStretch })) : '');
    this.brush.draw(this.steps(), { id: 'stretch', chart: `${t('along')}: ${this.words()}`, from: t('from'), until: t('until') });
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** The stretch that is shown, in words. */
  words(): string {
    const { state } = this.store;
    const sections = this.sections;
    if (!state.isStretchNarrow()) return t('along');
    return t('stretchShort', { a: Math.round(sections[state.stretch[0]].from_km), b: Math.round(sections[state.stretch[1]].to_km) });
  }

  private set(from: number, until: number): void {
    this.store.state.stretch = [from, until];
    this.store.apply();
  }

  private steps(): Steps {
    const { state, result } = this.store;
    const sections = this.sections;
    const first = sections[0].from_km;
    const length = sections[sections.length - 1].to_km - first;
    return {
      count: sections.length, from: state.stretch[0], until: state.stretch[1], bars: result.along,
      edge: (index) => (index >= sections.length ? 1 : (sections[index].from_km - first) / length),
      say: (index) => t('stretch', { a: Math.round(sections[index].from_km), b: Math.round(sections[index].to_km) }),
      ticks: (x, height, width) => {
        const scale = (width - 28) / length;
        const every = MARKS.find((km) => km * scale >= ROOM) ?? MARKS[MARKS.length - 1];
        const marks: SVGElement[] = [];
        for (let km = 0; km <= length; km += every) {
          const at = x(0) + km * scale;
          marks.push(s('line', { x1: at, x2: at, y1: height, y2: height + 4, class: 'axis' }));
          if (at + 20 < width) marks.push(s('text', { x: at + 3, y: height + 13, class: 'month' }, km ? number(km) : `${number(0)} ${t('km')}`));
        }
        return marks;
      },
      set: (from, until) => this.set(from, until),
      hover: (index) => this.store.pointAt(index),
    };
  }
}
