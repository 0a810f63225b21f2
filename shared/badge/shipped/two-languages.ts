import type { BadgeTemplate } from '../template.ts';
import { has, MUTED, qr, rect, stack, style, text } from './parts.ts';

/** A7 landscape with both spellings of a name; where there is one only, it takes the room of both. */
export const twoLanguages: BadgeTemplate = {
  version: 2,
  name: 'Two languages, A7',
  page: { width: 105, height: 74 },
  noStatusColor: '#374151',
  images: {},
  front: [
    rect('edge', [0, 0, 5, 74], { fill: 'status' }),
    stack('name', [11, 5.4, 88, 37], 'top', 0.5, [
      [14, style('{first}', [12, 8, 3.2], { weight: 700, lineHeight: 1.06, family: 'pt-serif' })],
      [13, style('{last}', [11, 7, 3], { weight: 700, lineHeight: 1.06, family: 'pt-serif' })],
      [8, style('{first} {last}', [5.6, 4.4, 2.6], { locale: 'other', color: MUTED, family: 'pt-serif' })],
    ]),
    stack('work', [11, 46, 62, 16.4], 'top', 0.7, [
      [6, style('{company}', [4, 3.4, 2], { weight: 600, hyphenate: true })],
      [4, style('{company}', [3, 2.7, 1.9], { locale: 'other', hyphenate: true, color: MUTED })],
      [6, style('{position}', [3.4, 3, 1.9], { hyphenate: true, color: MUTED })],
    ]),
    text('status', [11, 64.4, 62, 5.4], 'bottom', style('{status} · {part}', [4, 3, 2], { weight: 700, maxLines: 1 }), {
      when: [has('status')],
    }),
    qr('code', [75.6, 44.6, 26]),
  ],
  back: null,
};
