import { useTranslation } from 'react-i18next';
import { useEngine } from '../state/engine.ts';

/** What Ids of the event's tables are called; one that the tables do not have is named by its number. */
export function useNames(): { operator: (id: number | null) => string | null; part: (id: number) => string } {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  return {
    operator: (id) =>
      id === null
        ? null
        : (tables?.operators.find((one) => one.Id === id)?.Login ?? t('common.unknownOperator', { id })),
    part: (id) => tables?.parts.find((one) => one.Id === id)?.Title ?? t('common.unknownPart', { id }),
  };
}
