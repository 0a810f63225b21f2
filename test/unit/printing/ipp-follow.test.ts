/** What an IPP printer says of a job, taken at its word and no further. */
import { expect, test } from 'vitest';
import type { IppLine } from '../../../electron/host/printing/ipp-exchange.ts';
import { followJob, readEnd } from '../../../electron/host/printing/ipp-follow.ts';
import { JOB_STATE } from '../../../electron/host/printing/ipp-jobs.ts';
import { IPP_GROUP, type IppValue } from '../../../electron/host/printing/ipp-message.ts';
import { handTimers } from '../host/hand-timers.ts';

/** A printer that says this of any job that it is asked about. */
function printerThatSays(job: Record<string, IppValue>): IppLine {
  const attributes = new Map(Object.entries(job).map(([name, value]) => [name, [value]]));
  const message = { version: [2, 0], code: 0, requestId: 1, groups: [{ tag: IPP_GROUP.job, attributes }] } as const;
  return {
    exchange: () => Promise.resolve({ kind: 'answer', status: 0, message }),
    close: () => Promise.resolve(),
  };
}

const options = { timers: handTimers(), signal: new AbortController().signal, tell: () => undefined, lostMs: 0 };

test('its job is printed when it says so', async () => {
  const line = printerThatSays({ 'job-id': 7, 'job-state': JOB_STATE.completed });
  expect(await followJob(line, 7, options)).toEqual({ state: 'printed' });
});

test('that another job is printed says nothing of ours', async () => {
  const line = printerThatSays({ 'job-id': 6, 'job-state': JOB_STATE.completed });
  expect(await followJob(line, 7, options)).toMatchObject({ state: 'unknown', problem: 'unconfirmed' });
});

test('an end that no standard knows is not known, whatever it counts', () => {
  const job = { id: 7, state: 10, reasons: [], message: '', began: false, cameOut: 0, documents: 1 };
  expect(readEnd(job)).toMatchObject({ state: 'unknown' });
  expect(readEnd({ ...job, state: JOB_STATE.aborted })).toMatchObject({ state: 'failed', left: false });
});
