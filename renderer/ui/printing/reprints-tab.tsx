import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { useFormat } from '../components/use-format.ts';
import { saveFile } from '../state/download.ts';
import { readAllJobs } from './acts.ts';
import { asKnownReason, countReasons, listReprints, writeCsv } from './reprint-report.ts';

/** Who got a badge again, when, by whom and why. */
export function ReprintsTab() {
  const { t, i18n } = useTranslation();
  const { time } = useFormat();
  const tellReason = useTellReason();
  const [jobs, setJobs] = useState<readonly PrintJob[] | null>(null);
  useEffect(() => {
    void readAllJobs({ purpose: 'reprint' }).then((found) => setJobs(listReprints(found ?? [])));
  }, []);
  if (jobs === null) return <p className="quiet">{t('common.loading')}</p>;
  const exportCsv = (): void => {
    const heads = [t('reprints.who'), t('reprints.when'), t('reprints.by'), t('reprints.reason'), t('reprints.state')];
    const rows = jobs.map((job) => [
      job.name,
      job.madeAt,
      job.operator,
      tellReason(job.reprintReason),
      t(`job.state.${job.state}`),
    ]);
    saveFile(`${t('reprints.fileName')}.csv`, writeCsv([heads, ...rows], i18n.language === 'ru' ? ';' : ','));
  };
  return (
    <section className="printing-section">
      <h3>{t('reprints.title')}</h3>
      <p className="quiet">{t('reprints.lead')}</p>
      {jobs.length === 0 ? (
        <p>{t('reprints.none')}</p>
      ) : (
        <>
          <p className="batch-count">{t('reprints.total', { count: jobs.length })}</p>
          <dl className="reason-counts" aria-label={t('reprints.byReason')}>
            {countReasons(jobs).map(({ reason, count }) => (
              <div key={reason ?? ''}>
                <dt>{tellReason(reason)}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t('reprints.title')}>
            <table className="reprints">
              <thead>
                <tr>
                  <th scope="col">{t('reprints.who')}</th>
                  <th scope="col">{t('reprints.when')}</th>
                  <th scope="col">{t('reprints.by')}</th>
                  <th scope="col">{t('reprints.reason')}</th>
                  <th scope="col">{t('reprints.state')}</th>
                </tr>
              </thead>
              <tbody>
                {jobs.map((job) => (
                  <tr key={job.id}>
                    <td>{job.name || t('common.nobody')}</td>
                    <td>{time(job.madeAt)}</td>
                    <td>{job.operator}</td>
                    <td>{tellReason(job.reprintReason)}</td>
                    <td>{t(`job.state.${job.state}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="setting-row">
            <button type="button" onClick={exportCsv}>
              {t('reprints.export')}
            </button>
            <span className="quiet">{t('reprints.exportHint')}</span>
          </p>
        </>
      )}
    </section>
  );
}

function useTellReason(): (reason: string | null) => string {
  const { t } = useTranslation();
  return (reason) => {
    const text = reason?.trim() ?? '';
    if (text === '') return t('reprints.noReason');
    const known = asKnownReason(text);
    return known === null ? text : t(`reprint.reason.${known}`);
  };
}
