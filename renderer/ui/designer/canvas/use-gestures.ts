/**
 * What the pointer does on the canvas: moves, resizes, draws a marquee, pans. The design follows at once; one gesture is one step
 * of undo, and Escape gives it up. All in millimetres of the page.
 */
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import {
  listElements,
  listMovable,
  outlineOf,
  select,
  templateOf,
  toggleSelected,
  type Design,
} from '../state/design.ts';
import { findAt, LEAST_SIDE, moveSelected, resizeSelected } from '../state/edits.ts';
import {
  HANDLES,
  overlap,
  resizeArea,
  spanPoints,
  unite,
  type Area,
  type Handle,
  type Point,
} from '../state/geometry.ts';
import { snapMove, snapResize, type Guide, type SnapRules } from '../state/snap.ts';
import { change, readDesign, useDesigner } from '../store.ts';

/** Pixels within which an edge is caught, and beyond which a press is a drag. */
const REACH = 6;
const DRAG = 3;

type Gesture =
  | { readonly kind: 'move'; readonly before: Design; readonly around: Area; readonly pressed: string }
  | { readonly kind: 'resize'; readonly before: Design; readonly around: Area; readonly handle: Handle }
  | { readonly kind: 'marquee'; readonly before: Design; readonly adds: boolean }
  | { readonly kind: 'pan'; readonly scroll: Point };

interface Running {
  readonly gesture: Gesture;
  /** Where it began: on the page in mm, and on the screen in pixels. */
  readonly from: Point;
  readonly client: Point;
  moved: boolean;
}

interface Shown {
  readonly guides: readonly Guide[];
  readonly marquee: Area | null;
  readonly hovered: string | null;
  readonly pointer: Point | null;
  readonly resting: boolean;
}

const RESTING: Shown = { guides: [], marquee: null, hovered: null, pointer: null, resting: true };

export function useGestures(view: RefObject<HTMLElement | null>, sheet: RefObject<HTMLElement | null>, scale: number) {
  const running = useRef<Running | null>(null);
  const space = useRef(false);
  const [shown, setShown] = useState(RESTING);

  const pointOf = (event: { clientX: number; clientY: number }): Point => {
    const corner = sheet.current?.getBoundingClientRect();
    return { x: (event.clientX - (corner?.x ?? 0)) / scale, y: (event.clientY - (corner?.y ?? 0)) / scale };
  };

  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      // let go wherever the focus is by then: it would pan for ever
      if (event.code === 'Space' && event.type === 'keyup') space.current = false;
      if (event.code === 'Space' && event.target === view.current) {
        if (event.type === 'keydown') space.current = true;
        event.preventDefault();
      }
      const { current } = running;
      if (event.key !== 'Escape' || event.type !== 'keydown' || current === null) return;
      event.preventDefault();
      running.current = null;
      const { gesture } = current;
      if (gesture.kind !== 'pan') change(() => gesture.before);
      setShown(RESTING);
    };
    document.addEventListener('keydown', handle, true);
    document.addEventListener('keyup', handle, true);
    return () => {
      document.removeEventListener('keydown', handle, true);
      document.removeEventListener('keyup', handle, true);
    };
  }, [view]);

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const box = view.current;
    if (box === null || event.button > 1) return;
    // not on the scroll bars
    const edge = box.getBoundingClientRect();
    if (event.clientX - edge.x > box.clientWidth || event.clientY - edge.y > box.clientHeight) return;
    // a field that is being edited belongs to what is selected up to now
    box.focus({ preventScroll: true });
    event.preventDefault();
    const design = readDesign();
    if (design === null) return;
    const from = pointOf(event);
    const pans = event.button === 1 || space.current;
    const gesture = pans
      ? ({ kind: 'pan', scroll: { x: box.scrollLeft, y: box.scrollTop } } as const)
      : begin(design, from, event, scale);
    if (gesture === null) return;
    box.setPointerCapture(event.pointerId);
    running.current = { gesture, from, client: { x: event.clientX, y: event.clientY }, moved: false };
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const pointer = pointOf(event);
    const { current } = running;
    if (current === null) {
      const design = readDesign();
      const hovered = design === null ? null : (findAt(listElements(design), pointer, REACH / scale)?.id ?? null);
      setShown({ ...RESTING, hovered, pointer });
      return;
    }
    const pixels = { x: event.clientX - current.client.x, y: event.clientY - current.client.y };
    if (!current.moved && Math.hypot(pixels.x, pixels.y) < DRAG) return;
    current.moved = true;
    if (current.gesture.kind === 'pan') {
      view.current?.scrollTo(current.gesture.scroll.x - pixels.x, current.gesture.scroll.y - pixels.y);
      return;
    }
    const move = { x: pointer.x - current.from.x, y: pointer.y - current.from.y };
    setShown({ ...RESTING, ...proceed(current.gesture, current.from, move, event, scale), pointer, resting: false });
  };

  const onPointerUp = (): void => {
    const { current } = running;
    running.current = null;
    setShown((before) => ({ ...RESTING, pointer: before.pointer }));
    if (current === null || current.moved) return;
    const { gesture } = current;
    if (gesture.kind === 'move') change((design) => select(design, [gesture.pressed]));
    if (gesture.kind === 'marquee' && !gesture.adds) change((design) => select(design, []));
  };

  const onPointerLeave = (): void => {
    if (running.current === null) setShown(RESTING);
  };

  return {
    shown,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onPointerLeave },
  };
}

/** What a press begins; null = it was only a choice. */
function begin(design: Design, from: Point, event: PointerEvent<HTMLElement>, scale: number): Gesture | null {
  const handle = readHandle(event.target);
  const around = unite(listMovable(design).map(outlineOf));
  if (handle !== null && around !== null) return { kind: 'resize', before: design, around, handle };
  const hit = findAt(listElements(design), from, REACH / scale);
  if (hit === null) return { kind: 'marquee', before: design, adds: event.shiftKey };
  if (event.shiftKey) {
    change((present) => toggleSelected(present, hit.id));
    return null;
  }
  if (!design.selected.includes(hit.id)) change((present) => select(present, [hit.id]));
  const before = readDesign() ?? design;
  const area = unite(listMovable(before).map(outlineOf));
  return area === null ? null : { kind: 'move', before, around: area, pressed: hit.id };
}

function readHandle(target: EventTarget): Handle | null {
  const name = target instanceof SVGElement ? target.dataset['handle'] : undefined;
  return HANDLES.find((handle) => handle === name) ?? null;
}

/** Alt: nothing snaps. Shift: a movement keeps to one direction, a resize keeps the proportions. */
function proceed(
  gesture: Exclude<Gesture, { kind: 'pan' }>,
  from: Point,
  move: Point,
  event: PointerEvent<HTMLElement>,
  scale: number,
): Partial<Shown> {
  const { before } = gesture;
  if (gesture.kind === 'marquee') {
    const marquee = spanPoints(from, { x: from.x + move.x, y: from.y + move.y });
    const caught = listElements(before)
      .filter((element) => !element.locked && !element.hidden && overlap(outlineOf(element), marquee))
      .map(({ id }) => id);
    change(() => select(before, gesture.adds ? [...before.selected, ...caught] : caught));
    return { marquee };
  }
  const rules: SnapRules = {
    others: listElements(before)
      .filter(({ id, hidden }) => !hidden && !before.selected.includes(id))
      .map(outlineOf),
    page: templateOf(before).page,
    reach: REACH / scale,
    on: !event.altKey && useDesigner.getState().snapping,
  };
  if (gesture.kind === 'move') {
    const straight = !event.shiftKey
      ? move
      : Math.abs(move.x) > Math.abs(move.y)
        ? { ...move, y: 0 }
        : { ...move, x: 0 };
    const snapped = snapMove(gesture.around, straight, rules);
    const kept = !event.shiftKey
      ? snapped.move
      : { x: straight.x === 0 ? 0 : snapped.move.x, y: straight.y === 0 ? 0 : snapped.move.y };
    change(() => moveSelected(before, kept));
    return { guides: snapped.guides };
  }
  const pictures = listMovable(before).every(({ kind }) => kind === 'image');
  const keepRatio = event.shiftKey !== pictures;
  const snapped = snapResize(gesture.around, gesture.handle, move, { ...rules, on: rules.on && !keepRatio });
  const least = listMovable(before).every(({ kind }) => kind === 'line') ? 0 : LEAST_SIDE;
  const to = resizeArea(gesture.around, gesture.handle, snapped.move, { least, keepRatio, page: rules.page });
  if (to.width > 0 || to.height > 0) change(() => resizeSelected(before, to));
  return { guides: snapped.guides };
}
