import type { BadgeTemplate } from '../template.ts';
import { has, MUTED, qr, rect, stack, style, text } from './parts.ts';

/**
 * The badge that every event has without designing one: A7 landscape (105 × 74 mm). The first name is what one reads
 * across a table, the coloured band is what the guard at the door reads.
 */
export const largeName: BadgeTemplate = {
  version: 2,
  name: 'Large name, A7',
  page: { width: 105, height: 74 },
  noStatusColor: '#374151',
  images: {},
  front: [
    stack('name', [6, 4.5, 93, 33], 'middle', 0, [
      [18, style('{first}', [14.5, 10, 3.4], { weight: 700, maxLines: 3, lineHeight: 1.08 })],
      [15, style('{last}', [10.5, 7, 3.2], { weight: 600, maxLines: 3, lineHeight: 1.08 })],
    ]),
    stack('work', [6, 39, 68, 20], 'bottom', 0.8, [
      [11, style('{company}', [5, 4, 2], { weight: 600, maxLines: 4, hyphenate: true })],
      [9, style('{position}', [4, 3.4, 2], { maxLines: 3, lineHeight: 1.18, hyphenate: true, color: MUTED })],
    ]),
    qr('code', [76.6, 35.6, 26]),
    rect('band', [0, 62, 105, 12], { fill: 'status' }, { when: [has('status')] }),
    text(
      'status',
      [6, 63, 62, 10],
      'middle',
      style('{status}', [5.6, 4, 2.2], { weight: 700, lineHeight: 1.1, color: 'on-status', uppercase: true }),
      { when: [has('status')] },
    ),
    text(
      'part',
      [70, 63, 29, 10],
      'middle',
      style('{part}', [3.8, 3, 2], { weight: 600, align: 'right', color: 'on-status' }),
      { when: [has('status'), has('part')] },
    ),
  ],
  back: null,
};
