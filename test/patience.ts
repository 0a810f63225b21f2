/** Set up before every file of tests: what is waited for comes late on a machine that is busy with others; Vitest by itself gives it a second. */
import { vi } from 'vitest';

/** Ends what hangs, before the test itself is ended without a word. Milliseconds. */
const LONG_MS = 30_000;

const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: LONG_MS, ...options });
