/** How much of a body is taken, whether its length is said or not. */
import { expect, test } from 'vitest';
import { mostBytesOf, readBody } from '../../../electron/host/request-body.ts';
import { Refusal } from '../../../electron/host/problem.ts';

/** A request whose body comes in pieces, without a length. */
function inPieces(pieces: number, size: number) {
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        given += 1;
        if (given > pieces) controller.close();
        else controller.enqueue(new Uint8Array(size).fill(0x61));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, duplex: 'half' };
  return { request: new Request('http://desk.example/', init), given: () => given };
}

const detailOf = (read: string | Refusal): string => (read instanceof Refusal ? read.problem.detail : `${read.length}`);

test('one that fits is read, in pieces or whole', async () => {
  expect(detailOf(await readBody(inPieces(4, 25).request, 100))).toBe('100');
  const whole = new Request('http://desk.example/', { method: 'POST', body: 'п'.repeat(10) });
  expect(await readBody(whole, 100)).toBe('п'.repeat(10));
  expect(await readBody(new Request('http://desk.example/', { method: 'POST' }), 100)).toBe('');
});

test('one that is too large is not read to its end', async () => {
  const endless = inPieces(1_000_000, 1024);
  expect(detailOf(await readBody(endless.request, 10_000))).toBe('tooBig');
  expect(endless.given()).toBeLessThan(15);
});

test('one that says that it is too large is not read at all', async () => {
  const { request, given } = inPieces(10, 10);
  const said = new Request(request, { headers: { 'content-length': '101' } });
  expect(detailOf(await readBody(said, 100))).toBe('tooBig');
  expect(given()).toBeLessThan(2);
});

test('one that breaks off is no body', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  const init = { method: 'POST', body, duplex: 'half' };
  expect(detailOf(await readBody(new Request('http://desk.example/', init), 100))).toBe('cut off');
});

test('what carries a password is small; what carries a journal is not', () => {
  expect(mostBytesOf('signIn')).toBeLessThanOrEqual(1024 * 1024);
  expect(mostBytesOf('record')).toBe(64 * 1024 * 1024);
  expect(mostBytesOf('takeOver')).toBe(400 * 1024 * 1024);
});
