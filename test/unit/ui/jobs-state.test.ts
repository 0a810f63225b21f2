/** Print jobs on the screen: nobody waits for a printer, nothing prints twice, questions come one after the other. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { followChange, holdTyped } from '../../../renderer/ui/state/changes.ts';
import { useDialog } from '../../../renderer/ui/state/dialogs.ts';
import {
  acceptJobs,
  answerJob,
  answerJobs,
  askAbout,
  askAgain,
  countFurtherQuestions,
  findQuestion,
  letIn,
  printBadge,
  printShown,
  putOffAllQuestions,
  putOffQuestion,
  reprintBadge,
  useJobs,
} from '../../../renderer/ui/state/jobs.ts';
import { useToasts } from '../../../renderer/ui/state/toasts.ts';
import { playPage } from './page.ts';
import { makeBadge, makeView } from './people.ts';
import { makeJob } from './print-jobs.ts';

const asked: unknown[] = [];
let given: PrintJob = makeJob();
let unanswerable: string | null = null;

vi.mock('../../../renderer/ui/state/engine.ts', async (original) => ({
  ...(await original<object>()),
  readEngine: () => ({
    print: (...rest: unknown[]) => {
      asked.push(['print', ...rest]);
      return Promise.resolve({ ok: true, job: given });
    },
    answerJob: (...rest: unknown[]) => {
      asked.push(['answer', ...rest]);
      return Promise.resolve(
        rest[0] === unanswerable ? { ok: false, code: 'disk', detail: '' } : { ok: true, job: given },
      );
    },
    letIn: (...rest: unknown[]) => {
      asked.push(['letIn', ...rest]);
      return Promise.resolve({ ok: true, key: 'id:1', operationIds: [] });
    },
  }),
}));
vi.mock('../../../renderer/ui/printing/acts.ts', () => ({
  callOff: (job: string) => Promise.resolve(asked.push(['callOff', job])),
  retryJobs: (jobs: readonly string[]) => Promise.resolve(asked.push(['retry', ...jobs])),
}));

const view = makeView({ ru: { LastName: 'Кузнецова', FirstName: 'Анна' } });
const arrived = makeView({ ru: view.ru, badges: [makeBadge()] });
const toasts = () => useToasts.getState().toasts.map(({ tone, text }) => [tone, text]);

beforeAll(playPage);

beforeEach(() => {
  asked.length = 0;
  given = makeJob();
  unanswerable = null;
  useJobs.setState({ jobs: [], busy: [], failure: null, putOff: [], asked: null, awaited: [], last: null });
  useToasts.setState({ toasts: [] });
  useDialog.setState({ dialog: null });
});

describe('a badge', () => {
  it('that is not out yet is followed, and its end is told wherever the operator is', async () => {
    given = makeJob({ state: 'printing', problem: 'paperOut' });
    await printBadge(view);
    expect(useJobs.getState().busy).toEqual([]);
    expect(toasts()).toEqual([]);
    acceptJobs([given]);
    acceptJobs([makeJob({ state: 'printed' })]);
    acceptJobs([makeJob({ state: 'printed' })]);
    expect(toasts()).toEqual([['done', 'Badge printed: Кузнецова Анна']]);
  });

  it('that failed while somebody else was served is told with what is wrong; a cancelled one is not', async () => {
    given = makeJob({ state: 'printing' });
    await printBadge(view);
    acceptJobs([makeJob({ state: 'failed', problem: 'wrongMedia' })]);
    expect(toasts()).toEqual([
      ['problem', 'Badge not printed: Кузнецова Анна. The paper in the printer has another size.'],
    ]);
    useToasts.setState({ toasts: [] });
    given = makeJob({ id: 'job-00002', state: 'printing' });
    await printBadge(view);
    acceptJobs([makeJob({ id: 'job-00002', state: 'failed', problem: 'cancelled' })]);
    expect(toasts()).toEqual([]);
  });

  it('whose end the stream told before the answer came is not followed any more', async () => {
    given = makeJob({ state: 'printing', changedAt: '2026-11-22T10:00:05.000Z' });
    acceptJobs([makeJob({ state: 'printed', changedAt: '2026-11-22T10:00:06.000Z' })]);
    await printBadge(view);
    expect(useJobs.getState().jobs.map(({ state }) => state)).toEqual(['printed']);
    expect(useJobs.getState().awaited).toEqual([]);
  });

  it('comes behind the changes of a moment before, and is asked for once', async () => {
    let recorded: () => void = () => undefined;
    void followChange(new Promise<void>((resolve) => (recorded = resolve)));
    const printing = [printBadge(view), printBadge(view)];
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([]);
    recorded();
    await Promise.all(printing);
    expect(asked).toEqual([['print', 'id:1', null, { purpose: 'badge' }]]);
  });

  it('shows what is typed: it is saved first, and nothing is printed when that cannot be', async () => {
    let canBe = true;
    const end = holdTyped('id:1', () => Promise.resolve(asked.push(['save']) > 0 && canBe));
    await printShown(view);
    expect(asked).toEqual([['save'], ['print', 'id:1', null, { purpose: 'badge' }]]);
    canBe = false;
    await printShown(view);
    expect(asked.slice(2)).toEqual([['save']]);
    end();
  });

  it('that is on its way is not printed a second time', async () => {
    acceptJobs([makeJob({ state: 'queued' })]);
    await printBadge(view);
    expect(asked).toEqual([]);
    acceptJobs([makeJob({ state: 'unknown' })]);
    putOffQuestion('job-00001');
    await printBadge(view);
    expect(asked).toEqual([]);
    expect(findQuestion(useJobs.getState())?.id).toBe('job-00001');
  });

  it('that failed before is done without when it is printed anew', async () => {
    acceptJobs([makeJob({ id: 'old', state: 'failed', problem: 'layout' })]);
    await printBadge(view);
    expect(asked).toEqual([
      ['callOff', 'old'],
      ['print', 'id:1', null, { purpose: 'badge' }],
    ]);
  });

  it('that still waits is called off when the person is let in: they arrive once', async () => {
    acceptJobs([makeJob({ state: 'queued', problem: 'paperOut' })]);
    await letIn(view, 'withoutBadge');
    expect(asked).toEqual([
      ['letIn', 'id:1', null, 'withoutBadge'],
      ['callOff', 'job-00001'],
    ]);
  });
});

describe('a second badge', () => {
  it('is asked about, and is a reprint: it records no arrival', async () => {
    await printBadge(arrived);
    expect(asked).toEqual([]);
    expect(useDialog.getState().dialog).toMatchObject({ kind: 'secondBadge', via: 'printed' });
    await reprintBadge(arrived, 'lost');
    expect(asked).toEqual([['print', 'id:1', null, { purpose: 'reprint', reprintReason: 'lost' }]]);
  });
});

describe('the question whether it came out', () => {
  const jobs = [
    makeJob({ id: 'one', state: 'unknown' }),
    makeJob({ id: 'two', state: 'unknown' }),
    makeJob({ id: 'three', state: 'unknown' }),
  ];
  const now = () => [findQuestion(useJobs.getState())?.id ?? null, countFurtherQuestions(useJobs.getState())];

  it('comes one after the other; what is put off comes again when it is asked for', () => {
    acceptJobs(jobs);
    expect(now()).toEqual(['one', 2]);
    putOffQuestion('one');
    expect(now()).toEqual(['two', 1]);
    askAbout('three');
    expect(now()).toEqual(['three', 1]);
    askAbout('one');
    expect(now()).toEqual(['one', 2]);
    for (const { id } of jobs) putOffQuestion(id);
    expect(now()).toEqual([null, 0]);
    askAgain();
    expect(now()).toEqual(['one', 2]);
  });

  it('is put off for all, and answered for all: each once, and told by nothing but the list', async () => {
    acceptJobs(jobs);
    useJobs.setState({ awaited: ['one', 'three'] });
    putOffAllQuestions();
    expect(now()).toEqual([null, 0]);
    expect(await answerJobs(jobs, true)).toBe(3);
    expect(asked).toEqual(['one', 'two', 'three'].map((id) => ['answer', id, true]));
    acceptJobs(jobs.map((job) => ({ ...job, state: 'printed', changedAt: '2026-11-22T10:00:09.000Z' })));
    expect(toasts()).toEqual([]);
  });

  it('ends at the first answer that cannot be kept: the others are still asked', async () => {
    acceptJobs(jobs);
    unanswerable = 'two';
    expect(await answerJobs(jobs, false)).toBe(1);
    expect(asked).toEqual([
      ['answer', 'one', false],
      ['answer', 'two', false],
    ]);
    expect(toasts()).toHaveLength(1);
  });

  it('prints again only when that is the answer', async () => {
    acceptJobs(jobs);
    given = makeJob({ id: 'one', state: 'failed', problem: 'unconfirmed', reason: 'it did not come out' });
    await answerJob(jobs[0]!, false);
    expect(asked).toEqual([['answer', 'one', false]]);
    await answerJob(jobs[1]!, false, true);
    expect(asked.slice(1)).toEqual([
      ['answer', 'two', false],
      ['retry', 'two'],
    ]);
  });

  it('does not tell as news what it was answered with', async () => {
    acceptJobs(jobs);
    given = makeJob({ id: 'one', state: 'failed', problem: 'unconfirmed', reason: 'it did not come out' });
    await answerJob(jobs[0]!, false, true);
    acceptJobs([given]); // the stream comes behind the answer
    expect(toasts()).toEqual([]);
    acceptJobs([makeJob({ id: 'one', state: 'printed', changedAt: '2026-11-22T10:00:09.000Z' })]);
    expect(toasts()).toEqual([['done', 'Badge printed: Кузнецова Анна']]);
  });
});
