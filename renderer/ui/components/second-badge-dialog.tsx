import { useTranslation } from 'react-i18next';
import type { BadgeView, ParticipantView } from '../../../shared/operations/view.ts';
import { closeDialog } from '../state/dialogs.ts';
import { letIn, printBadge } from '../state/jobs.ts';
import { callPerson } from '../state/naming.ts';
import { Dialog } from './dialog.tsx';
import { useFormat } from './use-format.ts';
import { useNames } from './use-names.ts';

/** A second badge is sometimes right (the first one is lost) and often a mistake: say what is known, and ask. */
export function SecondBadgeDialog(props: {
  readonly view: ParticipantView;
  readonly first: BadgeView;
  readonly via: 'printed' | 'handedOut' | 'withoutBadge';
}) {
  const { view, first, via } = props;
  const { t } = useTranslation();
  const { timeByClock } = useFormat();
  const { operator, part } = useNames();
  const facts = {
    name: callPerson(view),
    time: timeByClock(first.time),
    who: operator(first.operatorId) ?? '—',
  };
  const goOn = (): void => {
    closeDialog();
    void (via === 'printed' ? printBadge(view, true) : letIn(view, via, true));
  };
  return (
    <Dialog
      title={t('printing.secondTitle')}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" onClick={goOn}>
            {t(via === 'printed' ? 'printing.printAnother' : 'printing.recordAnother')}
          </button>
          <button type="button" data-focus="" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
        </>
      }
    >
      <p>
        {first.partId === null
          ? t('printing.secondText', facts)
          : t('printing.secondTextPart', { ...facts, part: part(first.partId) })}
      </p>
    </Dialog>
  );
}
