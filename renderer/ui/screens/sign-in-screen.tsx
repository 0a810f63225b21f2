import { useEffect, useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownEvent, Station } from '../../../shared/contract/station.ts';
import type { RouteOutput } from '../../../shared/contract/routes.ts';
import { LeavingDialog } from '../components/leaving-dialog.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { PracticeBanner } from '../components/strips.tsx';
import { useDialog } from '../state/dialogs.ts';
import { useEngine } from '../state/engine.ts';
import { callHost, type Failure } from '../state/host.ts';
import { askToLeaveEvent } from '../state/leaving.ts';
import { runAtHost, useStation } from '../state/station.ts';

type PracticeOperator = RouteOutput<'practiceOperators'>['operators'][number];

/** Whoever signs out should know that something still waits, and that it is safe; nobody is asked about it. */
function UnsentNote() {
  const { t } = useTranslation();
  const unsent = useEngine((state) => state.sync?.unsent ?? 0);
  const attention = useEngine((state) => state.sync?.attention ?? 0);
  if (unsent + attention === 0) return null;
  return (
    <div className="note note-attention" role="status">
      <p className="note-title">{t('leaving.counts', { unsent, attention })}</p>
      <p>{t('leaving.signedOut')}</p>
    </div>
  );
}

/** The operator of the shift; works offline for whoever has signed in here before. */
export function SignInScreen({ station, event }: { readonly station: Station; readonly event: KnownEvent }) {
  const { t } = useTranslation();
  const id = useId();
  const hostGone = useStation((state) => state.hostGone);
  const offline = useStation((state) => state.connection !== null && state.connection.state !== 'online');
  const [typed, setTyped] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const leaving = useDialog((state) => state.dialog?.kind === 'leaving');
  const { endedBecause, refused } = station.session;
  const login = typed ?? refused?.login ?? '';
  const problem = failure ?? refused?.problem ?? null;

  const signIn = async (as: { readonly login: string; readonly password: string }): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(await runAtHost(callHost('signIn', as)));
    setBusy(false);
  };
  const submit = (submitted: SubmitEvent): void => {
    submitted.preventDefault();
    setTyped(login); // it stays when the station forgets what it refused
    void signIn({ login: login.trim(), password });
  };
  const leave = async (): Promise<void> => setFailure(await runAtHost(callHost('leaveEvent', {})));
  useEffect(() => document.getElementById(`${id}-login`)?.focus(), [id]);

  return (
    <>
      <PracticeBanner event={event} />
      <main className="page page-narrow sign-in">
        <header className="start-head">
          <h1>{event.title}</h1>
          <p className="quiet">{event.server}</p>
          <LanguageSwitch />
        </header>
        {hostGone && <ProblemNote code="hostGone" detail="" />}
        {endedBecause !== null && (
          <p className="note note-attention" role="alert">
            {t(endedBecause === 'operatorGone' ? 'signIn.endedGone' : 'signIn.endedPassword')}
          </p>
        )}
        <UnsentNote />
        <form className="door" autoComplete="off" noValidate onSubmit={submit}>
          <h2>{t('signIn.title')}</h2>
          <div className="field">
            <span className="field-label">
              <label htmlFor={`${id}-login`}>{t('signIn.login')}</label>
            </span>
            <input
              id={`${id}-login`}
              type="text"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={200}
              value={login}
              onChange={(changed) => setTyped(changed.target.value)}
            />
          </div>
          <div className="field">
            <span className="field-label">
              <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
            </span>
            <input
              id={`${id}-password`}
              type="password"
              autoComplete="off"
              maxLength={200}
              value={password}
              onChange={(changed) => setPassword(changed.target.value)}
            />
          </div>
          <div className="form-actions">
            <button type="submit" className="primary" aria-busy={busy}>
              {t(busy ? 'signIn.checking' : 'signIn.submit')}
            </button>
            <button type="button" data-keeps-focus="" onClick={() => void askToLeaveEvent(leave)}>
              {t('signIn.another')}
            </button>
          </div>
          {problem !== null && <ProblemNote code={problem.code} detail={problem.detail} />}
          {offline && <p className="quiet">{t('signIn.offlineHint')}</p>}
        </form>
        {event.practice && (
          <PracticeOperators onChoose={(one) => void signIn({ login: one.Login, password: one.Password })} />
        )}
      </main>
      {leaving && <LeavingDialog leave={leave} />}
    </>
  );
}

/** A practice event keeps no secrets: its operators are there to be pressed. */
function PracticeOperators({ onChoose }: { readonly onChoose: (operator: PracticeOperator) => void }) {
  const { t } = useTranslation();
  const [operators, setOperators] = useState<readonly PracticeOperator[]>([]);
  useEffect(() => {
    let current = true;
    void callHost('practiceOperators', {}).then((answer) => {
      if (current && answer.ok) setOperators(answer.value.operators);
    });
    return () => {
      current = false;
    };
  }, []);
  if (operators.length === 0) return null;
  return (
    <section className="practice-operators">
      <h2>{t('signIn.practiceTitle')}</h2>
      <p className="quiet">{t('signIn.practiceHint')}</p>
      <ul>
        {operators.map((operator) => (
          <li key={operator.Id}>
            <button type="button" onClick={() => onChoose(operator)}>
              <strong>{operator.Login}</strong>
              <span className="quiet">{operator.Password}</span>
              <span className="quiet">{t(`signIn.role.${operator.Role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
