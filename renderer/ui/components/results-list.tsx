import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultRow } from '../../engine/api.ts';
import { openNth, useDesk } from '../state/desk.ts';
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
      <ul className="results" role="list" aria-label={t('desk.results')}>
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
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const details = [row.email, row.company, row.position].filter((text) => text !== '');
  return (
    <li ref={ref}>
      <button
        type="button"
        tabIndex={-1}
        className="row"
        aria-current={current ? 'true' : undefined}
        data-open={open ? '' : undefined}
        // The search box keeps the focus: what is typed next is the next person.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void openNth(n)}
      >
        <StatusColor statusId={row.statusId} className="row-stripe" />
        <span className="row-number" aria-hidden="true">
          {n <= NUMBERED ? n : ''}
        </span>
        <span className="row-main">
          <span className="row-name">{row.name === '' ? t('common.nobody') : row.name}</span>
          {row.otherName !== '' && <span className="row-other quiet">{row.otherName}</span>}
          <span className="row-details">
            {details.map((text, index) => (
              <span key={index}>{text}</span>
            ))}
          </span>
        </span>
        <span className="row-side">
          <span className="row-status">{statusTitle(row.statusId)}</span>
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
        </span>
      </button>
    </li>
  );
}
