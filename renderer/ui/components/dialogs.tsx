import { ReportDialog } from '../health/report-dialog.tsx';
import { closeDialog, useDialog } from '../state/dialogs.ts';
import { useJobs, findQuestion } from '../state/jobs.ts';
import { GiveUpDialog } from './attention/give-up-dialog.tsx';
import { CloseEventDialog } from './sync/close-event-dialog.tsx';
import { HashDialog } from './hash-dialog.tsx';
import { JobQuestion } from './job-question.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LeavingDialog } from './leaving-dialog.tsx';
import { RemoveDialog } from './remove-participant.tsx';
import { SecondBadgeDialog } from './second-badge-dialog.tsx';
import { SettingsDialog } from './settings/dialog.tsx';
import { HandOverDialog } from './settings/hand-over-dialog.tsx';
import { RecoverDialog } from './settings/recover-dialog.tsx';
import { RecoveryCodeDialog } from './settings/recovery-code-dialog.tsx';
import { TakeOverDialog } from './settings/take-over-dialog.tsx';

/** The dialog that is open. The question about a print job waits until no other one is. */
export function Dialogs() {
  const dialog = useDialog((state) => state.dialog);
  const question = useJobs(findQuestion);
  switch (dialog?.kind) {
    case undefined:
      return question === null ? null : <JobQuestion key={question.id} job={question} />;
    case 'settings':
      return <SettingsDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'report':
      return <ReportDialog onClose={closeDialog} />;
    case 'hash':
      return <HashDialog />;
    case 'recoveryCode':
      return <RecoveryCodeDialog />;
    case 'recover':
      return <RecoverDialog />;
    case 'handOver':
      return <HandOverDialog />;
    case 'takeOver':
      return <TakeOverDialog />;
    case 'closeEvent':
      return <CloseEventDialog />;
    case 'leaving':
      return <LeavingDialog />;
    case 'remove':
      return <RemoveDialog view={dialog.view} />;
    case 'giveUp':
      return <GiveUpDialog item={dialog.item} />;
    case 'secondBadge':
      return <SecondBadgeDialog view={dialog.view} first={dialog.first} via={dialog.via} />;
  }
}
