/**
 * The text in a badge's QR code, and back.
 *
 * `~RUNETID#{id}$` is what RUNET-ID prints on its own tickets. A person registered offline has no server Id yet and
 * gets `~STOIKA#{localId}$`, which only our own stations understand.
 */
export type Code = { kind: 'participant'; id: number } | { kind: 'local'; localId: string };

/** The QR text of a participant. Throws when there is neither an Id nor a local one: such a person cannot exist. */
export function qrTextFor(participant: { id: number | null; localId?: string | undefined }): string {
  if (participant.id !== null) return `~RUNETID#${participant.id}$`;
  if (participant.localId === undefined) throw new Error('A participant without an Id has to have a local id');
  return `~STOIKA#${participant.localId}$`;
}

/**
 * Reads what a scanner or a person entered: `~RUNETID#123$`, a bare number, or `~STOIKA#{localId}$`.
 * Returns null for everything else.
 */
export function parseCode(text: string): Code | null {
  const typed = text.slice(0, 200).trim();
  const code = /^[Ёё]/.test(typed) ? restoreLatinLayout(typed) : typed;
  const digits = /^~RUNETID#(\d{1,15})\$$/i.exec(code)?.[1] ?? /^(\d{1,15})$/.exec(code)?.[1];
  if (digits !== undefined) {
    const id = Number(digits);
    return id > 0 ? { kind: 'participant', id } : null;
  }
  const localId = /^~STOIKA#([\w-]{1,64})\$$/i.exec(code)?.[1];
  return localId === undefined ? null : { kind: 'local', localId };
}

const RUSSIAN_KEYS = 'ё№;йцукенгшщзфывапролдячсмить';
const LATIN_KEYS = '~#$qwertyuiopasdfghjklzxcvbnm';

/**
 * A hand scanner is a keyboard: under the Russian layout the same key presses arrive as `ЁКГТУЕШВ№123;`.
 */
function restoreLatinLayout(text: string): string {
  return Array.from(text, (typed) => {
    const lower = typed.toLowerCase();
    const latin = LATIN_KEYS[RUSSIAN_KEYS.indexOf(lower)];
    if (latin === undefined) return typed;
    return typed === lower ? latin : latin.toUpperCase();
  }).join('');
}
