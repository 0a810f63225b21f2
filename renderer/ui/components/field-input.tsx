import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldError, UseFormRegisterReturn } from 'react-hook-form';
import { MAX_FIELD_LENGTH } from '../../../shared/ruvents/rows.ts';
import type { FieldProblem, FormField } from '../state/field-rules.ts';
import { useFieldLabel } from './use-field-label.ts';

/** One input of a form made from the event's fields. The label holds nothing but the field's name. */
export function FieldInput(props: {
  readonly field: FormField;
  readonly registration: UseFormRegisterReturn;
  readonly error: FieldError | undefined;
  readonly disabled?: boolean;
  /** Differs from what is recorded. */
  readonly edited?: boolean;
  /** Shown beside the label. */
  readonly mark?: ReactNode;
  /** Shown below. */
  readonly below?: ReactNode;
  readonly label?: string;
}) {
  const { field } = props;
  const { t } = useTranslation();
  const id = useId();
  const errorId = `${id}-error`;
  const fieldLabel = useFieldLabel();
  const numeric = field.type === 'integer' || field.type === 'number';
  const checkbox = field.type === 'boolean';
  return (
    <div
      className={checkbox ? 'field field-check' : 'field'}
      data-field={field.name}
      data-edited={props.edited === true ? '' : undefined}
    >
      <span className="field-label">
        <label htmlFor={id}>{props.label ?? fieldLabel(field.name)}</label>
        {field.required && (
          <span className="required-mark" aria-hidden="true">
            *
          </span>
        )}
        {props.mark}
      </span>
      <input
        id={id}
        type={checkbox ? 'checkbox' : 'text'}
        inputMode={numeric ? 'decimal' : undefined}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={checkbox ? undefined : MAX_FIELD_LENGTH}
        aria-required={field.required}
        aria-invalid={props.error !== undefined}
        aria-describedby={props.error === undefined ? undefined : errorId}
        disabled={props.disabled}
        {...props.registration}
      />
      {props.error !== undefined && (
        <span className="field-error" id={errorId} role="alert">
          {t(`invalid.${(props.error.message ?? 'required') as FieldProblem}`, {
            pattern: field.pattern ?? '',
            max: MAX_FIELD_LENGTH,
          })}
        </span>
      )}
      {props.below}
    </div>
  );
}
