/** Decisions of the engine or of a person about operations, as records of the journal. Pure. */
import type { Settlement } from '../../shared/contract/routes.ts';
import type { Operation, OperationState, ParticipantKey, StateName } from '../../shared/operations/operation.ts';
import { applyToOperation, type JournalRecord } from './journal/record.ts';

/** What the planning asks of the journal. */
export interface JournalView {
  peek(id: string): Operation | undefined;
  peekOpenOf(person: ParticipantKey): readonly Operation[];
}

export interface SettlementPlan {
  readonly records: readonly JournalRecord[];
  /** Ids of the settlements that fit their operation's state. */
  readonly settled: readonly string[];
}

const FROM: Readonly<Record<Settlement['action'], ReadonlySet<StateName>>> = {
  done: new Set(['accepted']),
  accepted: new Set(['uncertain', 'attention', 'withdrawn']), // withdrawn: only what was handed over (record.ts)
  resend: new Set(['uncertain', 'attention']),
  attention: new Set(['queued', 'uncertain', 'accepted', 'attention']),
  withdraw: new Set(['queued', 'attention']),
};

/**
 * Plans settlements in their order; one that no longer fits is left out. A create that is withdrawn takes with it what was
 * recorded for the person who now never comes to be.
 */
export function planSettlements(settlements: readonly Settlement[], journal: JournalView, at: string): SettlementPlan {
  const records: JournalRecord[] = [];
  const settled: string[] = [];
  const planned = new Map<string, Operation>();
  const find = (id: string): Operation | undefined => planned.get(id) ?? journal.peek(id);

  const plan = (operation: Operation, settlement: Settlement): boolean => {
    if (!FROM[settlement.action].has(operation.state.name)) return false;
    const record = recordOf(operation.id, settlement, at);
    const after = applyToOperation(operation, record);
    if (after === null) return false;
    planned.set(after.id, after);
    records.push(record);
    return true;
  };

  for (const settlement of settlements) {
    const operation = find(settlement.id);
    if (operation === undefined || !plan(operation, settlement)) continue;
    settled.push(settlement.id);
    if (settlement.action !== 'withdraw' || operation.intent.kind !== 'create') continue;
    for (const dependent of journal.peekOpenOf(operation.participant)) {
      if (dependent.id !== operation.id) plan(find(dependent.id) ?? dependent, { ...settlement, id: dependent.id });
    }
  }
  return { records, settled };
}

function recordOf(id: string, settlement: Settlement, at: string): Extract<JournalRecord, { t: 'state' }> {
  const record = { t: 'state', id, state: stateOf(settlement), at } as const;
  if (settlement.action !== 'resend') return record;
  const { fields, existing } = settlement;
  return {
    ...record,
    ...(fields === undefined ? {} : { fields }),
    ...(existing === undefined ? {} : { existing }),
  };
}

function stateOf(settlement: Settlement): OperationState {
  switch (settlement.action) {
    case 'done':
      return { name: 'done', serverId: null }; // the Id stays the one that `accepted` brought
    case 'accepted':
      return { name: 'accepted', serverId: settlement.serverId };
    case 'resend':
      return { name: 'queued' };
    case 'attention':
      return { name: 'attention', reason: settlement.reason };
    case 'withdraw':
      return { name: 'withdrawn', because: settlement.because };
  }
}
