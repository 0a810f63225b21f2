/** The inspector's inputs: each tells what was chosen as soon as it can be used. */
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paint } from '../../../shared/badge/template.ts';
import { readNumber } from './state/numbers.ts';

export function Line(props: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
  readonly tight?: boolean;
}) {
  const id = useId();
  return (
    <div className={props.tight === true ? 'design-field tight' : 'design-field'}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

/** A number with its unit. Enter, leaving and the arrows take it; Escape gives the old one back. A comma is a point. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  readonly least?: number;
  readonly most?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly disabled?: boolean;
}) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const write = (value: number | null): string =>
    value === null ? '' : String(Math.round(value * 1000) / 1000).replace('.', i18n.language === 'ru' ? ',' : '.');
  const { least = 0, most = 2000, step = 0.5 } = props;
  const take = (text: string): void => {
    setTyped(null);
    const value = readNumber(text, least, most);
    if (value !== null && value !== props.value) props.onChange(value);
  };
  return (
    <Line tight label={props.label}>
      {(id) => (
        <span className="number-field">
          <input
            spellCheck={false}
            id={id}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder={props.value === null ? t('designer.mixed') : undefined}
            value={typed ?? write(props.value)}
            disabled={props.disabled}
            aria-invalid={typed !== null && typed !== '' && readNumber(typed, least, most) === null}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => typed !== null && take(typed)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && typed !== null) take(typed);
              if (event.key === 'Escape' && typed !== null) {
                event.preventDefault();
                setTyped(null);
              }
              if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
                event.preventDefault();
                const by = (event.shiftKey ? 10 : 1) * step * (event.key === 'ArrowUp' ? 1 : -1);
                const from = readNumber(typed ?? '', least, most) ?? props.value ?? least;
                take(String(Math.min(most, Math.max(least, Math.round((from + by) * 1000) / 1000))));
              }
            }}
          />
          {props.unit !== undefined && <span aria-hidden="true">{props.unit}</span>}
        </span>
      )}
    </Line>
  );
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

export function SelectField<T extends string>(props: {
  readonly label: string;
  readonly value: T | null;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly tight?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Line label={props.label} tight={props.tight ?? false}>
      {(id) => (
        <select
          id={id}
          value={props.value ?? ''}
          onChange={(event) => {
            const chosen = props.choices.find(({ value }) => value === event.target.value);
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
        >
          {props.value === null && <option value="">{t('designer.mixed')}</option>}
          {props.choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Line>
  );
}

export function CheckField(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.target.checked)} />
      {props.label}
    </label>
  );
}

/** A fixed colour, the status's, or the one that is readable on it; where it may be, none. */
export function PaintField(props: {
  readonly label: string;
  readonly value: Paint | null;
  readonly onChange: (paint: Paint | null) => void;
  readonly none?: boolean;
}) {
  const { t } = useTranslation();
  const { value } = props;
  const fixed = value !== null && value.startsWith('#');
  const kind = value === null ? 'none' : fixed ? 'fixed' : value;
  const kinds = ['fixed', 'status', 'on-status', ...(props.none === true ? ['none'] : [])] as const;
  return (
    <Line label={props.label}>
      {(id) => (
        <span className="paint-field">
          <select
            id={id}
            value={kind}
            onChange={(event) => {
              const chosen = event.target.value;
              if (chosen === 'none') props.onChange(null);
              else if (chosen === 'status' || chosen === 'on-status') props.onChange(chosen);
              else props.onChange(fixed ? value : '#111827');
            }}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`designer.paint.${one as 'fixed' | 'status' | 'on-status' | 'none'}`)}
              </option>
            ))}
          </select>
          {fixed && (
            <input
              type="color"
              aria-label={`${props.label}: ${t('designer.paint.fixed')}`}
              value={value}
              onChange={(event) => props.onChange(readPaint(event.target.value))}
            />
          )}
        </span>
      )}
    </Line>
  );
}

function readPaint(text: string): Paint {
  return `#${text.toLowerCase().replace(/^#/, '')}`;
}

export function Section(props: { readonly title: string; readonly children: ReactNode; readonly closed?: boolean }) {
  return (
    <details className="design-section" open={props.closed !== true}>
      <summary>{props.title}</summary>
      <div>{props.children}</div>
    </details>
  );
}
