import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Keys, SHORTEST_PASSPHRASE } from '../../../../shared/contract/key-routes.ts';
import type { Station } from '../../../../shared/contract/station.ts';
import { callHost, type Failure } from '../../state/host.ts';
import { runAtHost } from '../../state/station.ts';
import { showToast } from '../../state/toasts.ts';
import { ProblemNote } from '../problem-note.tsx';

/** Where the key to everything lies, and its passphrase. */
export function StationKeySettings({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const { keys } = station;
  if (keys === undefined) return null;
  return (
    <section>
      <h3>{t('stationKey.title')}</h3>
      <KeyWords keys={keys} />
      {keys.kept === 'file' && <PassphraseForm key={String(keys.passphrase)} has={keys.passphrase} />}
    </section>
  );
}

/** What a person should know of where the key lies. */
export function KeyWords({ keys }: { readonly keys: Keys }) {
  const { t } = useTranslation();
  if (keys.kept === 'keychain') return <p className="quiet">{t('stationKey.keychain')}</p>;
  return (
    <p className={keys.passphrase ? 'quiet' : 'note note-attention'}>
      {t(keys.passphrase ? 'stationKey.withPassphrase' : 'stationKey.open')}{' '}
      {keys.reason !== null && t(`stationKey.reason.${keys.reason}`)}
    </p>
  );
}

function PassphraseForm({ has }: { readonly has: boolean }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (wanted: string | null): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const failed = await runAtHost(callHost('passphrase', { current: has ? current : null, next: wanted }));
    setBusy(false);
    setFailure(failed);
    if (failed !== null) return;
    setCurrent('');
    setNext('');
    setAgain('');
    showToast('done', t(wanted === null ? 'stationKey.wasRemoved' : 'stationKey.wasSet'));
  };
  const submit = (submitted: SubmitEvent): void => {
    submitted.preventDefault();
    void change(next);
  };
  const differ = again !== '' && next !== again;
  return (
    <form className="dialog-form" autoComplete="off" noValidate onSubmit={submit}>
      <p className="quiet">{t('stationKey.lostIs')}</p>
      {has && <PassphraseField label={t('stationKey.current')} value={current} onChange={setCurrent} />}
      <PassphraseField label={t('stationKey.next', { count: SHORTEST_PASSPHRASE })} value={next} onChange={setNext} />
      <PassphraseField label={t('stationKey.again')} value={again} onChange={setAgain} />
      {differ && <p className="quiet">{t('stationKey.differ')}</p>}
      <p className="setting-row">
        <button
          type="submit"
          aria-busy={busy}
          disabled={next.length < SHORTEST_PASSPHRASE || next !== again || (has && current === '')}
        >
          {t(has ? 'stationKey.change' : 'stationKey.set')}
        </button>
        {has && (
          <button type="button" aria-busy={busy} disabled={current === ''} onClick={() => void change(null)}>
            {t('stationKey.remove')}
          </button>
        )}
      </p>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </form>
  );
}

function PassphraseField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <span className="field-label">
        <label htmlFor={id}>{props.label}</label>
      </span>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={props.value}
        onChange={(changed) => props.onChange(changed.target.value)}
      />
    </div>
  );
}
