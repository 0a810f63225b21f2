import { useTranslation } from 'react-i18next';
import { sortParts } from '../state/current-part.ts';
import { useEngine } from '../state/engine.ts';
import { sortStatuses } from '../state/participant-facts.ts';
import { OptionSelect, type Option } from './option-select.tsx';

/** A row of any of the rules. */
export interface RuleRow {
  readonly statusId: number | null;
  readonly partId: number | null;
  readonly template?: string | null;
  readonly printer?: string;
}

interface Props {
  /** The name of the rules, for the names of fields. */
  readonly what: string;
  readonly rows: readonly RuleRow[];
  /** What a row leads to. */
  readonly targets: readonly Option[];
  readonly target: {
    readonly name: 'template' | 'printer';
    readonly read: (row: RuleRow) => string | null | undefined;
  };
  /** Given where a row asks for a template besides. */
  readonly templates?: readonly Option[];
  readonly onChange: (rows: readonly RuleRow[]) => void;
}

/** Rows of status and part, and what follows; the first that fits counts, so that they can be moved up. */
export function RuleRows(props: Props) {
  const { t } = useTranslation();
  const { rows, target, targets, what } = props;
  const change = (index: number, part: Partial<RuleRow>): void =>
    props.onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const first = targets[0];
  const add = (): void => {
    if (first !== undefined)
      props.onChange([...rows, { statusId: null, partId: null, template: null, [target.name]: first.id }]);
  };
  const moveUp = (index: number): void => {
    const moved = [...rows];
    const [row] = moved.splice(index, 1);
    if (row !== undefined) moved.splice(index - 1, 0, row);
    props.onChange(moved);
  };
  return (
    <div className="rules">
      {rows.map((row, index) => (
        <div className="rule" key={index}>
          <WhoseSelects what={what} n={index + 1} row={row} onChange={(part) => change(index, part)} />
          {props.templates !== undefined && (
            <OptionSelect
              name={t('printRules.rowTemplate', { what, n: index + 1 })}
              value={row.template ?? ''}
              any={t('printRules.anyTemplate')}
              options={props.templates}
              onChange={(id) => change(index, { template: id === '' ? null : id })}
            />
          )}
          <span aria-hidden="true" className="rule-arrow">
            →
          </span>
          <OptionSelect
            name={t(target.name === 'template' ? 'printRules.rowTemplate' : 'printRules.rowPrinter', {
              what,
              n: index + 1,
            })}
            value={target.read(row) ?? ''}
            options={targets}
            onChange={(id) => change(index, { [target.name]: id })}
          />
          <button
            type="button"
            className="small"
            disabled={index === 0}
            aria-label={t('printRules.up', { what, n: index + 1 })}
            onClick={() => moveUp(index)}
          >
            ↑
          </button>
          <button
            type="button"
            className="small"
            aria-label={t('printRules.removeRow', { what, n: index + 1 })}
            onClick={() => props.onChange(rows.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" className="small" disabled={first === undefined} onClick={add}>
        {t('printRules.add')}
      </button>
    </div>
  );
}

function WhoseSelects(props: {
  readonly what: string;
  readonly n: number;
  readonly row: RuleRow;
  readonly onChange: (change: Partial<RuleRow>) => void;
}) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const { what, n, row } = props;
  const statuses = sortStatuses(tables?.statuses ?? []).map(({ Id, Title }) => ({ id: String(Id), title: Title }));
  const parts = sortParts(tables?.parts ?? []).map(({ Id, Title }) => ({ id: String(Id), title: Title }));
  const read = (id: string): number | null => (id === '' ? null : Number(id));
  return (
    <>
      <OptionSelect
        name={t('printRules.rowStatus', { what, n })}
        value={row.statusId === null ? '' : String(row.statusId)}
        any={t('printRules.anyStatus')}
        options={statuses}
        onChange={(id) => props.onChange({ statusId: read(id) })}
      />
      {(parts.length > 0 || row.partId !== null) && (
        <OptionSelect
          name={t('printRules.rowPart', { what, n })}
          value={row.partId === null ? '' : String(row.partId)}
          any={t('printRules.anyPart')}
          options={parts}
          onChange={(id) => props.onChange({ partId: read(id) })}
        />
      )}
    </>
  );
}
