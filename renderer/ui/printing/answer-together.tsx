import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { answerJobs } from '../state/jobs.ts';
import { AskNote } from './ask-note.tsx';

/** One answer for several badges of which nobody knows whether they came out, as after a cable that was pulled from a batch. */
export function AnswerTogether({ jobs }: { readonly jobs: readonly PrintJob[] }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'all' | 'none' | null>(null);
  const [busy, setBusy] = useState(false);
  const count = jobs.length;
  if (busy) return <p role="status">{t('printQueue.together.busy')}</p>;
  if (count < 2) return null;
  const answer = async (cameOut: boolean): Promise<void> => {
    setAsking(null);
    setBusy(true);
    await answerJobs(jobs, cameOut);
    setBusy(false);
  };
  if (asking !== null) {
    return (
      <AskNote
        title={t(`printQueue.together.${asking}Title`, { count })}
        text={t(`printQueue.together.${asking}Text`)}
        yes={t(`printQueue.together.${asking}Yes`)}
        onYes={() => void answer(asking === 'all')}
        onNo={() => setAsking(null)}
      />
    );
  }
  return (
    <div className="note note-attention">
      <p className="note-title">{t('printQueue.together.title', { count })}</p>
      <p>{t('printQueue.together.text')}</p>
      <div className="badge-buttons">
        <button type="button" onClick={() => setAsking('all')}>
          {t('printQueue.together.all')}
        </button>
        <button type="button" onClick={() => setAsking('none')}>
          {t('printQueue.together.none')}
        </button>
      </div>
    </div>
  );
}
