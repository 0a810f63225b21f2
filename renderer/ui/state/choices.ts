/** What settles an item of attention: its answers in order, the likeliest first. Each is one press, and one always gives up. */
import type { AttentionReason, Operation } from '../../../shared/operations/operation.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import type { AttentionItem, Decision, ResultRow } from '../../engine/api.ts';
import type { choice } from '../i18n/en/attention.ts';
import { canCorrect } from './attention.ts';

export interface Choice {
  readonly word: keyof typeof choice;
  /** Stands in the words: a value, a name, a number. */
  readonly vars: Readonly<Record<string, string | number>>;
  /** `correct` opens the form, `giveUp` asks first when more goes with it. */
  readonly act: Decision | 'correct' | 'giveUp';
}

/** How values are said on the screen. */
export interface Sayings {
  value(value: Scalar | null | undefined): string;
  /** A badge of the person, by the server's Id. */
  badge(id: number): string;
}

export function listChoices(item: AttentionItem, reason: AttentionReason, say: Sayings): readonly Choice[] {
  const { operation } = item;
  switch (reason.why) {
    case 'conflict':
      return listForConflict(operation, reason, say);
    case 'removed':
      return listForRemoved(item, say);
    case 'exists':
      return listForExisting(item, reason);
    case 'ambiguous':
      return listForAmbiguous(item, reason.candidates, say);
    case 'notTaken':
      return [plain('leaveServer', { take: 'theirs' }), plain('sendAgain', { take: 'retry' })];
    case 'noStatus':
      return [plain('sendAgain', { take: 'retry' }), plain('leaveServer', { take: 'theirs' })];
    case 'failing':
      return [plain('sendAgain', { take: 'retry' }), ...listForRefused(item).filter(({ act }) => !isRetry(act))];
    case 'refused':
      return listForRefused(item);
  }
}

function plain(word: Choice['word'], act: Choice['act']): Choice {
  return { word, vars: {}, act };
}

function isRetry(act: Choice['act']): boolean {
  return typeof act === 'object' && act.take === 'retry';
}

function listForConflict(
  { intent }: Operation,
  reason: Extract<AttentionReason, { why: 'conflict' }>,
  say: Sayings,
): readonly Choice[] {
  if (intent.kind === 'remove') {
    return [plain('removeAnyway', { take: 'mine' }), plain('keepPerson', { take: 'theirs' })];
  }
  return [
    { word: 'keepMine', vars: { value: say.value(readMine(intent, reason.field)) }, act: { take: 'mine' } },
    { word: 'takeTheirs', vars: { value: say.value(reason.theirs) }, act: { take: 'theirs' } },
  ];
}

/** What this station set where the server has something else. */
export function readMine(intent: Operation['intent'], field: string): Scalar | null {
  switch (intent.kind) {
    case 'status':
      return intent.set;
    case 'profile':
      return intent.set[field] ?? null;
    case 'create':
    case 'register': {
      const part = /^Status(?::(-?\d+))?$/.exec(field);
      const partId = part?.[1] === undefined ? null : Number(part[1]);
      if (part === null) return intent.fields[field] ?? null;
      return intent.statuses.find(({ PartId }) => PartId === partId)?.StatusId ?? null;
    }
    case 'remove':
    case 'badge':
      return null;
  }
}

/** Only a status brings a person back: a PUT of one registers them. Anything else can go once they are there again. */
function listForRemoved({ operation: { intent }, view }: AttentionItem, say: Sayings): readonly Choice[] {
  const leave = plain(intent.kind === 'badge' ? 'noBadge' : 'leaveRemoved', { take: 'theirs' });
  if (intent.kind === 'status' && intent.set !== null) {
    return [leave, { word: 'putBack', vars: { value: say.value(intent.set) }, act: { take: 'mine' } }];
  }
  return view === null && intent.kind !== 'badge' ? [leave] : [leave, plain('sendAgain', { take: 'retry' })];
}

function listForAmbiguous(item: AttentionItem, ids: readonly number[], say: Sayings): readonly Choice[] {
  const { kind } = item.operation.intent;
  const isBadge = kind === 'badge';
  const candidates = ids.map((id): Choice => {
    const act = { take: 'candidate', serverId: id } as const;
    if (isBadge) return { word: 'thisBadge', vars: { what: say.badge(id) }, act };
    const row = item.candidates?.find((candidate) => candidate.id === id);
    return row === undefined
      ? { word: 'thisNumber', vars: { id }, act }
      : { word: 'thisOne', vars: { name: nameRow(row) }, act };
  });
  return [
    ...candidates,
    plain(candidates.length > 0 ? 'notThere' : 'sendAgain', { take: 'retry' }),
    plain(wordOfGivingUp(kind), 'giveUp'),
  ];
}

function wordOfGivingUp(kind: Operation['intent']['kind']): Choice['word'] {
  if (kind === 'badge') return 'noBadge';
  return kind === 'create' || kind === 'register' ? 'giveUp' : 'leaveServer';
}

/**
 * Who takes part already is taken as they are; another one of RUNET-ID is registered first. An address is one person's only: it
 * has to be corrected before the walk-in can be sent; a name may be two people's.
 */
function listForExisting(
  item: AttentionItem,
  { users, field }: Extract<AttentionReason, { why: 'exists' }>,
): readonly Choice[] {
  const here = new Set(item.candidates?.map(({ id }) => id));
  return [
    ...users.filter(({ id }) => !here.has(id)).map(useUser),
    ...listCandidates(item),
    ...(field === '' ? [plain('notThere', { take: 'retry' })] : []),
    ...(canCorrect(item.operation) ? [plain('correct', 'correct')] : []),
    plain('giveUp', 'giveUp'),
  ];
}

interface User {
  readonly id: number;
  readonly name: string;
  readonly company: string;
}

function useUser(user: User): Choice {
  const name = [user.name, user.company, `#${user.id}`].filter((text) => text !== '').join(', ');
  return { word: 'use', vars: { name }, act: { take: 'existing', userId: user.id } };
}

function listForRefused(item: AttentionItem): readonly Choice[] {
  const { operation } = item;
  const { kind } = operation.intent;
  const isNew = kind === 'create' || kind === 'register';
  const again = plain('sendAgain', { take: 'retry' });
  const leave = plain(wordOfGivingUp(kind), 'giveUp');
  return [
    ...(canCorrect(operation) ? [plain('correct', 'correct')] : []),
    ...listCandidates(item),
    ...(!isNew && isHopeless(operation) ? [leave, again] : [again, leave]),
  ];
}

/** Codes of values that the server does not have or cannot take: the same request gets the same answer. */
const HOPELESS: ReadonlySet<number | null> = new Set([110, 112, 113]);

function isHopeless({ state }: Operation): boolean {
  return state.name === 'attention' && state.reason.why === 'refused' && HOPELESS.has(state.reason.code);
}

/** "That is the one": people who take part already and have the same email. */
function listCandidates({ candidates = [] }: AttentionItem): readonly Choice[] {
  return candidates.flatMap((row): Choice[] =>
    row.id === null
      ? []
      : [{ word: 'use', vars: { name: nameRow(row) }, act: { take: 'candidate', serverId: row.id } }],
  );
}

/** Name, email, company and number: an Id alone tells an operator nothing. */
function nameRow(row: ResultRow): string {
  return [row.name, row.email, row.company, row.id === null ? '' : `#${row.id}`]
    .filter((text) => text !== '')
    .join(', ');
}
