/** What the desk says of a scan that opened nobody. One at a time: the next scan takes its place. */
import { create } from 'zustand';

export type ScanNotice =
  /** Not a code. `search`: what the person may search for in its place. */
  | { readonly kind: 'notCode'; readonly code: string; readonly search: string }
  | { readonly kind: 'nobody'; readonly code: string }
  /** Nobody with it yet: people are still being loaded. */
  | { readonly kind: 'notYet'; readonly code: string }
  /** The set-up code of the event, where a badge was expected. */
  | { readonly kind: 'account' }
  /** Nobody, or several people, fit what a visiting card says. */
  | { readonly kind: 'noneFits'; readonly code: string }
  | { readonly kind: 'severalFit'; readonly code: string; readonly count: number }
  /** A window is open in which something would be lost. */
  | { readonly kind: 'inTheWay'; readonly code: string };

const SHOWN_MS = 20_000;

export const useScanNotice = create<{ readonly notice: ScanNotice | null; readonly number: number }>()(() => ({
  notice: null,
  number: 0,
}));

let timer: ReturnType<typeof setTimeout> | undefined;

export function sayScan(notice: ScanNotice): void {
  clearTimeout(timer);
  timer = setTimeout(dropScanNotice, SHOWN_MS);
  useScanNotice.setState(({ number }) => ({ notice, number: number + 1 }));
}

export function dropScanNotice(): void {
  clearTimeout(timer);
  if (useScanNotice.getState().notice !== null) useScanNotice.setState({ notice: null });
}

const MOST_SHOWN = 40;

/** A code as it can be shown: in one line, short, what cannot be seen left out. */
export function shortenCode(code: string): string {
  // eslint-disable-next-line no-control-regex -- scanners send them
  const line = code.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN - 12)}…${line.slice(-8)}`;
}

/** A code with every sign in sight: ␍ for the end of a line, ␝ for a separator. */
export function showCode(code: string): string {
  // eslint-disable-next-line no-control-regex -- scanners send them
  return code.slice(0, 400).replace(/[\u0000-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));
}
