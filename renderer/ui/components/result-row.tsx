import type { TFunction } from 'i18next';
import { Fragment, memo, useId } from 'react';
import type { MarkedText, ResultRow } from '../../engine/api.ts';
import { openRow } from '../state/desk.ts';

const NUMBERED = 9;

interface Props {
  readonly row: ResultRow;
  readonly n: number;
  readonly current: boolean;
  readonly open: boolean;
  readonly status: string;
  readonly color: string | null;
  /** Of the list: a hundred rows do not each follow the language. */
  readonly t: TFunction;
}

/** One person. It is drawn anew only when something of it has changed: the engine sends all rows each time. */
export const Row = memo(DrawnRow, (before, next) => {
  const { row: rowBefore, ...othersBefore } = before;
  const { row, ...others } = next;
  return isSame(othersBefore, others) && isSame(rowBefore, row);
});

function DrawnRow({ row, n, current, open, status, color, t }: Props) {
  const id = useId();
  const isNameless = row.name === '';
  const line = (...parts: readonly Part[]) => <RowLine parts={parts} row={row} />;
  // The same letters of the other alphabet need no line of their own.
  const isFoundByName = hasMarks(row, 'name');
  const number = row.id === null ? '' : String(row.id);
  return (
    <li
      className="row"
      // In one piece, however many of its letters are marked.
      aria-labelledby={row.email === '' ? `${id}-name` : `${id}-name ${id}-email`}
      aria-current={current ? 'true' : undefined}
      data-open={open ? '' : undefined}
      // The search box keeps the focus: what is typed next is the next person.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void openRow(row)}
    >
      <span
        aria-hidden="true"
        className="row-stripe"
        data-none={row.statusId === null ? '' : undefined}
        style={color === null ? undefined : { backgroundColor: color }}
      />
      {/* Its name is the row's number: names of people would turn up among the names of the desk's buttons. */}
      <button
        type="button"
        tabIndex={-1}
        className="row-number"
        aria-label={t('desk.openRow', { n })}
        aria-describedby={`${id}-name`}
      >
        {n <= NUMBERED ? n : ''}
      </button>
      <span className="row-main">
        <span className="row-name" id={`${id}-name`}>
          {isNameless ? t('common.nobody') : <Marked text={row.name} marks={row.marks?.name} />}
        </span>
        <RowLine
          parts={[
            { of: 'email', text: row.email, id: `${id}-email` },
            { of: 'otherName', text: row.otherName },
          ]}
          row={row}
          isCut={isFoundByName}
        />
        {line({ of: 'company', text: row.company }, { of: 'position', text: row.position })}
        {line(
          { of: 'phone', text: hasMarks(row, 'phone') ? row.phone : '' },
          { of: 'id', text: isNameless || hasMarks(row, 'id') ? number : '', before: t('found.number') },
        )}
      </span>
      <span className="row-side">
        <span className="row-status">{status}</span>
        <RowMarks row={row} t={t} />
      </span>
    </li>
  );
}

function RowMarks({ row, t }: Pick<Props, 'row' | 't'>) {
  if (!row.attention && !row.pending && !row.arrived) return null;
  return (
    <span className="row-marks">
      {row.attention && <span className="mark mark-attention">{t('desk.needsYou')}</span>}
      {row.pending && (
        <span className="mark mark-pending" title={t('desk.pending')}>
          <span className="dot" aria-hidden="true" />
          <span className="visually-hidden">{t('desk.pending')}</span>
        </span>
      )}
      {row.arrived && <span className="mark mark-arrived">{t('desk.arrived')}</span>}
    </span>
  );
}

interface Part {
  readonly of: MarkedText;
  readonly text: string;
  readonly before?: string;
  readonly id?: string;
}

/** One line of facts; a long one is cut by the edge, unless what was searched for stands in it. */
function RowLine(props: { readonly parts: readonly Part[]; readonly row: ResultRow; readonly isCut?: boolean }) {
  const { parts, row, isCut = false } = props;
  const shown = parts.filter(({ text }) => text !== '');
  if (shown.length === 0) return null;
  const isMarked = !isCut && shown.some(({ of }) => hasMarks(row, of));
  return (
    <span className="row-line" data-whole={isMarked ? '' : undefined}>
      {shown.map(({ of, text, before, id }, index) => (
        <Fragment key={of}>
          {index > 0 && ' · '}
          {before !== undefined && `${before} `}
          <span id={id}>
            <Marked text={text} marks={row.marks?.[of]} />
          </span>
        </Fragment>
      ))}
    </span>
  );
}

function hasMarks(row: ResultRow, text: MarkedText): boolean {
  return (row.marks?.[text].length ?? 0) > 0;
}

type Marks = readonly (readonly [from: number, to: number])[];

/** A text in its own spelling, with the stretches that answer to the query marked. */
function Marked({ text, marks = [] }: { readonly text: string; readonly marks?: Marks | undefined }) {
  if (marks.length === 0) return text;
  return (
    <>
      {marks.map(([from, to], at) => (
        <Fragment key={from}>
          {text.slice(marks[at - 1]?.[1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1])}
    </>
  );
}

/** Plain data: rows come as copies of what the engine has. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [entriesOfA, countOfB] = [Object.entries(a), Object.keys(b).length];
  return (
    entriesOfA.length === countOfB &&
    entriesOfA.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, Reflect.get(b, key)))
  );
}
