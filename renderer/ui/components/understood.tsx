import { useTranslation } from 'react-i18next';
import type { Filters } from '../../engine/api.ts';
import { pinUnderstood } from '../state/desk.ts';
import { goOnTyping } from '../state/focus.ts';
import { useDescribeFilters } from './filter-bar.tsx';

/** Words of the query that can be filters: pressed, they become filters. */
export function Understood({ filters }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const what = useDescribeFilters()(filters).join(', ');
  return (
    <button
      type="button"
      className="filter-chip filter-suggested"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        pinUnderstood();
        goOnTyping();
      }}
    >
      <span className="chip-words">{t('filter.suggest', { what })}</span>
    </button>
  );
}
