/** What is shown of print jobs, and what can be done about each. */
import { describe, expect, it } from 'vitest';
import { isByHandOnly, listServed, pickPeople } from '../../../renderer/ui/printing/batch-people.ts';
import {
  actionsOf,
  countBatch,
  countTrouble,
  findJobOf,
  isOpen,
  listJobs,
  standOf,
} from '../../../renderer/ui/printing/job-list.ts';
import { makeJob, makeQueue, makeStatus } from './print-jobs.ts';

const ids = (jobs: readonly { readonly id: string }[]) => jobs.map(({ id }) => id);

describe('the list of jobs', () => {
  const jobs = [
    makeJob({ id: 'printed', state: 'printed' }),
    makeJob({ id: 'second', madeAt: '2026-11-22T10:00:02.000Z', batch: 'b' }),
    makeJob({ id: 'first', madeAt: '2026-11-22T10:00:01.000Z' }),
    makeJob({ id: 'failed', state: 'failed', problem: 'layout' }),
    makeJob({ id: 'cancelled', state: 'failed', problem: 'cancelled', madeAt: '2026-11-22T10:00:03.000Z' }),
    makeJob({ id: 'printing', state: 'printing' }),
    makeJob({ id: 'unknown', state: 'unknown' }),
  ];

  it('has what a person settles first, then what prints, then who waits in their order', () => {
    expect(ids(listJobs(jobs, 'open', null))).toEqual(['unknown', 'failed', 'printing', 'first', 'second']);
  });
  it('has what is over behind it, the newest first', () => {
    expect(ids(listJobs(jobs, 'all', null)).slice(-2)).toEqual(['cancelled', 'printed']);
  });
  it('is narrowed to a state and to a batch', () => {
    expect(ids(listJobs(jobs, 'failed', null))).toEqual(['failed', 'cancelled']);
    expect(ids(listJobs(jobs, 'open', 'b'))).toEqual(['second']);
  });
  it('is not changed by being sorted', () => expect(jobs[0]?.id).toBe('printed'));
});

describe('a job', () => {
  it('that was cancelled waits for nobody, one that failed does', () => {
    expect(isOpen(makeJob({ state: 'failed', problem: 'cancelled' }))).toBe(false);
    expect(isOpen(makeJob({ state: 'failed', problem: 'gone' }))).toBe(true);
    expect(isOpen(makeJob({ state: 'failed', problem: 'gone', dismissed: true }))).toBe(false);
  });

  it('offers nothing that could print it twice', () => {
    const offered = (state: 'queued' | 'printing' | 'printed' | 'failed' | 'unknown') =>
      Object.entries(actionsOf(makeJob({ state, problem: null })))
        .filter(([, can]) => can)
        .map(([name]) => name);
    expect(offered('unknown')).toEqual(['answer']);
    expect(offered('printed')).toEqual([]);
    expect(offered('failed')).toEqual(['retry', 'move', 'cancel']);
    expect(offered('queued')).toEqual(['move', 'cancel']);
    expect(offered('printing')).toEqual(['move', 'cancel']);
  });

  it('says how it stands: what keeps it, also when that is its printer', () => {
    const ready = makeStatus();
    expect(standOf(makeJob({ state: 'printing' }), ready)).toBe('printing');
    expect(standOf(makeJob({ state: 'printing', problem: 'paperOut' }), ready)).toBe('waits');
    expect(standOf(makeJob(), ready)).toBe('queued');
    expect(standOf(makeJob(), makeStatus({ paused: true }))).toBe('paused');
    expect(standOf(makeJob(), makeStatus({ state: 'gone' }))).toBe('waits');
    expect(standOf(makeJob(), null)).toBe('queued');
    expect(standOf(makeJob({ state: 'unknown' }), ready)).toBe('unknown');
    expect(standOf(makeJob({ state: 'printed' }), ready)).toBeNull();
    expect(standOf(makeJob({ state: 'failed', problem: 'cancelled' }), ready)).toBeNull();
  });

  it('of a person is their newest badge: no slip, no other person', () => {
    const jobs = [
      makeJob({ id: 'new', madeAt: '2026-11-22T12:00:00.000Z' }),
      makeJob({ id: 'old', state: 'failed' }),
      makeJob({ id: 'slip', purpose: 'slip', madeAt: '2026-11-22T12:00:01.000Z' }),
      makeJob({ id: 'other', participant: 'id:2', madeAt: '2026-11-22T12:00:02.000Z' }),
    ];
    expect(findJobOf(jobs, ['local:x', 'id:1'])?.id).toBe('new');
    expect(findJobOf(jobs, ['id:3'])).toBeNull();
  });
});

describe('trouble', () => {
  it('is printers that stand still and badges that wait for a word', () => {
    const printers = [
      makeStatus({ state: 'problem' }),
      makeStatus({ id: 'right', state: 'gone' }),
      makeStatus({ id: 'third', paused: true }),
    ];
    const jobs = [
      makeJob(),
      makeJob({ state: 'unknown' }),
      makeJob({ state: 'failed', problem: 'layout' }),
      makeJob({ state: 'failed', problem: 'cancelled' }),
    ];
    expect(countTrouble(makeQueue(printers), jobs)).toBe(4);
    expect(countTrouble(makeQueue([makeStatus()]), [])).toBe(0);
    expect(countTrouble(null, [])).toBe(0);
  });
});

describe('a batch', () => {
  it('counts all of its badges and those that are left', () => {
    const batch = {
      id: 'batch-001',
      title: 'Спикеры',
      madeAt: '2026-11-22T10:00:00.000Z',
      operator: 'op1',
      paused: false,
      counts: { queued: 5, printing: 1, printed: 3, failed: 1, unknown: 1 },
    };
    expect(countBatch(batch)).toEqual({ all: 11, left: 6 });
  });

  it('leaves out who has a badge, may have one, or will: not who has a slip, nor one that did not come out', () => {
    const served = listServed([
      makeJob({ participant: 'id:1', state: 'printed', purpose: 'advance' }),
      makeJob({ participant: 'id:2', state: 'unknown' }),
      makeJob({ participant: 'id:3', state: 'queued', purpose: 'advance' }),
      makeJob({ participant: 'id:4', state: 'failed' }),
      makeJob({ participant: 'id:5', state: 'printed', purpose: 'slip' }),
    ]);
    const keys = ['id:1', 'id:2', 'id:3', 'id:4', 'id:5', 'id:6'];
    expect(pickPeople(keys, served, true)).toEqual(['id:4', 'id:5', 'id:6']);
    expect(pickPeople(keys, served, false)).toEqual(keys);
  });
});

describe('a batch', () => {
  const window = { id: 'default', kind: 'browser' };
  const label = { id: 'label', kind: 'zpl' };

  it('is not for a print window that a person opens badge by badge', () => {
    expect(isByHandOnly([window], '')).toBe(true);
    expect(isByHandOnly([window, label], 'default')).toBe(true);
    expect(isByHandOnly([window, label], 'label')).toBe(false);
    expect(isByHandOnly([window, label], '')).toBe(false);
  });
});
