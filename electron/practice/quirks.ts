import { PracticeOptionsError } from './options.ts';

/** Where real servers left the document. Each is off by default; the name is what `--quirks` takes. */
export const knownQuirks = {
  'since-inclusive': 'a feed starts at `since` itself and a page may split one second',
  'error-500': 'an API error comes with HTTP 500 instead of 400',
  'post-returns-object': 'POST /participants answers with the whole participant instead of its Id',
  'put-ignores-profile': 'PUT /participants/{Id} applies statuses only',
  'items-key': 'the array of a feed is called Items',
} as const satisfies Record<string, string>;

export type Quirk = keyof typeof knownQuirks;

/** @throws PracticeOptionsError that names the unknown quirks and lists the known ones */
export function parseQuirks(names: readonly string[]): ReadonlySet<Quirk> {
  const unknown = names.filter((name) => !isQuirk(name));
  if (unknown.length > 0) {
    const known = Object.keys(knownQuirks).join(', ');
    throw new PracticeOptionsError(`Unknown quirk: ${unknown.join(', ')}. Known quirks: ${known}.`);
  }
  return new Set(names.filter(isQuirk));
}

function isQuirk(name: string): name is Quirk {
  return Object.hasOwn(knownQuirks, name);
}
