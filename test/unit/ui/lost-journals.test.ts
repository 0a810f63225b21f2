/** A journal that could not be read is spoken of until its records have come back. */
import { expect, it } from 'vitest';
import { listDamagedJournals, listLostJournals } from '../../../renderer/ui/state/lost-journals.ts';
import { listRecovered, type Note } from '../../../shared/operations/note.ts';

const aside = { code: 'journalSetAside', detail: 'journal.log.unreadable-1' } as const;
const damaged = { code: 'journalDamaged', detail: 'journal.log.damaged-1' } as const;
const cut = { code: 'journalTailCut', detail: 'journal.log.cut.tail-1' } as const;
const noteOf = (content: Note['content']): Note => ({
  id: 'n',
  at: '2026-11-22T10:00:00.000Z',
  operator: null,
  content,
});

it('one that was set aside is lost; a damaged one has been mended, and a torn tail never counted', () => {
  expect(listLostJournals([aside, damaged, cut], new Set())).toEqual([aside.detail]);
});

it('is lost no more when it was opened; the same name of another desk says nothing', () => {
  const opened = { kind: 'takenOver', file: aside.detail, from: aside.detail, operations: 6 } as const;
  const about = noteOf({ kind: 'gone', participant: 'id:1', name: aside.detail });
  expect(listLostJournals([aside], listRecovered([about, noteOf(opened)]))).toEqual([aside.detail]);
  expect(listLostJournals([aside], listRecovered([about, noteOf({ ...opened, recovered: true })]))).toEqual([]);
});

it('nothing is said before the notes are known', () => expect(listLostJournals([aside], null)).toEqual([]));

it('a damaged one is spoken of until a person has taken note of it', () => {
  expect(listDamagedJournals([aside, damaged, cut], new Set())).toEqual([damaged.detail]);
  expect(listDamagedJournals([aside, damaged, cut], new Set([damaged.detail]))).toEqual([]);
});
