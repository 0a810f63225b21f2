import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob, QueueState } from '../../../shared/contract/printing.ts';
import { useFormat } from '../components/use-format.ts';
import { askAbout, retryBadge, useJobs } from '../state/jobs.ts';
import { cancelJob, retryJobs } from './acts.ts';
import { AnswerTogether } from './answer-together.tsx';
import { actionsOf, isOpen, JOB_FILTERS, listJobs, standOf, type JobFilter } from './job-list.ts';
import { usePrinterName, useProblemOf } from './job-note.tsx';
import { MoveButton } from './move-button.tsx';
import { findStatus } from './store.ts';
import { useJobHistory } from './use-job-history.ts';
import { useJobName } from './use-job-name.ts';

const STEP = 50;

/** Jobs, those first that wait for a person. */
export function JobList({ queue }: { readonly queue: QueueState }) {
  const { t } = useTranslation();
  const id = useId();
  const [filter, setFilter] = useState<JobFilter>('open');
  const [batch, setBatch] = useState<string | null>(null);
  const [most, setMost] = useState(STEP);
  const live = useJobs((state) => state.jobs);
  const isLive = filter === 'open' && batch === null;
  const history = useJobHistory(filter, batch, queue, !isLive);
  const jobs = listJobs(isLive ? live : (history ?? live), filter, batch);
  const failed = isLive ? jobs.filter(({ state }) => state === 'failed') : [];
  return (
    <section className="printing-section">
      <h3>{t('printQueue.jobs')}</h3>
      <div className="job-filters">
        <label htmlFor={`${id}-state`}>{t('printQueue.show')}</label>
        <select
          id={`${id}-state`}
          value={filter}
          onChange={(event) => {
            setFilter(JOB_FILTERS.find((one) => one === event.target.value) ?? 'open');
            setMost(STEP);
          }}
        >
          {JOB_FILTERS.map((one) => (
            <option key={one} value={one}>
              {t(`printQueue.showState.${one}`)}
            </option>
          ))}
        </select>
        {queue.batches.length > 0 && (
          <>
            <label htmlFor={`${id}-batch`}>{t('printQueue.ofBatch')}</label>
            <select
              id={`${id}-batch`}
              value={batch ?? ''}
              onChange={(event) => {
                setBatch(event.target.value === '' ? null : event.target.value);
                setMost(STEP);
              }}
            >
              <option value="">{t('printQueue.anyBatch')}</option>
              {queue.batches.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </select>
          </>
        )}
        {failed.length > 1 && (
          <button type="button" className="small" onClick={() => void retryJobs(failed.map((job) => job.id))}>
            {t('printQueue.retryAll')}
          </button>
        )}
      </div>
      <AnswerTogether jobs={jobs.filter(({ state }) => state === 'unknown')} />
      {jobs.length === 0 && <p className="quiet">{t(isLive ? 'printQueue.allDone' : 'printQueue.noJobs')}</p>}
      <ul className="jobs">
        {jobs.slice(0, most).map((job) => (
          <JobRow key={job.id} job={job} queue={queue} />
        ))}
      </ul>
      {jobs.length > most && (
        <p className="setting-row">
          <button type="button" onClick={() => setMost(most + STEP)}>
            {t('printQueue.showMore')}
          </button>
          <span className="quiet">{t('printQueue.more', { count: jobs.length - most })}</span>
        </p>
      )}
    </section>
  );
}

function JobRow({ job, queue }: { readonly job: PrintJob; readonly queue: QueueState }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const printer = usePrinterName(job.printer);
  const stand = standOf(job, findStatus(queue, job.printer));
  const problem = useProblemOf(job, stand);
  const can = actionsOf(job);
  const name = useJobName(job);
  const waits = stand === 'waits' && problem !== null;
  return (
    <li className="job" data-state={isOpen(job) ? job.state : 'over'} data-waits={waits ? '' : undefined}>
      <div className="job-who">
        <p>
          <strong>{name}</strong> <span className="quiet">{t(`job.purpose.${job.purpose}`)}</span>
        </p>
        <p className="quiet job-facts">
          {printer} · {time(job.changedAt)} · {job.operator}
        </p>
        {problem !== null && (
          <p className="job-problem">
            {problem.what} {problem.todo} {problem.own}
          </p>
        )}
      </div>
      <span className="job-state">{t(`job.state.${job.state}`)}</span>
      <div className="job-buttons">
        {can.answer && (
          <button
            type="button"
            className="small"
            aria-label={t('job.answerOne', { name })}
            onClick={() => askAbout(job.id)}
          >
            {t('job.answer')}
          </button>
        )}
        {(can.retry || (waits && job.state === 'queued')) && (
          <button
            type="button"
            className="small"
            aria-label={t('job.retryOne', { name })}
            onClick={() => void retryBadge(job.id)}
          >
            {t('job.retry')}
          </button>
        )}
        {can.move && (
          <MoveButton
            small
            jobs={[job.id]}
            from={job.printer}
            label={t('job.move')}
            name={t('job.moveOne', { name })}
          />
        )}
        {can.cancel && (
          <button
            type="button"
            className="small"
            aria-label={t('job.cancelOne', { name })}
            onClick={() => void cancelJob(job.id)}
          >
            {t('job.cancel')}
          </button>
        )}
      </div>
    </li>
  );
}
