/** The checks of a model themselves, where they excuse something. */
import { describe, expect, it } from 'vitest';
import type { BadgeRow } from '../../shared/ruvents/rows.ts';
import { check, type DeskEvidence } from '../model/checks.ts';
import type { Write } from '../model/server.ts';
import { badgeRow, letIn, operation, state } from '../unit/sync/made-up.ts';

/** A badge of person 1 or another, that reached the server from a desk. */
function written(desk: number, id: number, userId = 1): Write {
  const badge: BadgeRow = badgeRow(id, userId);
  const change = { kind: 'badge', badge: { ...badge, PartId: null } } as Write['changes'][number];
  const write = { method: 'POST', path: '/badges', body: '', status: 200, at: 0, cutFor: 0 };
  return { ...write, desk, changes: [change] };
}

let seq = 0;
const holds = (row: number, person = 1) =>
  operation((seq += 1), `id:${person}`, letIn(), { state: state('done', row), tries: 1 });

function deskOf(operator: string, ...operations: DeskEvidence['operations']): DeskEvidence {
  const none = { promised: [], printed: [], decisions: new Map(), jobs: [], view: null };
  return { fell: false, operator, openings: 1, ...none, operations };
}

function findingsOf(desks: readonly DeskEvidence[], writes: readonly Write[]): readonly string[] {
  return check({ desks, writes, before: new Map(), now: new Map() }).map(
    ({ kind, desk }) => `${kind} at ${String(desk)}`,
  );
}

describe('two desks of one operator, the first badges of the day of both, one of them lost', () => {
  it('may hold the one row both (0009)', () => {
    expect(findingsOf([deskOf('anna', holds(50)), deskOf('anna', holds(50))], [written(1, 50)])).toEqual([]);
  });

  it('once: after that it is known that the operator is shared', () => {
    const writes = [written(1, 50), written(1, 51, 2)];
    const claimer = deskOf('anna', holds(50), holds(51, 2));
    const maker = deskOf('anna', holds(50), holds(51, 2));
    expect(findingsOf([claimer, maker], writes)).toEqual(['wrongClaim at 0', 'wrongClaim at 1']);
    expect(findingsOf([{ ...claimer, openings: 2 }, maker], writes)).toEqual([]);
  });

  it('not when it is another operator’s, another person’s, or their own one is there', () => {
    const both = ['wrongClaim at 0', 'wrongClaim at 1'];
    expect(findingsOf([deskOf('anna', holds(50)), deskOf('boris', holds(50))], [written(1, 50)])).toEqual(both);
    expect(findingsOf([deskOf('anna', holds(50, 2)), deskOf('anna', holds(50))], [written(1, 50)])).toEqual(both);
    const own = [written(1, 50), written(0, 51)];
    expect(findingsOf([deskOf('anna', holds(50)), deskOf('anna', holds(50))], own)).toEqual(both);
  });

  it('and never two records of one desk', () => {
    expect(findingsOf([deskOf('anna', holds(50), holds(50))], [written(0, 50)])).toEqual(['wrongClaim at 0']);
  });
});
