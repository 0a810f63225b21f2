/**
 * The decoder's worker: frames in, codes out. It lives as long as the viewfinder is open. Its response alone is allowed to
 * compile WASM (electron/shell/policy.ts), and its `.wasm` is a file of the desk.
 */
import * as Comlink from 'comlink';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { DecoderApi } from './api.ts';
import { prepareDecoder, readCodes } from './read-codes.ts';

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

const api: DecoderApi = {
  open: () => prepareDecoder({ url: wasmUrl }),
  read: async (frame) => {
    const { width, height } = frame;
    if (context === null) throw new Error('this browser draws nothing in a worker');
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.drawImage(frame, 0, 0);
    frame.close();
    return readCodes(context.getImageData(0, 0, width, height));
  },
};

Comlink.expose(api);
