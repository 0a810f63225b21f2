/** The decoder as the viewfinder has it: a worker of its own, which ends with it. */
import * as Comlink from 'comlink';
import type { DecoderApi } from './decoder/api.ts';
import type { Reading } from './decoder/read-codes.ts';

export interface Decoder {
  /** @throws when the decoder has broken down: it does not come back by itself */
  read(frame: ImageBitmap): Promise<readonly Reading[]>;
  close(): void;
}

/** @throws when the worker or its WASM cannot be loaded */
export async function openDecoder(): Promise<Decoder> {
  const worker = new Worker(new URL('./decoder/decoder.worker.ts', import.meta.url), { type: 'module' });
  const api = Comlink.wrap<DecoderApi>(worker);
  // Comlink waits for an answer for ever: a worker that breaks down gives none
  const broken = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message === '' ? 'the worker did not start' : event.message));
  });
  try {
    await Promise.race([api.open(), broken]);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    read: (frame) => Promise.race([api.read(Comlink.transfer(frame, [frame])), broken]),
    close: () => worker.terminate(),
  };
}
