/**
 * Where marks and labels stand so that none covers another. In pixels, x to the right and y downwards; knows nothing
 * of maps. What comes first gets the better place; what finds none is left out.
 */

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Spot {
  x: number;
  y: number;
}

const CELL = 48;

/** The boxes that are taken, and the lines that are better kept clear. */
export class Space {
  private readonly boxes = new Map<string, Box[]>();
  private readonly points = new Map<string, Spot[]>();

  constructor(readonly view: Box) {}

  isFree(box: Box): boolean {
    for (const key of cells(box)) {
      for (const other of this.boxes.get(key) ?? []) {
        if (box.x0 < other.x1 && box.x1 > other.x0 && box.y0 < other.y1 && box.y1 > other.y0) return false;
      }
    }
    return true;
  }

  isInView(box: Box): boolean {
    const { x0, y0, x1, y1 } = this.view;
    return box.x0 >= x0 && box.x1 <= x1 && box.y0 >= y0 && box.y1 <= y1;
  }

  take(box: Box): void {
    for (const key of cells(box)) push(this.boxes, key, box);
  }

  /** A vertex of a line that labels had better not cover. */
  mark(spot: Spot): void {
    push(this.points, cellOf(spot.x, spot.y), spot);
  }

  /** How much of the marked lines a box would cover. */
  covers(box: Box): number {
    let count = 0;
    for (const key of cells(box)) {
      for (const { x, y } of this.points.get(key) ?? []) {
        if (x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1) count++;
      }
    }
    return count;
  }
}

const cellOf = (x: number, y: number): string => `${Math.floor(x / CELL)}/${Math.floor(y / CELL)}`;

function* cells(box: Box): Iterable<string> {
  for (let x = Math.floor(box.x0 / CELL); x <= Math.floor(box.x1 / CELL); x++) {
    for (let y = Math.floor(box.y0 / CELL); y <= Math.floor(box.y1 / CELL); y++) yield `${x}/${y}`;
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

export const boxAt = ({ x, y }: Spot, width: number, height: number): Box => ({
  x0: x - width / 2, y0: y - height / 2, x1: x + width / 2, y1: y + height / 2,
});

/** Takes the best free one of `spots` for a box in the view; the earlier the better, and the fewer lines below it. */
export function settle(space: Space, spots: Iterable<Spot>, width: number, height: number): Spot | null {
  let best: Spot | null = null;
  let least = Infinity;
  let rank = 0;
  for (const spot of spots) {
    if (rank >= least) break;
    const box = boxAt(spot, width, height);
    if (space.isInView(box) && space.isFree(box)) {
      const cost = rank + 2 * space.covers(box);
      if (cost < least) [best, least] = [spot, cost];
    }
    rank++;
  }
  if (best) space.take(boxAt(best, width, height));
  return best;
}

/** The places for a label of a mark with the radius `gap`: below, above, beside, at the corners. */
export function* around({ x, y }: Spot, gap: number, width: number, height: number): Iterable<Spot> {
  const across = gap + 4 + width / 2;
  const along = gap + 1 + height / 2;
  const near = gap * 0.7;
  yield { x, y: y + along };
  yield { x: x + across, y };
  yield { x, y: y - along };
  yield { x: x - across, y };
  for (const side of [1, -1]) {
    for (const end of [1, -1]) yield { x: x + side * (near + 3 + width / 2), y: y + end * (near + height / 2) };
  }
}

/** A mark that has to give way: at its place, else ever farther around it. */
export function* nearby({ x, y }: Spot, step: number, rings: number): Iterable<Spot> {
  yield { x, y };
  for (let ring = 1; ring <= rings; ring++) {
    const count = 8 * ring;
    for (let index = 0; index < count; index++) {
      const angle = (index / count) * 2 * Math.PI;
      yield { x: x + ring * step * Math.cos(angle), y: y + ring * step * Math.sin(angle) };
    }
  }
}

/** Joins groups whose discs would overlap, the smaller to the larger, until none do. */
export function parted<T>(found: Group<T>[], radius: (group: Group<T>) => number): Group<T>[] {
  let before = found;
  for (;;) {
    const kept: Group<T>[] = [];
    const bySize = before.map((group) => ({ group, size: radius(group) })).sort((a, b) => b.size - a.size);
    const reach = 2 * (bySize[0]?.size ?? 1);
    const grid = new Map<string, Group<T>[]>();
    for (const { group, size } of bySize) {
      const [column, row] = [Math.floor(group.x / reach), Math.floor(group.y / reach)];
      let target: Group<T> | null = null;
      for (let cell = 0; cell < 9 && !target; cell++) {
        const near = grid.get(`${column - 1 + (cell % 3)}/${row - 1 + Math.floor(cell / 3)}`) ?? [];
        target = near.find((one) => Math.hypot(one.x - group.x, one.y - group.y) < radius(one) + size) ?? null;
      }
      if (target) target.members.push(...group.members);
      else {
        const own = { x: group.x, y: group.y, members: [...group.members] };
        kept.push(own);
        push(grid, `${column}/${row}`, own);
      }
    }
    if (kept.length === before.length) return kept;
    before = kept;
  }
}

export interface Group<T> {
  x: number;
  y: number;
  members: T[];
}

/** Joins what would overlap: each to the nearest that came before it and is closer than `reach`. */
export function groups<T extends Spot>(spots: T[], reach: number): Group<T>[] {
  const found: Group<T>[] = [];
  const grid = new Map<string, Group<T>[]>();
  for (const spot of spots) {
    const [column, row] = [Math.floor(spot.x / reach), Math.floor(spot.y / reach)];
    let best: Group<T> | null = null;
    let least = reach;
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        for (const one of grid.get(`${column + i}/${row + j}`) ?? []) {
          const distance = Math.hypot(one.x - spot.x, one.y - spot.y);
          if (distance < least) [best, least] = [one, distance];
        }
      }
    }
    if (best) best.members.push(spot);
    else {
      const group = { x: spot.x, y: spot.y, members: [spot] };
      found.push(group);
      push(grid, `${column}/${row}`, group);
    }
  }
  return found;
}
