/** A visiting card in a QR code: vCard (2.1 to 4.0) or MECARD. What it says of who it is, most certain first. */
import { parseCode } from '../badge/code.ts';
import { readLink } from './link.ts';

export interface Contact {
  readonly id: number | null;
  readonly localId: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** «Фамилия Имя Отчество». */
  readonly names: readonly string[];
}

interface Property {
  readonly name: string;
  readonly value: string;
}

/** @returns null when the text is no card */
export function readContact(text: string): Contact | null {
  const properties = /^BEGIN:VCARD/i.test(text) ? readVcard(text) : /^MECARD:/i.test(text) ? readMecard(text) : null;
  return properties === null ? null : readFacts(properties);
}

function readFacts(properties: readonly Property[]): Contact {
  const valuesOf = (...names: readonly string[]): readonly string[] =>
    properties
      .filter(({ name, value }) => names.includes(name) && value.trim() !== '')
      .map(({ value }) => value.trim());
  const code = properties.map(readPropertyCode).find((one) => one !== null) ?? null;
  return {
    id: code?.kind === 'participant' ? code.id : null,
    localId: code?.kind === 'local' ? code.localId : null,
    emails: valuesOf('EMAIL').map((email) => email.replace(/^mailto:/i, '')),
    phones: valuesOf('TEL').map((phone) => phone.replace(/^tel:/i, '')),
    names: [...valuesOf('N').map(joinName), ...valuesOf('FN')].filter((name) => name !== ''),
  };
}

const ID_IN_WORDS = /(?:runet[-_ ]?id|\bid|№|#)[\s:#№=-]{0,3}(\d{1,15})(?!\d)/i;

/** A number names a person only where it says that it does: a UID is mostly a long random one. */
function readPropertyCode({ name, value }: Property): ReturnType<typeof parseCode> {
  const text = value.trim();
  if (name === 'UID' || name === 'NOTE' || name.startsWith('X-')) {
    const isOwn = !name.startsWith('X-') || /ID|RUNET|TICKET|BADGE|PARTICIPANT/.test(name);
    const code = isOwn || text.startsWith('~') ? parseCode(text.replace(/^urn:[\w-]+:/i, '')) : null;
    return code ?? parseCode(ID_IN_WORDS.exec(text)?.[1] ?? '');
  }
  if (name !== 'URL') return null;
  const id = readLink(text)?.id ?? null;
  return id === null ? null : { kind: 'participant', id };
}

/** `N` is «Фамилия;Имя;Отчество;…»; a MECARD has commas in the place of some. */
function joinName(value: string): string {
  return value
    .split(/[;,]/)
    .slice(0, 3)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

function readVcard(text: string): readonly Property[] {
  // A line that begins with a space goes on with the one before; in 2.1 a quoted one that ends with "=" is not over.
  const lines = text
    .slice(0, 8000)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .replace(/=\n(?==)/g, '')
    .split('\n');
  return lines.flatMap((line) => {
    const at = line.indexOf(':');
    if (at === -1) return [];
    const [name = '', ...parameters] = line.slice(0, at).split(';');
    const quoted = parameters.some((parameter) => /QUOTED-PRINTABLE$/i.test(parameter));
    const value = line.slice(at + 1);
    return [{ name: name.toUpperCase().replace(/^.*\./, ''), value: unescape(quoted ? readQuoted(value) : value) }];
  });
}

function readMecard(text: string): readonly Property[] {
  return text
    .slice('MECARD:'.length, 8000)
    .split(/(?<!\\);/)
    .flatMap((field) => {
      const at = field.indexOf(':');
      return at === -1 ? [] : [{ name: field.slice(0, at).trim().toUpperCase(), value: unescape(field.slice(at + 1)) }];
    });
}

function unescape(value: string): string {
  return value.replace(/\\n/gi, ' ').replace(/\\([\\;,:])/g, '$1');
}

function readQuoted(value: string): string {
  try {
    return decodeURIComponent(value.replace(/%/g, '%25').replace(/=([\dA-F]{2})/gi, '%$1'));
  } catch {
    return value; // not in UTF-8: as it stands
  }
}
