import { useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import type { Fields, Tables } from '../../../shared/ruvents/tables.ts';
import type { Lookalike, PartStatusInput } from '../../engine/api.ts';
import { command, describeFailure } from '../state/commands.ts';
import { clearSearch, closePanel, openPerson, useDesk } from '../state/desk.ts';
import { awaitTables, readEngine, useEngine } from '../state/engine.ts';
import { checkField, listNewFields, readFields, type FormField, type Typed } from '../state/field-rules.ts';
import { focusOnce, focusSearch } from '../state/focus.ts';
import { dropEmptyStatuses, listNewStatuses } from '../state/new-statuses.ts';
import { type CurrentPart, usePart } from '../state/part.ts';
import type { Prefill } from '../state/prefill.ts';
import { isTypedOver, type KeptForm } from '../state/scan-kept.ts';
import { useStation } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { FieldInput } from './field-input.tsx';
import { Lookalikes } from './lookalikes.tsx';
import { NewStatusSelects } from './new-status-select.tsx';
import { SpellingFields, readSpelling } from './spelling-fields.tsx';
import { useHeldForm } from './use-held-form.ts';

export type CreateValues = Record<string, Typed>;

const NO_FIELDS: Fields = {};
/** A station that was never connected has no statuses to wait for. */
const TABLES_MS = 3000;

function listStatuses(tables: Tables | null, { partId, perPart }: CurrentPart): readonly PartStatusInput[] {
  return listNewStatuses(tables?.parts ?? [], tables?.statuses ?? [], partId, perPart);
}

/** A walk-in: the form that the event's fields make, in the place of the participant panel. */
export function CreateForm({ prefill, kept }: { readonly prefill: Prefill; readonly kept?: KeptForm | undefined }) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const part = usePart();
  const table = tables?.fields ?? NO_FIELDS;
  const nomail = useStation((state) => state.station?.settings.nomail === true);
  const fields = useMemo(() => listNewFields(table, nomail), [table, nomail]);
  const { register, handleSubmit, formState, getValues } = useForm<CreateValues>({
    defaultValues: {
      ...Object.fromEntries(fields.map((field) => [field.name, emptyOf(field)])),
      ...prefill,
      ...kept?.values,
    },
  });
  const [chosen, setChosen] = useState<readonly PartStatusInput[] | null>(kept?.statuses ?? null);
  const statuses = chosen ?? listStatuses(tables, part);
  const [lookalikes, setLookalikes] = useState<readonly Lookalike[]>([]);
  const [missesStatus, setMissesStatus] = useState(false);

  const done = useHeldForm(() => {
    const values = getValues();
    return isTypedOver(values, { ...prefill }) ? { corrects: null, values, statuses: chosen } : null;
  });

  const save = async (values: CreateValues): Promise<void> => {
    // in the first instant of a shift the statuses are still on their way, and nobody is to be registered without one
    const known = tables ?? (await awaitTables(TABLES_MS));
    const given = dropEmptyStatuses(chosen ?? listStatuses(known, usePart.getState()));
    const noStatus = given.length === 0 && (known?.statuses.length ?? 0) > 0;
    setMissesStatus(noStatus);
    if (noStatus) return;
    const input = { fields: readFields(fields, values), spelling: readSpelling(values), statuses: given };
    if (lookalikes.length === 0) {
      const found = await findLookalikes(input.fields);
      setLookalikes(found);
      if (found.length > 0) return;
    }
    const { panel } = useDesk.getState();
    const result = await command((engine) => engine.create(input));
    if (result === null) return;
    done();
    const name = [values.LastName, values.FirstName].filter((part) => part !== '').join(' ');
    showToast('done', t('create.done', { name }), result.operationIds);
    // who was opened meanwhile stays: the next key is meant for them
    if (useDesk.getState().panel !== panel) return;
    clearSearch();
    await openPerson(result.key);
    focusSearch();
  };

  return (
    <form
      className="panel create"
      aria-label={t('create.title')}
      autoComplete="off"
      noValidate
      ref={(form) => focusOnce(form, firstEmpty(fields, prefill))}
      // Another person than the one that was compared: look again.
      onChange={() => setLookalikes([])}
      onSubmit={(event) => void handleSubmit(save)(event)}
    >
      <h2>{t('create.title')}</h2>
      <NewStatusSelects statuses={statuses} onChange={setChosen} />
      {missesStatus && (
        <p className="field-error" role="alert">
          {t('invalid.status')}
        </p>
      )}
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
      <SpellingFields register={register} />
      <Lookalikes found={lookalikes} />
      <div className="form-actions">
        <button type="submit" className="primary" disabled={formState.isSubmitting}>
          {t(lookalikes.length > 0 ? 'create.anyway' : 'create.submit')}
        </button>
        <button
          type="button"
          onClick={() => {
            done();
            closePanel();
          }}
        >
          {t('common.cancel')}
        </button>
      </div>
    </form>
  );
}

/** When the desk cannot compare, it registers: a doubled person can be settled later, a queue at the door cannot. */
async function findLookalikes(fields: Readonly<Record<string, Scalar>>): Promise<readonly Lookalike[]> {
  try {
    return (await readEngine()?.lookalikes(fields)) ?? [];
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
    return [];
  }
}

function emptyOf(field: FormField): Typed {
  return field.type === 'boolean' ? false : '';
}

function firstEmpty(fields: readonly FormField[], prefill: Prefill): string {
  const filled = new Set(Object.keys(prefill));
  return fields.find((field) => field.type !== 'boolean' && !filled.has(field.name))?.name ?? 'LastName';
}
