import type { BadgeTemplate } from './template.ts';

const INK = '#111827';
const MUTED = '#4b5563';

/**
 * The badge that every event has without designing one: A7 landscape (105 × 74 mm). The first name is what one reads
 * across a table, the coloured band is what the guard at the door reads.
 */
export const defaultTemplate: BadgeTemplate = {
  version: 1,
  name: 'A7',
  page: { width: 105, height: 74 },
  noStatusColor: '#374151',
  elements: [
    {
      kind: 'stack',
      box: { x: 6, y: 4.5, width: 93, height: 33 },
      valign: 'middle',
      gap: 0,
      needs: [],
      texts: [
        {
          share: 18,
          text: '{first}',
          weight: 700,
          size: { max: 14.5, comfortable: 10, min: 3.4 },
          maxLines: 3,
          lineHeight: 1.08,
          align: 'left',
          color: INK,
          uppercase: false,
        },
        {
          share: 15,
          text: '{last}',
          weight: 600,
          size: { max: 10.5, comfortable: 7, min: 3.2 },
          maxLines: 3,
          lineHeight: 1.08,
          align: 'left',
          color: INK,
          uppercase: false,
        },
      ],
    },
    {
      kind: 'stack',
      box: { x: 6, y: 39, width: 68, height: 20 },
      valign: 'bottom',
      gap: 0.8,
      needs: [],
      texts: [
        {
          share: 11,
          text: '{company}',
          weight: 600,
          size: { max: 5, comfortable: 4, min: 2.2 },
          maxLines: 3,
          lineHeight: 1.15,
          align: 'left',
          color: INK,
          uppercase: false,
        },
        {
          share: 9,
          text: '{position}',
          weight: 400,
          size: { max: 4, comfortable: 3.4, min: 2 },
          maxLines: 3,
          lineHeight: 1.18,
          align: 'left',
          color: MUTED,
          uppercase: false,
        },
      ],
    },
    { kind: 'qr', box: { x: 76.6, y: 35.6, width: 26, height: 26 }, quiet: 4, color: '#000000', needs: [] },
    { kind: 'rect', box: { x: 0, y: 62, width: 105, height: 12 }, fill: 'status', needs: ['status'] },
    {
      kind: 'text',
      box: { x: 6, y: 63, width: 62, height: 10 },
      text: '{status}',
      weight: 700,
      size: { max: 5.6, comfortable: 4, min: 2.2 },
      maxLines: 2,
      lineHeight: 1.1,
      align: 'left',
      valign: 'middle',
      color: 'on-status',
      uppercase: true,
      needs: ['status'],
    },
    {
      kind: 'text',
      box: { x: 70, y: 63, width: 29, height: 10 },
      text: '{part}',
      weight: 600,
      size: { max: 3.8, comfortable: 3, min: 2 },
      maxLines: 2,
      lineHeight: 1.15,
      align: 'right',
      valign: 'middle',
      color: 'on-status',
      uppercase: false,
      needs: ['status', 'part'],
    },
  ],
};
