/** Elements by hand. Text from reports goes in as text nodes only, so it can never become markup. */

type Kid = Node | string | null | undefined | false | Kid[];
type Props = Record<string, unknown>;

/** An element with its attributes, handlers (`onclick`) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...kids: Kid[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  set(node, props);
  append(node, kids);
  return node;
}

/** The same for SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...kids: Kid[]
): SVGElementTagNameMap[K] {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  set(node, props);
  append(node, kids);
  return node;
}

function set(node: HTMLElement | SVGElement, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    // A state of ARIA is told by `true` and `false`, not by being there.
    if (name.startsWith('aria-')) node.setAttribute(name, String(value));
    else if (value === false) continue;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value as EventListener);
    // A style attribute would be refused by the page's policy; properties are not.
    else if (name === 'style') Object.assign(node.style, value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(node: Element, kids: Kid[]): void {
  for (const kid of kids.flat(4) as Kid[]) {
    if (kid !== null && kid !== undefined && kid !== false) node.append(kid as Node | string);
  }
}

/** An element that the template is known to have. */
export function must(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (!node) throw new Error(`the page has no #${id}`);
  return node;
}

/** Replaces what is in `node`, keeping the focus and the scroll position of what comes back. */
export function refill(node: HTMLElement, ...kids: Kid[]): void {
  const focused = node.contains(document.activeElement) ? document.activeElement?.id : '';
  const top = node.querySelector('.scroll')?.scrollTop ?? 0;
  node.replaceChildren();
  append(node, kids);
  const scroller = node.querySelector('.scroll');
  if (scroller) scroller.scrollTop = top;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Whether the layout is the one for telephones. */
export const isNarrow = (): boolean => matchMedia('(max-width: 820px)').matches;

/** The address if a browser may safely follow it, else nothing. */
export function safeAddress(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
