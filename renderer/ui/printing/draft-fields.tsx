import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftField, PrinterDraft, Wrong } from './printer-draft.ts';

export interface FormOf {
  readonly draft: PrinterDraft;
  readonly wrong: Readonly<Partial<Record<DraftField, Wrong>>>;
  readonly change: (change: Partial<PrinterDraft>) => void;
}

type TextField = {
  [K in keyof PrinterDraft]: PrinterDraft[K] extends string ? K : never;
}[keyof PrinterDraft];

/** A field of the printer's form, with what is wrong with it below. */
export function TextInput(
  props: FormOf & {
    readonly field: TextField;
    readonly label: string;
    readonly hint?: string;
    readonly numeric?: boolean;
    readonly focus?: boolean;
  },
) {
  const { t } = useTranslation();
  const id = useId();
  const wrong = props.wrong[props.field];
  const described = [props.hint === undefined ? null : `${id}-hint`, wrong === undefined ? null : `${id}-wrong`];
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        value={props.draft[props.field]}
        inputMode={props.numeric === true ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        autoFocus={props.focus}
        aria-invalid={wrong !== undefined}
        aria-describedby={described.filter((one) => one !== null).join(' ') || undefined}
        onChange={(event) => props.change({ [props.field]: event.target.value })}
      />
      {props.hint !== undefined && (
        <p className="quiet field-other" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {wrong !== undefined && (
        <p className="field-error" id={`${id}-wrong`} role="alert">
          {t(`printerForm.wrong.${wrong}`)}
        </p>
      )}
    </div>
  );
}

export function SelectInput(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.children}
      </select>
    </div>
  );
}

export function CheckInput(props: {
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
