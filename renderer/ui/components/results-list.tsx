import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filters, ResultRow, Results } from '../../engine/api.ts';
import { isRecent, useDesk } from '../state/desk.ts';
import { useEngine } from '../state/engine.ts';
import { findStatus, safeColor } from '../state/participant-facts.ts';
import { Row } from './result-row.tsx';
import { ShowOutside } from './search-nothing.tsx';
import { useStatusTitle } from './status-mark.tsx';
import { Understood } from './understood.tsx';
import { useFormat } from './use-format.ts';

/** More than any screen shows; the others are drawn when nothing has been typed for a moment. */
const AT_ONCE = 20;
const PAUSE_MS = 200;
/** The engine gives no more; the first of them come first. */
const MOST_ROWS = 100;

export function ResultsList() {
  const { t } = useTranslation();
  const results = useDesk((state) => state.results);
  const isEmpty = results !== null && results.rows.length === 0;
  return (
    <>
      <ResultsHead results={results} />
      {isEmpty && <p className="quiet results-empty">{t('desk.nobodyRecent')}</p>}
      <Rows results={results} />
    </>
  );
}

function ResultsHead({ results }: { readonly results: Results | null }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (results === null || isRecent(results)) {
    return <p className="results-head quiet">{t(results === null ? 'desk.results' : 'desk.recent')}</p>;
  }
  const { total, understood, outside } = results;
  return (
    <div className="results-head quiet">
      <p aria-live="polite">
        {t('found.total', { total: number(total) })}
        {total > MOST_ROWS && <span>{` · ${t('found.first', { shown: number(MOST_ROWS) })}`}</span>}
      </p>
      {understood !== null && <Understood filters={understood.filters} />}
      {outside > 0 && <ShowOutside count={outside} />}
    </div>
  );
}

const NO_ROWS: readonly ResultRow[] = [];

interface Asked {
  readonly query: string | undefined;
  readonly filters: Filters;
}

function Rows({ results }: { readonly results: Results | null }) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const statusTitle = useStatusTitle();
  const current = useDesk((state) => state.current);
  const open = useDesk(({ panel, view }) => (panel.kind === 'participant' ? (view?.key ?? panel.asked) : null));
  const list = useRef<HTMLUListElement>(null);
  const rows = results?.rows ?? NO_ROWS;
  const query = results?.query;
  const filters = useDesk((state) => state.filters);
  const [wholeOf, setWholeOf] = useState<Asked | null>(null);
  const isWhole = wholeOf !== null && wholeOf.query === query && wholeOf.filters === filters;
  const shown = isWhole ? rows : rows.slice(0, Math.max(AT_ONCE, current + AT_ONCE));
  useEffect(() => {
    const timer = setTimeout(() => setWholeOf({ query, filters }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query, filters]);
  const scrolled = useRef(false);
  useLayoutEffect(() => {
    if (scrolled.current && list.current !== null) list.current.scrollTop = 0;
  }, [query, filters]);
  useEffect(() => {
    if (current > 0 || scrolled.current) list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <ul
      ref={list}
      className="results"
      data-query={query}
      role="list"
      aria-label={t('desk.results')}
      tabIndex={0}
      onScroll={(event) => (scrolled.current = event.currentTarget.scrollTop > 0)}
    >
      {shown.map((row, index) => (
        <Row
          key={row.key}
          row={row}
          n={index + 1}
          current={index === current}
          open={row.key === open}
          status={statusTitle(row.statusId)}
          color={safeColor(findStatus(tables, row.statusId)?.Color)}
          t={t}
        />
      ))}
    </ul>
  );
}
