import { deflateSync } from 'node:zlib';

const side = 96;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A made-up portrait: a pale figure on a colour of its own. PNG, 96 by 96 pixels, two colours. */
export function drawPhoto(id: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // 1 bit a pixel, indexed by a palette; then deflate, no filter, no interlace, which are all 0.
  header.writeUInt8(1, 8);
  header.writeUInt8(3, 9);
  const palette = Buffer.from([60 + ((id * 37) % 120), 60 + ((id * 61) % 120), 60 + ((id * 97) % 120), 236, 232, 224]);
  return Buffer.concat([
    signature,
    makeChunk('IHDR', header),
    makeChunk('PLTE', palette),
    makeChunk('IDAT', deflateSync(drawFigure())),
    makeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rows of packed bits, each led by its filter's byte. */
function drawFigure(): Buffer {
  const stride = 1 + side / 8;
  const pixels = Buffer.alloc(stride * side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isHead = Math.hypot(x - 48, y - 36) < 19;
      const areShoulders = Math.hypot((x - 48) * 0.85, y - 98) < 36;
      const place = y * stride + 1 + (x >> 3);
      if (isHead || areShoulders) pixels[place] = (pixels[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return pixels;
}

function makeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(sumCrc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** The checksum of PNG; `zlib.crc32` came to Node only with 22. */
function sumCrc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
