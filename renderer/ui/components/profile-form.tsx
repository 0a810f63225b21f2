import { useCallback, useEffect, useMemo, useRef } from 'react';
import i18next from 'i18next';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Fields } from '../../../shared/ruvents/tables.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { followChange, holdTyped } from '../state/changes.ts';
import { command } from '../state/commands.ts';
import { useEngine } from '../state/engine.ts';
import { checkField, listFormFields, readTyped, showTyped, type Typed } from '../state/field-rules.ts';
import { keepDraft, listFollowing, readDraft } from '../state/drafts.ts';
import { focusSearch } from '../state/focus.ts';
import { callPerson } from '../state/naming.ts';
import { readOther, readScalar } from '../state/participant-facts.ts';
import { showToast } from '../state/toasts.ts';
import { FieldInput } from './field-input.tsx';
import { KeyHint } from './key-hint.tsx';
import { PendingMark } from './status-select.tsx';

type TypedFields = Record<string, Typed>;

const NO_FIELDS: Fields = {};

/**
 * The profile, editable where it stands. What the server changes meanwhile shows at once, except in fields that are being
 * edited; only fields that differ are checked and recorded.
 */
export function ProfileForm({ view, disabled }: { readonly view: ParticipantView; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const table = useEngine((state) => state.tables?.fields ?? NO_FIELDS);
  const fields = useMemo(() => listFormFields(table), [table]);
  const shown = useMemo<TypedFields>(
    () => Object.fromEntries(fields.map((field) => [field.name, showTyped(field, readScalar(view, field.name))])),
    [fields, view],
  );
  const {
    register,
    handleSubmit,
    control,
    getValues,
    resetField,
    setValue,
    formState: { errors },
  } = useForm<TypedFields>({ defaultValues: shown });
  const based = useRef<Partial<TypedFields>>({});
  const latest = useRef(shown);
  const typed = useWatch({ control });
  const changed = fields.filter((field) => (typed[field.name] ?? shown[field.name]) !== shown[field.name]);

  const follow = useCallback(
    (recorded: TypedFields) => {
      const held = getValues();
      for (const name of listFollowing(held, based.current, recorded)) {
        if (held[name] !== recorded[name]) resetField(name, { defaultValue: recorded[name] ?? '' });
      }
      based.current = { ...recorded };
      latest.current = recorded;
    },
    [getValues, resetField],
  );
  useEffect(() => follow(shown), [follow, shown]);
  useEffect(() => {
    for (const [name, value] of Object.entries(readDraft(view.key))) setValue(name, value, { shouldDirty: true });
  }, [setValue, view.key]);
  useEffect(() => {
    keepDraft(view.key, Object.fromEntries(changed.map((field) => [field.name, typed[field.name] ?? ''])));
  });

  const save = async (values: TypedFields): Promise<boolean> => {
    const set = Object.fromEntries(changed.map((field) => [field.name, readTyped(field, values[field.name] ?? '')]));
    if (changed.length === 0) return true;
    const result = await followChange(command((engine) => engine.saveProfile(view.key, set)));
    if (result === null) return false;
    const now = getValues();
    for (const { name } of changed) if (now[name] === values[name]) based.current[name] = values[name] ?? '';
    // the new view may have come before the answer: then what was typed is what it says, blanks aside
    if (latest.current !== shown) follow(latest.current);
    showToast('done', i18next.t('participant.saved', { name: callPerson(view) }), result.operationIds);
    focusSearch();
    return true;
  };
  /** A badge is to be printed. */
  const saveNow = async (): Promise<boolean> => {
    const done = { saved: false };
    await handleSubmit(
      async (values) => {
        done.saved = await save(values);
      },
      () => showToast('problem', i18next.t('participant.notPrinted')),
    )();
    return done.saved;
  };
  const isTyped = changed.length > 0;
  const latestSave = useRef(saveNow);
  useEffect(() => {
    latestSave.current = saveNow;
  });
  useEffect(() => (isTyped ? holdTyped(view.key, () => latestSave.current()) : undefined), [isTyped, view.key]);

  return (
    <form className="profile" autoComplete="off" noValidate onSubmit={(event) => void handleSubmit(save)(event)}>
      <div className="fields">
        {fields.map((field) => {
          const other = readOther(view, field.name);
          return (
            <FieldInput
              key={field.name}
              field={field}
              disabled={disabled}
              edited={changed.some(({ name }) => name === field.name)}
              error={errors[field.name]}
              mark={view.pendingFields.includes(field.name) && <PendingMark />}
              below={
                other !== null && (
                  <span className="field-other quiet">{t('participant.inOther', { value: other })}</span>
                )
              }
              registration={register(field.name, {
                validate: (value) => value === shown[field.name] || (checkField(field, value) ?? true),
              })}
            />
          );
        })}
      </div>
      <div className="form-actions">
        <button type="submit" data-save="" aria-keyshortcuts="Control+S" disabled={disabled || changed.length === 0}>
          {t('participant.save')}
          <KeyHint keys="Ctrl+S" />
        </button>
      </div>
      <OtherValues view={view} named={fields.map((field) => field.name)} />
    </form>
  );
}

/** Values that the event's fields do not name, and the spelling for the badge: to read, not to change. */
function OtherValues({ view, named }: { readonly view: ParticipantView; readonly named: readonly string[] }) {
  const { t } = useTranslation();
  const others = Object.entries({ ...view.flat, ...view.ru }).filter(
    ([name, value]) => !named.includes(name) && value !== '',
  );
  const spelling = Object.values(view.spelling)
    .map(String)
    .filter((value) => value !== '');
  if (others.length === 0 && spelling.length === 0) return null;
  return (
    <dl className="other-values">
      {spelling.length > 0 && (
        <div>
          <dt>{t('participant.spelling')}</dt>
          <dd>{spelling.join(' ')}</dd>
        </div>
      )}
      {others.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
