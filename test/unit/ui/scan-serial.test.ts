/** Scanners on a serial port, against a double of `navigator.serial`. */
import { beforeEach, expect, it, vi } from 'vitest';
import { SerialScanner, type SerialPortLike, type SerialState } from '../../../renderer/ui/state/scan-serial.ts';

class PortDouble implements SerialPortLike {
  readable: ReadableStream<Uint8Array> | null = null;
  readonly opened: number[] = [];
  forgotten = false;
  busy = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;

  open({ baudRate }: { readonly baudRate: number }): Promise<void> {
    if (this.readable !== null)
      return Promise.reject(new DOMException('The port is already open.', 'InvalidStateError'));
    if (this.busy) return Promise.reject(new DOMException('Access denied.', 'NetworkError'));
    this.opened.push(baudRate);
    this.#renew();
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.readable?.locked === true) return Promise.reject(new TypeError('locked'));
    this.readable = null;
    return Promise.resolve();
  }

  forget(): Promise<void> {
    this.forgotten = true;
    return Promise.resolve();
  }

  send(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  sendBytes(bytes: readonly number[]): void {
    this.#controller?.enqueue(Uint8Array.from(bytes));
  }

  /** Noise on the line: this stream ends, and the port has a new one. */
  garble(): void {
    const old = this.#controller;
    this.#renew();
    old?.error(new DOMException('A framing error.', 'FramingError'));
  }

  unplug(): void {
    const old = this.#controller;
    this.readable = null;
    old?.error(new DOMException('The device has been lost.', 'NetworkError'));
  }

  #renew(): void {
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
    });
  }
}

class SerialDouble {
  remembered: PortDouble[] = [];
  offered: PortDouble | null = null;
  #plugged: (event: { readonly target: unknown }) => void = () => undefined;

  getPorts() {
    return Promise.resolve(this.remembered);
  }

  requestPort() {
    return this.offered === null
      ? Promise.reject(new DOMException('No port selected by the user.', 'NotFoundError'))
      : Promise.resolve(this.offered);
  }

  addEventListener(_type: 'connect', listener: (event: { readonly target: unknown }) => void) {
    this.#plugged = listener;
  }

  plugIn(port: PortDouble) {
    this.#plugged({ target: port });
  }
}

let serial: SerialDouble;
let codes: string[];
let states: SerialState['name'][];
let timers: { readonly ms: number; readonly act: () => void }[];
let baudRate: number;
let scanner: SerialScanner;

/** Lets promises and streams go on until nothing is left to do. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

function runTimers(): void {
  for (const { act } of timers.splice(0)) act();
}

beforeEach(() => {
  serial = new SerialDouble();
  [codes, states, timers, baudRate] = [[], [], [], 9600];
  scanner = new SerialScanner({
    serial,
    readBaudRate: () => baudRate,
    onCode: (code) => codes.push(code),
    onState: ({ name }) => states.push(name),
    after(ms, act) {
      const timer = { ms, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  });
});

async function startWith(port: PortDouble): Promise<void> {
  serial.remembered = [port];
  await scanner.start();
  await settle();
}

it('opens the port of the last time by itself, and reads whole lines', async () => {
  const port = new PortDouble();
  await startWith(port);
  expect([states, port.opened]).toEqual([['opening', 'open'], [9600]]);
  port.send('~RUNETID#1');
  port.send('2$\r');
  port.send('\n345\r\n6');
  await settle();
  expect(codes).toEqual(['~RUNETID#12$', '345']);
});

it('takes a pause for the end of a code that has none', async () => {
  const port = new PortDouble();
  await startWith(port);
  port.send('12');
  await settle();
  port.send('34');
  await settle();
  expect(timers).toHaveLength(1);
  runTimers();
  expect(codes).toEqual(['1234']);
});

it('reads letters that were cut in two', async () => {
  const port = new PortDouble();
  await startWith(port);
  const bytes = [...new TextEncoder().encode('Ёж\r')];
  port.sendBytes(bytes.slice(0, 1));
  await settle();
  port.sendBytes(bytes.slice(1));
  await settle();
  expect(codes).toEqual(['Ёж']);
});

it('says that it was unplugged, and goes on when it is plugged in again', async () => {
  const port = new PortDouble();
  await startWith(port);
  port.send('99');
  port.unplug();
  await settle();
  expect(states.at(-1)).toBe('lost');
  const again = new PortDouble();
  serial.plugIn(again);
  await settle();
  expect(states.at(-1)).toBe('open');
  again.send('77\r');
  await settle();
  expect(codes.at(-1)).toBe('77');
});

it('goes on after noise on the line', async () => {
  const port = new PortDouble();
  await startWith(port);
  port.garble();
  await settle();
  port.send('5\n');
  await settle();
  expect([codes, states.at(-1), port.opened]).toEqual([['5'], 'open', [9600]]);
});

it('tries again when another program holds the port', async () => {
  const port = new PortDouble();
  port.busy = true;
  await startWith(port);
  expect(states.at(-1)).toBe('failed');
  runTimers();
  await settle();
  expect(states.at(-1)).toBe('failed');
  port.busy = false;
  runTimers();
  await settle();
  expect(states.at(-1)).toBe('open');
});

it('is chosen by a person, who may also choose none', async () => {
  await scanner.start();
  await scanner.choose();
  expect(states).toEqual([]);
  serial.offered = new PortDouble();
  await scanner.choose();
  await settle();
  expect(states).toEqual(['opening', 'open']);
});

it('reopens at another speed', async () => {
  const port = new PortDouble();
  await startWith(port);
  baudRate = 115_200;
  await scanner.reopen();
  await settle();
  expect(port.opened).toEqual([9600, 115_200]);
  port.send('8\n');
  await settle();
  expect([codes, states.at(-1)]).toEqual([['8'], 'open']);
});

it('is left for good', async () => {
  const port = new PortDouble();
  await startWith(port);
  await scanner.leave();
  await settle();
  expect([port.readable, port.forgotten, states.at(-1)]).toEqual([null, true, 'none']);
  expect(timers).toEqual([]);
});

it('says when ports cannot be listed', async () => {
  vi.spyOn(serial, 'getPorts').mockRejectedValue(new DOMException('Not allowed here.', 'SecurityError'));
  await scanner.start();
  expect(states).toEqual(['failed']);
});
