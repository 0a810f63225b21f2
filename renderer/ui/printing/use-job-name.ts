import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { usePrinters } from './use-printers.ts';

/** Whose badge it is; of a test page, which printer's, as people call it. */
export function useJobName(job: PrintJob): string {
  const { t } = useTranslation();
  const printers = usePrinters();
  const printer = job.purpose === 'test' ? printers.find(({ id }) => id === job.printer)?.name : undefined;
  return printer ?? (job.name || t('common.nobody'));
}
