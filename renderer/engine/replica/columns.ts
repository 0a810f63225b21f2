/**
 * Columns of numbers as one stretch of bytes that is written and read in parts: reading is laying views over the bytes, and nothing
 * is copied or looked at one by one. Each column begins at a multiple of eight.
 */
interface KindColumns {
  readonly u8: Uint8Array;
  readonly f64: Float64Array;
}
type Kind = keyof KindColumns;
const KINDS = { u8: Uint8Array, f64: Float64Array } as const;

/** A name and the kind of its numbers. */
export type Shape = Readonly<Record<string, Kind>>;
export type Columns<S extends Shape> = { readonly [Name in keyof S]: KindColumns[S[Name]] };

const ALIGNED = 8;

/** How many numbers each column has, in the order of the shape. */
export type Lengths = readonly number[];

export function lengthsOf<S extends Shape>(shape: S, columns: Columns<S>): Lengths {
  return Object.keys(shape).map((name) => columns[name]?.length ?? 0);
}

/** @throws when these are no lengths of such columns */
export function byteLength(shape: Shape, lengths: Lengths): number {
  return placesOf(shape, lengths).end;
}

/** The bytes from one place to another. */
export function packPart<S extends Shape>(
  shape: S,
  columns: Columns<S>,
  from: number,
  to: number,
): Uint8Array<ArrayBuffer> {
  const part = new Uint8Array(to - from);
  const { starts } = placesOf(shape, lengthsOf(shape, columns));
  Object.keys(shape).forEach((name, index) => {
    const column: KindColumns[Kind] | undefined = columns[name];
    if (column === undefined) return;
    const start = starts[index] ?? 0;
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    const [first, last] = [Math.max(from, start), Math.min(to, start + bytes.length)];
    if (first < last) part.set(bytes.subarray(first - start, last - start), first - from);
  });
  return part;
}

export function viewColumns<S extends Shape>(shape: S, lengths: Lengths, buffer: ArrayBuffer): Columns<S> {
  const { starts } = placesOf(shape, lengths);
  const columns = Object.entries(shape).map(([name, kind], index) => {
    return [name, new KINDS[kind](buffer, starts[index] ?? 0, lengths[index] ?? 0)] as const;
  });
  return Object.fromEntries(columns) as unknown as Columns<S>;
}

function placesOf(shape: Shape, lengths: Lengths): { readonly starts: readonly number[]; readonly end: number } {
  const kinds = Object.values(shape);
  if (lengths.length !== kinds.length) throw new Error('these are other columns');
  const starts: number[] = [];
  let end = 0;
  kinds.forEach((kind, index) => {
    starts.push(end);
    const bytes = (lengths[index] ?? 0) * KINDS[kind].BYTES_PER_ELEMENT;
    end += Math.ceil(bytes / ALIGNED) * ALIGNED;
  });
  return { starts, end };
}
