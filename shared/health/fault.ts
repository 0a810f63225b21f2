/**
 * What may be said of an exception: its name, its code, and the places it came through. Never its message: engines and libraries
 * quote the data that they choked on. A message may also hold lines that look like places, so it is cut off the stack first.
 */
import { z } from 'zod';

const NAME = /^[A-Za-z$_][\w$]{0,59}$/;
const CODE = /^[A-Z][A-Z0-9_]{1,39}$/;
/** `function (file.js:12:3)` or `file.js:12:3`: the file without its folders, which name the computer's user. */
const PLACE = /^(?:[\w$.<>#[\] ]{1,80} \()?[\w$.@+-]{1,80}:\d{1,8}(?::\d{1,8})?\)?$/;
const MOST_PLACES = 8;

export const faultSchema = z.object({
  /** Where it was caught. */
  where: z.enum(['page', 'promise', 'drawing', 'engine', 'enginePromise']),
  name: z.string().regex(NAME),
  code: z.string().regex(CODE).nullable(),
  at: z.array(z.string().max(200).regex(PLACE)).max(MOST_PLACES),
});
export type Fault = z.infer<typeof faultSchema>;

/** @param error whatever was thrown */
export function describeFault(error: unknown): Omit<Fault, 'where'> {
  if (!(error instanceof Error)) return { name: readTypeName(error), code: null, at: [] };
  return { name: NAME.test(error.name) ? error.name : 'Error', code: readCode(error), at: listPlaces(error) };
}

/** One place, when an error comes without its stack. @param file an address */
export function describePlace(file: string, line: number, column: number): readonly string[] {
  const place = shorten(`${file}:${line}:${column}`);
  return place === null ? [] : [place];
}

function listPlaces({ stack = '', message }: Error): string[] {
  const at = message === '' ? -1 : stack.indexOf(message);
  const trace = at === -1 ? stack : stack.slice(at + message.length);
  return trace
    .split('\n')
    .map((line) => shorten(line))
    .filter((place) => place !== null)
    .slice(0, MOST_PLACES);
}

/** A line of V8 (`at name (address:1:2)`) or of Firefox and Safari (`name@address:1:2`). @returns null for any other line */
function shorten(line: string): string | null {
  const v8 = /^\s*at (?:(.+) \()?(\S*?:\d+(?::\d+)?)\)?$/.exec(line);
  const others = v8 ?? /^(?:([^\s@]*)@)?(\S+:\d+(?::\d+)?)$/.exec(line.trim());
  const address = others?.[2];
  if (address === undefined) return null;
  const file = address.slice(Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')) + 1).replace(/^.*\?/, '');
  const name = others?.[1] ?? '';
  const place = name === '' ? file : `${name} (${file})`;
  return PLACE.test(place) ? place : PLACE.test(file) ? file : null;
}

function readCode(error: Error): string | null {
  if (!('code' in error)) return null;
  return typeof error.code === 'string' && CODE.test(error.code) ? error.code : null;
}

function readTypeName(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
