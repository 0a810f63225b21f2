import { useCallback, useEffect, useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSING } from '../../../shared/contract/passing.ts';
import type { KnownEvent, Station } from '../../../shared/contract/station.ts';
import { SetupCamera } from '../camera/setup-camera.tsx';
import { ClosedEvents } from '../components/closed-events.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { KeyWords } from '../components/settings/station-key.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { cleanHash } from '../state/hash.ts';
import { callHost, type Failure, type HostAnswer } from '../state/host.ts';
import { holdHashField } from '../state/scan-doors.ts';
import { runAtHost, useStation } from '../state/station.ts';

type Door = 'connect' | 'practice' | 'known';

const USUAL_SERVER = 'https://ruvents2.runet-id.com';
const DEFAULT_PEOPLE = 500;
const MIN_PEOPLE = 50;
const MAX_PEOPLE = 100_000;

/** First run: two doors, and the events that this station knows. A failure never takes away what was typed. */
export function StartScreen({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const hostGone = useStation((state) => state.hostGone);
  const [busy, setBusy] = useState<Door | null>(null);
  const [failure, setFailure] = useState<{ readonly at: Door; readonly failure: Failure } | null>(null);
  const run = async (at: Door, command: Promise<HostAnswer<unknown>>): Promise<void> => {
    setBusy(at);
    const failed = await runAtHost(command);
    setFailure(failed === null ? null : { at, failure: failed });
    setBusy(null);
  };
  const problem = (at: Door) =>
    failure?.at === at && <ProblemNote code={failure.failure.code} detail={failure.failure.detail} />;
  return (
    <main className="page start">
      <header className="start-head">
        <h1>{t('common.appName')}</h1>
        <p>{t('start.lead')}</p>
        <LanguageSwitch />
      </header>
      {hostGone && <ProblemNote code="hostGone" detail="" />}
      {station.notices.some(({ code }) => code === 'keyFile') && station.keys !== undefined && (
        <KeyWords keys={station.keys} />
      )}
      <ConnectingByOptions station={station} />
      <div className="doors">
        <ConnectDoor
          server={station.connecting?.server ?? station.fleetServer ?? USUAL_SERVER}
          busy={busy === 'connect'}
          problem={problem('connect')}
          onConnect={(server, hash) => void run('connect', callHost('connect', { server, hash }))}
        />
        <PracticeDoor
          busy={busy === 'practice'}
          problem={problem('practice')}
          onStart={(participants) => void run('practice', callHost('practice', { participants }))}
        />
      </div>
      {station.events.length > 0 && (
        <KnownEvents
          events={station.events}
          busy={busy !== null}
          problem={problem('known')}
          onOpen={(key) => void run('known', callHost('openEvent', { key }))}
        />
      )}
      <ClosedEvents />
    </main>
  );
}

function ConnectingByOptions({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const { connecting } = station;
  if (connecting === null) return null;
  if (connecting.problem === null) {
    return (
      <p className="note" role="alert">
        {t('start.byOptions', { server: connecting.server })}
      </p>
    );
  }
  return (
    <ProblemNote code={connecting.problem.code} detail={connecting.problem.detail}>
      <p>
        {connecting.server}:{' '}
        {t(PASSING.has(connecting.problem.code) ? 'start.byOptionsRetry' : 'start.byOptionsStopped')}
      </p>
    </ProblemNote>
  );
}

function ConnectDoor(props: {
  /** The address to begin with. */
  readonly server: string;
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly onConnect: (server: string, hash: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [server, setServer] = useState(props.server);
  const [hash, setHash] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!props.busy) props.onConnect(server.trim(), cleanHash(hash));
  };
  const takeHash = useCallback(
    (read: string): void => {
      setHash(read);
      document.getElementById(`${id}-hash`)?.focus();
    },
    [id],
  );
  useEffect(() => holdHashField(takeHash), [takeHash]);
  useEffect(() => document.getElementById(`${id}-hash`)?.focus(), [id]);
  return (
    <form className="door" autoComplete="off" noValidate onSubmit={submit}>
      <h2>{t('start.connectTitle')}</h2>
      <p className="quiet">{t('start.connectLead')}</p>
      <div className="field">
        <span className="field-label">
          <label htmlFor={`${id}-server`}>{t('start.server')}</label>
        </span>
        <input
          id={`${id}-server`}
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          value={server}
          onChange={(event) => setServer(event.target.value)}
        />
      </div>
      <div className="field">
        <span className="field-label">
          <label htmlFor={`${id}-hash`}>{t('start.hash')}</label>
        </span>
        <input
          id={`${id}-hash`}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          aria-describedby={`${id}-hint`}
          value={hash}
          onChange={(event) => setHash(event.target.value)}
        />
        <span className="quiet" id={`${id}-hint`}>
          {t('start.hashHint')}
        </span>
      </div>
      <SetupCamera onHash={takeHash} />
      <button type="submit" className="primary" aria-busy={props.busy}>
        {t(props.busy ? 'start.connecting' : 'start.connect')}
      </button>
      {props.problem}
    </form>
  );
}

function PracticeDoor(props: {
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly onStart: (participants: number) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [people, setPeople] = useState(String(DEFAULT_PEOPLE));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const count = Math.round(Number(people)) || DEFAULT_PEOPLE;
    if (!props.busy) props.onStart(Math.min(Math.max(count, MIN_PEOPLE), MAX_PEOPLE));
  };
  return (
    <form className="door" noValidate onSubmit={submit}>
      <h2>{t('start.practiceTitle')}</h2>
      <p className="quiet">{t('start.practiceLead')}</p>
      <div className="field">
        <span className="field-label">
          <label htmlFor={id}>{t('start.people')}</label>
        </span>
        <input
          id={id}
          type="number"
          min={MIN_PEOPLE}
          max={MAX_PEOPLE}
          value={people}
          onChange={(event) => setPeople(event.target.value)}
        />
      </div>
      <button type="submit" aria-busy={props.busy}>
        {t(props.busy ? 'start.practiceStarting' : 'start.practice')}
      </button>
      {props.problem}
    </form>
  );
}

function KnownEvents(props: {
  readonly events: readonly KnownEvent[];
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly onOpen: (key: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="known-events">
      <h2>{t('start.knownTitle')}</h2>
      <p className="quiet">{t('start.knownLead')}</p>
      <ul>
        {props.events.map((event) => (
          <li key={event.key}>
            <button type="button" disabled={props.busy} onClick={() => props.onOpen(event.key)}>
              <strong>{event.title}</strong>
              {event.practice && <span className="mark mark-practice">{t('start.practiceMark')}</span>}
              <span className="quiet">{event.server}</span>
            </button>
          </li>
        ))}
      </ul>
      {props.problem}
    </section>
  );
}
