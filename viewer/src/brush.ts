/** Bars in steps, and a window over them that is drawn, moved and keyed: for the time, and for the border. */
import { h, isNarrow, must, s } from './dom.ts';
import { number, t } from './i18n/index.ts';
import { FAMILIES, type Family } from './symbols.ts';

export const PAD = 14;
const AXIS = 17;

/** What a brush shows. */
export interface Steps {
  count: number;
  /** The first and the last step of the window. */
  from: number;
  until: number;
  /** What each step has, by family. */
  bars: Map<string, number>[];
  /** Where a step begins, as a share of the whole; that of `count` is 1. */
  edge(index: number): number;
  /** A step in words. */
  say(index: number): string;
  /** The marks of the axis. */
  ticks(x: (index: number) => number, height: number, width: number): SVGElement[];
  set(from: number, until: number): void;
  /** The step under the pointer. */
  hover?(index: number | null): void;
}

export interface Names {
  /** Begins the identifiers of the handles. */
  id: string;
  chart: string;
  from: string;
  until: string;
}

/** As wide as a page of paper beside the words, in pixels. */
const PAPER = 840;

export class Brush {
  private steps: Steps | null = null;
  private isDragged = false;

  constructor(private readonly chart: HTMLElement, private readonly tall: number, private readonly low: number) {
    chart.addEventListener('pointermove', (event) => {
      if (!this.isDragged && this.steps?.hover) this.steps.hover(this.stepAt(event.clientX));
    });
    chart.addEventListener('pointerleave', () => this.steps?.hover?.(null));
  }

  draw(steps: Steps, names: Names): void {
    this.steps = steps;
    const isPaper = 'paper' in document.body.dataset;
    const width = isPaper ? PAPER : this.chart.clientWidth || 600;
    const height = isNarrow() || isPaper ? this.low : this.tall;
    const x = (index: number): number => PAD + steps.edge(index) * (width - 2 * PAD);
    const totals = steps.bars.map((one) => [...one.values()].reduce((a, b) => a + b, 0));
    const most = Math.max(1, ...totals);
    const chart = s('svg', { width, height: height + AXIS, viewBox: `0 0 ${width} ${height + AXIS}`, role: 'group', 'aria-label': names.chart });
    chart.append(s('rect', { x: x(steps.from), y: 0, width: x(steps.until + 1) - x(steps.from), height, class: 'window' }));
    steps.bars.forEach((counts, index) => chart.append(...this.bar(counts, x(index), x(index + 1) - x(index), height, most, index)));
    chart.append(
      s('line', { x1: PAD, x2: width - PAD, y1: height, y2: height, class: 'axis' }),
      s('text', { x: PAD + 7, y: 10, class: 'most' }, most > 1 ? t('reports', { n: most }) : ''),
      ...steps.ticks(x, height, width));
    const first = this.handle(`${names.id}-from`, names.from, steps.from, x(steps.from), height);
    const last = this.handle(`${names.id}-until`, names.until, steps.until, x(steps.until + 1), height);
    chart.append(first, last);
    chart.addEventListener('pointerdown', (event) => this.drag(event, first, last));
    this.chart.replaceChildren(chart);
  }

  private bar(counts: Map<string, number>, left: number, width: number, height: number, most: number, index: number): SVGElement[] {
    const { from, until, say } = this.steps as Steps;
    const drawn: SVGElement[] = [];
    let y = height;
    let total = 0;
    for (const family of Object.keys(FAMILIES) as Family[]) {
      const count = counts.get(family);
      if (!count) continue;
      total += count;
      const tall = (count / most) * (height - 8);
      y -= tall;
      drawn.push(s('rect', {
        x: left + width * 0.06, y, width: Math.max(1, width * 0.88), height: Math.max(0.8, tall - 0.5), fill: FAMILIES[family].colour,
        opacity: index >= from && index <= until ? 1 : 0.22,
      }));
    }
    if (total) drawn[drawn.length - 1].append(s('title', {}, `${say(index)}: ${number(total)}`));
    return drawn;
  }

  private handle(id: string, words: string, index: number, edge: number, height: number): SVGElement {
    const { count, say } = this.steps as Steps;
    const handle = s('g',
      {
        id, tabindex: 0, role: 'slider', class: 'handle', 'aria-label': words, 'aria-valuemin': 0, 'aria-valuemax': count - 1,
        'aria-valuenow': index, 'aria-valuetext': say(index),
      },
      s('rect', { x: edge - 12, y: 0, width: 24, height, fill: 'transparent' }),
      s('line', { x1: edge, x2: edge, y1: 0, y2: height }),
      s('rect', { x: edge - 4, y: height / 2 - 10, width: 8, height: 20, rx: 3, class: 'grip' }));
    handle.addEventListener('keydown', (event) => this.key(event, id.endsWith('from')));
    return handle;
  }

  private key(event: KeyboardEvent, isFirst: boolean): void {
    const { count, from, until, set } = this.steps as Steps;
    const far = Math.max(2, Math.round(count / 10));
    const moves: Record<string, number> = {
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -count, End: count,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    if (isFirst) set(Math.max(0, Math.min(until, from + move)), until);
    else set(from, Math.min(count - 1, Math.max(from, until + move)));
  }

  /** The position of the pointer in steps; the fraction is that within the step. */
  private at(clientX: number): number {
    const { count, edge } = this.steps as Steps;
    const box = this.chart.getBoundingClientRect();
    const share = (clientX - box.left - PAD) / Math.max(1, box.width - 2 * PAD);
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (edge(middle) <= share) low = middle;
      else high = middle - 1;
    }
    return low + (share - edge(low)) / (edge(low + 1) - edge(low));
  }

  private stepAt(clientX: number): number {
    return Math.max(0, Math.min((this.steps?.count ?? 1) - 1, Math.floor(this.at(clientX))));
  }

  /** A handle is dragged, the window is moved, or a new one is drawn. */
  private drag(event: PointerEvent, first: SVGElement, last: SVGElement): void {
    if (event.button !== 0) return;
    const { count, from, until, set } = this.steps as Steps;
    const most = count - 1;
    const start = this.at(event.clientX);
    const target = event.target as Node;
    const isNarrowed = from > 0 || until < most;
    const mode = first.contains(target) ? 'from'
      : last.contains(target) ? 'until'
      : start >= from && start <= until + 1 && isNarrowed ? 'move' : 'new';
    let frame = 0;
    const window = (now: number): [number, number] => {
      if (mode === 'from') return [Math.max(0, Math.min(until, Math.round(now))), until];
      if (mode === 'until') return [from, Math.min(most, Math.max(from, Math.round(now) - 1))];
      if (mode === 'move') {
        const by = Math.max(-from, Math.min(most - until, Math.round(now - start)));
        return [from + by, until + by];
      }
      const begin = Math.max(0, Math.min(most, Math.floor(Math.min(start, now))));
      return [begin, Math.max(begin, Math.min(most, Math.floor(Math.max(start, now))))];
    };
    const move = (one: PointerEvent): void => {
      const [a, b] = window(this.at(one.clientX));
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => set(a, b));
    };
    const end = (): void => {
      this.isDragged = false;
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
    };
    this.isDragged = true;
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    event.preventDefault();
  }
}

/** On a telephone one of the two is shown at a time. */
export function switchTo(which: 'time' | 'stretch', words: string): HTMLElement {
  const change = (): void => {
    must('time').dataset.show = which;
    dispatchEvent(new Event('resize'));
  };
  return h('button', { type: 'button', id: `to-${which}`, class: 'link small', onclick: change }, `⇄ ${words}`);
}
