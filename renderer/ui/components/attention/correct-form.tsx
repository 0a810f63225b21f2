import { useMemo } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Operation } from '../../../../shared/operations/operation.ts';
import type { Scalar } from '../../../../shared/ruvents/rows.ts';
import type { Fields } from '../../../../shared/ruvents/tables.ts';
import { sendCorrected } from '../../state/attention.ts';
import { clearSearch, openAttention, openPerson, useDesk } from '../../state/desk.ts';
import { useEngine } from '../../state/engine.ts';
import { checkField, listNewFields, readFields, showTyped, type Typed } from '../../state/field-rules.ts';
import { focusOnce, focusSearch } from '../../state/focus.ts';
import { isTypedOver, type KeptForm } from '../../state/scan-kept.ts';
import { useStation } from '../../state/station.ts';
import { FieldInput } from '../field-input.tsx';
import { useHeldForm } from '../use-held-form.ts';
import { Why } from './why.tsx';

const NO_FIELDS: Fields = {};

/**
 * The form of a new participant once more, for a registration that was refused: what is sent is the same registration, so that
 * the badge that was recorded for it follows by itself.
 */
export function CorrectForm({
  operation,
  kept,
}: {
  readonly operation: Operation;
  readonly kept?: KeptForm | undefined;
}) {
  const { t } = useTranslation();
  const table = useEngine((state) => state.tables?.fields ?? NO_FIELDS);
  const nomail = useStation((state) => state.station?.settings.nomail === true);
  const fields = useMemo(() => listNewFields(table, nomail), [table, nomail]);
  const refused = refusedFields(operation);
  const began = useMemo(() => {
    const refused = refusedFields(operation);
    return Object.fromEntries(fields.map((field) => [field.name, showTyped(field, refused[field.name])]));
  }, [fields, operation]);
  const { register, handleSubmit, formState, getValues } = useForm<Record<string, Typed>>({
    defaultValues: { ...began, ...kept?.values },
  });
  const done = useHeldForm(() => {
    const values = getValues();
    return isTypedOver(values, began) ? { corrects: operation, values, statuses: null } : null;
  });

  const send = async (values: Record<string, Typed>): Promise<void> => {
    const shown = new Set(fields.map((field) => field.name));
    const others = Object.entries(refused).filter(([name]) => !shown.has(name));
    const corrected = { ...Object.fromEntries(others), ...readFields(fields, values) };
    const name = [values.LastName, values.FirstName].filter((part) => part !== '').join(' ');
    const { panel } = useDesk.getState();
    if (!(await sendCorrected(operation, corrected, name))) return;
    done();
    // who was opened meanwhile stays: the next key is meant for them
    if (useDesk.getState().panel !== panel) return;
    clearSearch();
    await openPerson(operation.participant);
    focusSearch();
  };

  const whose = operation.about.name || operation.about.email || t('common.nobody');
  return (
    <form
      className="panel create"
      aria-label={t('refused.correctTitle', { name: whose })}
      autoComplete="off"
      noValidate
      ref={(form) => focusOnce(form, 'Email' in table ? 'Email' : 'LastName')}
      onSubmit={(event) => void handleSubmit(send)(event)}
    >
      <h2>{t('refused.correctTitle', { name: whose })}</h2>
      <ServerWords operation={operation} />
      <div className="fields">
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            error={formState.errors[field.name]}
            registration={register(field.name, { validate: (value) => checkField(field, value) ?? true })}
          />
        ))}
      </div>
      <div className="form-actions">
        <button type="submit" className="primary" disabled={formState.isSubmitting}>
          {t('create.submit')}
        </button>
        <button
          type="button"
          onClick={() => {
            done();
            openAttention();
          }}
        >
          {t('common.cancel')}
        </button>
      </div>
    </form>
  );
}

/** What the server did not like, beside the fields. */
function ServerWords({ operation }: { readonly operation: Operation }) {
  const { state } = operation;
  if (state.name !== 'attention') return null;
  return <Why item={{ operation, view: null, holdsUp: 0 }} reason={state.reason} />;
}

function refusedFields({ intent }: Operation): Readonly<Record<string, Scalar>> {
  return intent.kind === 'create' || intent.kind === 'register' ? intent.fields : {};
}
