/** Numbers in few bytes: most of a snapshot's are small, and a start waits for what is read from the disk. */

/** Bytes that are written one after the other; numbers take seven bits a byte, the lowest first. */
export class ByteWriter {
  #bytes = new Uint8Array(4096);
  readonly #encoder = new TextEncoder();
  length = 0;

  /** @param number not negative, and whole */
  addNumber(number: number): void {
    this.#makeRoom(8);
    let rest = number;
    for (; rest > 127; rest = Math.floor(rest / 128)) {
      this.#bytes[this.length] = (rest % 128) + 128;
      this.length += 1;
    }
    this.#bytes[this.length] = rest;
    this.length += 1;
  }

  /** Its length in bytes, then the text. */
  addText(text: string): void {
    if (isPlain(text)) {
      this.addNumber(text.length);
      this.#makeRoom(text.length);
      for (let at = 0; at < text.length; at += 1) this.#bytes[this.length + at] = text.charCodeAt(at);
      this.length += text.length;
      return;
    }
    const bytes = this.#encoder.encode(text);
    this.addNumber(bytes.length);
    this.#add(bytes);
  }

  addBareText(text: string): void {
    this.#add(this.#encoder.encode(text));
  }

  take(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  #add(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  #makeRoom(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.ceil((this.length + more) * 1.25));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** A byte a letter: most emails and phones, without an array for each. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** One byte a number; four when some are too large for that. */
export function packNumbers(numbers: Int32Array): Uint8Array {
  return numbers.every((number) => number >= 0 && number < 256) ? Uint8Array.from(numbers) : bytesOf(numbers);
}

export function unpackNumbers(bytes: Uint8Array, count: number): Int32Array {
  return bytes.length === count ? Int32Array.from(bytes) : new Int32Array(bytes.buffer, bytes.byteOffset, count);
}

/** Ascending numbers: a byte for how much more each is than the one before; as they are when some steps are too large for that. @param from before the first */
export function packSteps(numbers: Int32Array | Float64Array, from = 0): Uint8Array {
  const steps = new Uint8Array(numbers.length);
  let before = from;
  for (let at = 0; at < numbers.length; at += 1) {
    const step = (numbers[at] ?? 0) - before;
    if (!(step >= 0 && step < 256)) return bytesOf(numbers);
    steps[at] = step;
    before = numbers[at] ?? 0;
  }
  return steps;
}

export function unpackSteps(bytes: Uint8Array, count: number): Int32Array {
  if (bytes.length !== count) return new Int32Array(bytes.buffer, bytes.byteOffset, count);
  const numbers = new Int32Array(count);
  let sum = 0;
  for (let at = 0; at < count; at += 1) {
    sum += bytes[at] ?? 0;
    numbers[at] = sum;
  }
  return numbers;
}

export function unpackLargeSteps(bytes: Uint8Array, count: number, from: number): Float64Array {
  if (bytes.length !== count) return new Float64Array(bytes.buffer, bytes.byteOffset, count);
  const numbers = new Float64Array(count);
  let sum = from;
  for (let at = 0; at < count; at += 1) {
    sum += bytes[at] ?? 0;
    numbers[at] = sum;
  }
  return numbers;
}

function bytesOf(numbers: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
