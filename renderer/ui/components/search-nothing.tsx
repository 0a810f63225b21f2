import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FewerWords, Filters, Results } from '../../engine/api.ts';
import { describeFailure } from '../state/commands.ts';
import { setFilters, setQuery, useDesk } from '../state/desk.ts';
import { readEngine, useEngine } from '../state/engine.ts';
import { NO_FILTERS } from '../state/filters.ts';
import { goOnTyping } from '../state/focus.ts';
import { prefillFromQuery, repairQuery, type Prefill } from '../state/prefill.ts';
import { showToast } from '../state/toasts.ts';
import { AddButtons } from './add-buttons.tsx';
import { useDescribeFilters } from './filter-bar.tsx';
import { Understood } from './understood.tsx';
import { useFormat } from './use-format.ts';

/** While somebody types, the desk does not look for what they may have meant besides. */
const PAUSE_MS = 150;
const MOST_OFFERED = 2;

/** Nobody was found: what was searched, what stands in the way, and what can be done. */
export function SearchNothing({ results }: { readonly results: Results }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const ready = useEngine((state) => state.sync?.progress.phase === 'ready');
  const { query, filters, outside } = results;
  const fewer = useFewerWords(query, ready);
  return (
    <div className="nothing" data-query={query}>
      <p className="nothing-title">{t('desk.nothing')}</p>
      {outside > 0 && <ShowOutside count={outside} emphasised />}
      {results.understood !== null && <Understood filters={results.understood.filters} />}
      <Searched query={query.trim()} filters={filters} />
      {fewer.length > 0 && (
        <div className="nothing-fewer">
          <p>{t('found.fewer')}</p>
          {fewer.slice(0, MOST_OFFERED).map(({ left, text, total }) => (
            <button key={left} type="button" className="small" onClick={() => searchInstead(repairQuery(text))}>
              {t('found.without', { text: repairQuery(text), n: number(total) })}
            </button>
          ))}
        </div>
      )}
      {!(ready && (outside > 0 || fewer.length > 0)) && (
        <p className="quiet">{t(ready ? 'desk.nothingHint' : 'desk.nothingYet')}</p>
      )}
      <AddButtons emphasised />
      <WillBe prefill={prefillFromQuery(query)} />
    </div>
  );
}

function Searched({ query, filters }: { readonly query: string; readonly filters: Filters }) {
  const { t } = useTranslation();
  const describe = useDescribeFilters();
  const other = repairQuery(query);
  const conditions = describe(filters);
  const sentences = [
    query !== '' && other === query && t('found.searched', { query }),
    query !== '' && other !== query && t('found.searchedBoth', { query, other }),
    conditions.length > 0 && t('found.within', { filters: conditions.join(', ') }),
  ].filter((sentence) => sentence !== false);
  return <p className="quiet nothing-searched">{sentences.join(' ')}</p>;
}

function WillBe({ prefill }: { readonly prefill: Prefill }) {
  const { t } = useTranslation();
  const { LastName, FirstName, FatherName, Email, Phone } = prefill;
  const what = [[LastName, FirstName, FatherName].filter(Boolean).join(' '), Email, Phone].filter(Boolean).join(', ');
  return what === '' ? null : <p className="quiet nothing-searched">{t('found.willBe', { what })}</p>;
}

/** The filters hide people whom the text finds: one press shows them. */
export function ShowOutside(props: { readonly count: number; readonly emphasised?: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <button
      type="button"
      className={props.emphasised === true ? 'primary small' : 'found-outside'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        setFilters(NO_FILTERS);
        goOnTyping();
      }}
    >
      {t('found.outside', { n: number(props.count) })}
    </button>
  );
}

function searchInstead(text: string): void {
  setQuery(text);
  goOnTyping();
}

const NOTHING: readonly FewerWords[] = [];

/** The same query without one of its words, once nothing has been typed for a moment. */
function useFewerWords(query: string, ready: boolean): readonly FewerWords[] {
  const [known, setKnown] = useState({ query: '', fewer: NOTHING });
  const filters = useDesk((state) => state.filters);
  useEffect(() => {
    let isOver = false;
    const ask = async (): Promise<void> => {
      try {
        const fewer = (await readEngine()?.fewerWords(query)) ?? NOTHING;
        if (!isOver) setKnown({ query, fewer });
      } catch (error) {
        showToast('problem', describeFailure('', String(error)));
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [query, filters, ready]); // once everybody is here, again
  return known.query === query ? known.fewer : NOTHING;
}
