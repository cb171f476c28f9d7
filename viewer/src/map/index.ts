/** The map: its layers, what a click does, and what it looks like on paper. */
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import ScaleLine from 'ol/control/ScaleLine.js';
import Zoom from 'ol/control/Zoom.js';
import { boundingExtent, buffer } from 'ol/extent.js';
import { defaults as interactions } from 'ol/interaction/defaults.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import { isNarrow, must } from '../dom.ts';
import { t } from '../i18n/index.ts';
import type { Item } from '../model.ts';
import type { Store } from '../store.ts';
import { events, type Target } from './events.ts';
import { ground } from './ground.ts';
import { Popup } from './popup.ts';
import { compose } from './picture.ts';

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
  /** The map as one picture, once all is drawn. */
  picture(caption: string): Promise<HTMLCanvasElement>;
  pictureNow(caption: string): HTMLCanvasElement;
  view(): [number, number, number];
}

const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;

export function mapView(store: Store, onMove: () => void): MapView {
  const under = ground(store);
  const over = events(store, under.provinces);
  const home = buffer(under.home, 25_000);
  const room = buffer(home, 900_000);
  const view = new View({ minZoom: 3.5, maxZoom: 12.5, extent: room, constrainOnlyCenter: true, enableRotation: false, center: [0, 0], zoom: 4 });
  const zoomControl = new Zoom();
  const map = new OlMap({
    target: 'map',
    controls: [zoomControl, new ScaleLine({ units: 'metric' })],
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false }),
    layers: [...under.layers, under.labels, ...over.layers],
    view,
  });
  const popup = new Popup(map, store);
  const duration = isStill ? 0 : 300;
  map.updateSize();
  const targetAt = (pixel: number[]): Target | null =>
    map.forEachFeatureAtPixel(pixel, (feature) => over.target(feature), {
      hitTolerance: 4,
      layerFilter: (layer) => over.layers.includes(layer as never),
    }) ?? null;

  map.on('pointermove', (event) => {
    if (!event.dragging) must('map').style.cursor = targetAt(event.pixel) ? 'pointer' : '';
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
  map.on('moveend', onMove);

  function follow(target: Target): void {
    if (target.kind === 'place') {
      popup.close();
      store.select(`place:${target.place.id}`, { pan: false });
      return;
    }
    const { items, at, province } = target;
    if (items.length === 1) {
      popup.close();
      store.select(items[0].id, { pan: false });
      return;
    }
    const isOnePlace = new Set(items.map((item) => item.point?.join())).size === 1;
    if (province || isOnePlace || (view.getZoom() ?? 0) >= 11.5) popup.group(at, items, province);
    else {
      popup.close();
      fit(boundingExtent(items.map((item) => fromLonLat(item.point as number[]))), 70);
    }
  }

  const fit = (extent: number[], padding: number, isSlow = true): void =>
    view.fit(extent, { padding: [padding, padding, padding, padding], maxZoom: 11.5, duration: isSlow ? duration : 0 });

  // The legend stands at the bottom left.
  function fitHome(isSlow: boolean): void {
    const padding = isNarrow() ? [12, 12, 12, 12] : [40, 40, 90, 90];
    view.fit(home, { padding, duration: isSlow ? duration : 0 });
  }

  function showAt(lonLat: [number, number]): void {
    view.animate({ center: fromLonLat(lonLat), zoom: Math.max(view.getZoom() ?? 0, 8.2), duration });
  }

  const spotOf = (item: Item): number[] | null => {
    if (item.point) return fromLonLat(item.point);
    const province = under.provinces.get(item.provinces[0] ?? '');
    return item.record.place_level === 'province' && province ? province.spots[0].at : null;
  };

  if (store.state.view) {
    view.setCenter(fromLonLat(store.state.view.slice(0, 2)));
    view.setZoom(store.state.view[2]);
  } else fitHome(false);

  return {
    update() {
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
      under.labels.changed();
      over.redraw();
    },
    goHome: fitHome,
    show(item) {
      if (item.point) showAt(item.point);
      else {
        const extents = item.provinces.map((code) => under.provinces.get(code)?.feature.getGeometry()?.getExtent());
        if (item.record.place_level === 'province' && extents[0]) fit(extents[0], 50);
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
    resize: () => map.updateSize(),
    picture: (caption) =>
      new Promise((resolve) => {
        map.once('rendercomplete', () => resolve(compose(map, store, caption)));
        map.render();
      }),
    pictureNow(caption) {
      map.renderSync();
      return compose(map, store, caption);
    },
    view() {
      const [lon, lat] = toLonLat(view.getCenter() ?? [0, 0]);
      return [lon, lat, view.getZoom() ?? 0];
    },
  };
}
