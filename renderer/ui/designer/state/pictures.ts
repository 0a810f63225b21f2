/** The pictures that a template carries: how much room there is for another, and one in the place of another. */
import type { BadgeTemplate, TemplateImage } from '../../../../shared/badge/template.ts';
import { LARGEST_IMAGES } from '../../../../shared/badge/template-rules.ts';
import { dropUnusedImages } from './edits.ts';

/** @param inPlaceOf the element whose picture goes when this one comes; null = it is one more */
export function hasRoomFor(template: BadgeTemplate, picture: TemplateImage, inPlaceOf: string | null): boolean {
  const isOther = ({ id }: { readonly id: string }): boolean => id !== inPlaceOf;
  const others = dropUnusedImages({
    ...template,
    front: template.front.filter(isOther),
    back: template.back?.filter(isOther) ?? null,
  });
  const letters = Object.values(others.images).reduce((sum, { data }) => sum + data.length, picture.data.length);
  return (letters * 3) / 4 <= LARGEST_IMAGES;
}

/** The element shows `picture`, under the id `image`; what nothing shows any more is dropped. */
export function swapPicture(
  template: BadgeTemplate,
  element: string,
  image: string,
  picture: TemplateImage,
): BadgeTemplate {
  const swap = (elements: BadgeTemplate['front']): BadgeTemplate['front'] =>
    elements.map((one) => (one.id === element && one.kind === 'image' ? { ...one, image } : one));
  return dropUnusedImages({
    ...template,
    images: { ...template.images, [image]: picture },
    front: swap(template.front),
    back: template.back === null ? null : swap(template.back),
  });
}
