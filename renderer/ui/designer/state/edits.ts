/** What can be done to a design: each a pure step, by the selection where nothing else is said. */
import type { BadgeElement, BadgeTemplate } from '../../../../shared/badge/template.ts';
import { alignAreas, distributeAreas, type Alignment } from './align.ts';
import {
  changeElements,
  changeTemplate,
  listMovable,
  listSelected,
  outlineOf,
  placeElement,
  templateOf,
  type Design,
} from './design.ts';
import {
  limitMove,
  middleOf,
  round,
  scaleInto,
  unite,
  type Area,
  type Point,
  type Size,
  type Turn,
} from './geometry.ts';

/** Thinner than this nobody catches it again. */
export const LEAST_SIDE = 1;

/** Puts a new element on top and selects it. */
export function insertElement(design: Design, element: BadgeElement): Design {
  const placed = placeElement(element, outlineOf(element), templateOf(design).page);
  return { ...changeElements(design, (elements) => [...elements, placed]), selected: [placed.id] };
}

/** Locked ones stay. */
export function removeSelected(design: Design): Design {
  const ids = new Set(listMovable(design).map(({ id }) => id));
  if (ids.size === 0) return design;
  return changeTemplate(design, (template) =>
    dropUnusedImages({
      ...template,
      [design.side]: (template[design.side] ?? []).filter(({ id }) => !ids.has(id)),
    }),
  );
}

/** Changes elements by their ids, wherever that leaves their outlines: they are kept on the page. */
export function patchElements(
  design: Design,
  ids: readonly string[],
  change: (element: BadgeElement) => BadgeElement,
  mark: string | null = null,
): Design {
  const { page } = templateOf(design);
  return changeElements(
    design,
    (elements) =>
      elements.map((element) => {
        if (!ids.includes(element.id)) return element;
        const changed = change(element);
        return changed === element ? element : placeElement(changed, outlineOf(changed), page);
      }),
    mark,
  );
}

/** Gives elements new outlines; those that are not named stay. */
function placeAll(design: Design, outlines: ReadonlyMap<string, Area>, mark: string | null = null): Design {
  const { page } = templateOf(design);
  return changeElements(
    design,
    (elements) =>
      elements.map((element) => {
        const outline = outlines.get(element.id);
        return outline === undefined ? element : placeElement(element, outline, page);
      }),
    mark,
  );
}

/** Moves what is selected together, as far as the page reaches. */
export function moveSelected(design: Design, move: Point, mark: string | null = null): Design {
  const movable = listMovable(design);
  const around = unite(movable.map(outlineOf));
  if (around === null) return design;
  const by = limitMove(around, move, templateOf(design).page);
  return placeAll(
    design,
    shift(movable, () => by),
    mark,
  );
}

/** The box around what is selected becomes `to`; everything in it goes along. */
export function resizeSelected(design: Design, to: Area, mark: string | null = null): Design {
  const movable = listMovable(design);
  const around = unite(movable.map(outlineOf));
  if (around === null) return design;
  const outlines = movable.map((element) => [element.id, scaleInto(outlineOf(element), around, to)] as const);
  return placeAll(design, new Map(outlines), mark);
}

/** A quarter more, each about its own middle, moved in where that would leave the page. */
export function turnSelected(design: Design): Design {
  return setTurn(design, (turn) => ((turn + 90) % 360) as Turn);
}

export function setTurn(design: Design, turnOf: (turn: Turn) => Turn): Design {
  const { page } = templateOf(design);
  const ids = new Set(listMovable(design).map(({ id }) => id));
  return changeElements(design, (elements) =>
    elements.map((element) => {
      const turn = turnOf(element.turn);
      if (!ids.has(element.id) || turn === element.turn) return element;
      const turned = { ...element, turn };
      return placeElement(turned, outlineOf(turned), page);
    }),
  );
}

export function alignSelected(design: Design, alignment: Alignment): Design {
  const movable = listMovable(design);
  const moves = alignAreas(movable.map(outlineOf), alignment, templateOf(design).page);
  return placeAll(
    design,
    shift(movable, (index) => moves[index]),
  );
}

export function distributeSelected(design: Design, axis: 'x' | 'y'): Design {
  const movable = listMovable(design);
  const moves = distributeAreas(movable.map(outlineOf), axis);
  return placeAll(
    design,
    shift(movable, (index) => moves[index]),
  );
}

function shift(elements: readonly BadgeElement[], by: (index: number) => Point | undefined): ReadonlyMap<string, Area> {
  return new Map(
    elements.map((element, index) => {
      const outline = outlineOf(element);
      const move = by(index) ?? { x: 0, y: 0 };
      return [element.id, { ...outline, x: outline.x + move.x, y: outline.y + move.y }];
    }),
  );
}

export type Order = 'top' | 'up' | 'down' | 'bottom';

/** Moves what is selected among the layers, in their order among themselves. */
export function orderSelected(design: Design, order: Order): Design {
  const chosen = new Set(listSelected(design).map(({ id }) => id));
  return changeElements(design, (elements) => {
    const mine = elements.filter(({ id }) => chosen.has(id));
    const others = elements.filter(({ id }) => !chosen.has(id));
    if (order === 'top') return [...others, ...mine];
    if (order === 'bottom') return [...mine, ...others];
    return stepLayers(elements, chosen, order);
  });
}

/** Each one goes past one neighbour that is not itself on the move. */
function stepLayers(
  elements: readonly BadgeElement[],
  chosen: ReadonlySet<string>,
  order: 'up' | 'down',
): BadgeElement[] {
  const list = order === 'up' ? [...elements].reverse() : [...elements];
  for (let index = 1; index < list.length; index += 1) {
    const [before, here] = [list[index - 1], list[index]];
    if (before === undefined || here === undefined || chosen.has(before.id) || !chosen.has(here.id)) continue;
    list[index - 1] = here;
    list[index] = before;
  }
  return order === 'up' ? list.reverse() : list;
}

/** Puts one layer in another's place. */
export function moveLayer(design: Design, id: string, to: string): Design {
  return changeElements(design, (elements) => {
    const target = elements.findIndex((element) => element.id === to);
    const moved = elements.find((element) => element.id === id);
    if (moved === undefined || target < 0 || id === to) return elements;
    const others = elements.filter((element) => element.id !== id);
    return [...others.slice(0, target), moved, ...others.slice(target)];
  });
}

/** A page of another size. `scale`: what is on it grows with it, else it is only kept on the page. */
export function resizePage(design: Design, page: Size, scale: boolean, mark: string | null = null): Design {
  return changeTemplate(
    design,
    (template) => {
      const from = { x: 0, y: 0, ...template.page };
      const to = { x: 0, y: 0, ...page };
      const factor = Math.min(page.width / from.width, page.height / from.height);
      const change = (element: BadgeElement): BadgeElement => {
        const scaled = scale ? scaleType(element, factor) : element;
        return placeElement(scaled, scale ? scaleInto(outlineOf(element), from, to) : outlineOf(element), page);
      };
      return {
        ...template,
        page: { width: round(page.width), height: round(page.height) },
        front: template.front.map(change),
        back: template.back?.map(change) ?? null,
      };
    },
    mark,
  );
}

interface Sized {
  readonly size: { readonly max: number; readonly comfortable: number; readonly min: number };
}

function scaleType(element: BadgeElement, factor: number): BadgeElement {
  const resize = <T extends Sized>(style: T): T => ({
    ...style,
    size: {
      max: round(style.size.max * factor),
      comfortable: round(style.size.comfortable * factor),
      min: round(style.size.min * factor),
    },
  });
  switch (element.kind) {
    case 'text':
      return resize(element);
    case 'stack':
      return { ...element, gap: round(element.gap * factor), texts: element.texts.map(resize) };
    case 'rect':
      return { ...element, radius: round(element.radius * factor) };
    default:
      return element;
  }
}

/** Pictures that nothing shows any more are not carried along. */
export function dropUnusedImages(template: BadgeTemplate): BadgeTemplate {
  const used = new Set(
    [...template.front, ...(template.back ?? [])].flatMap((element) =>
      element.kind === 'image' ? [element.image] : [],
    ),
  );
  const kept = Object.entries(template.images).filter(([id]) => used.has(id));
  return kept.length === Object.keys(template.images).length
    ? template
    : { ...template, images: Object.fromEntries(kept) };
}

/** Which element a point of the page is on: the topmost that can be seen and moved. */
export function findAt(elements: readonly BadgeElement[], point: Point, reach: number): BadgeElement | null {
  const found = elements.findLast((element) => {
    if (element.hidden || element.locked) return false;
    const area = outlineOf(element);
    // a line has no area to be caught by
    const slack = { x: Math.max(reach - area.width, 0) / 2, y: Math.max(reach - area.height, 0) / 2 };
    const middle = middleOf(area);
    return (
      Math.abs(point.x - middle.x) <= area.width / 2 + slack.x &&
      Math.abs(point.y - middle.y) <= area.height / 2 + slack.y
    );
  });
  return found ?? null;
}
