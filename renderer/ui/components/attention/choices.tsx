import { useTranslation } from 'react-i18next';
import type { AttentionItem } from '../../../engine/api.ts';
import type { Choice } from '../../state/choices.ts';
import { decide } from '../../state/attention.ts';
import { openCorrection } from '../../state/desk.ts';
import { showDialog } from '../../state/dialogs.ts';
import { KeyHint } from '../key-hint.tsx';

/** What settles an item: each answer is one press, by mouse or by its digit. */
export function ChoiceButtons({
  item,
  choices,
}: {
  readonly item: AttentionItem;
  readonly choices: readonly Choice[];
}) {
  const { t } = useTranslation();
  return (
    <div className="attention-buttons">
      {choices.map((choice, index) => (
        <button
          type="button"
          key={index}
          data-choice={index + 1}
          aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
          onClick={() => act(item, choice.act)}
        >
          {t(`choice.${choice.word}`, choice.vars)}
          {index < 9 && <KeyHint keys={String(index + 1)} />}
        </button>
      ))}
    </div>
  );
}

function act(item: AttentionItem, wanted: Choice['act']): void {
  const { operation } = item;
  if (wanted === 'correct') openCorrection(operation);
  else if (wanted !== 'giveUp') void decide(operation, wanted);
  else if ((item.takesAlong?.length ?? 0) > 0) showDialog({ kind: 'giveUp', item });
  else void decide(operation, { take: 'theirs' });
}
