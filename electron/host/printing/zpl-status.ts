/** What a ZPL printer answers: `~HS` (three strings of figures) and `~HI` (what it is). Read by the letters of Zebra's manual. */
import type { PrinterProblem } from '../../../shared/contract/printing.ts';

export interface ZplStatus {
  /** Why it cannot print now, the gravest first; empty = it can. */
  readonly problems: readonly { readonly problem: PrinterProblem; readonly detail: string }[];
  /** Labels that it has and that have not come out: formats in its buffer and what is left of the one that it prints. */
  readonly pending: number;
  /** It is in the middle of a format whose end has not come. */
  readonly partial: boolean;
  /** Its buffer is full: it takes no more for now. */
  readonly full: boolean;
  /** As it is set. */
  readonly labelLength: number;
  readonly cutter: boolean;
}

export interface ZplIdentity {
  readonly model: string;
  readonly firmware: string;
  readonly dpi: number | null;
  readonly cutter: boolean;
}

const flag = (text: string | undefined): boolean => text?.trim() === '1';
const count = (text: string | undefined): number => (text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : 0);

/** Reads the strings of `~HS`, without their framing. @returns null when they are not that */
export function readStatus(lines: readonly string[]): ZplStatus | null {
  const [first, second] = lines.map((line) => line.split(','));
  if (first === undefined || second === undefined || first.length < 12 || second.length < 9) return null;
  if (![...first, ...second].every((field) => /^\s*\d*\s*$/.test(field))) return null;
  const problems: { problem: PrinterProblem; detail: string }[] = [];
  const say = (is: boolean, problem: PrinterProblem, detail: string) => {
    if (is) problems.push({ problem, detail });
  };
  say(flag(second[2]), 'headOpen', 'The print head is open.');
  say(flag(first[1]), 'paperOut', 'The labels are used up.');
  say(flag(second[3]), 'inkOut', 'The ribbon is used up.');
  say(flag(first[11]), 'headHot', 'The print head is too hot.');
  say(flag(first[2]), 'paused', 'The printer is paused.');
  return {
    problems,
    pending: count(first[4]) + count(second[8]),
    partial: flag(first[7]),
    full: flag(first[5]),
    labelLength: count(first[3]),
    cutter: second[5]?.trim() === '3',
  };
}

const dpiOf: ReadonlyMap<number, number> = new Map([
  [6, 152],
  [8, 203],
  [12, 300],
  [24, 600],
]);

/** Reads the answer to `~HI`: model, firmware, dots a millimetre, memory, options. @returns null when it is not that */
export function readIdentity(line: string): ZplIdentity | null {
  const [model, firmware, dots, ...rest] = line.split(',').map((field) => field.trim());
  if (model === undefined || firmware === undefined || dots === undefined || model === '') return null;
  return { model, firmware, dpi: dpiOf.get(Number(dots)) ?? null, cutter: rest.some((field) => /cutter/i.test(field)) };
}
