import { useTranslation } from 'react-i18next';
import { findWorst, judgeHealth, SECTIONS, type HealthLine } from '../../../shared/health/judge.ts';
import { Panel } from '../components/panel.tsx';
import { useFormat } from '../components/use-format.ts';
import { showDialog } from '../state/dialogs.ts';
import { showToast } from '../state/toasts.ts';
import { copyText } from './copy.ts';
import { useHealthFacts } from './facts.ts';
import { writeHealth } from './report-text.ts';
import { tellLine } from './words.ts';

/** How the desk is, line by line, and what to do about what is not fine. It updates itself. */
export function HealthPanel() {
  const { t, i18n } = useTranslation();
  const { time } = useFormat();
  const facts = useHealthFacts();
  const lines = facts === null ? [] : judgeHealth(facts);
  const worst = findWorst(lines);

  const copy = async (): Promise<void> => {
    const isCopied = await copyText(writeHealth(lines, t, i18n.language === 'ru' ? 'ru' : 'en').join('\n'));
    showToast(isCopied ? 'done' : 'problem', t(isCopied ? 'health.copied' : 'health.notCopied'));
  };

  return (
    <Panel name="health" title={t('health.region')}>
      {facts === null ? (
        <p className="quiet">{t('health.waiting')}</p>
      ) : (
        <>
          <div className="health-head">
            <p className="health-overall" data-verdict={worst}>
              {t(`health.overall.${worst}`)}
            </p>
            <p className="setting-row">
              <button type="button" onClick={() => void copy()}>
                {t('health.copy')}
              </button>
              <button type="button" onClick={() => showDialog({ kind: 'report' })}>
                {t('report.open')}
              </button>
            </p>
          </div>
          {SECTIONS.map((section) => (
            <HealthSection key={section} section={section} lines={lines.filter((line) => line.section === section)} />
          ))}
          <p className="quiet">{t('health.updated', { time: time(facts.now) })}</p>
        </>
      )}
    </Panel>
  );
}

function HealthSection(props: { readonly section: HealthLine['section']; readonly lines: readonly HealthLine[] }) {
  const { t, i18n } = useTranslation();
  if (props.lines.length === 0) return null;
  return (
    <table className="health-lines">
      <caption>{t(`health.section.${props.section}`)}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('health.columns.what')}</th>
          <th scope="col">{t('health.columns.how')}</th>
          <th scope="col">{t('health.columns.state')}</th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => {
          const words = tellLine(line, t, i18n.language === 'ru' ? 'ru' : 'en');
          return (
            <tr key={`${line.id} ${line.subject}`} data-verdict={line.verdict}>
              <th scope="row">{words.what}</th>
              <td>
                {words.how}
                {words.todo !== '' && <span className="health-todo">{words.todo}</span>}
              </td>
              <td>
                <span className="health-verdict" data-verdict={line.verdict}>
                  {words.state}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
