/** The page: reads its data, and keeps all its parts in step with one state. */
import { calendar } from './calendar.ts';
import { Chainage } from './chainage.ts';
import { readSlot } from './data.ts';
import { h, must } from './dom.ts';
import { type Result, run } from './filter.ts';
import { credits, drawCount, drawHeader, title } from './header.ts';
import { setLang, t } from './i18n/index.ts';
import { drawLegend } from './legend.ts';
import { mapView } from './map/index.ts';
import { build } from './model.ts';
import { drawEvidence } from './panel/evidence.ts';
import { Filters } from './panel/filters.ts';
import { List } from './panel/list.ts';
import { drawSheet, openSheet } from './sheet.ts';
import { State } from './state.ts';
import type { Store } from './store.ts';
import { Timeline } from './timeline.ts';

/** Whose work the drawn ground is; all sources stand below the filters. */
const CREDITED = 3;

async function start(): Promise<void> {
  const model = build(await readSlot());
  const incidents = model.items.filter((item) => !item.isFacility);
  const times = calendar(incidents.flatMap((item) => (item.start === null ? [] : [item.start])));
  const state = new State(
    model.items, times, model.page.layers.border_sections,
    incidents.length ? 'incidents' : 'mentions',
    incidents.length ? 'incidents' : model.page.layers.facilities.length ? 'facilities' : 'places',
  );
  // The order of the filters' values is that of the page as it opens without an address of its own.
  const { counts } = filtered();
  state.fromHash(location.hash);
  setLang(state.lang);
  const hasView = state.view !== null;

  const store: Store = {
    model, state, calendar: times, result: filtered(), hovered: null, pointed: null, pointAt,
    apply, redraw, select, hover, relabel, inView: (items) => map.inView(items),
  };
  function filtered(): Result {
    return run(model.items, state, times, model.page.layers.border_sections.length);
  }

  const actions = { picture: () => map.picture(caption()), address: () => { writeHash(); return location.href; } };
  drawHeader(store, actions);
  const filters = new Filters(store, counts);
  const list = new List(store);
  const timeline = new Timeline(store);
  const chainage = new Chainage(store);
  const map = mapView(store, () => {
    state.view = map.view();
    if (state.inView && !state.selected) list.draw();
    writeHashSoon();
  });

  function apply(): void {
    store.result = filtered();
    if (state.selected && model.byId.has(state.selected) && !store.result.items.some((item) => item.id === state.selected)) state.selected = null;
    list.rewind();
    map.update();
    filters.draw();
    timeline.draw();
    chainage.draw();
    drawLegend(store, () => map.arrange());
    drawCount(store);
    drawPanel();
    writeHashSoon();
  }

  function redraw(): void {
    map.redraw();
    drawLegend(store, () => map.arrange());
    drawPanel();
    writeHashSoon();
  }

  function drawPanel(): void {
    if (state.selected) drawEvidence(store);
    else list.draw();
  }

  function select(id: string | null, options: { pan?: boolean; focus?: boolean } = {}): void {
    const before = state.selected;
    state.selected = id;
    const item = id ? model.byId.get(id) : undefined;
    if (item && options.pan !== false) map.show(item);
    const place = id?.startsWith('place:') ? model.page.layers.places.find((one) => `place:${one.id}` === id) : undefined;
    if (place && place.lat != null && place.lon != null && options.pan !== false) map.showAt([place.lon, place.lat]);
    map.redraw();
    drawPanel();
    if (id) openSheet();
    if (id && options.focus) must('panel').querySelector('h2')?.focus();
    if (!id && before) document.getElementById(`row-${before.replace(':', '-')}`)?.focus({ preventScroll: false });
    writeHashSoon();
  }

  function hover(id: string | null): void {
    if (store.hovered === id) return;
    store.hovered = id;
    map.redraw();
  }

  function pointAt(section: number | null): void {
    if (store.pointed === section) return;
    store.pointed = section;
    map.point();
  }

  function relabel(): void {
    setLang(state.lang);
    drawHeader(store, actions);
    drawShell();
    apply();
    map.relabel();
    map.resize();
  }

  function drawShell(): void {
    const home = must('home');
    home.title = t('home');
    home.setAttribute('aria-label', t('home'));
    home.onclick = () => map.goHome(true);
    must('map').setAttribute('aria-label', t('map'));
    must('filters').setAttribute('aria-label', t('filters'));
    must('side').setAttribute('aria-label', t('list'));
    must('time').setAttribute('aria-label', t('time'));
    must('credit').replaceChildren(h('span', { title: t('disclaimer') }, credits(model.page.meta).slice(0, CREDITED).join(' · ')));
    drawSheet(() => map.resize());
  }

  const caption = (): string => [title(store), timeline.words(), must('count').textContent].filter(Boolean).join(' · ');

  let timer: ReturnType<typeof setTimeout> | undefined;
  function writeHashSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(writeHash, 250);
  }
  function writeHash(): void {
    try {
      history.replaceState(null, '', `#${state.toHash()}`);
    } catch {
      // Some browsers refuse it to a page from a file; only the link is lost.
    }
  }

  addEventListener('keydown', (event) => {
    const isField = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
    if (event.key === '/' && !isField) {
      event.preventDefault();
      must('search').focus();
    }
    if (event.key === 'Escape') {
      map.closePopup();
      if (state.selected) select(null);
    }
  });
  addEventListener('resize', () => { map.resize(); timeline.draw(); chainage.draw(); });
  addEventListener('hashchange', () => location.reload());
  // A canvas keeps the size it has on the screen, so paper gets one picture of all of them.
  addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('#legend details:not([open])')) {
      one.open = true;
      one.dataset.closed = '';
    }
    document.body.dataset.paper = '';
    timeline.draw();
    chainage.draw();
    const picture = map.paper();
    picture.id = 'paper';
    document.getElementById('paper')?.remove();
    must('mapbox').append(picture);
    list.unroll();
    drawPanel();
  });
  addEventListener('afterprint', () => {
    document.getElementById('paper')?.remove();
    for (const one of document.querySelectorAll<HTMLDetailsElement>('#legend details[data-closed]')) {
      one.open = false;
      delete one.dataset.closed;
    }
    delete document.body.dataset.paper;
    timeline.draw();
    chainage.draw();
    list.rewind();
    drawPanel();
  });

  drawShell();
  map.relabel();
  apply();
  // Now that all parts have their size, the map has its own.
  map.resize();
  if (!hasView) map.goHome(false);
  await map.picture('');
  // The scale has its width only now.
  map.arrange();
  document.body.dataset.ready = String(Math.round(performance.now()));
}

start().catch((error: unknown) => {
  must('count').textContent = String(error);
  throw error;
});
