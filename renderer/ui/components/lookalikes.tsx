import { useTranslation } from 'react-i18next';
import type { Lookalike } from '../../engine/api.ts';
import { openPerson } from '../state/desk.ts';

/** People who look like the one about to be saved: opening one of them is the likelier wish. */
export function Lookalikes({ found }: { readonly found: readonly Lookalike[] }) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <div className="note note-attention lookalikes" role="alert">
      <p className="note-title">{t('create.lookalikes')}</p>
      <ul>
        {found.map(({ row, because }, index) => (
          <li key={row.key}>
            {/* The next Enter opens the one who is here; to register a second one is a decision. */}
            <button type="button" autoFocus={index === 0} onClick={() => void openPerson(row.key)}>
              {t('create.openThis', { name: row.name })}
            </button>
            <span className="quiet">
              {[t(`create.because.${because}`), row.email, row.company].filter((text) => text !== '').join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
