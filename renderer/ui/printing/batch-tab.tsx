import { useEffect, useState, type SubmitEvent } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import type { Filters } from '../../engine/api.ts';
import { command } from '../state/commands.ts';
import { NO_FILTERS } from '../state/filters.ts';
import { usePart } from '../state/part.ts';
import { showToast } from '../state/toasts.ts';
import { readAllJobs } from './acts.ts';
import { isByHandOnly, listServed, pickPeople } from './batch-people.ts';
import { CheckInput } from './draft-fields.tsx';
import { OptionField } from './option-select.tsx';
import { PeopleFilter, useFilterWords } from './people-filter.tsx';
import { openPrintTab } from './store.ts';
import { usePeople } from './use-people.ts';
import { usePrinters } from './use-printers.ts';

const ORDERS = ['name', 'company', 'status'] as const;

/** Badges printed before people come: for whom, in which order, where. */
export function BatchTab() {
  const { t } = useTranslation();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [onlyNotPrinted, setOnlyNotPrinted] = useState(true);
  const [order, setOrder] = useState<(typeof ORDERS)[number]>('name');
  const [printer, setPrinter] = useState('');
  const [title, setTitle] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const printers = usePrinters();
  const badgePart = usePart((state) => state.badgePart);
  const jobs = useJobsOnce();
  const keys = usePeople(filters, 0);
  const words = useFilterWords(filters);
  const named = title ?? (words === '' ? t('printBatch.namedAll') : t('printBatch.namedBy', { what: words }));
  const people = keys === null || jobs === null ? null : pickPeople(keys, listServed(jobs), onlyNotPrinted);
  const count = people?.length ?? 0;
  const byHand = isByHandOnly(printers, printer);

  const start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (people === null || count === 0 || busy || byHand) return;
    setBusy(true);
    const done = await command((engine) =>
      engine.printBatch({
        keys: people,
        partId: filters.partId ?? badgePart,
        title: named.trim() === '' ? t('printBatch.namedAll') : named.trim(),
        sort: order,
        printer: printer === '' ? null : printer,
      }),
    );
    setBusy(false);
    if (done === null) return;
    showToast('done', i18next.t('printBatch.started', { title: named }));
    openPrintTab('queue');
  };

  return (
    <form className="printing-form" onSubmit={(event) => void start(event)}>
      <h3>{t('printBatch.title')}</h3>
      <p className="quiet">{t('printBatch.lead')}</p>
      <PeopleFilter filters={filters} onChange={setFilters} />
      <CheckInput label={t('printBatch.notPrinted')} checked={onlyNotPrinted} onChange={setOnlyNotPrinted} />
      <div className="fields">
        <OptionField
          label={t('printBatch.order')}
          value={order}
          options={ORDERS.map((one) => ({ id: one, title: t(`printBatch.orderWord.${one}`) }))}
          onChange={(id) => setOrder(ORDERS.find((one) => one === id) ?? 'name')}
        />
        <OptionField
          label={t('printBatch.printer')}
          value={printer}
          any={t('printBatch.byRules')}
          options={printers.map(({ id, name }) => ({ id, title: name }))}
          onChange={setPrinter}
        />
        <label className="field">
          <span className="field-label">{t('printBatch.name')}</span>
          <input
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={named}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
      </div>
      {byHand && <p className="note note-attention">{t('printBatch.byHand')}</p>}
      <p className="batch-count" role="status">
        {people === null
          ? t('printBatch.counting')
          : count === 0
            ? t('printBatch.none')
            : t('printBatch.count', { count })}
      </p>
      <div className="form-actions">
        <button type="submit" className="primary" disabled={busy || count === 0 || byHand}>
          {t('printBatch.start')}
        </button>
        {busy && (
          <span className="print-state" role="status">
            <span className="spinner" aria-hidden="true" />
            {t('printBatch.adding')}
          </span>
        )}
      </div>
    </form>
  );
}

/** What was printed here as the section is opened. */
function useJobsOnce(): readonly PrintJob[] | null {
  const [jobs, setJobs] = useState<readonly PrintJob[] | null>(null);
  useEffect(() => {
    void readAllJobs({}).then((found) => setJobs(found ?? []));
  }, []);
  return jobs;
}
