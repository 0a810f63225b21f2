/** Settings as a report shows them: figures and switches as they are, of texts only those that are words of the program. */

/** Names of settings whose texts come from a list of ours. */
export const STATION_TEXTS: ReadonlySet<string> = new Set(['encoding', 'endKey', 'reprint', 'kind', 'from']);

const WORD = /^[A-Za-z]{1,20}$|^\d\d:\d\d$/;

/** @returns a line for each setting: `settings.scanner.endKey: enter`; of other texts only how long they are */
export function describeSettings(path: string, value: unknown, texts: ReadonlySet<string>): string[] {
  if (Array.isArray(value)) return [`${path}: ${value.length}`];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => describeSettings(`${path}.${name}`, one, texts));
  }
  if (typeof value === 'number' || typeof value === 'boolean') return [`${path}: ${String(value)}`];
  if (typeof value !== 'string') return [`${path}: -`];
  const name = path.slice(path.lastIndexOf('.') + 1);
  return [`${path}: ${texts.has(name) && WORD.test(value) ? value : `(${value.length})`}`];
}
