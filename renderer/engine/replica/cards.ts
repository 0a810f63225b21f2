/**
 * Cards of people, packed in blocks of columns. The layout is made for reading: numbers are typed arrays, texts are one UTF-16
 * string a column (decoding it is a copy, decoding UTF-8 of Cyrillic is not; half of a letter comes back as U+FFFD), and a person's display is split only when shown.
 *
 *   u32 count, u32 length of texts │ f64 × count Ids │ i32 × count top status (-1 none) │ u32 × count end of the names in the text
 *   │ texts: `phone TAB text` a line │ displays: fields joined by TAB, a line
 */
import type { PartStatus } from '../../../shared/ruvents/rows.ts';

/** One person as a list shows and finds them. */
export interface Card {
  readonly serverId: number;
  /** The status with the highest priority when the card was made. */
  readonly topStatus: number | null;
  readonly text: string;
  readonly namesEnd: number;
  readonly phone: string;
  readonly display: CardDisplay;
}

export interface CardDisplay {
  readonly name: string;
  readonly otherName: string;
  readonly email: string;
  readonly company: string;
  readonly position: string;
  readonly statuses: readonly PartStatus[];
  /** Parts for which a badge is recorded; null = one without a part. */
  readonly arrived: readonly (number | null)[];
}

export interface CardBlock {
  readonly ids: Float64Array;
  readonly topStatuses: Int32Array;
  readonly namesEnds: Uint32Array;
  /** `phone TAB text` of each person. */
  readonly texts: readonly string[];
  readonly displays: readonly string[];
}

const HEADER = 8;
const NO_STATUS = -1;

export function packCards(cards: readonly Card[]): Uint8Array<ArrayBuffer> {
  const texts = cards.map((card) => `${card.phone}\t${card.text}`).join('\n');
  const displays = cards.map((card) => packDisplay(card.display)).join('\n');
  const count = cards.length;
  const at = offsetsOf(count);
  const buffer = new ArrayBuffer(at.texts + 2 * (texts.length + displays.length));
  new Uint32Array(buffer, 0, 2).set([count, texts.length]);
  const ids = new Float64Array(buffer, at.ids, count);
  const topStatuses = new Int32Array(buffer, at.topStatuses, count);
  const namesEnds = new Uint32Array(buffer, at.namesEnds, count);
  cards.forEach((card, index) => {
    ids[index] = card.serverId;
    topStatuses[index] = card.topStatus ?? NO_STATUS;
    namesEnds[index] = card.namesEnd;
  });
  const units = new Uint16Array(buffer, at.texts);
  writeUnits(texts, units, 0);
  writeUnits(displays, units, texts.length);
  return new Uint8Array(buffer);
}

export function unpackCards(bytes: Uint8Array<ArrayBuffer>): CardBlock {
  const { buffer } = bytes;
  const [count = 0, textsLength = 0] = new Uint32Array(buffer, 0, 2);
  const at = offsetsOf(count);
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const readLines = (from: number, length?: number): readonly string[] =>
    count === 0 ? [] : decoder.decode(new Uint8Array(buffer, from, length)).split('\n');
  return {
    ids: new Float64Array(buffer, at.ids, count),
    topStatuses: new Int32Array(buffer, at.topStatuses, count),
    namesEnds: new Uint32Array(buffer, at.namesEnds, count),
    texts: readLines(at.texts, 2 * textsLength),
    displays: readLines(at.texts + 2 * textsLength),
  };
}

/** The top status of a person in a block; null = none. */
export function topStatusAt(block: CardBlock, index: number): number | null {
  const status = block.topStatuses[index];
  return status === undefined || status === NO_STATUS ? null : status;
}

function offsetsOf(count: number) {
  const ids = HEADER;
  const topStatuses = ids + 8 * count;
  const namesEnds = topStatuses + 4 * count;
  return { ids, topStatuses, namesEnds, texts: namesEnds + 4 * count };
}

function writeUnits(text: string, units: Uint16Array, from: number): void {
  for (let index = 0; index < text.length; index += 1) units[from + index] = text.charCodeAt(index);
}

function packDisplay(display: CardDisplay): string {
  const { name, otherName, email, company, position, statuses, arrived } = display;
  const parts = statuses.map((status) => `${status.PartId ?? ''}:${status.StatusId ?? ''}`).join(',');
  const fields = [name, otherName, email, company, position].map((field) => field.replace(/[\t\n]/g, ' '));
  return [...fields, parts, arrived.map((partId) => partId ?? '').join(','), String(arrived.length)].join('\t');
}

export function readDisplay(packed: string): CardDisplay {
  const [name = '', otherName = '', email = '', company = '', position = '', parts = '', arrived = '', count = '0'] =
    packed.split('\t');
  return {
    name,
    otherName,
    email,
    company,
    position,
    statuses: (parts === '' ? [] : parts.split(',')).map((part) => {
      const [partId = '', statusId = ''] = part.split(':');
      return { PartId: numberOf(partId), StatusId: numberOf(statusId) };
    }),
    arrived: count === '0' ? [] : arrived.split(',').map(numberOf),
  };
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}
