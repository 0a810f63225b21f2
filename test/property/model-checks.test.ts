/** The checks of a model themselves, where they excuse something. */
import { describe, expect, it } from 'vitest';
import type { BadgeRow } from '../../shared/ruvents/rows.ts';
import { check, type DeskEvidence } from '../model/checks.ts';
import type { Write } from '../model/server.ts';
import { badgeRow, letIn, operation, state, walkIn } from '../unit/sync/made-up.ts';

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

describe('two desks that registered somebody of the same email and name, one of them lost', () => {
  const guest = (Position: string, more: Record<string, string> = {}) => {
    return { LastName: 'Ветров', FirstName: 'Семён', Email: 'one@example.org', Position, ...more };
  };
  const registered = (row: number, fields: Record<string, string>) => {
    const id = `create-${(seq += 1)}`;
    return operation(seq, `local:${id}`, walkIn(fields), { id, state: state('done', row), tries: 1 });
  };
  /** A guest whom a request of a desk made. */
  const made = (desk: number, id: number, profile: Record<string, string>): Write => {
    const change = { kind: 'created', Id: id, profile, statuses: [{ PartId: null, StatusId: 1 }] };
    const write = { method: 'POST', path: '/participants', body: '', status: 200, at: 0, cutFor: 0 };
    return { ...write, desk, changes: [change as unknown as Write['changes'][number]] };
  };
  const ours = guest('guest-0-1');
  const theirs = guest('guest-1-1');
  const maker = deskOf('boris', registered(50, theirs));

  it('may hold the one person both: they are the same (0009)', () => {
    expect(findingsOf([deskOf('anna', registered(50, ours)), maker], [made(1, 50, theirs)])).toEqual([]);
  });

  it('not under another name, without an email, where their own was made as well, or twice at one desk', () => {
    const both = ['wrongClaim at 0', 'wrongClaim at 1'];
    const find = (fields: Record<string, string>, ...more: readonly Write[]) =>
      findingsOf([deskOf('anna', registered(50, fields)), maker], [made(1, 50, theirs), ...more]);
    expect(find(guest('guest-0-1', { FirstName: 'Вера' }))).toEqual(both);
    expect(find(guest('guest-0-1', { Email: 'two@example.org' }))).toEqual(both);
    expect(find(guest('guest-0-1', { Email: '' }))).toEqual(both);
    expect(find(ours, made(0, 51, ours))).toEqual(both);
    const twice = deskOf('anna', registered(50, ours), registered(50, guest('guest-0-2')));
    expect(findingsOf([twice, maker], [made(1, 50, theirs)])).toContain('wrongClaim at 0');
  });
});
