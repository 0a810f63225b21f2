import { useTranslation } from 'react-i18next';
import type { AttentionReason } from '../../../shared/operations/operation.ts';
import type { AttentionItem, ResultRow } from '../../engine/api.ts';
import { canCorrect, decide } from '../state/attention.ts';
import { openCorrection } from '../state/desk.ts';
import { showDialog } from '../state/dialogs.ts';

/** What settles an item: each reason has its own answers, and every one of them has a way out. */
export function AttentionButtons({ item, reason }: { readonly item: AttentionItem; readonly reason: AttentionReason }) {
  const { t } = useTranslation();
  const { id } = item.operation;
  const takesAlong = item.takesAlong?.length ?? 0;
  const giveUp = (
    <button
      type="button"
      onClick={() => (takesAlong > 0 ? showDialog({ kind: 'giveUp', item }) : void decide(id, { take: 'theirs' }))}
    >
      {t('attention.giveUp')}
    </button>
  );
  switch (reason.why) {
    case 'conflict':
      return (
        <div className="attention-buttons">
          <button type="button" onClick={() => void decide(id, { take: 'mine' })}>
            {t('attention.keepMine')}
          </button>
          <button type="button" onClick={() => void decide(id, { take: 'theirs' })}>
            {t('attention.takeTheirs')}
          </button>
        </div>
      );
    case 'ambiguous':
      return (
        <div className="attention-buttons">
          {reason.candidates.map((serverId) => (
            <button type="button" key={serverId} onClick={() => void decide(id, { take: 'candidate', serverId })}>
              {nameCandidate(item, serverId) === null
                ? t('attention.candidateId', { id: serverId })
                : t('attention.candidate', { name: nameCandidate(item, serverId) })}
            </button>
          ))}
          <button type="button" onClick={() => void decide(id, { take: 'retry' })}>
            {t('attention.sendAgain')}
          </button>
          {giveUp}
        </div>
      );
    case 'exists':
      return (
        <div className="attention-buttons">
          {reason.users.map(({ id: userId, name, company }) => (
            <button type="button" key={userId} onClick={() => void decide(id, { take: 'existing', userId })}>
              {t('refused.use', { name: [name, company, `#${userId}`].filter((text) => text !== '').join(', ') })}
            </button>
          ))}
          {canCorrect(item.operation) && (
            <button type="button" onClick={() => openCorrection(item.operation)}>
              {t('refused.correct')}
            </button>
          )}
          {giveUp}
        </div>
      );
    case 'refused':
    case 'removed':
    case 'notTaken':
    case 'failing':
    case 'noStatus':
      return (
        <div className="attention-buttons">
          {canCorrect(item.operation) && (
            <button type="button" onClick={() => openCorrection(item.operation)}>
              {t('refused.correct')}
            </button>
          )}
          {item.candidates?.map((row) => (
            <UseButton key={row.key} item={item} row={row} />
          ))}
          <button type="button" onClick={() => void decide(id, { take: 'retry' })}>
            {t('common.tryAgain')}
          </button>
          {giveUp}
        </div>
      );
  }
}

/** "That is the one": the person who is there already. */
function UseButton({ item, row }: { readonly item: AttentionItem; readonly row: ResultRow }) {
  const { t } = useTranslation();
  const { id } = row;
  if (id === null) return null;
  return (
    <button type="button" onClick={() => void decide(item.operation.id, { take: 'candidate', serverId: id })}>
      {t('refused.use', { name: nameRow(row) })}
    </button>
  );
}

function nameCandidate(item: AttentionItem, serverId: number): string | null {
  const row = item.candidates?.find((candidate) => candidate.id === serverId);
  return row === undefined ? null : nameRow(row);
}

function nameRow(row: ResultRow): string {
  return [row.name, row.email, row.id === null ? '' : `#${row.id}`].filter((text) => text !== '').join(', ');
}
