import { useTranslation } from 'react-i18next';
import type { AttentionItem } from '../../../engine/api.ts';
import { decide } from '../../state/attention.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Dialog } from '../dialog.tsx';
import { useDeed } from '../use-deed.ts';

/** To give up a walk-in is to withdraw what was recorded for them, also a badge that is in their hands: say so, and ask. */
export function GiveUpDialog({ item }: { readonly item: AttentionItem }) {
  const { t } = useTranslation();
  const describe = useDeed();
  const { operation, takesAlong = [] } = item;
  const printed = takesAlong.some(({ intent }) => intent.kind === 'badge' && intent.via === 'printed');
  const giveUp = (): void => {
    closeDialog();
    void decide(operation, { take: 'theirs' });
  };
  return (
    <Dialog
      title={t('refused.giveUpTitle')}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" data-focus="" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
          <button type="button" className="danger" onClick={giveUp}>
            {t('refused.giveUpYes')}
          </button>
        </>
      }
    >
      <p>{t('refused.giveUpText', { name: operation.about.name || operation.about.email || t('common.nobody') })}</p>
      <ul>
        {takesAlong.flatMap((one) => describe(one.intent).map((line) => <li key={`${one.id} ${line}`}>{line}</li>))}
      </ul>
      {printed && <p className="note note-attention">{t('refused.giveUpBadge')}</p>}
    </Dialog>
  );
}
