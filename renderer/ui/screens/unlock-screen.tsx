import { useEffect, useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../components/problem-note.tsx';
import { callHost, type Failure, type HostAnswer } from '../state/host.ts';
import { runAtHost } from '../state/station.ts';

/** Before anything else: the key of this station waits for its passphrase. */
export function UnlockScreen() {
  const { t } = useTranslation();
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const run = async (asked: Promise<HostAnswer<unknown>>): Promise<void> => {
    setBusy(true);
    setFailure(await runAtHost(asked));
    setBusy(false);
  };
  const unlock = (submitted: SubmitEvent): void => {
    submitted.preventDefault();
    if (busy || passphrase === '') return;
    setPassphrase('');
    void run(callHost('unlock', { passphrase }));
  };
  return (
    <main className="page page-narrow sign-in">
      <h1>{t('stationKey.unlockTitle')}</h1>
      <form className="door" autoComplete="off" noValidate onSubmit={unlock}>
        <p className="quiet">{t('stationKey.unlockText')}</p>
        <div className="field">
          <span className="field-label">
            <label htmlFor={id}>{t('stationKey.passphrase')}</label>
          </span>
          <input
            id={id}
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            value={passphrase}
            onChange={(changed) => setPassphrase(changed.target.value)}
          />
        </div>
        <div className="form-actions">
          <button type="submit" className="primary" aria-busy={busy}>
            {t(busy ? 'stationKey.unlocking' : 'stationKey.unlock')}
          </button>
          {!lost && (
            <button type="button" onClick={() => setLost(true)}>
              {t('stationKey.lost')}
            </button>
          )}
        </div>
        {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
        {lost && (
          <div className="note note-attention" role="alert">
            <p>{t('stationKey.lostText')}</p>
            <button
              type="button"
              className="danger"
              aria-busy={busy}
              onClick={() => void run(callHost('putKeyAside', { sure: true }))}
            >
              {t('stationKey.lostYes')}
            </button>
          </div>
        )}
      </form>
    </main>
  );
}
