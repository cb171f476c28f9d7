/** The map: its layers, what a click does, and what it looks like on paper. */
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import Zoom from 'ol/control/Zoom.js';
import { boundingExtent, buffer } from 'ol/extent.js';
import { defaults as interactions } from 'ol/interaction/defaults.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import { isNarrow, must } from '../dom.ts';
import { t } from '../i18n/index.ts';
import { kind, place, placeName, when } from '../labels.ts';
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';
import { ground } from './ground.ts';
import { marks, type Target } from './marks.ts';
import { Popup } from './popup.ts';
import { compose } from './picture.ts';
import { scaleBar } from './scale.ts';

export interface MapView {
  update(): void;
  redraw(): void;
  /** Draws words anew in another language. */
  relabel(): void;
  /** The whole region. */
  goHome(isSlow: boolean): void;
  show(item: Item): void;
  showAt(lonLat: [number, number]): void;
  /** What lies in the view. */
  inView(items: Item[]): Item[];
  closePopup(): void;
  resize(): void;
  /** Gives names their places anew: something of the page stands elsewhere. */
  arrange(): void;
  /** Marks the section of the border that the reader points at. */
  point(): void;
  /** The map as one picture, once all is drawn. */
  picture(caption: string): Promise<HTMLCanvasElement>;
  /** The same at once, in the shape of a printed page. */
  paper(): HTMLCanvasElement;
  view(): [number, number, number];
}

/** Pixels of the map on paper: as wide as a page beside the legend. */
const PAPER = [1120, 650];

const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;

export function mapView(store: Store, onMove: () => void): MapView {
  const under = ground(store);
  const home = buffer(under.home, 25_000);
  const room = buffer(home, 250_000);
  const view = new View({ minZoom: 3.5, maxZoom: 12.5, extent: room, constrainOnlyCenter: true, enableRotation: false, center: [0, 0], zoom: 4 });
  const zoomControl = new Zoom();
  const map = new OlMap({
    target: 'map',
    controls: [zoomControl, scaleBar()],
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false }),
    layers: under.layers,
    view,
  });
  const over = marks(map, store, under);
  for (const layer of over.layers) map.addLayer(layer);
  const popup = new Popup(map, store);
  // The wide light of a line or a circle would catch what is meant for the ground.
  const touched = over.layers.filter((layer) => over.isTouched(layer));
  const duration = isStill ? 0 : 300;
  map.updateSize();
  const targetAt = (pixel: number[]): Target | null =>
    map.forEachFeatureAtPixel(pixel, (feature) => over.target(feature), {
      hitTolerance: 4,
      layerFilter: (layer) => touched.includes(layer as never),
    }) ?? null;

  map.on('pointermove', (event) => {
    if (event.dragging) return;
    const target = targetAt(event.pixel);
    must('map').style.cursor = target ? 'pointer' : '';
    must('map').title = target ? told(target) : '';
  });
  map.on('singleclick', (event) => {
    const target = targetAt(event.pixel);
    if (target) follow(target);
    else {
      const areas = under.layers[0];
      const border = under.layers[4];
      const section = map.forEachFeatureAtPixel(event.pixel, (feature) => feature.get('section'), { hitTolerance: 4, layerFilter: (layer) => layer === border });
      const area = map.forEachFeatureAtPixel(event.pixel, (feature) => feature, { layerFilter: (layer) => layer === areas });
      if (section) popup.section(event.coordinate, section);
      else if (area?.get('isSide')) popup.province(event.coordinate, area.get('id') as string);
      else popup.close();
    }
  });
  map.on('moveend', () => { over.arrange(); onMove(); });

  /** What a mark stands for, in a line. */
  function told(target: Target): string {
    const { model } = store;
    if (target.kind === 'place') return placeName(model, target.place.place_id ?? target.place.id, target.place.name);
    const [item] = target.items;
    if (target.items.length > 1) return `${place(model, item)}: ${t('reports', { n: target.items.length })}`;
    return [kind(item), place(model, item), when(item)].join(' · ');
  }

  function follow(target: Target): void {
    if (target.kind === 'place') {
      popup.close();
      store.select(`place:${target.place.id}`, { pan: false });
      return;
    }
    const { items, at, area } = target;
    if (items.length === 1) {
      popup.close();
      store.select(items[0].id, { pan: false });
      return;
    }
    const isOnePlace = new Set(items.map((item) => item.point?.join())).size === 1;
    if (area || isOnePlace || (view.getZoom() ?? 0) >= 11.5) popup.group(at, items, area);
    else {
      popup.close();
      fit(boundingExtent(items.map((item) => fromLonLat(item.point as number[]))), 70);
    }
  }

  const fit = (extent: number[], padding: number, isSlow = true): void =>
    view.fit(extent, { padding: [padding, padding, padding, padding], maxZoom: 11.5, duration: isSlow ? duration : 0 });

  /** The view that was last fitted to the whole region, to tell whether the reader has left it. */
  let fitted = '';
  const standing = (): string => `${view.getCenter()} ${view.getResolution()}`;

  function fitHome(isSlow: boolean): void {
    const padding = isNarrow() ? [14, 14, 14, 14] : [44, 44, 44, 56];
    const [width, height] = map.getSize() ?? [0, 0];
    const { right, bottom } = must('home').getBoundingClientRect();
    const origin = must('map').getBoundingClientRect();
    // No end of the border hides below the buttons.
    const isHidden = under.shares(home, width - 28, height - 28).some(([x, y]) => x + 14 < right - origin.left && y + 14 < bottom - origin.top);
    if (isHidden) padding[3] = Math.max(padding[3], right - origin.left + 8);
    view.fit(home, { padding, duration: isSlow ? duration : 0 });
    fitted = isSlow && duration ? '' : standing();
  }

  const spotOf = (item: Item): number[] | null => {
    if (item.point) return fromLonLat(item.point);
    if (item.shape === 'wide') return fromLonLat([item.record.lon as number, item.record.lat as number]);
    const province = item.provinces.map((code) => under.provinces.get(code)).find(Boolean);
    return item.shape === 'province' && province ? (province.spots[0]?.at ?? null) : null;
  };

  /** What is reported, wherever the filters stand. */
  const reported = store.model.items.map((item) => spotOf(item)).filter((at) => at !== null);

  /** The legend stands in the corner where it covers least of the border and of what is reported, seen as a whole. */
  function standLegend(): void {
    const [width, height] = map.getSize() ?? [0, 0];
    const legend = must('legend');
    const corner = bestCorner(legend.getBoundingClientRect(), width, height, under.shares(home, width, height, reported));
    legend.dataset.corner = corner;
  }

  function showAt(lonLat: [number, number]): void {
    view.animate({ center: fromLonLat(lonLat), zoom: Math.max(view.getZoom() ?? 0, 8.2), duration });
  }

  if (store.state.view) {
    view.setCenter(fromLonLat(store.state.view.slice(0, 2)));
    view.setZoom(store.state.view[2]);
  } else fitHome(false);

  return {
    update() {
      standLegend();
      under.update();
      over.update();
    },
    redraw() {
      under.update();
      over.redraw();
    },
    relabel() {
      const [closer, farther] = must('map').querySelectorAll<HTMLElement>('.ol-zoom button');
      for (const [button, words] of [[closer, t('zoomIn')], [farther, t('zoomOut')]] as const) {
        button?.setAttribute('aria-label', words);
        if (button) button.title = words;
      }
      popup.close();
      over.arrange();
    },
    goHome(isSlow) {
      fitHome(isSlow);
      // The map itself tells only of moves after its second picture.
      if (!isSlow) over.arrange();
    },
    show(item) {
      if (item.point) showAt(item.point);
      else {
        const extent = item.provinces.map((code) => under.provinces.get(code)?.feature.getGeometry()?.getExtent()).find(Boolean);
        if (item.shape === 'province' && extent) fit(extent, 50);
        if (item.shape === 'border' || item.shape === 'line' || item.shape === 'wide') fitHome(true);
      }
    },
    showAt,
    inView(items) {
      const [left, bottom, right, top] = view.calculateExtent(map.getSize());
      return items.filter((item) => {
        const at = spotOf(item);
        return at && at[0] >= left && at[0] <= right && at[1] >= bottom && at[1] <= top;
      });
    },
    closePopup: () => popup.close(),
    resize() {
      map.updateSize();
      over.arrange();
    },
    arrange() {
      standLegend();
      over.arrange();
    },
    point: () => under.point(),
    picture: (caption) =>
      new Promise((resolve) => {
        map.once('rendercomplete', () => resolve(compose(map, store, caption)));
        map.render();
      }),
    paper() {
      const size = map.getSize();
      const before = { center: view.getCenter(), resolution: view.getResolution() };
      const isHome = standing() === fitted;
      const extent = isHome ? home : view.calculateExtent(size);
      map.setSize(PAPER);
      view.fit(extent, { size: PAPER, padding: isHome ? [44, 44, 44, 44] : undefined });
      over.arrange(true);
      map.renderSync();
      const picture = compose(map, store, '');
      map.setSize(size);
      view.setProperties(before);
      over.arrange();
      return picture;
    },
    view() {
      const [lon, lat] = toLonLat(view.getCenter() ?? [0, 0]);
      return [lon, lat, view.getZoom() ?? 0];
    },
  };
}

const CORNERS = ['bottom-left', 'bottom-right', 'top-right'] as const;

/** The corner with the fewest of `spots` below a box of that size; the first of those. */
function bestCorner(box: DOMRect, width: number, height: number, spots: [number, number][]): (typeof CORNERS)[number] {
  const covered = CORNERS.map((corner) => {
    const x = corner.endsWith('left') ? 0 : width - box.width - 16;
    const y = corner.startsWith('top') ? 24 : height - box.height - 16;
    return spots.filter(([left, top]) => left > x && left < x + box.width + 16 && top > y && top < y + box.height + 16).length;
  });
  return CORNERS[covered.indexOf(Math.min(...covered))];
}
