import { useTranslation } from 'react-i18next';
import { findStatus, safeColor } from '../state/participant-facts.ts';
import { useEngine } from '../state/engine.ts';

/** The colour of a status; always beside its title, since colour alone says nothing to many people. */
export function StatusColor(props: { readonly statusId: number | null; readonly className: string }) {
  const color = useEngine((state) => safeColor(findStatus(state.tables, props.statusId)?.Color));
  return (
    <span
      aria-hidden="true"
      className={props.className}
      data-none={props.statusId === null ? '' : undefined}
      style={color === null ? undefined : { backgroundColor: color }}
    />
  );
}

/** The title of a status: "No status" for null, "status #N" for one that the event's table does not have. */
export function useStatusTitle(): (statusId: number | null) => string {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  return (statusId) => {
    if (statusId === null) return t('common.noStatus');
    return findStatus(tables, statusId)?.Title ?? t('common.unknownStatus', { id: statusId });
  };
}
