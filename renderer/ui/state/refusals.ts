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
  if (code === 111) return { ...explainFields(refusedFields(message), intent), code: '111' };
  if (code === 301 && 'partId' in intent && intent.partId === null) return { word: 'noPart', ...plain };
  const word = wordFor(code, intent) ?? `c${code}`;
  return isExplained(word) ? { word, ...plain } : { word: 'other', ...plain };
}

/** A code whose way out depends on what was sent: a card names only what it has. Null: the code's own words fit. */
function wordFor(code: number, intent: Intent): RefusalWord | null {
  switch (intent.kind) {
    case 'create':
    case 'register':
      return NEW[code] ?? null;
    case 'badge':
      return code === 110 ? 'badgeValue' : null;
    case 'status':
      if (intent.set === null && (code === 110 || code === 201)) return 'clearing';
      return code === 201 ? 'changeWithoutStatus' : null;
    case 'profile':
      return code === 201 ? 'changeWithoutStatus' : null;
    case 'remove':
      return null;
  }
}

/** A registration has nothing on the server to fall back on; its form corrects fields, and no statuses. */
const NEW: Readonly<Record<number, RefusalWord>> = { 110: 'newValue', 112: 'newStatus', 113: 'newPart' };

function explainFields(named: readonly string[], intent: Intent): Pick<Refusal, 'word' | 'fields'> {
  // servers spell the names of fields in their own case
  const fields = named.map((name) => KNOWN.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name);
  if (intent.kind !== 'create' && intent.kind !== 'register') return explainChange(fields, intent);
  const sent = intent.fields;
  const empty = fields.filter((name) => String(sent[name] ?? '').trim() === '');
  if (fields.length === 0) return { word: 'c111', fields };
  if (empty.length > 0) return { word: 'empty', fields: empty };
  if (fields.length > 1) return { word: 'fields', fields };
  if (fields[0] === 'Email') return { word: 'emailHeld', fields };
  return { word: fields[0] === 'Phone' ? 'phoneHeld' : 'fields', fields };
}

/** A change carries some fields or none, and its card has no form: what it did carry is put right where the person is shown. */
function explainChange(fields: readonly string[], intent: Intent): Pick<Refusal, 'word' | 'fields'> {
  const sent: Readonly<Record<string, Scalar>> = intent.kind === 'profile' ? intent.set : {};
  if (fields.length === 0) return { word: intent.kind === 'profile' ? 'changeUntold' : 'elsewhereUntold', fields };
  const [first] = fields;
  if (!fields.some((name) => name in sent)) return { word: 'elsewhere', fields };
  const isFilled = first !== undefined && String(sent[first] ?? '').trim() !== '';
  if (fields.length > 1 || !isFilled) return { word: 'change', fields };
  if (first === 'Email') return { word: 'emailChange', fields };
  return { word: first === 'Phone' ? 'phoneChange' : 'change', fields };
}

const KNOWN = Object.keys(field);

function isExplained(word: string): word is RefusalWord {
  return word in refusal;
}
