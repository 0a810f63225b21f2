/** What every element is laid out with. */
import { chooseTextColor, type Hex, parseColor } from './color.ts';
import type { BadgeContent } from './content.ts';
import type { Fonts } from './fonts.ts';
import type { LayoutNote } from './layout-items.ts';
import type { PictureSize } from './picture-item.ts';
import type { BadgeTemplate, Paint } from './template.ts';

export interface Setting {
  template: BadgeTemplate;
  content: BadgeContent;
  fonts: Fonts;
  /** See `LayoutSurroundings`. */
  now: string;
  photo: PictureSize | null;
  /** The id of the element that is being laid out. */
  element: string;
  /** Grows while the badge is laid out. */
  notes: LayoutNote[];
}

/** The colour that a paint is on this badge. */
export function resolvePaint(paint: Paint, { template, content }: Pick<Setting, 'template' | 'content'>): Hex {
  const status = parseColor(content.status?.color) ?? parseColor(template.noStatusColor) ?? '#000000';
  if (paint === 'status') return status;
  if (paint === 'on-status') return chooseTextColor(status);
  return parseColor(paint) ?? '#000000';
}
