/** Runs the practice event in a worker thread: its 100,000 people and its own validation must not slow the host down. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { operatorWithPasswordSchema } from '../../shared/ruvents/tables.ts';
import type { PracticeLauncher } from '../host/practice-door.ts';

const startedSchema = z.union([
  z.object({
    ready: z.literal(true),
    url: z.string(),
    hash: z.string(),
    operators: z.array(operatorWithPasswordSchema),
  }),
  z.object({ failed: z.literal(true), message: z.string() }),
]);

/** How long a closing practice event may take to write its state. */
const closeTimeoutMs = 5000;

/**
 * @param entry the built worker (`practice-worker.js`)
 * @param onFault a practice event that was running has failed: its server no longer answers, which the host knows how to bear
 */
export function createPracticeLauncher(entry: URL, onFault: (error: unknown) => void): PracticeLauncher {
  return async ({ participants, ...rest }) => {
    const workerData = participants === null ? rest : { ...rest, participants };
    const worker = new Worker(entry, { workerData });
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    const started = startedSchema.parse(await firstMessage(worker));
    if ('failed' in started) {
      await worker.terminate();
      throw new Error(started.message);
    }
    worker.on('error', onFault);
    const { url, hash, operators } = started;
    return { url, hash, operators, close: () => closeWorker(worker, ended) };
  };
}

/** @throws what the worker threw, or that it ended before it said anything */
function firstMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => settle(() => resolve(message));
    const onError = (error: unknown): void =>
      settle(() => reject(error instanceof Error ? error : new Error(String(error))));
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`The practice event ended with code ${code}.`)));
    const settle = (finish: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

async function closeWorker(worker: Worker, ended: Promise<void>): Promise<void> {
  worker.postMessage('close');
  const timer = setTimeout(() => void worker.terminate(), closeTimeoutMs);
  await ended;
  clearTimeout(timer);
}
