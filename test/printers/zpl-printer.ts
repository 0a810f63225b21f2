/**
 * A label printer on TCP: reads ZPL II as a printer does (a stream, commands as they come), draws ^GF into a bitmap of the label's
 * size, and answers ~HS and ~HI. What it has printed, and how it was set then, can be looked at; its faults are scripted.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { inflateSync } from 'node:zlib';

export interface PrintedLabel {
  width: number;
  height: number;
  /** One bit a dot, 1 = black, rows padded to bytes. */
  bytesPerRow: number;
  data: Uint8Array;
  darkness: number | null;
  mediaTracking: string | null;
  printMode: string | null;
}

export interface ZplFaults {
  paperOut?: boolean;
  headOpen?: boolean;
  ribbonOut?: boolean;
  paused?: boolean;
  /** Answers neither ~HS nor ~HI. */
  silent?: boolean;
  /** Sleeps: so many inquiries wake it up, and are not answered. */
  asleepFor?: number;
  /** Breaks the connection after so many bytes of the next label. */
  dieAfter?: number;
  /** Stops reading after so many bytes (its buffer is full). */
  stopReadingAfter?: number;
  /** Does not print what it has, without a fault that it tells (slow, or a long job of somebody else's). */
  slow?: boolean;
  /** Breaks the connection when it has a whole label, and prints it. */
  dropAfterLabel?: boolean;
  /** Does not answer the end of a connection. */
  neverEnds?: boolean;
}

export interface ZplPrinterOptions {
  model?: string;
  dotsPerMm?: 6 | 8 | 12 | 24;
  cutter?: boolean;
  /** 0 = any that is free. */
  port?: number;
}

export interface ZplPrinter {
  readonly port: number;
  /** What has come out. */
  readonly labels: readonly PrintedLabel[];
  /** What it does not know or could not read. */
  readonly complaints: readonly string[];
  /** Everything that it was sent, as it came. */
  readonly received: () => string;
  /** Labels that it has and that have not come out. */
  readonly waiting: () => number;
  /** Changes its faults; what waits comes out when it can. */
  set(faults: ZplFaults): void;
  /** Resolves when that is true; looked at after each byte and each change. */
  until(isTrue: () => boolean): Promise<void>;
  close(): Promise<void>;
}

const known = new Set(['PW', 'LL', 'LH', 'LS', 'PO', 'MN', 'MM', 'FO', 'GF', 'FS', 'PQ', 'XA', 'XZ']);

/** Starts one on a free port of the loopback. */
export async function startZplPrinter({
  model = 'STOIKA-TEST',
  dotsPerMm = 8,
  cutter = false,
  port = 0,
}: ZplPrinterOptions = {}): Promise<ZplPrinter> {
  let faults: ZplFaults = {};
  const labels: PrintedLabel[] = [];
  const complaints: string[] = [];
  const queue: PrintedLabel[] = [];
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  let received = '';
  // As the printer remembers them from label to label.
  const settings = {
    width: 832,
    length: 1200,
    darkness: null as number | null,
    media: null as string | null,
    mode: null as string | null,
  };
  let format: {
    at: [number, number];
    fields: { x: number; y: number; rowBytes: number; rows: string[] }[];
    copies: number;
  } | null = null;
  let text = '';

  const look = () => [...watchers].forEach((watch) => watch());
  const cannotPrint = () => faults.paperOut || faults.headOpen || faults.ribbonOut || faults.paused || faults.slow;
  const work = () => {
    while (!cannotPrint() && queue.length > 0) labels.push(...queue.splice(0, 1));
    look();
  };

  const say = (socket: Socket, ...lines: string[]) => {
    const isAsleep = (faults.asleepFor ?? 0) > 0;
    if (isAsleep) faults = { ...faults, asleepFor: (faults.asleepFor ?? 0) - 1 };
    if (faults.silent !== true && !isAsleep)
      socket.write(lines.map((line) => `\x02${line}\x03\r\n`).join(''), 'latin1');
  };
  const answerStatus = (socket: Socket) => {
    const bit = (is: boolean | undefined) => (is === true ? '1' : '0');
    const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
    const remaining = queue.length > 0 ? 1 : 0;
    say(
      socket,
      `030,${bit(faults.paperOut)},${bit(faults.paused)},${pad(settings.length, 4)},${pad(queue.length - remaining, 3)},0,0,` +
        `${bit(format !== null)},000,0,0,0`,
      `000,0,${bit(faults.headOpen)},${bit(faults.ribbonOut)},0,${settings.mode === 'C' ? 3 : 2},4,0,${pad(remaining, 8)},1,000`,
      '1234,0',
    );
  };

  const finishFormat = () => {
    if (format === null) return complaints.push('^XZ without ^XA');
    const bytesPerRow = Math.ceil(settings.width / 8);
    const data = new Uint8Array(bytesPerRow * settings.length);
    for (const field of format.fields) {
      field.rows.forEach((row, index) => {
        for (let byte = 0; byte < field.rowBytes; byte += 1) {
          const [y, column] = [field.y + index, field.x / 8 + byte];
          if (y >= settings.length || column >= bytesPerRow)
            return complaints.push('A graphic reaches beyond the label');
          data[y * bytesPerRow + column]! |= Number.parseInt(row.slice(byte * 2, byte * 2 + 2), 16);
        }
        return undefined;
      });
    }
    const label = {
      width: settings.width,
      height: settings.length,
      bytesPerRow,
      data,
      darkness: settings.darkness,
      mediaTracking: settings.media,
      printMode: settings.mode,
    };
    for (let copy = 0; copy < format.copies; copy += 1) queue.push(label);
    format = null;
    return undefined;
  };

  const run = (prefix: string, name: string, parameters: string, socket: Socket) => {
    const [first = '', second] = parameters.split(',');
    if (prefix === '~') {
      if (name === 'HS') answerStatus(socket);
      else if (name === 'HI') say(socket, `${model},V1.0.0,${dotsPerMm},8176KB,${cutter ? 'CUTTER' : ''}`);
      else if (name === 'SD') settings.darkness = Number(first);
      else if (name === 'JX') format = null;
      else if (name === 'JA') {
        format = null;
        queue.length = 0;
      } else complaints.push(`~${name}`);
      return;
    }
    if (!known.has(name)) return void complaints.push(`^${name}`);
    if (name === 'XA') {
      if (format !== null) complaints.push('^XA within a format');
      else format = { at: [0, 0], fields: [], copies: 1 };
      return;
    }
    if (format === null) return void complaints.push(`^${name} outside a format`);
    switch (name) {
      case 'XZ':
        return void finishFormat();
      case 'PW':
        settings.width = Number(first);
        return;
      case 'LL':
        settings.length = Number(first);
        return;
      case 'LH':
      case 'LS':
        if (Number(first) !== 0 || Number(second ?? 0) !== 0) complaints.push(`^${name}${parameters}`);
        return;
      case 'MN':
        settings.media = first;
        return;
      case 'MM':
        settings.mode = first;
        return;
      case 'PQ':
        format.copies = Number(first);
        return;
      case 'FO':
        format.at = [Number(first), Number(second)];
        return;
      case 'GF': {
        const [kind, bytes, total, row, ...rest] = parameters.split(',');
        const rowBytes = Number(row);
        // Old firmware takes the nearest limit for more.
        if (kind !== 'A' || bytes !== total || Number(total) > 99_999)
          complaints.push(`^GF${[kind, bytes, total, row].join(',')}`);
        const rows = decodeGraphic(rest.join(','), rowBytes, Number(total));
        if (rows === null) complaints.push('A graphic that ended too early');
        else format.fields.push({ x: format.at[0], y: format.at[1], rowBytes, rows });
      }
    }
  };

  /** Runs what is whole: a command is, when the next one begins or (commands without parameters) at once. */
  const read = (socket: Socket) => {
    for (;;) {
      const start = text.search(/[\^~]/);
      if (start === -1) break;
      const command = text.slice(start);
      const prefix = command.charAt(0);
      const name = command.slice(1, 3);
      if (name.length < 2) break;
      const end = command.slice(1).search(/[\^~]/);
      const isShort = ['XZ', 'HS', 'HI', 'JA', 'JX'].includes(name);
      if (end === -1 && !isShort) break;
      const parameters = end === -1 ? '' : command.slice(3, end + 1).replaceAll(/[\r\n]/g, '');
      text = end === -1 ? command.slice(3) : command.slice(end + 1);
      run(prefix, name, isShort ? '' : parameters, socket);
    }
  };

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('end', () => {
      if (faults.neverEnds !== true) socket.end();
    });
    socket.on('data', (chunk: string) => {
      received += chunk;
      text += chunk;
      const size = text.includes('^XA') || format !== null ? received.length : 0;
      if (faults.dieAfter !== undefined && size >= faults.dieAfter) {
        text = '';
        socket.resetAndDestroy();
      } else {
        const before = labels.length;
        read(socket);
        work();
        if (faults.dropAfterLabel === true && labels.length > before) socket.resetAndDestroy();
      }
      if (faults.stopReadingAfter !== undefined && size >= faults.stopReadingAfter) socket.pause();
      look();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    labels,
    complaints,
    received: () => received,
    waiting: () => queue.length,
    set(next) {
      faults = next;
      if (next.stopReadingAfter === undefined) sockets.forEach((socket) => socket.resume());
      work();
    },
    until: (isTrue) =>
      new Promise((resolve) => {
        const watch = () => {
          if (!isTrue()) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Undoes what ^GFA may hold: hexadecimal with run lengths, or :Z64:. @returns rows of hexadecimal digits, null when it is too short */
export function decodeGraphic(data: string, rowBytes: number, total: number): string[] | null {
  const z64 = /^:Z64:([A-Za-z0-9+/=]*):/.exec(data);
  if (z64?.[1] !== undefined) {
    const digits = inflateSync(Buffer.from(z64[1], 'base64')).toString('hex').toUpperCase();
    return digits.match(new RegExp(`.{${rowBytes * 2}}`, 'g'));
  }
  const rows: string[] = [];
  let [row, repeat] = ['', 0];
  const push = (line: string) => {
    for (let start = 0; start < line.length; start += rowBytes * 2) rows.push(line.slice(start, start + rowBytes * 2));
  };
  for (const character of data) {
    if (/[g-z]/.test(character)) repeat += (character.charCodeAt(0) - 'f'.charCodeAt(0)) * 20;
    else if (/[G-Y]/.test(character)) repeat += character.charCodeAt(0) - 'F'.charCodeAt(0);
    else if (character === ',' || character === '!') {
      push(row.padEnd(Math.ceil((row.length + 1) / (rowBytes * 2)) * rowBytes * 2, character === ',' ? '0' : 'F'));
      row = '';
    } else if (character === ':') rows.push(rows.at(-1) ?? '0'.repeat(rowBytes * 2));
    else {
      row += character.repeat(Math.max(1, repeat));
      repeat = 0;
      if (row.length >= rowBytes * 2) {
        const whole = Math.floor(row.length / (rowBytes * 2)) * rowBytes * 2;
        push(row.slice(0, whole));
        row = row.slice(whole);
      }
    }
  }
  return rows.length * rowBytes === total ? rows : null;
}
