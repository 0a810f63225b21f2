import { useTranslation } from 'react-i18next';
import { useEngine } from '../state/engine.ts';

/** While people are read from the disk or come from the server for the first time: how many, how fast, how long. */
export function ProgressLine() {
  const { t } = useTranslation();
  const progress = useEngine((state) => state.sync?.progress ?? null);
  if (progress === null || progress.phase === 'ready') return null;
  const { phase, people, rate, secondsLeft } = progress;
  const left =
    secondsLeft === null
      ? null
      : secondsLeft < 90
        ? t('progress.seconds', { count: Math.ceil(secondsLeft) })
        : t('progress.minutes', { count: Math.ceil(secondsLeft / 60) });
  const facts = [
    people > 0 && t('progress.people', { count: people }),
    rate > 0 && t('progress.rate', { count: Math.round(rate) }),
    left !== null && t('progress.left', { time: left }),
    people > 0 && phase !== 'opening' && t('progress.searchable'),
  ].filter((fact) => fact !== false);
  return (
    <p className="progress-line" data-phase={phase}>
      <span className="spinner" aria-hidden="true" />
      <span>{[t(`progress.${phase}`), ...facts].join(' · ')}</span>
    </p>
  );
}
