import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { findUnknownFields } from '../../../../shared/badge/fields.ts';
import { Line } from '../fields.tsx';
import { useFieldTitle, useTemplateFields } from '../use-field-title.ts';

/** A text with fields in braces; fields are put in at the caret, from a list with their titles. */
export function PatternField(props: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const fields = useTemplateFields();
  const title = useFieldTitle();
  const area = useRef<HTMLTextAreaElement>(null);
  const unknown = findUnknownFields(props.value);
  const insert = (name: string): void => {
    const [from, to] = [
      area.current?.selectionStart ?? props.value.length,
      area.current?.selectionEnd ?? props.value.length,
    ];
    props.onChange(`${props.value.slice(0, from)}{${name}}${props.value.slice(to)}`.slice(0, 500));
    const caret = from + name.length + 2;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    });
  };
  return (
    <>
      <Line label={t('designer.pattern')}>
        {(id) => (
          <textarea
            autoComplete="off"
            id={id}
            ref={area}
            data-element-text=""
            rows={2}
            maxLength={500}
            spellCheck={false}
            value={props.value}
            aria-invalid={unknown.length > 0}
            onChange={(event) => props.onChange(event.target.value)}
          />
        )}
      </Line>
      {unknown.length > 0 && (
        <p className="field-error" role="alert">
          {t('designer.unknownField', { name: unknown.join(', ') })}
        </p>
      )}
      <Line label={t('designer.insertField')}>
        {(id) => (
          <select id={id} value="" onChange={(event) => event.target.value !== '' && insert(event.target.value)}>
            <option value="">{t('designer.chooseField')}</option>
            {fields.map((name) => (
              <option key={name} value={name}>
                {title(name)}
              </option>
            ))}
          </select>
        )}
      </Line>
    </>
  );
}
