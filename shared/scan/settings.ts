/** How this station's scanners are set up. All of it has defaults: a scanner as it leaves its box works. */
import { z } from 'zod';
import { MOST_TEMPLATE } from './template.ts';

export const MOST_AFFIX = 20;
export const MOST_PATTERNS = 20;
export const MOST_DUPLICATE_SECONDS = 60;
export const BAUD_RATES = [9600, 19_200, 38_400, 57_600, 115_200] as const;
export const END_KEYS = ['any', 'enter', 'tab', 'none'] as const;

export const scannerSettingsSchema = z.object({
  /** What the scanner types before and after each code, besides its Enter or Tab. */
  prefix: z.string().max(MOST_AFFIX).optional(),
  suffix: z.string().max(MOST_AFFIX).optional(),
  /** `none`: nothing ends a code but a pause. */
  endKey: z.enum(END_KEYS).optional(),
  /** Codes of the organiser's own (template.ts). One that is no template is kept and reads nothing: it must not lock the vault. */
  patterns: z.array(z.string().max(MOST_TEMPLATE)).max(MOST_PATTERNS).optional(),
  /** The same code within so many seconds is one scan. 0: each one counts. */
  duplicateSeconds: z.number().min(0).max(MOST_DUPLICATE_SECONDS).optional(),
  /** A scan prints the badge by itself. */
  printAtOnce: z.boolean().optional(),
  /** Bits a second of a scanner on a serial port. */
  baudRate: z.int().min(300).max(4_000_000).optional(),
});
export type ScannerSettings = z.infer<typeof scannerSettingsSchema>;

export type EndKey = (typeof END_KEYS)[number];

/** The same with nothing left open. */
export interface Scanner {
  readonly prefix: string;
  readonly suffix: string;
  readonly endKey: EndKey;
  readonly patterns: readonly string[];
  readonly duplicateSeconds: number;
  readonly printAtOnce: boolean;
  readonly baudRate: number;
}

export function fillScanner(settings: ScannerSettings | undefined): Scanner {
  return {
    prefix: settings?.prefix ?? '',
    suffix: settings?.suffix ?? '',
    endKey: settings?.endKey ?? 'any',
    patterns: settings?.patterns ?? [],
    duplicateSeconds: settings?.duplicateSeconds ?? 3,
    printAtOnce: settings?.printAtOnce ?? false,
    baudRate: settings?.baudRate ?? 9600,
  };
}
