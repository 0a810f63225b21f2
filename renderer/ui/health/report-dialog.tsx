import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import { useDesk } from '../state/desk.ts';
import { saveFile } from '../state/download.ts';
import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';
import { askInTime, gatherFacts } from './facts.ts';
import { type ReportParts, writeReport } from './report-text.ts';

/** Lines of the log: some minutes of a busy desk. */
const LOG_LINES = 200;
const MOST_TYPED = 4000;

/** A person tells what happened, reads what the file will hold, and saves it. Nothing is sent anywhere. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [gathered, setGathered] = useState<Omit<ReportParts, 'typed'> | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void gather().then((parts) => {
      if (current) setGathered(parts);
    });
    return () => {
      current = false;
    };
  }, []);
  const text = gathered === null ? null : writeReport({ typed, ...gathered }, t, i18n.language === 'ru' ? 'ru' : 'en');
  const save = (): void => {
    if (text === null || gathered === null) return;
    const name = `stoika-report-${gathered.facts.now.slice(0, 19).replace(/[:T]/g, '-')}.txt`;
    saveFile(name, text);
    setSaved(name);
  };

  return (
    <Dialog
      wide
      title={t('report.title')}
      onClose={onClose}
      actions={
        <>
          <button type="button" onClick={onClose}>
            {t('common.close')}
          </button>
          <button type="button" className="primary" disabled={text === null} onClick={save}>
            {t('report.save')}
          </button>
        </>
      }
    >
      <div className="report">
        <label htmlFor={id}>{t('report.what')}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={MOST_TYPED}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          data-focus=""
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setSaved(null);
          }}
        />
        <p id={`${id}-hint`} className="quiet">
          {t('report.whatHint')} {t('report.whatWrong')}
        </p>
        {gathered?.facts.host === null && <p className="note note-attention">{t('report.hostSilent')}</p>}
        <h3 id={`${id}-preview`}>{t('report.preview')}</h3>
        <p className="quiet">{t('report.previewHint')}</p>
        <pre className="report-preview" role="region" tabIndex={0} aria-labelledby={`${id}-preview`}>
          {text ?? t('report.gathering')}
        </pre>
        <p role="status">{saved === null ? '' : t('report.saved', { name: saved })}</p>
      </div>
    </Dialog>
  );
}

async function gather(): Promise<Omit<ReportParts, 'typed'>> {
  const [facts, log] = await Promise.all([gatherFacts(), askInTime('logTail', { lines: LOG_LINES })]);
  const { station } = useStation.getState();
  const { phase, failure } = useEngine.getState();
  return {
    facts,
    station,
    log: log?.lines ?? [],
    window: {
      engine: phase,
      failure: failure?.code ?? null, // not its detail: it may quote what the engine choked on
      panel: useDesk.getState().panel.kind,
      size: `${innerWidth}×${innerHeight} @${devicePixelRatio}`,
      languages: navigator.languages.join(' '),
      browser: navigator.userAgent,
    },
  };
}
