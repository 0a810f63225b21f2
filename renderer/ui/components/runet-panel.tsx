import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOfId, type ParticipantKey } from '../../../shared/operations/operation.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import type { RunetUser } from '../../../shared/ruvents/tables.ts';
import { command } from '../state/commands.ts';
import { clearSearch, closePanel, openPerson, useDesk } from '../state/desk.ts';
import { readEngine, useEngine } from '../state/engine.ts';
import { callHost, type Failure } from '../state/host.ts';
import { dropEmptyStatuses, listNewStatuses } from '../state/new-statuses.ts';
import { usePart } from '../state/part.ts';
import { useStation } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { ProblemNote } from './problem-note.tsx';

interface Found {
  readonly user: RunetUser;
  /** The person who takes part already, by this RUNET-ID. */
  readonly key: ParticipantKey | null;
}

/** The global search: it asks the server, so it needs the network; the registration itself does not wait for it. */
export function RunetPanel({ query }: { readonly query: string }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(query);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const online = useStation((state) => state.connection?.state === 'online');

  const find = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (wanted.trim() === '' || busy) return;
    setBusy(true);
    const answer = await callHost('users', { query: wanted.trim() });
    setFailure(answer.ok ? null : answer.problem);
    setFound(answer.ok ? await markKnown(answer.value.users) : null);
    setBusy(false);
  };

  return (
    <div className="panel runet">
      <h2>{t('runet.title')}</h2>
      {!online && <p className="note note-attention">{t('runet.offline')}</p>}
      <form className="inline-form" autoComplete="off" onSubmit={(event) => void find(event)}>
        <div className="field">
          <span className="field-label">
            <label htmlFor="runet-who">{t('runet.who')}</label>
          </span>
          <input
            id="runet-who"
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            autoFocus
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        <button type="submit" className="primary" disabled={busy || !online}>
          {t(busy ? 'runet.finding' : 'runet.find')}
        </button>
        <button type="button" onClick={closePanel}>
          {t('common.close')}
        </button>
      </form>
      <p className="quiet">{t('runet.whoHint')}</p>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      {found !== null && found.length === 0 && <p>{t('runet.none')}</p>}
      <ul className="found">
        {found?.map((one) => (
          <FoundLine key={one.user.Id} found={one} />
        ))}
      </ul>
    </div>
  );
}

async function markKnown(users: readonly RunetUser[]): Promise<readonly Found[]> {
  const engine = readEngine();
  return Promise.all(
    users.map(async (user) => {
      const key = (await engine?.resolveCode(`~RUNETID#${user.Id}$`)) ?? null;
      return { user, key: key === keyOfId(user.Id) ? key : null };
    }),
  );
}

const COPIED = ['LastName', 'FirstName', 'FatherName', 'Email', 'Phone', 'Company', 'Position'] as const;

function FoundLine({ found: { user, key } }: { readonly found: Found }) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const { partId, perPart } = usePart();
  const [busy, setBusy] = useState(false);
  const name = [user.LastName, user.FirstName, user.FatherName].filter(Boolean).join(' ') || t('common.nobody');
  const details = [user.Email, user.Company, user.Position].filter(Boolean).join(' · ');
  const register = async (): Promise<void> => {
    const fields: Record<string, Scalar> = {};
    for (const field of COPIED) {
      const value = user[field];
      if (value !== null && value !== undefined && value !== '') fields[field] = value;
    }
    const statuses = listNewStatuses(tables?.parts ?? [], tables?.statuses ?? [], partId, perPart);
    const { panel } = useDesk.getState();
    setBusy(true);
    const result = await command((engine) => engine.register(user.Id, fields, dropEmptyStatuses(statuses)));
    setBusy(false);
    if (result === null) return;
    showToast('done', t('create.done', { name }), result.operationIds);
    // who was opened meanwhile stays: the next key is meant for them
    if (useDesk.getState().panel !== panel) return;
    clearSearch();
    await openPerson(result.key);
  };
  return (
    <li>
      <span className="found-who">
        <strong>{name}</strong>
        <span className="quiet">
          {t('participant.runetId', { id: user.Id })}
          {details !== '' && ` · ${details}`}
        </span>
      </span>
      {key === null ? (
        <button
          type="button"
          aria-label={t('runet.registerOne', { name })}
          disabled={busy}
          onClick={() => void register()}
        >
          {t('runet.register')}
        </button>
      ) : (
        <span className="found-known">
          <span className="quiet">{t('runet.already')}</span>
          <button type="button" aria-label={t('runet.openOne', { name })} onClick={() => void openPerson(key)}>
            {t('runet.open')}
          </button>
        </span>
      )}
    </li>
  );
}
