import { useTranslation } from 'react-i18next';
import type { BadgeElement, Condition } from '../../../../shared/badge/template.ts';
import { useEngine } from '../../state/engine.ts';
import { Line, Section, SelectField } from '../fields.tsx';
import { IconButton } from '../icon.tsx';
import {
  addTitle,
  isFromList,
  KINDS_OF_CONDITION,
  newCondition,
  removeTitle,
  type TitledCondition,
} from '../state/conditions.ts';
import { patchElements } from '../state/edits.ts';
import { change } from '../store.ts';
import { useFieldTitle, useTemplateFields } from '../use-field-title.ts';

/** When the element is printed. All conditions must hold; titles are the event's, and those that a template came with stay. */
export function ConditionsSection({ element }: { readonly element: BadgeElement }) {
  const { t } = useTranslation();
  const set = (when: readonly Condition[]): void =>
    change((design) => patchElements(design, [element.id], (one) => ({ ...one, when: [...when] })));
  return (
    <Section title={t('designer.when')} closed={element.when.length === 0}>
      <p className="design-hint">{t(element.when.length === 0 ? 'designer.whenAlways' : 'designer.whenAll')}</p>
      {element.when.map((condition, index) => (
        <div className="condition" key={index} role="group" aria-label={t('designer.condition', { n: index + 1 })}>
          <ConditionFields
            condition={condition}
            onChange={(changed) => set(element.when.map((one, at) => (at === index ? changed : one)))}
          />
          <IconButton
            icon="bin"
            name={t('designer.removeCondition', { n: index + 1 })}
            onClick={() => set(element.when.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <SelectField
        label={t('designer.addCondition')}
        value=""
        choices={[
          { value: '', label: t('designer.choose') },
          ...KINDS_OF_CONDITION.map((kind) => ({ value: kind, label: t(`designer.conditions.${kind}`) })),
        ]}
        onChange={(kind) => kind !== '' && set([...element.when, newCondition(kind)])}
      />
    </Section>
  );
}

function ConditionFields(props: { readonly condition: Condition; readonly onChange: (condition: Condition) => void }) {
  const { t } = useTranslation();
  const title = useFieldTitle();
  const fields = useTemplateFields();
  const { condition } = props;
  if (condition.kind !== 'field') return <TitleFields condition={condition} onChange={props.onChange} />;
  const listed = fields.includes(condition.field) ? fields : [...fields, condition.field];
  return (
    <div className="condition-fields">
      <SelectField
        label={t('designer.conditions.field')}
        value={condition.field}
        choices={listed.map((value) => ({ value, label: title(value) }))}
        onChange={(field) => props.onChange({ ...condition, field })}
      />
      <SelectField
        label={t('designer.conditionIs')}
        value={condition.present ? 'present' : 'missing'}
        choices={(['present', 'missing'] as const).map((value) => ({ value, label: t(`designer.${value}`) }))}
        onChange={(is) => props.onChange({ ...condition, present: is === 'present' })}
      />
    </div>
  );
}

function TitleFields(props: {
  readonly condition: TitledCondition;
  readonly onChange: (condition: Condition) => void;
}) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const { condition } = props;
  const rows = { status: tables?.statuses, part: tables?.parts, product: tables?.products }[condition.kind] ?? [];
  const free = rows.map(({ Title }) => Title).filter((one) => one !== '' && !condition.titles.includes(one));
  const take = (field: HTMLInputElement): void => {
    if (field.value.trim() === '') return;
    props.onChange(addTitle(condition, field.value));
    field.value = '';
  };
  return (
    <div className="condition-fields">
      <SelectField
        label={t(`designer.conditions.${condition.kind}`)}
        value={condition.not ? 'not' : 'is'}
        choices={(['is', 'not'] as const).map((value) => ({ value, label: t(`designer.oneOf.${value}`) }))}
        onChange={(is) => props.onChange({ ...condition, not: is === 'not' })}
      />
      {condition.titles.length === 0 && !condition.not && <p className="design-hint">{t('designer.noTitles')}</p>}
      {condition.titles.length > 0 && (
        <ul className="titles">
          {condition.titles.map((one) => (
            <li key={one}>
              {one}
              <IconButton
                icon="minus"
                name={t('designer.removeTitle', { title: one })}
                onClick={() => props.onChange(removeTitle(condition, one))}
              />
            </li>
          ))}
        </ul>
      )}
      <Line label={t('designer.addTitle')}>
        {(id) => (
          <>
            <input
              autoComplete="off"
              spellCheck={false}
              id={id}
              type="text"
              maxLength={200}
              list={`${id} list`}
              placeholder={t('designer.titlePlaceholder')}
              onChange={(event) => {
                const { inputType } = event.nativeEvent as Partial<InputEvent>;
                if (isFromList(event.target.value, free, inputType)) take(event.target);
              }}
              onBlur={(event) => take(event.target)}
              onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget)}
            />
            <datalist id={`${id} list`}>
              {free.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </>
        )}
      </Line>
    </div>
  );
}
