import type { BadgeTemplate } from '../template.ts';
import { has, MUTED, qr, rect, stack, style, text } from './parts.ts';

/** A card of 86 × 54 mm: the name, the company, and one stroke of the status's colour. */
export const minimal: BadgeTemplate = {
  version: 2,
  name: 'Minimal, card 86×54',
  page: { width: 86, height: 54 },
  noStatusColor: '#9ca3af',
  images: {},
  front: [
    stack('name', [6, 6, 74, 24], 'top', 0.4, [
      [13, style('{first}', [9.5, 7, 3], { weight: 600, maxLines: 2, lineHeight: 1.06, family: 'montserrat' })],
      [11, style('{last}', [9.5, 6, 2.8], { maxLines: 2, lineHeight: 1.06, family: 'montserrat' })],
    ]),
    rect('stroke', [6, 33, 14, 1.4], { fill: 'status' }, { when: [has('status')] }),
    stack('work', [6, 37, 52, 11], 'top', 0.6, [
      [6, style('{company}', [3.6, 3.1, 1.8], { weight: 600, maxLines: 2, hyphenate: true, family: 'montserrat' })],
      [5, style('{position}', [3.1, 2.8, 1.8], { maxLines: 2, hyphenate: true, color: MUTED, family: 'montserrat' })],
    ]),
    text(
      'status',
      [23, 30.9, 37, 5.6],
      'middle',
      style('{status}', [2.9, 2.4, 1.9], {
        weight: 600,
        lineHeight: 1.1,
        color: MUTED,
        uppercase: true,
        family: 'montserrat',
      }),
      { when: [has('status')] },
    ),
    qr('code', [62, 30, 21]),
  ],
  back: null,
};
