import { Fragment, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultRow } from '../../engine/api.ts';
import { openRow, useDesk } from '../state/desk.ts';
import { StatusColor, useStatusTitle } from './status-mark.tsx';
import { useFormat } from './use-format.ts';

const NUMBERED = 9;

export function ResultsList() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const results = useDesk((state) => state.results);
  const current = useDesk((state) => state.current);
  const recent = results?.query === '';
  const rows = results?.rows ?? [];
  return (
    <>
      <p className="results-head quiet">
        <span>{t(recent ? 'desk.recent' : 'desk.results')}</span>
        {results !== null && !recent && (
          <span>{t('desk.total', { shown: number(rows.length), total: number(results.total) })}</span>
        )}
      </p>
      {results !== null && rows.length === 0 && <p className="quiet results-empty">{t('desk.nobodyRecent')}</p>}
      <ul className="results" role="list" aria-label={t('desk.results')} tabIndex={0}>
        {rows.map((row, index) => (
          <Row key={row.key} row={row} n={index + 1} current={index === current} />
        ))}
      </ul>
    </>
  );
}

function Row({ row, n, current }: { readonly row: ResultRow; readonly n: number; readonly current: boolean }) {
  const { t } = useTranslation();
  const statusTitle = useStatusTitle();
  const open = useDesk(
    (state) => state.panel.kind === 'participant' && (state.view?.key ?? state.panel.asked) === row.key,
  );
  const nameId = useId();
  const isNameless = row.name === '';
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li
      ref={ref}
      className="row"
      aria-current={current ? 'true' : undefined}
      data-open={open ? '' : undefined}
      // The search box keeps the focus: what is typed next is the next person.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void openRow(row)}
    >
      <StatusColor statusId={row.statusId} className="row-stripe" />
      {/* Its name is the row's number: names of people would turn up among the names of the desk's buttons. */}
      <button
        type="button"
        tabIndex={-1}
        className="row-number"
        aria-label={t('desk.openRow', { n })}
        aria-describedby={nameId}
      >
        {n <= NUMBERED ? n : ''}
      </button>
      <span className="row-main">
        <span className="row-name" id={nameId}>
          {isNameless ? t('common.nobody') : row.name}
        </span>
        <RowLine
          texts={[
            row.email,
            row.otherName,
            isNameless && row.id !== null ? t('participant.runetId', { id: row.id }) : '',
          ]}
        />
        <RowLine texts={[row.company, row.position]} />
      </span>
      <span className="row-side">
        <span className="row-status">{statusTitle(row.statusId)}</span>
        <RowMarks row={row} />
      </span>
    </li>
  );
}

function RowMarks({ row }: { readonly row: ResultRow }) {
  const { t } = useTranslation();
  return (
    <span className="row-marks">
      {row.attention && <span className="mark mark-attention">{t('desk.needsYou')}</span>}
      {row.pending && (
        <span className="mark mark-pending" title={t('desk.pending')}>
          <span className="dot" aria-hidden="true" />
          <span className="visually-hidden">{t('desk.pending')}</span>
        </span>
      )}
      {row.arrived && <span className="mark mark-arrived">{t('desk.arrived')}</span>}
    </span>
  );
}

/** One line of facts; a long one is cut by the edge, never the name above it. */
function RowLine({ texts }: { readonly texts: readonly string[] }) {
  const shown = texts.filter((text) => text !== '');
  if (shown.length === 0) return null;
  return (
    <span className="row-line">
      {shown.map((text, index) => (
        <Fragment key={index}>
          {index > 0 && ' · '}
          <span>{text}</span>
        </Fragment>
      ))}
    </span>
  );
}
