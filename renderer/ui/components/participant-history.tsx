import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operation, OperationState, StateName } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { command, undoOperations } from '../state/commands.ts';
import { useStation } from '../state/station.ts';
import { useDeed } from './use-deed.ts';
import { useFormat } from './use-format.ts';

/** What can be taken back later, by an operation of the opposite. A badge record is final. */
const UNDOABLE: ReadonlySet<string> = new Set(['status', 'profile', 'remove']);
/** Their opposite is a removal, which only an administrator may do. */
const UNDOABLE_BY_ADMIN: ReadonlySet<string> = new Set(['create', 'register']);

/** What was done with this person at this station, newest first; read when it is opened and after each change. */
export function ParticipantHistory({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [history, setHistory] = useState<readonly Operation[] | null>(null);
  useEffect(() => {
    if (!open) return;
    let current = true;
    void command((engine) => engine.history(view.key)).then((answer) => {
      if (current && answer !== null) setHistory(answer.operations);
    });
    return () => {
      current = false;
    };
  }, [open, view]);
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('participant.history')}</summary>
      {history !== null && history.length === 0 && <p className="quiet">{t('participant.noHistory')}</p>}
      <ul className="record-list">
        {history?.map((operation) => (
          <HistoryLine key={operation.id} operation={operation} />
        ))}
      </ul>
    </details>
  );
}

function HistoryLine({ operation }: { readonly operation: Operation }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const describe = useDeed();
  const admin = useStation((state) => state.station?.session.operator?.Role === 'Admin');
  const { kind } = operation.intent;
  const undoable =
    operation.state.name !== 'withdrawn' && (UNDOABLE.has(kind) || (admin && UNDOABLE_BY_ADMIN.has(kind)));
  return (
    <li>
      <span>
        {describe(operation.intent).join('; ')}
        <span className="quiet">
          {' '}
          {time(operation.madeAt)} · {operation.operator.login} · {t(`deed.state.${nameState(operation.state)}`)}
        </span>
      </span>
      {undoable && (
        <button type="button" className="small" onClick={() => void undoOperations([operation.id])}>
          {t('common.undo')}
        </button>
      )}
    </li>
  );
}

/** What was withdrawn says why. */
function nameState(state: OperationState): Exclude<StateName, 'withdrawn'> | 'undone' | 'settled' | 'handedOver' {
  return state.name === 'withdrawn' ? state.because : state.name;
}
