import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionReason, Operation } from '../../../../shared/operations/operation.ts';
import { isStationTime } from '../../state/format.ts';
import type { AttentionItem } from '../../../engine/api.ts';
import { readMine } from '../../state/choices.ts';
import { readScalar } from '../../state/participant-facts.ts';
import { useFieldLabel } from '../use-field-label.ts';
import { useFormat } from '../use-format.ts';
import { useNames } from '../use-names.ts';
import { useSayValue } from './use-say-value.ts';

/** The value set here and the value on the server: what, who and when, as far as it is known. */
export function BothValues(props: {
  readonly operation: Operation;
  readonly reason: Extract<AttentionReason, { why: 'conflict' }>;
}) {
  const { t } = useTranslation();
  const { time, timeByClock } = useFormat();
  const fieldLabel = useFieldLabel();
  const say = useSayValue();
  const { part } = useNames();
  const { operation, reason } = props;
  const { intent } = operation;
  const isStatus = /^Status(:|$)/.test(reason.field);
  const { serverTime } = reason;
  const mine = intent.kind === 'remove' ? t('participant.remove') : say(readMine(intent, reason.field), isStatus);
  const nameField = (field: string): string => {
    if (!isStatus) return fieldLabel(field);
    const partId = /^Status:(-?\d+)$/.exec(field)?.[1];
    return partId === undefined ? t('participant.status') : t('participant.statusOf', { part: part(Number(partId)) });
  };
  const rows: readonly Row[] = [
    [nameField(reason.field), mine, say(reason.theirs, isStatus)],
    [t('attention.who'), operation.operator.login, <Unknown key="who" text={t('attention.serverSilent')} />],
    [
      t('attention.when'),
      serverTime !== null && !isStationTime(serverTime) ? timeByClock(operation.madeAt) : time(operation.madeAt),
      serverTime === null ? <Unknown key="when" text={t('attention.timeUnknown')} /> : time(serverTime),
    ],
  ];
  return <ValueTable rows={rows} />;
}

/** A change that the server answered with yes and did not make. */
export function NotTakenValues({ item, fields }: { readonly item: AttentionItem; readonly fields: readonly string[] }) {
  const fieldLabel = useFieldLabel();
  const say = useSayValue();
  const { operation, view } = item;
  return (
    <ValueTable
      rows={fields.map((field) => [
        fieldLabel(field),
        say(readMine(operation.intent, field), false),
        say(view === null ? null : (readScalar(view, field) ?? null), false),
      ])}
    />
  );
}

type Row = readonly [name: string, mine: ReactNode, theirs: ReactNode];

function ValueTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <table className="both-values">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('attention.mine')}</th>
          <th scope="col">{t('attention.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, mine, theirs]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{mine}</td>
            <td>{theirs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unknown({ text }: { readonly text: string }) {
  return <span className="quiet">{text}</span>;
}
