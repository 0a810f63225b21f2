import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseFormRegister } from 'react-hook-form';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { MAX_FIELD_LENGTH } from '../../../shared/ruvents/rows.ts';
import type { Typed } from '../state/field-rules.ts';

const NAMES = ['LastName', 'FirstName', 'FatherName', 'Company'] as const;
const PREFIX = 'spelling_';

/** The other spelling, for the badge: the API takes one spelling only, so this one stays at the desk and says so. */
export function SpellingFields({ register }: { readonly register: UseFormRegister<Record<string, Typed>> }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <details className="spelling">
      <summary>{t('spelling.title')}</summary>
      <p className="quiet">{t('spelling.hint')}</p>
      <div className="fields">
        {NAMES.map((name) => (
          <div className="field" key={name}>
            <span className="field-label">
              <label htmlFor={`${id}${name}`}>{t(`spelling.${name}`)}</label>
            </span>
            <input
              id={`${id}${name}`}
              type="text"
              autoComplete="off"
              spellCheck={false}
              maxLength={MAX_FIELD_LENGTH}
              {...register(`${PREFIX}${name}`)}
            />
          </div>
        ))}
      </div>
    </details>
  );
}

/** The spelling that was typed; fields left empty are left out. */
export function readSpelling(values: Readonly<Record<string, Typed>>): Record<string, Scalar> {
  const typed = NAMES.map((name) => [name, String(values[`${PREFIX}${name}`] ?? '').trim()] as const);
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}
