import type { BadgeTemplate } from '../template.ts';
import { BLACK, has, qr, rect, stack, style, text } from './parts.ts';

/** A label of 89 × 36 mm for a thermal printer: black on white, no shades, no type that 203 dots an inch would blur. */
export const label: BadgeTemplate = {
  version: 2,
  name: 'Label 89×36',
  page: { width: 89, height: 36 },
  noStatusColor: BLACK,
  images: {},
  front: [
    stack('name', [4, 4, 57, 18], 'top', 0.3, [
      [10, style('{first}', [8.6, 6, 2.8], { weight: 700, lineHeight: 1.04, color: BLACK })],
      [8, style('{last}', [6.8, 4.8, 2.6], { weight: 600, lineHeight: 1.04, color: BLACK })],
    ]),
    stack('work', [4, 22.6, 57, 9.4], 'bottom', 0.5, [
      [6, style('{company}', [3.4, 3, 2.1], { weight: 600, hyphenate: true, color: BLACK })],
      [5, style('{position}', [3, 2.7, 2.1], { hyphenate: true, color: BLACK })],
    ]),
    qr('code', [62.4, 3, 23]),
    rect('plate', [63, 26, 22, 6], { fill: BLACK }, { when: [has('status')] }),
    text(
      'status',
      [64.6, 26.4, 18.8, 5.2],
      'middle',
      style('{status}', [2.9, 2.3, 1.7], {
        weight: 700,
        lineHeight: 1.05,
        align: 'center',
        color: '#ffffff',
        uppercase: true,
      }),
      { when: [has('status')] },
    ),
  ],
  back: null,
};
