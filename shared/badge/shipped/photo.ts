import type { BadgeTemplate } from '../template.ts';
import { has, MUTED, qr, rect, stack, style } from './parts.ts';

/** 4 × 3 inches with the person's photo; initials stand in for a missing one. */
export const photo: BadgeTemplate = {
  version: 2,
  name: 'With a photo, 4×3″',
  page: { width: 101.6, height: 76.2 },
  noStatusColor: '#374151',
  images: {},
  front: [
    {
      kind: 'photo',
      id: 'photo',
      label: '',
      box: { x: 6, y: 6, width: 34, height: 45 },
      turn: 0,
      locked: false,
      hidden: false,
      when: [],
      shape: 'rect',
      fit: 'cover',
      placeholder: 'initials',
    },
    stack('name', [45, 5.4, 50.6, 25], 'top', 0.4, [
      [14, style('{first}', [10.5, 7, 3], { weight: 700, maxLines: 3, lineHeight: 1.06 })],
      [11, style('{last}', [8.2, 5.6, 2.8], { weight: 600, maxLines: 3, lineHeight: 1.06 })],
    ]),
    stack('work', [45, 33, 50.6, 18.2], 'bottom', 0.8, [
      [10, style('{company}', [4.2, 3.5, 2], { weight: 600, maxLines: 3, hyphenate: true })],
      [9, style('{position}', [3.6, 3.1, 1.9], { maxLines: 3, hyphenate: true, color: MUTED })],
    ]),
    rect('plate', [6, 56, 65, 14.2], { fill: 'status', radius: 1.6 }, { when: [has('status')] }),
    stack(
      'status',
      [9.4, 57.4, 58.2, 11.4],
      'middle',
      0.6,
      [
        [8, style('{status}', [5.2, 3.8, 2.2], { weight: 700, lineHeight: 1.08, color: 'on-status', uppercase: true })],
        [4, style('{part}', [3.2, 2.6, 1.9], { weight: 600, maxLines: 1, color: 'on-status' })],
      ],
      { when: [has('status')] },
    ),
    qr('code', [74.4, 52, 22.4]),
  ],
  back: null,
};
