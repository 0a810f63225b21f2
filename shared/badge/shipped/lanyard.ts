import type { BadgeTemplate } from '../template.ts';
import { has, INK, MUTED, qr, rect, stack, style, text } from './parts.ts';

const centred = { align: 'center', family: 'montserrat' } as const;

/** A6 portrait for a holder on a lanyard, front and back; the upper 12 mm stay free for the slot. */
export const lanyard: BadgeTemplate = {
  version: 2,
  name: 'Lanyard, A6, two sides',
  page: { width: 105, height: 148 },
  noStatusColor: '#374151',
  images: {},
  front: [
    rect('head', [0, 0, 105, 30], { fill: 'status' }),
    text(
      'event',
      [8, 13, 89, 13],
      'middle',
      style('{event}', [5, 4, 2.2], { ...centred, weight: 600, color: 'on-status', hyphenate: true }),
    ),
    stack('name', [6, 33, 93, 47], 'middle', 0.6, [
      [26, style('{first}', [19, 11, 3.6], { ...centred, weight: 700, maxLines: 3, lineHeight: 1.05 })],
      [20.4, style('{last}', [14, 9, 3.4], { ...centred, weight: 600, maxLines: 3, lineHeight: 1.05 })],
    ]),
    stack('work', [10, 81, 85, 19], 'middle', 1, [
      [10, style('{company}', [5.2, 4.2, 2.3], { ...centred, weight: 600, maxLines: 3, hyphenate: true })],
      [9, style('{position}', [4.2, 3.6, 2.1], { ...centred, maxLines: 3, hyphenate: true, color: MUTED })],
    ]),
    qr('code', [38.5, 101, 28]),
    rect('foot', [0, 131, 105, 17], { fill: 'status' }, { when: [has('status')] }),
    stack(
      'status',
      [8, 133, 89, 13],
      'middle',
      0.6,
      [
        [9, style('{status}', [6.4, 5, 2.6], { ...centred, weight: 700, color: 'on-status', uppercase: true })],
        [4, style('{part}', [3.4, 2.8, 2], { ...centred, weight: 600, maxLines: 1, color: 'on-status' })],
      ],
      { when: [has('status')] },
    ),
  ],
  back: [
    rect('back-head', [0, 0, 105, 12], { fill: 'status' }),
    text(
      'back-name',
      [8, 17, 89, 16],
      'middle',
      style('{full}', [6, 4.6, 2.6], { ...centred, weight: 700, maxLines: 3 }),
    ),
    qr('back-code', [22.5, 34, 60]),
    stack('back-lines', [10, 98, 85, 32], 'top', 2, [
      [8, style('{part}', [5, 4, 2.2], { ...centred, weight: 600, color: INK })],
      [18, style('{products}', [3.8, 3.4, 2], { ...centred, maxLines: 5, hyphenate: true, color: MUTED })],
    ]),
    text(
      'back-event',
      [8, 134, 89, 8],
      'bottom',
      style('{event}, {date}', [3.2, 2.8, 1.9], { ...centred, color: MUTED }),
    ),
  ],
};
