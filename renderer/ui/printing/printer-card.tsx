import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterStatus } from '../../../shared/contract/printing.ts';
import type { Station } from '../../../shared/contract/station.ts';
import { useJobs } from '../state/jobs.ts';
import { actOnQueue, moveAll, setMediaLeft } from './acts.ts';
import { ProblemWords } from './job-note.tsx';
import { MoveButton } from './move-button.tsx';
import { tellProblem } from './problem-text.ts';

/** One printer: how it is, what keeps it and what to do, what waits for it. */
export function PrinterCard(props: {
  readonly printer: Station['printers'][number];
  readonly status: PrinterStatus | null;
}) {
  const { t } = useTranslation();
  const { id, name, kind } = props.printer;
  const { status } = props;
  const isPrinting = useJobs(({ jobs }) => jobs.some((job) => job.printer === id && job.state === 'printing'));
  if (status === null) {
    return (
      <li className="printer-card">
        <h4>{name}</h4>
        <p className="quiet">{t('printScreen.loading')}</p>
      </li>
    );
  }
  const then = status.queued > 0 || isPrinting ? 'goesOn' : 'ready';
  const shown = status.paused ? 'paused' : status.state;
  const { queued, perMinute, mediaLeft } = status;
  const facts = [
    queued > 0 ? t('printQueue.queued', { count: queued }) : null,
    perMinute === null ? null : t('printQueue.perMinute', { count: Math.round(perMinute * 10) / 10 }),
    mediaLeft === null ? null : t('printQueue.mediaLeft', { count: mediaLeft }),
  ].filter((fact) => fact !== null);
  return (
    <li className="printer-card" data-state={shown}>
      <div className="printer-head">
        <h4>{name}</h4>
        <span className="printer-state">
          <span className="dot" aria-hidden="true" />
          {t(`printQueue.state.${shown}`)}
        </span>
      </div>
      {facts.length > 0 && <p className="printer-facts">{facts.join(' · ')}</p>}
      {status.problems.map(({ problem, detail }) => (
        <div className="note note-problem" key={problem}>
          <ProblemWords text={tellProblem(problem, detail, then)} />
        </div>
      ))}
      {status.state === 'gone' && status.problems.length === 0 && (
        <div className="note note-problem">
          <ProblemWords text={tellProblem('gone', '', then)} />
        </div>
      )}
      <p className="quiet printer-means">{t(`confirmation.${status.confirms}`)}</p>
      <div className="printer-buttons">
        <button
          type="button"
          className="small"
          aria-label={t(status.paused ? 'printQueue.resumeOne' : 'printQueue.pauseOne', { name })}
          onClick={() => void actOnQueue({ do: status.paused ? 'resume' : 'pause', printer: id })}
        >
          {t(status.paused ? 'printQueue.resume' : 'printQueue.pause')}
        </button>
        {queued > 0 && (
          <MoveButton
            small
            jobs={[]}
            from={id}
            label={t('printQueue.moveAllShort')}
            name={t('printQueue.moveAll', { printer: name })}
            move={(to) => moveAll(id, to)}
          />
        )}
        {kind !== 'folder' && <MediaLeft id={id} name={name} />}
      </div>
    </li>
  );
}

/** A new roll or a new pack: what is counted down begins anew. The field opens for it, so that the count does not run under the hand. */
function MediaLeft({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <button
        type="button"
        className="small"
        aria-label={t('printQueue.newPaperOne', { printer: name })}
        onClick={() => setTyped('')}
      >
        {t('printQueue.newPaper')}
      </button>
    );
  }
  const set = (event: SubmitEvent): void => {
    event.preventDefault();
    const count = Number(typed);
    if (!Number.isInteger(count) || count < 0) return;
    setTyped(null);
    // nothing typed is nothing said: the count goes on
    if (typed.trim() !== '') void setMediaLeft(id, count);
  };
  return (
    <form className="media-left" onSubmit={set}>
      <label>
        <span>{t('printerForm.mediaLeft')}</span>
        <input
          type="number"
          min={0}
          max={1_000_000}
          step={1}
          autoFocus
          aria-label={t('printQueue.setMedia', { printer: name })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setTyped(null);
          }}
        />
      </label>
      <button type="submit" className="small">
        {t('printQueue.set')}
      </button>
    </form>
  );
}
