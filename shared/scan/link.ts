/** The address in a QR code: whose it is. Pure text, since there is no `URL` in this room. */

/** Names of a number in an address, in the order in which they are believed. Small letters, without signs. */
const NAMES = [
  'runetid',
  'participantid',
  'participant',
  'badgeid',
  'badge',
  'ticketid',
  'ticket',
  'userid',
  'user',
  'uid',
  'id',
];

const ADDRESS = /^[a-z][a-z\d+.-]*:\/\/[^/?#\s]*([^?#\s]*)(?:\?([^#\s]*))?(?:#(\S*))?$/i;

export function isLink(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/i.test(text);
}

export interface LinkFacts {
  readonly id: number | null;
  readonly email: string | null;
}

/** @returns null when the text is no address */
export function readLink(text: string): LinkFacts | null {
  const address = /^www\./i.test(text) ? `https://${text}` : text;
  const found = isLink(text) ? ADDRESS.exec(address) : null;
  if (found === null) return null;
  const [, path = '', query = '', fragment = ''] = found;
  const [fragmentPath = '', fragmentQuery = ''] = fragment.split('?');
  const values = [...readValues(query), ...readValues(fragmentQuery), ...readValues(fragmentPath)];
  const named = NAMES.map((name) => values.find(([one, value]) => one === name && readNumber(value) !== null)).find(
    (pair) => pair !== undefined,
  );
  const id = readNumber(named?.[1] ?? '') ?? lastNumber(fragmentPath) ?? lastNumber(path);
  const email = values.find(([name, value]) => ['email', 'mail'].includes(name) && value.includes('@'))?.[1];
  return { id, email: email ?? null };
}

function readValues(query: string): readonly (readonly [name: string, value: string])[] {
  return query
    .slice(0, 4000)
    .split(/[&;]/)
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const at = pair.indexOf('=');
      return [
        decode(pair.slice(0, at))
          .toLowerCase()
          .replace(/[^a-z]/g, ''),
        decode(pair.slice(at + 1)),
      ] as const;
    });
}

/** The last part of the path that is a number whole. */
function lastNumber(path: string): number | null {
  const parts = path.split('/').map(decode);
  return readNumber(parts.findLast((part) => readNumber(part) !== null) ?? '');
}

function readNumber(text: string): number | null {
  const digits = /^\s*(?:~RUNETID#)?(\d{1,15})\$?\s*$/i.exec(text)?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // a sign that was cut in two: as it stands
  }
}
