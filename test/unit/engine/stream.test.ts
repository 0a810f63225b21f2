/** What the stream told while nobody listened, and what it tells of some of many. */
import { afterEach, expect, it } from 'vitest';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { TABLES } from '../sync/made-up.ts';
import { Disk, openWindow, PlayedHost } from './played-host.ts';

const settled = { interval: 10 };
const host = new PlayedHost();

afterEach(() => host.tell({ type: 'lease', epoch: -1 }));

const job = (id: string, state: PrintJob['state']): PrintJob => ({
  ...{ id, state, participant: 'id:1', name: 'Анна Петрова', partId: null, reason: '' },
  ...{ madeAt: `2026-10-05T09:00:0${id}.000Z`, changedAt: '', operator: 'anna', problem: null, purpose: 'badge' },
  ...{ printer: null, template: '', templateVersion: 1, batch: null, reprintReason: null, tries: 0, dismissed: false },
});

it('tables that came between the lease and the stream are the desk’s', async () => {
  host.tables = null;
  const opening = openWindow(host, new Disk());
  await expect.poll(() => host.called.includes('operations'), settled).toBe(true);
  host.tables = TABLES; // the host tells them once, and this window does not listen yet
  const window = await opening;
  await expect.poll(() => window.last('tables')?.tables.event.Title, settled).toBe(TABLES.event.Title);
});

it('news of one print job leaves the question about another where it is', async () => {
  host.jobs.push(job('1', 'unknown'));
  const window = await openWindow(host, new Disk());
  const states = () => window.last('jobs')?.jobs.map(({ id, state }) => `${id} ${state}`);
  await expect.poll(states, settled).toEqual(['1 unknown']);
  host.tell({ type: 'jobs', jobs: [job('2', 'printing')] });
  host.tell({ type: 'jobs', jobs: [job('3', 'printing')] });
  await expect.poll(states, settled).toEqual(['1 unknown', '2 printing', '3 printing']);
});
