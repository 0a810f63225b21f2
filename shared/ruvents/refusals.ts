/**
 * What lies in the words of a refusal (reference, Authorisation and errors).
 *
 * Code 111 is «Неверно заданы следующие параметры: %s»: names of fields with commas between, and no reasons. A field that was
 * sent well filled and is refused all the same, together with every other name, was never read: so speaks a server that
 * reads forms only, about a body of JSON (`settings.encoding`).
 */
import type { Intent } from '../operations/operation.ts';
import type { ApiError } from './errors.ts';
import type { Scalar } from './rows.ts';

const WRONG_FIELDS = 111;
const EMPTY_STATUS = 201;
const NO_SUCH_PERSON = 202;

/** What no registration does without, by the document's names: the server has to read these. */
const NAMES = ['LastName', 'FirstName'] as const;

/**
 * The names in the message of code 111, as the server spells them, each once.
 * @returns an empty list where the message has none
 */
export function refusedFields(message: string): readonly string[] {
  const colon = Math.max(message.lastIndexOf(':'), message.lastIndexOf('：'));
  const list = colon === -1 ? '' : message.slice(colon + 1);
  const names = list.split(/[,;]/).map((name) => name.trim().replace(/^["«'`]+|["»'`.]+$/g, ''));
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (!/^[a-z_][a-z0-9_]*$/.test(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * Whether a refusal (111) is the sign of a server that did not read the body at all: every name of the person that was sent is
 * refused, though it was filled. One refused name among several is that field's own trouble.
 * @param sent the fields of the request @param refused as `refusedFields` gives them
 */
export function looksLegacy(sent: Readonly<Record<string, Scalar>>, refused: readonly string[]): boolean {
  const filled = NAMES.filter((name) => String(sent[name] ?? '').trim() !== '');
  const named = new Set(refused.map((name) => name.toLowerCase()));
  return filled.length > 0 && filled.every((name) => named.has(name.toLowerCase()));
}

/**
 * Whether the refusal of an operation that left as JSON says that nothing of it was read: 111 as above, «статус … не может
 * быть пустым» (201) of a change that carried one, «Не найден участник» (202) without a number of a badge that had one.
 */
export function looksUnread(intent: Intent, { code, message }: Pick<ApiError, 'code' | 'message'>): boolean {
  switch (intent.kind) {
    case 'create':
    case 'register':
      return (
        (code === WRONG_FIELDS && looksLegacy(intent.fields, refusedFields(message))) ||
        (code === EMPTY_STATUS && intent.statuses.some((status) => status.StatusId !== null))
      );
    case 'status':
      return code === EMPTY_STATUS && intent.set !== null;
    case 'profile':
      return code === EMPTY_STATUS; // a profile change leaves with a status of the server's own
    case 'badge':
      return code === NO_SUCH_PERSON && !/\d/.test(message);
    case 'remove':
      return false; // it has nothing to read
  }
}
