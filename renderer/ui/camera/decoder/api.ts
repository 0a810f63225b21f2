/** What the decoder's worker does for the viewfinder, across Comlink. */
import type { Reading } from './read-codes.ts';

export interface DecoderApi {
  /** Loads the decoder. Rejects when it cannot be loaded or compiled. */
  open(): Promise<void>;
  /** Reads the codes of a frame, the nearest to its middle first. The frame is handed over, and freed there. */
  read(frame: ImageBitmap): Promise<readonly Reading[]>;
}
