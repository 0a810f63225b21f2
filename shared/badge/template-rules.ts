/** What a template must be besides well-formed: the rules between its parts. */
import type { BadgeElement, BadgeTemplate, Box } from './template.ts';

export interface BrokenRule {
  path: (string | number)[];
  message: string;
}

/** Boxes may miss the page's edge by a rounding error, not by anything that a printer can show. */
const TOLERANCE = 1e-6;

/** Of all pictures together, in bytes. */
export const LARGEST_IMAGES = 4_000_000;

/** Lists what is wrong with a template whose parts are right; empty when nothing is. */
export function checkTemplate(template: BadgeTemplate): BrokenRule[] {
  const known = new Set<string>();
  const problems = (['front', 'back'] as const).flatMap((side) =>
    (template[side] ?? []).flatMap((element, index) => {
      const path = [side, index];
      const broken = checkElement(element, template).map(({ message, path: within }) => ({
        message,
        path: [...path, ...within],
      }));
      if (known.has(element.id)) broken.push({ message: 'Two elements have the same id', path: [...path, 'id'] });
      known.add(element.id);
      return broken;
    }),
  );
  const images = Object.values(template.images);
  const bytes = images.reduce((sum, { data }) => sum + (data.length * 3) / 4, 0);
  if (images.length > 50 || bytes > LARGEST_IMAGES) {
    problems.push({ message: 'The pictures are too large: together at most 4 MB', path: ['images'] });
  }
  return problems;
}

function checkElement(element: BadgeElement, template: BadgeTemplate): BrokenRule[] {
  const problems: BrokenRule[] = [];
  const { box } = element;
  if (!isInside(outlineOf(element), template.page))
    problems.push({ message: 'The box leaves the page', path: ['box'] });
  const flat = element.kind === 'line' ? box.width === 0 && box.height === 0 : box.width === 0 || box.height === 0;
  if (flat) problems.push({ message: 'The box has no size', path: ['box'] });
  if (element.kind === 'stack' && element.gap * (element.texts.length - 1) >= box.height) {
    problems.push({ message: 'The gaps leave no room', path: ['gap'] });
  }
  if (element.kind === 'image' && !Object.hasOwn(template.images, element.image)) {
    problems.push({ message: 'The picture is not in the template', path: ['image'] });
  }
  return problems;
}

/** Where an element's box is on the page: turned a quarter, its width and height swap about its middle. */
export function outlineOf({ box, turn }: Pick<BadgeElement, 'box' | 'turn'>): Box {
  if (turn === 0 || turn === 180) return { ...box };
  return {
    x: box.x + (box.width - box.height) / 2,
    y: box.y + (box.height - box.width) / 2,
    width: box.height,
    height: box.width,
  };
}

function isInside(box: Box, page: BadgeTemplate['page']): boolean {
  return (
    box.x >= -TOLERANCE &&
    box.y >= -TOLERANCE &&
    box.x + box.width <= page.width + TOLERANCE &&
    box.y + box.height <= page.height + TOLERANCE
  );
}
