import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReportDialog } from './report-dialog.tsx';

/** For screens that have no dialogs of their own: those on which something has failed. */
export function ReportButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('report.open')}
      </button>
      {isOpen && <ReportDialog onClose={() => setOpen(false)} />}
    </>
  );
}
