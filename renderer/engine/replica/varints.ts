/** Numbers of seven bits a byte, the lowest first: most of a snapshot's are small, and what is read from the disk is what a start waits for. */

/** Bytes that are written one after the other. */
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

export function packNumbers(numbers: Int32Array): Uint8Array {
  const writer = new ByteWriter();
  for (const number of numbers) writer.addNumber(number);
  return writer.take();
}

export function unpackNumbers(bytes: Uint8Array, count: number): Int32Array {
  const numbers = new Int32Array(count);
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    let byte = bytes[at] ?? 0;
    at += 1;
    let number = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at] ?? 0;
      at += 1;
      number |= (byte & 127) << shift;
    }
    numbers[index] = number;
  }
  return numbers;
}

/** Ascending numbers, each by how much more it is than the one before. */
export function packSteps(numbers: Int32Array | Float64Array): Uint8Array {
  const writer = new ByteWriter();
  let before = 0;
  for (const number of numbers) {
    writer.addNumber(number - before);
    before = number;
  }
  return writer.take();
}

/** @param into as long as there are numbers */
export function unpackSteps<T extends Int32Array | Float64Array>(bytes: Uint8Array, into: T): T {
  let at = 0;
  let sum = 0;
  for (let index = 0; index < into.length; index += 1) {
    let byte = bytes[at] ?? 0;
    at += 1;
    sum += byte & 127;
    for (let factor = 128; byte > 127; factor *= 128) {
      byte = bytes[at] ?? 0;
      at += 1;
      sum += (byte & 127) * factor;
    }
    into[index] = sum;
  }
  return into;
}
