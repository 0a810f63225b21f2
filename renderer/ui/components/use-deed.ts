import { useTranslation } from 'react-i18next';
import type { Intent } from '../../../shared/operations/operation.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { useFieldLabel } from './use-field-label.ts';
import { useNames } from './use-names.ts';
import { useStatusTitle } from './status-mark.tsx';

/** An operation in words, one line for each thing that it does. */
export function useDeed(): (intent: Intent) => readonly string[] {
  const { t } = useTranslation();
  const { part } = useNames();
  const fieldLabel = useFieldLabel();
  const statusTitle = useStatusTitle();
  const show = (value: Scalar | null | undefined): string =>
    value === null || value === undefined || value === '' ? t('common.empty') : String(value);

  return (intent) => {
    switch (intent.kind) {
      case 'create':
      case 'register':
      case 'remove':
        return [t(`deed.${intent.kind}`)];
      case 'status': {
        const values = { from: statusTitle(intent.saw), to: statusTitle(intent.set) };
        return intent.partId === null
          ? [t('deed.status', values)]
          : [t('deed.statusPart', { ...values, part: part(intent.partId) })];
      }
      case 'profile':
        return Object.entries(intent.set).map(([name, value]) =>
          t('deed.profile', { field: fieldLabel(name), from: show(intent.saw[name]), to: show(value) }),
        );
      case 'badge': {
        const what = t(`deed.badge.${intent.via}`);
        return [intent.partId === null ? what : t('deed.badgePart', { what, part: part(intent.partId) })];
      }
    }
  };
}
