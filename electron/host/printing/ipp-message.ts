/**
 * IPP messages as bytes (RFC 8010): a version, an operation or status, a request's number, and groups of attributes.
 *
 * What is written says its syntax by its constructor; what is read is told by JavaScript's own types, since printers are not strict
 * about syntaxes (a keyword where a name belongs). A message that breaks off or lies about a length is an `IppFormatError`.
 */

export const IPP_OPERATION = {
  printJob: 0x02,
  createJob: 0x05,
  sendDocument: 0x06,
  cancelJob: 0x08,
  getJobAttributes: 0x09,
  getJobs: 0x0a,
  getPrinterAttributes: 0x0b,
  cupsGetPrinters: 0x4002,
} as const;

export const IPP_GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04, unsupported: 0x05 } as const;

const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  range: 0x33,
  collection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
  member: 0x4a,
} as const;

/** A value to be written. */
export type IppField =
  | { readonly tag: 'integer' | 'enum'; readonly value: number }
  | { readonly tag: 'boolean'; readonly value: boolean }
  | { readonly tag: 'text' | 'name' | 'keyword' | 'uri' | 'charset' | 'language' | 'mime'; readonly value: string }
  | { readonly tag: 'range'; readonly value: IppRange }
  | { readonly tag: 'collection'; readonly value: IppFields };

/** Attributes to be written, in this order; an empty list is left out. */
export type IppFields = Readonly<Record<string, IppField | readonly IppField[]>>;

export interface IppRange {
  readonly lower: number;
  readonly upper: number;
}

/** Dots per inch, or per centimetre. */
export interface IppResolution {
  readonly across: number;
  readonly feed: number;
  readonly unit: 'inch' | 'centimetre';
}

/** A value that was read; null is any of the out-of-band values (`no-value`, `unknown`, `unsupported`). */
export type IppValue = number | boolean | string | IppRange | IppResolution | Uint8Array | IppAttributes | null;

/** Attributes that were read; each has at least one value. */
export type IppAttributes = ReadonlyMap<string, readonly IppValue[]>;

export interface IppMessage {
  readonly version: readonly [number, number];
  /** Operation of a request, status of an answer. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly { readonly tag: number; readonly attributes: IppAttributes }[];
}

export class IppFormatError extends Error {
  override readonly name = 'IppFormatError';
}

export const ippInteger = (value: number): IppField => ({ tag: 'integer', value });
export const ippEnum = (value: number): IppField => ({ tag: 'enum', value });
export const ippKeyword = (value: string): IppField => ({ tag: 'keyword', value });
export const ippCollection = (value: IppFields): IppField => ({ tag: 'collection', value });

/** Writes a request without its document. @throws RangeError where a text is longer than a length can say */
export function encodeIpp(message: {
  readonly version: readonly [number, number];
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly (readonly [tag: number, fields: IppFields])[];
}): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt8(message.version[0], 0);
  head.writeUInt8(message.version[1], 1);
  head.writeUInt16BE(message.code, 2);
  head.writeUInt32BE(message.requestId, 4);
  const parts: Buffer[] = [head];
  for (const [tag, fields] of message.groups) {
    parts.push(Buffer.of(tag));
    for (const [name, field] of Object.entries(fields)) writeAttribute(parts, name, field);
  }
  parts.push(Buffer.of(IPP_GROUP.end));
  return Buffer.concat(parts);
}

function writeAttribute(parts: Buffer[], name: string, field: IppField | readonly IppField[]): void {
  asList(field).forEach((value, index) => writeValue(parts, index === 0 ? name : '', value));
}

function writeValue(parts: Buffer[], name: string, field: IppField): void {
  if (field.tag !== 'collection') {
    writeRecord(parts, TAG[field.tag], name, encodeValue(field));
    return;
  }
  writeRecord(parts, TAG.collection, name, Buffer.alloc(0));
  for (const [member, value] of Object.entries(field.value)) {
    const list = asList(value);
    if (list.length > 0) writeRecord(parts, TAG.member, '', Buffer.from(member, 'utf8'));
    for (const one of list) writeValue(parts, '', one);
  }
  writeRecord(parts, TAG.endCollection, '', Buffer.alloc(0));
}

function asList(field: IppField | readonly IppField[]): readonly IppField[] {
  return 'tag' in field ? [field] : field;
}

function writeRecord(parts: Buffer[], tag: number, name: string, value: Buffer): void {
  const title = Buffer.from(name, 'utf8');
  const start = Buffer.alloc(3);
  start.writeUInt8(tag, 0);
  start.writeUInt16BE(title.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length, 0);
  parts.push(start, title, length, value);
}

function encodeValue(field: Exclude<IppField, { tag: 'collection' }>): Buffer {
  switch (field.tag) {
    case 'integer':
    case 'enum':
      return writeIntegers(field.value);
    case 'boolean':
      return Buffer.of(field.value ? 1 : 0);
    case 'range':
      return writeIntegers(field.value.lower, field.value.upper);
    default:
      return Buffer.from(field.value, 'utf8');
  }
}

function writeIntegers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeInt32BE(value, 4 * index));
  return bytes;
}

/** Collections in collections, deeper than any printer has them: what is deeper is an attack on the stack. */
const DEEPEST = 16;

interface Reader {
  readonly bytes: Buffer;
  at: number;
}

interface ReadRecord {
  readonly tag: number;
  readonly name: string;
  readonly value: Buffer;
}

/** Reads an answer (or a request without its document). @throws IppFormatError */
export function decodeIpp(bytes: Uint8Array): IppMessage {
  const reader: Reader = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  const head = take(reader, 8);
  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = [];
  let values: IppValue[] | null = null;
  for (;;) {
    const tag = take(reader, 1).readUInt8(0);
    if (tag === IPP_GROUP.end) break;
    if (tag <= 0x0f) {
      groups.push({ tag, attributes: new Map() });
      values = null;
      continue;
    }
    const group = groups.at(-1);
    if (group === undefined) throw new IppFormatError('an attribute stands before any group');
    const record = readRecord(reader, tag);
    const value = readValue(reader, record, 0);
    if (record.name !== '') {
      values = [];
      // Said twice against the rule: printers hold themselves to the first, so it counts.
      if (!group.attributes.has(record.name)) group.attributes.set(record.name, values);
    }
    // A record without a name is one more value of the attribute before it.
    if (values === null) throw new IppFormatError('a further value stands before any attribute');
    values.push(value);
  }
  return {
    version: [head.readUInt8(0), head.readUInt8(1)],
    code: head.readUInt16BE(2),
    requestId: head.readUInt32BE(4),
    groups,
  };
}

function readValue(reader: Reader, { tag, value }: ReadRecord, depth: number): IppValue {
  switch (tag) {
    case TAG.integer:
    case TAG.enum:
      return integerAt(value, 0);
    case TAG.boolean:
      return value.length === 1 && value[0] !== 0;
    case TAG.range:
      return { lower: integerAt(value, 0), upper: integerAt(value, 4) };
    case TAG.resolution:
      return { across: integerAt(value, 0), feed: integerAt(value, 4), unit: value[8] === 4 ? 'centimetre' : 'inch' };
    case TAG.collection:
      return readCollection(reader, depth + 1);
    case TAG.textWithLanguage:
    case TAG.nameWithLanguage:
      return textAfterLanguage(value);
    case TAG.octetString:
    case TAG.dateTime:
      return Uint8Array.from(value);
    default:
      if (tag >= 0x10 && tag <= 0x1f) return null; // out of band
      if (tag >= 0x40 && tag <= 0x5f) return value.toString('utf8');
      return Uint8Array.from(value);
  }
}

function readCollection(reader: Reader, depth: number): IppAttributes {
  if (depth > DEEPEST) throw new IppFormatError('collections are nested too deeply');
  const members = new Map<string, IppValue[]>();
  let current: IppValue[] | null = null;
  for (;;) {
    const record = readRecord(reader, take(reader, 1).readUInt8(0));
    if (record.tag === TAG.endCollection) return members;
    if (record.tag === TAG.member) {
      current = [];
      members.set(record.value.toString('utf8'), current);
      continue;
    }
    if (current === null) throw new IppFormatError('a value stands before any member of its collection');
    current.push(readValue(reader, record, depth));
  }
}

function readRecord(reader: Reader, tag: number): ReadRecord {
  if (tag <= 0x0f) throw new IppFormatError('a group begins inside of an attribute');
  const name = take(reader, take(reader, 2).readUInt16BE(0)).toString('utf8');
  return { tag, name, value: take(reader, take(reader, 2).readUInt16BE(0)) };
}

function textAfterLanguage(value: Buffer): string {
  const inner: Reader = { bytes: value, at: 0 };
  take(inner, take(inner, 2).readUInt16BE(0));
  return take(inner, take(inner, 2).readUInt16BE(0)).toString('utf8');
}

function integerAt(value: Buffer, offset: number): number {
  if (value.length < offset + 4) throw new IppFormatError('a number is too short');
  return value.readInt32BE(offset);
}

function take(reader: Reader, length: number): Buffer {
  const end = reader.at + length;
  if (end > reader.bytes.length) throw new IppFormatError('the message breaks off');
  const part = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return part;
}

/** The attributes of the first group of a kind; empty where there is none. */
export function attributesOf(message: IppMessage, tag: number): IppAttributes {
  return message.groups.find((group) => group.tag === tag)?.attributes ?? new Map<string, IppValue[]>();
}

/** All texts of an attribute. */
export function textsOf(attributes: IppAttributes, name: string): string[] {
  return (attributes.get(name) ?? []).filter((value) => typeof value === 'string');
}

/** All numbers of an attribute. */
export function numbersOf(attributes: IppAttributes, name: string): number[] {
  return (attributes.get(name) ?? []).filter((value) => typeof value === 'number');
}

/** All collections of an attribute. */
export function collectionsOf(attributes: IppAttributes, name: string): IppAttributes[] {
  return (attributes.get(name) ?? []).filter((value): value is IppAttributes => value instanceof Map);
}

/** All ranges of an attribute; a single number is a range of one. */
export function rangesOf(attributes: IppAttributes, name: string): IppRange[] {
  return (attributes.get(name) ?? []).flatMap((value) => {
    if (typeof value === 'number') return [{ lower: value, upper: value }];
    return value !== null && typeof value === 'object' && 'lower' in value ? [value] : [];
  });
}
