/** Scale of the canvas: pixels of the screen per millimetre, by a zoom where 1 is the real size as browsers understand it. */
import { clamp, type Point, type Size } from './geometry.ts';

export const LEAST_ZOOM = 0.25;
export const MOST_ZOOM = 8;
const PIXELS_PER_MM = 96 / 25.4;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

export function scaleOf(zoom: number): number {
  return zoom * PIXELS_PER_MM;
}

export function limitZoom(zoom: number): number {
  return clamp(zoom, LEAST_ZOOM, MOST_ZOOM);
}

/** The next larger (1) or smaller (-1) of the usual zooms. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  const next =
    direction === 1 ? STEPS.find((step) => step > zoom + 1e-6) : STEPS.findLast((step) => step < zoom - 1e-6);
  return next ?? limitZoom(zoom);
}

/** The zoom at which the whole page is seen, with `margin` pixels around it. */
export function fitZoom(page: Size, view: Size, margin: number): number {
  const across = (view.width - 2 * margin) / (page.width * PIXELS_PER_MM);
  const down = (view.height - 2 * margin) / (page.height * PIXELS_PER_MM);
  return limitZoom(Math.min(across, down));
}

/** Where to scroll to so that a point of the page (mm) is at `below` (pixels of the view), with `margin` around the page. */
export function scrollFor(point: Point, below: Point, margin: Point, scale: number): Point {
  return { x: margin.x + point.x * scale - below.x, y: margin.y + point.y * scale - below.y };
}

/** Pixels around the page: it is in the middle of a view that is larger. */
export function marginOf(page: Size, view: Size, scale: number, least: number): Point {
  return {
    x: Math.max(least, (view.width - page.width * scale) / 2),
    y: Math.max(least, (view.height - page.height * scale) / 2),
  };
}

/** Ticks of a ruler: the labelled ones are far enough apart to be read. Millimetres. */
export function spaceTicks(scale: number): { readonly label: number; readonly tick: number } {
  const label = [1, 2, 5, 10, 20, 50, 100, 200].find((step) => step * scale >= 45) ?? 500;
  const tick = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((step) => step * scale >= 5 && step <= label) ?? label;
  return { label, tick };
}
