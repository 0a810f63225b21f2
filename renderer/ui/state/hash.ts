/** The event hash as people give it: typed, pasted, or scanned as `SYS:ACCOUNT:{Hash}`, under any layout. */
import { readAsAmerican } from './keyboard-layout.ts';

const CYRILLIC = /[а-яё]/i;
const PREFIX = /^\s*SYS:ACCOUNT:\s*/i;
/** The prefix when the colons were typed on a layout that has them in another place than the letters were read. */
const CYRILLIC_PREFIX = /^\s*ЫНЫ[:Ж]ФССЩГТЕ[:Ж]/i;

/** @returns the hash alone: no prefix, no braces, no spaces; letters typed under a Russian layout are mapped back. */
export function cleanHash(text: string): string {
  const latin = CYRILLIC.test(text) ? readCyrillic(text) : text;
  return latin
    .replace(PREFIX, '')
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/\s+/g, '');
}

/** @returns the hash of a set-up code; null when the text is no such code */
export function readSetupCode(text: string): string | null {
  const hash = PREFIX.test(text) ? cleanHash(text) : '';
  return hash === '' ? null : hash;
}

function readCyrillic(text: string): string {
  const prefix = CYRILLIC_PREFIX.exec(text);
  return prefix === null ? readAsAmerican(text) : `SYS:ACCOUNT:${readAsAmerican(text.slice(prefix[0].length))}`;
}
