import { useTranslation } from 'react-i18next';
import type { Scalar } from '../../../../shared/ruvents/rows.ts';
import { useStatusTitle } from '../status-mark.tsx';

/** A value as people read it: the title of a status, the text of a field, "empty" for none. */
export function useSayValue(): (value: Scalar | null | undefined, isStatus: boolean) => string {
  const { t } = useTranslation();
  const statusTitle = useStatusTitle();
  return (value, isStatus) => {
    if (isStatus) return statusTitle(typeof value === 'number' ? value : null);
    return value === null || value === undefined || value === '' ? t('common.empty') : String(value);
  };
}
