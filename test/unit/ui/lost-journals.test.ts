/** A journal that could not be read is spoken of until its records have come back. */
import { expect, it } from 'vitest';
import { listLostJournals, readRecovered } from '../../../renderer/ui/state/lost-journals.ts';
import type { Note } from '../../../shared/operations/note.ts';

const aside = { code: 'journalSetAside', detail: 'journal.log.unreadable-1' } as const;
const damaged = { code: 'journalDamaged', detail: 'journal.log.damaged-1' } as const;
const cut = { code: 'journalTailCut', detail: 'journal.log.cut.tail-1' } as const;
const noteOf = (content: Note['content']): Note => ({
  id: 'n',
  at: '2026-11-22T10:00:00.000Z',
  operator: null,
  content,
});

it('one that was set aside, or damaged, is lost; a torn tail never counted', () => {
  expect(listLostJournals([aside, damaged, cut], new Set())).toEqual([aside.detail, damaged.detail]);
});

it('is lost no more when it was opened', () => {
  const opened = readRecovered([
    noteOf({ kind: 'gone', participant: 'id:1', name: aside.detail }),
    noteOf({ kind: 'takenOver', file: aside.detail, from: aside.detail, operations: 6 }),
  ]);
  expect(listLostJournals([aside], opened)).toEqual([]);
});

it('nothing is said before the notes are known', () => expect(listLostJournals([aside], null)).toEqual([]));
