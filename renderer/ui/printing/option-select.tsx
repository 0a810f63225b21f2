import { useId } from 'react';
import { useTranslation } from 'react-i18next';

export interface Option {
  readonly id: string;
  readonly title: string;
}

interface Choice {
  readonly value: string;
  readonly options: readonly Option[];
  /** What the empty value is called, where there is one. */
  readonly any?: string;
  readonly onChange: (value: string) => void;
}

/** A choice by id: one that is no longer there is named as such, and is not lost. */
export function OptionSelect({
  value,
  options,
  any,
  onChange,
  name,
  id,
}: Choice & { readonly name?: string; readonly id?: string }) {
  const { t } = useTranslation();
  const isGone = !(value === '' && any !== undefined) && !options.some((option) => option.id === value);
  return (
    <select id={id} aria-label={name} value={value} onChange={(event) => onChange(event.target.value)}>
      {any !== undefined && <option value="">{any}</option>}
      {isGone && <option value={value}>{t('printRules.gone')}</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.title}
        </option>
      ))}
    </select>
  );
}

/** The same with its label above it. */
export function OptionField({ label, ...choice }: Choice & { readonly label: string }) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <OptionSelect {...choice} id={id} />
    </div>
  );
}
