import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../state/desk.ts';
import { useEngine } from '../state/engine.ts';
import { SelectField, type Choice } from './fields.tsx';
import { findPeople, lookAtOpen, useLooking, type Person } from './people.ts';
import { SAMPLES, type SampleName } from './state/samples.ts';

/** Whose badge is shown: the one that must fit is not the one that one thinks of. */
export function LookBar() {
  const { t } = useTranslation();
  const { sample, person, statusId, partId, productId } = useLooking();
  const tables = useEngine((state) => state.tables);
  const open = useDesk((state) => state.view);
  const samples: Choice<SampleName | 'person' | 'open'>[] = SAMPLES.map((value) => ({
    value,
    label: t(`designer.sample.${value}`),
  }));
  if (person !== null) samples.unshift({ value: 'person', label: person.name });
  if (open !== null) samples.push({ value: 'open', label: t('designer.sample.open') });
  return (
    <section className="look-bar" aria-label={t('designer.preview')}>
      <SelectField
        label={t('designer.lookAt')}
        value={person === null ? sample : 'person'}
        choices={samples}
        onChange={(chosen) => {
          if (chosen === 'open') void lookAtOpen();
          else if (chosen !== 'person') useLooking.setState({ sample: chosen, person: null });
        }}
      />
      <FindPerson onFound={(found) => useLooking.setState({ person: found })} />
      <TableSelect
        label={t('designer.lookStatus')}
        rows={tables?.statuses ?? []}
        value={statusId}
        none={t('common.noStatus')}
        onChange={(id) => useLooking.setState({ statusId: id })}
      />
      {(tables?.parts.length ?? 0) > 0 && (
        <TableSelect
          label={t('designer.lookPart')}
          rows={tables?.parts ?? []}
          value={partId}
          onChange={(id) => useLooking.setState({ partId: id })}
        />
      )}
      {(tables?.products.length ?? 0) > 0 && (
        <TableSelect
          label={t('designer.lookProduct')}
          rows={tables?.products ?? []}
          value={productId}
          none={t('designer.noProduct')}
          onChange={(id) => useLooking.setState({ productId: id })}
        />
      )}
    </section>
  );
}

function TableSelect(props: {
  readonly label: string;
  readonly rows: readonly { readonly Id: number; readonly Title: string }[];
  readonly value: number | null;
  readonly none?: string;
  readonly onChange: (id: number | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={props.label}
      value={props.value === null ? 'own' : String(props.value)}
      choices={[
        { value: 'own', label: t('designer.asTheyAre') },
        ...(props.none === undefined ? [] : [{ value: '-1', label: props.none }]),
        ...props.rows.map((row) => ({ value: String(row.Id), label: row.Title })),
      ]}
      onChange={(value) => props.onChange(value === 'own' ? null : Number(value))}
    />
  );
}

const WAIT_MS = 200;

function FindPerson({ onFound }: { readonly onFound: (person: Person) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Person[] | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    if (text.trim() === '') return;
    const timer = setTimeout(() => {
      void findPeople(text).then((people) => {
        if (asked.current === mine) setFound(people);
      });
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const take = (person: Person): void => {
    setText('');
    setFound(null);
    onFound(person);
  };
  const shown = text.trim() === '' ? null : found;
  return (
    <div className="find-person">
      <input
        type="search"
        aria-label={t('designer.findPerson')}
        placeholder={t('designer.findPerson')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          const [first] = shown ?? [];
          if (event.key === 'Enter' && first !== undefined) take(first);
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            setText('');
          }
        }}
      />
      {shown !== null && (
        <ul>
          {shown.map((person) => (
            <li key={person.key}>
              <button type="button" className="small" onClick={() => take(person)}>
                {person.name} <span className="quiet">{person.content.fields.flat['Email'] ?? ''}</span>
              </button>
            </li>
          ))}
          {shown.length === 0 && <li className="design-hint">{t('designer.nobodyFound')}</li>}
        </ul>
      )}
    </div>
  );
}
