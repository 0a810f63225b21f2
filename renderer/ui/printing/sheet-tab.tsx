import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filters } from '../../engine/api.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { decodeBase64, saveFile } from '../state/download.ts';
import { readEngine, useEngine } from '../state/engine.ts';
import { NO_FILTERS } from '../state/filters.ts';
import { callHost, type Failure } from '../state/host.ts';
import { PeopleFilter, useFilterWords } from './people-filter.tsx';
import { usePeople } from './use-people.ts';

/** The list A to Z that is ticked by hand when no printer prints. */
export function SheetTab() {
  const { t } = useTranslation();
  const event = useEngine((state) => state.tables?.event.Title ?? '');
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [title, setTitle] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const keys = usePeople(filters, 0);
  const words = useFilterWords(filters);
  const heading = title ?? [event, words].filter((text) => text !== '').join('. ');
  const make = async (submitted: SubmitEvent): Promise<void> => {
    submitted.preventDefault();
    setBusy(true);
    setFailure(await saveSheet(heading, filters, t('printSheet.fileName')));
    setBusy(false);
  };
  const count = keys?.length ?? 0;
  return (
    <form className="printing-form" onSubmit={(submitted) => void make(submitted)}>
      <h3>{t('printSheet.title')}</h3>
      <p className="quiet">{t('printSheet.lead')}</p>
      <PeopleFilter filters={filters} onChange={setFilters} />
      <div className="fields">
        <label className="field">
          <span className="field-label">{t('printSheet.heading')}</span>
          <input
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={heading}
            onChange={(changed) => setTitle(changed.target.value)}
          />
        </label>
      </div>
      <p className="batch-count" role="status">
        {keys === null
          ? t('printBatch.counting')
          : count === 0
            ? t('printBatch.none')
            : t('printSheet.count', { count })}
      </p>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      <p className="setting-row">
        <button type="submit" className="primary" disabled={busy || count === 0}>
          {t(busy ? 'printSheet.making' : 'printSheet.make')}
        </button>
        <span className="quiet">{t('printSheet.hint')}</span>
      </p>
    </form>
  );
}

async function saveSheet(title: string, filters: Filters, name: string): Promise<Failure | null> {
  try {
    const rows = await readEngine()?.sheetRows({ filters });
    if (rows === undefined) return { code: 'noEvent', detail: '' };
    const answer = await callHost('sheet', { title, rows: [...rows] });
    if (!answer.ok) return answer.problem;
    saveFile(`${name}.pdf`, decodeBase64(answer.value.pdf));
    return null;
  } catch (error) {
    return { code: 'hostGone', detail: String(error) };
  }
}
