/** Copy, paste, duplicate: elements with the pictures that they show, so that they can go to another template. */
import type { BadgeElement, BadgeTemplate } from '../../../../shared/badge/template.ts';
import { changeTemplate, listSelected, outlineOf, placeElement, templateOf, type Design } from './design.ts';

export interface Copied {
  readonly elements: readonly BadgeElement[];
  readonly images: BadgeTemplate['images'];
}

/** So that a copy is not mistaken for what it was copied from; mm. */
const OFFSET = 3;

export function copySelected(design: Design): Copied | null {
  const elements = listSelected(design);
  if (elements.length === 0) return null;
  const { images } = templateOf(design);
  const used = elements.flatMap((element) => {
    const image = element.kind === 'image' ? images[element.image] : undefined;
    return element.kind === 'image' && image !== undefined ? [[element.image, image] as const] : [];
  });
  return { elements, images: Object.fromEntries(used) };
}

/** Puts copies on top and selects them. `newId` gives an id that was never used. */
export function pasteCopied(design: Design, copied: Copied, newId: () => string): Design {
  const images = new Map(Object.entries(copied.images).map(([id, image]) => [id, { id: newId(), image }]));
  const { page, images: present } = templateOf(design);
  const copies = copied.elements.map((element) => {
    const outline = outlineOf(element);
    const copy = { ...element, id: newId(), locked: false };
    const moved = placeElement(copy, { ...outline, x: outline.x + OFFSET, y: outline.y + OFFSET }, page);
    const known = moved.kind === 'image' && present[moved.image]?.data === copied.images[moved.image]?.data;
    return moved.kind === 'image' && !known ? { ...moved, image: images.get(moved.image)?.id ?? moved.image } : moved;
  });
  const used = new Set(copies.flatMap((copy) => (copy.kind === 'image' ? [copy.image] : [])));
  const added = [...images.values()].filter(({ id }) => used.has(id)).map(({ id, image }) => [id, image] as const);
  const pasted = changeTemplate(design, (template) => ({
    ...template,
    images: { ...template.images, ...Object.fromEntries(added) },
    [design.side]: [...(template[design.side] ?? []), ...copies],
  }));
  return { ...pasted, selected: copies.map(({ id }) => id) };
}
