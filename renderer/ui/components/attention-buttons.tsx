import { useTranslation } from 'react-i18next';
import type { AttentionReason } from '../../../shared/operations/operation.ts';
import type { AttentionItem } from '../../engine/api.ts';
import { decide } from '../state/attention.ts';

/** What settles an item: each reason has its own answers, and every one of them has a way out. */
export function AttentionButtons({ item, reason }: { readonly item: AttentionItem; readonly reason: AttentionReason }) {
  const { t } = useTranslation();
  const { id } = item.operation;
  const giveUp = (
    <button type="button" onClick={() => void decide(id, { take: 'theirs' })}>
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
    case 'refused':
    case 'removed':
    case 'notTaken':
    case 'failing':
    case 'noStatus':
      return (
        <div className="attention-buttons">
          <button type="button" onClick={() => void decide(id, { take: 'retry' })}>
            {t('common.tryAgain')}
          </button>
          {giveUp}
        </div>
      );
  }
}

function nameCandidate(item: AttentionItem, serverId: number): string | null {
  const row = item.candidates?.find((candidate) => candidate.id === serverId);
  if (row === undefined) return null;
  return [row.name, row.email, `#${serverId}`].filter((text) => text !== '').join(', ');
}
