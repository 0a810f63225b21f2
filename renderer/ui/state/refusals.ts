/** Which words explain a refusal of the server: its code, what was sent, and the fields that it names. */
import type { AttentionReason, Intent } from '../../../shared/operations/operation.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { looksUnread, refusedFields } from '../../../shared/ruvents/refusals.ts';
import { field } from '../i18n/en/common.ts';
import { refusal } from '../i18n/en/refusals.ts';

export type RefusalWord = keyof typeof refusal;

export interface Refusal {
  readonly word: RefusalWord;
  /** Names of the fields that the words speak of. */
  readonly fields: readonly string[];
  /** What the server gave as a number: its code, else the HTTP status. */
  readonly code: string;
}

type Refused = Extract<AttentionReason, { why: 'refused' }>;

/** @param sentAsJson the document's own encoding is in use: a server that reads forms only would find nothing in it */
export function explainRefusal(reason: Refused, intent: Intent, sentAsJson: boolean): Refusal {
  const { code, http, message } = reason;
  if (code === null) return { word: 'http', fields: [], code: http === null ? '—' : String(http) };
  const plain = { fields: [], code: String(code) };
  if (sentAsJson && looksUnread(intent, { code, message })) return { word: 'legacy', ...plain };
  if (code === 110 && intent.kind === 'status' && intent.set === null) return { word: 'clearing', ...plain };
  if (code === 111) return { ...explainFields(refusedFields(message), valuesOf(intent)), code: '111' };
  const word = `c${code}`;
  return isExplained(word) ? { word, ...plain } : { word: 'other', ...plain };
}

function explainFields(
  named: readonly string[],
  sent: Readonly<Record<string, Scalar>>,
): Pick<Refusal, 'word' | 'fields'> {
  // servers spell the names of fields in their own case
  const fields = named.map((name) => KNOWN.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name);
  const empty = fields.filter((name) => String(sent[name] ?? '').trim() === '');
  if (fields.length === 0) return { word: 'c111', fields };
  if (empty.length > 0) return { word: 'empty', fields: empty };
  if (fields.length > 1) return { word: 'fields', fields };
  if (fields[0] === 'Email') return { word: 'emailHeld', fields };
  return { word: fields[0] === 'Phone' ? 'phoneHeld' : 'fields', fields };
}

const KNOWN = Object.keys(field);

function valuesOf(intent: Intent): Readonly<Record<string, Scalar>> {
  if (intent.kind === 'create' || intent.kind === 'register') return intent.fields;
  return intent.kind === 'profile' ? intent.set : {};
}

function isExplained(word: string): word is RefusalWord {
  return word in refusal;
}
