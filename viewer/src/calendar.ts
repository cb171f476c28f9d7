/** The steps of the time line: days, weeks, months or years, whichever shows the whole in at most 130 steps. */

export interface Calendar {
  /** The first midnight of each step, and of the one after the last. */
  starts: number[];
  /** How many steps there are. */
  count: number;
  /** The step that a time lies in. */
  step(time: number): number;
}

const DAY = 86_400_000;
const MOST = 130;
type Advance = (time: number) => number;

const nextMonth: Advance = (time) => {
  const at = new Date(time);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
};
const nextYear: Advance = (time) => Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1);

/** The calendar of `times`, or nothing if there are none. */
export function calendar(times: number[]): Calendar | null {
  if (!times.length) return null;
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const at = new Date(first);
  const days = (last - first) / DAY;
  const monday = first - ((at.getUTCDay() + 6) % 7) * DAY;
  const [start, advance]: [number, Advance] =
    days <= 45 ? [first, (time) => time + DAY]
    : days <= 200 ? [monday, (time) => time + 7 * DAY]
    : days <= 31 * MOST ? [Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1), nextMonth]
    : [Date.UTC(at.getUTCFullYear(), 0, 1), nextYear];
  const starts = [start];
  while (starts[starts.length - 1] <= last) starts.push(advance(starts[starts.length - 1]));
  const count = starts.length - 1;
  const step = (time: number): number => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { starts, count, step };
}
