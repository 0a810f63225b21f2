/**
 * Template + content → what is drawn, in exact millimetres from the page's upper left corner. Every output (PDF, SVG,
 * label raster) draws this and decides nothing itself.
 *
 * Invariant: each item lies inside its `box` (a picture inside its `clip`), and each of these, turned as it says, inside the page.
 */
import { layOutCode } from './code-item.ts';
import { readField } from './fields.ts';
import type { Fonts } from './fonts.ts';
import type { BadgeLayout, LayoutItem, LayoutNote, Turn } from './layout-items.ts';
import type { Setting } from './layout-setting.ts';
import { layOutImage, layOutPhoto, type PictureSize } from './picture-item.ts';
import { makePrintable } from './printable.ts';
import { layOutEllipse, layOutLine, layOutRect } from './shape-item.ts';
import type { BadgeContent } from './content.ts';
import type { BadgeElement, BadgeTemplate, Condition } from './template.ts';
import { layOutStack } from './text-item.ts';

export type * from './layout-items.ts';
export type { PictureSize } from './picture-item.ts';

export interface LayoutSurroundings {
  fonts: Fonts;
  /** Pixels of the person's photo; null when there is none or it cannot be read. */
  photo: PictureSize | null;
  /** The day of printing, `YYYY-MM-DD…`, by the station's clock. */
  now: string;
}

/** Lays out one badge. Never fails for any content: what cannot be shown is replaced, cut or left out, and noted. */
export function layoutBadge(
  template: BadgeTemplate,
  content: BadgeContent,
  { fonts, photo, now }: LayoutSurroundings,
): BadgeLayout {
  const notes: LayoutNote[] = [];
  const layOutSide = (elements: readonly BadgeElement[]): { items: LayoutItem[] } => ({
    items: elements.flatMap((element) => {
      const setting: Setting = { template, content, fonts, now, photo, element: element.id, notes };
      if (element.hidden || !element.when.every((condition) => holds(condition, setting))) return [];
      const turn = turnOf(element);
      return layOutElement(element, setting).map((item) => ({ ...item, turn }));
    }),
  });
  const sides = template.back === null ? [template.front] : [template.front, template.back];
  return { page: { ...template.page }, sides: sides.map(layOutSide), notes };
}

function turnOf({ box, turn }: BadgeElement): Turn {
  return turn === 0 ? null : { degrees: turn, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function layOutElement(element: BadgeElement, setting: Setting): LayoutItem[] {
  switch (element.kind) {
    case 'text':
      return layOutStack({ ...element, kind: 'stack', gap: 0, texts: [{ share: 1, ...element }] }, setting);
    case 'stack':
      return layOutStack(element, setting);
    case 'rect':
      return layOutRect(element, setting);
    case 'ellipse':
      return layOutEllipse(element, setting);
    case 'line':
      return layOutLine(element, setting);
    case 'code':
      return layOutCode(element, setting);
    case 'image':
      return layOutImage(element, setting);
    case 'photo':
      return layOutPhoto(element, setting);
  }
}

function holds(condition: Condition, { content, fonts, now }: Setting): boolean {
  const reads = (titles: readonly (string | null | undefined)[], wanted: readonly string[]): boolean => {
    const known = new Set(titles.map(simplify));
    return wanted.some((title) => known.has(simplify(title)));
  };
  switch (condition.kind) {
    case 'status':
      return reads([content.status?.title], condition.titles) !== condition.not;
    case 'part':
      return reads([content.part], condition.titles) !== condition.not;
    case 'product':
      return reads(content.products, condition.titles) !== condition.not;
    case 'field': {
      const text = readField(condition.field, 'auto', { content, now, draws: () => true });
      return (makePrintable(text, fonts, 'inter').text !== '') === condition.present;
    }
  }
}

/** A title without what people write differently. Null and undefined are no title. */
function simplify(title: string | null | undefined): string | null {
  return title == null ? null : title.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
