import { useTranslation } from 'react-i18next';
import type { Failure } from '../../state/host.ts';
import { ProblemNote } from '../problem-note.tsx';

/** Why a code from paper did not open anything; the host tells a slip of the pen by the code's own check. */
export function SecretProblem({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const slip = failure.code === 'wrongCode' && failure.detail === 'slip';
  return (
    <ProblemNote code={failure.code} detail={slip ? '' : failure.detail}>
      {slip && <p>{t('recovery.slip')}</p>}
    </ProblemNote>
  );
}
