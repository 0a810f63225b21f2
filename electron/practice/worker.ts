/**
 * The practice event in a worker thread, so that its work does not hold up the desk's. It takes its options as
 * `workerData`, reports once whether it started, and closes on the message `close`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { startPractice } from './server.ts';
import type { Operator } from './schemas.ts';

/** What the worker posts, once. */
export type PracticeReport =
  | { readonly ready: true; readonly url: string; readonly hash: string; readonly operators: readonly Operator[] }
  | { readonly failed: true; readonly message: string };

/** The options that can cross to a worker: all but the clock. */
const workerOptionsSchema = z.strictObject({
  port: z.number().exactOptional(),
  participants: z.number().exactOptional(),
  parts: z.number().exactOptional(),
  seed: z.number().exactOptional(),
  hash: z.string().exactOptional(),
  stateFile: z.string().exactOptional(),
  clockShift: z.number().exactOptional(),
  implemented: z.boolean().exactOptional(),
  quirks: z.array(z.string()).exactOptional(),
});
export type PracticeWorkerOptions = z.infer<typeof workerOptionsSchema>;

/** An option that is given as undefined is not given. */
function dropAbsent(options: unknown): unknown {
  const given = Object.entries(z.record(z.string(), z.unknown()).parse(options));
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

const port = parentPort;
if (port === null) throw new Error('The practice worker runs in a worker thread only');

try {
  const server = await startPractice(workerOptionsSchema.parse(dropAbsent(workerData)));
  port.on('message', (message: unknown) => {
    if (message === 'close') void server.close().finally(() => port.close());
  });
  const { url, hash, operators } = server;
  port.postMessage({ ready: true, url, hash, operators } satisfies PracticeReport);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  port.postMessage({ failed: true, message } satisfies PracticeReport);
}
