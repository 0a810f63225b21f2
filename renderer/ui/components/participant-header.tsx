import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byteRoutes } from '../../../shared/contract/routes.ts';
import { emailOf, fullNameOf, ownNameOf, readField, type ParticipantView } from '../../../shared/operations/view.ts';
import { useEngine } from '../state/engine.ts';
import { findArrival, findTopStatus } from '../state/participant-facts.ts';
import { usePart } from '../state/part.ts';
import { StatusColor, useStatusTitle } from './status-mark.tsx';
import { useFormat } from './use-format.ts';

export function ParticipantHeader({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const partId = usePart((state) => state.partId);
  const statusTitle = useStatusTitle();
  const name = fullNameOf(view);
  const other = ownNameOf(view, 'en');
  const top = findTopStatus(view, tables, partId);
  const line = [readField(view, 'Company'), readField(view, 'Position')].filter((text) => text !== '').join(' · ');
  const contacts = [emailOf(view), readField(view, 'Phone')].filter((text) => text !== '').join(' · ');
  return (
    <header className="participant-header">
      <StatusColor statusId={top} className="participant-stripe" />
      <div className="participant-who">
        <h2 className="participant-name">{name === '' ? t('common.nobody') : name}</h2>
        {other !== '' && other !== name && <p className="participant-other">{other}</p>}
        {line !== '' && <p className="participant-line">{line}</p>}
        <p className="participant-ids quiet">
          <span>{view.id === null ? t('participant.localOnly') : t('participant.runetId', { id: view.id })}</span>
          {view.externalId !== null && <span>{t('participant.externalId', { id: view.externalId })}</span>}
          {contacts !== '' && <span>{contacts}</span>}
        </p>
        <p className="participant-state">
          <Arrival view={view} />
          <span className="chip">
            <StatusColor statusId={top} className="chip-dot" />
            {statusTitle(top)}
          </span>
        </p>
      </div>
      {view.photo !== null && <Photo key={view.photo} id={view.id} address={view.photo} />}
    </header>
  );
}

function Arrival({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const { timeByClock } = useFormat();
  const { perPart, partId } = usePart();
  const part = useEngine((state) => state.tables?.parts.find((one) => one.Id === partId)?.Title ?? '');
  const arrival = findArrival(view, perPart, partId);
  if (arrival !== null)
    return <span className="chip chip-arrived">{t('participant.arrivedAt', { time: timeByClock(arrival.time) })}</span>;
  return (
    <span className="chip">{perPart ? t('participant.notArrivedPart', { part }) : t('participant.notArrived')}</span>
  );
}

/** The host fetches, bounds and keeps photos; one that it cannot give simply is not there. */
function Photo({ id, address }: { readonly id: number | null; readonly address: string }) {
  const [failed, setFailed] = useState(false);
  if (failed || id === null) return null;
  const source = `${byteRoutes.photo}?${new URLSearchParams({ id: String(id), url: address }).toString()}`;
  return <img className="participant-photo" src={source} alt="" onError={() => setFailed(true)} />;
}
