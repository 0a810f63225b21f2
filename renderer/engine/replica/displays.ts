/**
 * What people are shown by before their rows are read, packed: words that many have are kept once, the rest lies where it is needed.
 * A person takes some fifty bytes, and only who is shown is unpacked.
 *
 *   of each person, for each of six texts: number of pieces │ each piece: 1 + its number, or 0, its length and its bytes
 *
 * Numbers take seven bits a byte. Half of a letter comes back as U+FFFD.
 */
import { ByteWriter } from './varints.ts';

export interface CardDisplay {
  readonly name: string;
  readonly otherName: string;
  readonly email: string;
  readonly company: string;
  readonly position: string;
  readonly phone: string;
}

export interface PackedDisplays {
  /** Of all people in a row, and where those of each end. */
  readonly codes: Uint8Array;
  readonly ends: Int32Array;
  /** Pieces that are kept once, in a row as UTF-8, and where each ends. */
  readonly pieces: Uint8Array;
  readonly pieceEnds: Int32Array;
}

const TEXTS = ['name', 'otherName', 'email', 'company', 'position', 'phone'] as const;
/** A piece ends behind a space or an @, so that what stands before it is often the same. */
const PIECE = /[^ @]*[ @]|[^ @]+/g;
const LITERAL = 0;
const NONE: readonly string[] = [];

export class DisplayPacker {
  readonly #numbers = new Map<string, number>();
  readonly #codes = new ByteWriter();
  readonly #ends: number[] = [];
  readonly #pieces = new ByteWriter();
  readonly #pieceEnds: number[] = [];

  add(display: CardDisplay): void {
    for (const name of TEXTS) {
      const pieces = display[name].match(PIECE) ?? NONE;
      this.#codes.addNumber(pieces.length);
      pieces.forEach((piece, at) => this.#addPiece(piece, isOwn(name, at)));
    }
    this.#ends.push(this.#codes.length);
  }

  #addPiece(piece: string, isOwnPiece: boolean): void {
    if (isOwnPiece) {
      this.#codes.addNumber(LITERAL);
      this.#codes.addText(piece);
      return;
    }
    let number = this.#numbers.get(piece);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(piece, number);
      this.#pieces.addBareText(piece);
      this.#pieceEnds.push(this.#pieces.length);
    }
    this.#codes.addNumber(1 + number);
  }

  finish(): PackedDisplays {
    return {
      codes: this.#codes.take(),
      ends: new Int32Array(this.#ends),
      pieces: this.#pieces.take(),
      pieceEnds: new Int32Array(this.#pieceEnds),
    };
  }
}

/** Nobody else has the same: the phone, and the email before its @. */
function isOwn(text: (typeof TEXTS)[number], piece: number): boolean {
  return text === 'phone' || (text === 'email' && piece === 0);
}

/** @param index of the person among those who were packed */
export function readDisplay({ codes, ends, pieces, pieceEnds }: PackedDisplays, index: number): CardDisplay {
  let at = index === 0 ? 0 : (ends[index - 1] ?? 0);
  const readNumber = (): number => {
    let [number, factor] = [0, 1];
    for (;;) {
      const byte = codes[at] ?? 0;
      at += 1;
      number += (byte & 127) * factor;
      if (byte < 128) return number;
      factor *= 128;
    }
  };
  const readPiece = (): string => {
    const code = readNumber();
    if (code !== LITERAL) {
      return decode(pieces.subarray(code === 1 ? 0 : (pieceEnds[code - 2] ?? 0), pieceEnds[code - 1] ?? 0));
    }
    const length = readNumber();
    at += length;
    return decode(codes.subarray(at - length, at));
  };
  const texts = TEXTS.map((name) => {
    let text = '';
    for (let left = readNumber(); left > 0; left -= 1) text += readPiece();
    return [name, text] as const;
  });
  return Object.fromEntries(texts) as unknown as CardDisplay;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
