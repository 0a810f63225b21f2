/** What settles each reason of attention: which answers, in which order, and that there is always a way out. */
import { describe, expect, it } from 'vitest';
import type { AttentionItem, ResultRow } from '../../../renderer/engine/api.ts';
import { listChoices, readMine } from '../../../renderer/ui/state/choices.ts';
import type { AttentionReason, Intent } from '../../../shared/operations/operation.ts';

const row = (id: number): ResultRow => ({
  key: `id:${id}`,
  id,
  name: 'Кузнецова Анна',
  otherName: '',
  email: 'anna@example.org',
  company: 'Стройка',
  position: '',
  statusId: 1,
  arrived: false,
  pending: false,
  attention: false,
  phone: '',
});
const walkIn: Intent = { kind: 'create', fields: { LastName: 'Кузнецова' }, statuses: [], spelling: {} };
const status: Intent = { kind: 'status', partId: null, saw: 1, set: 2 };
const badge: Intent = { kind: 'badge', partId: null, via: 'printed' };

function itemOf(intent: Intent, reason: AttentionReason, more: Partial<AttentionItem> = {}): AttentionItem {
  return {
    operation: {
      id: 'a',
      participant: 'id:1',
      about: { name: '', email: '' },
      intent,
      seq: 1,
      operator: { id: 1, login: 'op1' },
      madeAt: '2026-11-22T10:00:00.000Z',
      state: { name: 'attention', reason },
      tries: 1,
      changedAt: '2026-11-22T10:00:00.000Z',
    },
    view: null,
    holdsUp: 0,
    ...more,
  };
}

const listed = (intent: Intent, reason: AttentionReason, more: Partial<AttentionItem> = {}) =>
  listChoices(itemOf(intent, reason, more), reason, { value: String, badge: (id) => `badge ${id}` });
const wordsOf = (...of: Parameters<typeof listed>) => listed(...of).map(({ word }) => word);

const refused: AttentionReason = { why: 'refused', code: 111, message: '', http: 400 };
const conflict: AttentionReason = { why: 'conflict', field: 'Status', theirs: 3, serverTime: null };

describe('answers', () => {
  it('of a conflict are both values', () => {
    expect(listed(status, conflict)).toEqual([
      { word: 'keepMine', vars: { value: '2' }, act: { take: 'mine' } },
      { word: 'takeTheirs', vars: { value: '3' }, act: { take: 'theirs' } },
    ]);
    expect(wordsOf({ kind: 'remove', saw: [] }, conflict)).toEqual(['removeAnyway', 'keepPerson']);
  });

  it('of a person who was removed bring them back by a status only', () => {
    expect(wordsOf(status, { why: 'removed' })).toEqual(['leaveRemoved', 'putBack']);
    expect(wordsOf({ ...status, set: null }, { why: 'removed' })).toEqual(['leaveRemoved']);
    expect(wordsOf(badge, { why: 'removed' })).toEqual(['noBadge', 'sendAgain']);
  });

  it('of an email that is taken: whoever takes part already as they are, others of RUNET-ID registered first', () => {
    const exists: AttentionReason = {
      why: 'exists',
      field: 'Email',
      users: [
        { id: 5, name: 'Кузнецова Анна', company: 'Стройка' },
        { id: 6, name: 'Кузнецов Антон', company: '' },
      ],
    };
    expect(listed(walkIn, exists, { candidates: [row(5)] }).map(({ act }) => act)).toEqual([
      { take: 'existing', userId: 6 },
      { take: 'candidate', serverId: 5 },
      'correct',
      'giveUp',
    ]);
  });

  it('of a walk-in who is there already by their name: use them, or send all the same', () => {
    const users = [{ id: 5, name: 'Кузнецова Анна', company: '' }];
    expect(listed(walkIn, { why: 'exists', field: '', users }).map(({ act }) => act)).toEqual([
      { take: 'existing', userId: 5 },
      { take: 'retry' },
      'correct',
      'giveUp',
    ]);
  });

  it('of a lost answer name whom they know, and the number of whom they do not', () => {
    const lost: AttentionReason = { why: 'ambiguous', candidates: [5, 7] };
    expect(listed(walkIn, lost, { candidates: [row(5)] }).map(({ word, vars }) => [word, vars])).toEqual([
      ['thisOne', { name: 'Кузнецова Анна, anna@example.org, Стройка, #5' }],
      ['thisNumber', { id: 7 }],
      ['notThere', {}],
      ['giveUp', {}],
    ]);
    expect(wordsOf(badge, lost)).toEqual(['thisBadge', 'thisBadge', 'notThere', 'noBadge']);
    expect(wordsOf(badge, { why: 'ambiguous', candidates: [] })).toEqual(['sendAgain', 'noBadge']);
    expect(wordsOf(status, { why: 'ambiguous', candidates: [] })).toEqual(['sendAgain', 'leaveServer']);
  });

  it('of a refusal correct a registration, and nothing else', () => {
    expect(wordsOf(walkIn, refused)).toEqual(['correct', 'sendAgain', 'giveUp']);
    expect(wordsOf(status, refused)).toEqual(['sendAgain', 'leaveServer']);
    expect(wordsOf(badge, refused)).toEqual(['sendAgain', 'noBadge']);
    expect(wordsOf(status, { ...refused, code: 112 })).toEqual(['leaveServer', 'sendAgain']);
  });

  it('always have a way out, and never the same act twice', () => {
    const reasons: AttentionReason[] = [
      refused,
      conflict,
      { why: 'removed' },
      { why: 'exists', field: 'Email', users: [] },
      { why: 'exists', field: '', users: [] },
      { why: 'ambiguous', candidates: [5] },
      { why: 'notTaken', fields: ['Company'] },
      { why: 'failing', times: 5, message: '' },
      { why: 'noStatus' },
    ];
    const intents: Intent[] = [walkIn, status, badge, { kind: 'profile', saw: {}, set: { Company: 'А' } }];
    for (const intent of intents) {
      for (const reason of reasons) {
        const acts = listed(intent, reason).map(({ act }) => JSON.stringify(act));
        expect(acts.some((act) => act === '"giveUp"' || act === '{"take":"theirs"}')).toBe(true);
        expect(new Set(acts).size).toBe(acts.length);
      }
    }
  });
});

it('what was set here is read out of any kind of operation', () => {
  const statuses = [{ PartId: 4, StatusId: 9 }];
  expect(readMine({ kind: 'register', fields: { Company: 'А' }, statuses }, 'Status:4')).toBe(9);
  expect(readMine({ kind: 'register', fields: { Company: 'А' }, statuses }, 'Company')).toBe('А');
  expect(readMine({ kind: 'profile', saw: {}, set: { Phone: '7' } }, 'Phone')).toBe('7');
  expect(readMine(status, 'Status')).toBe(2);
});
