/**
 * Decisions of the engine or of a person about operations, as records of the journal. Pure.
 *
 * Invariant: a row of the server is one operation's (design, invariant 4). Engine and person decide by what they have heard; the
 * journal knows what has been decided since, so whoever comes second is refused here, and judges anew by what they then know.
 */
import type { HeldRows, Settlement } from '../../shared/contract/routes.ts';
import type { Operation, OperationState, ParticipantKey, StateName } from '../../shared/operations/operation.ts';
import { holdsRow } from './journal/ledger.ts';
import { applyToOperation, type JournalRecord } from './journal/record.ts';

/** What the planning asks of the journal. */
export interface JournalView {
  peek(id: string): Operation | undefined;
  peekOpenOf(person: ParticipantKey): readonly Operation[];
  /** Operations that have a row of the server for their own: a person's or a badge's, by its Id there. */
  peekHolders(rows: keyof HeldRows, serverId: number): readonly Operation[];
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
    if (settlement.action === 'accepted' && !isFree(operation, settlement.serverId)) return false;
    const record = recordOf(operation.id, settlement, at);
    const after = applyToOperation(operation, record);
    if (after === null) return false;
    planned.set(after.id, after);
    records.push(record);
    return true;
  };

  const isHeld = (rows: keyof HeldRows, serverId: number, but: string): boolean =>
    [...journal.peekHolders(rows, serverId), ...planned.values()].some(
      (one) => one.id !== but && holdsRow(find(one.id) ?? one, rows, serverId),
    );

  /** Whether the row can be this operation's: nobody has it, and nobody is about to be told that they made it. */
  const isFree = (operation: Operation, serverId: number | null): boolean => {
    const { id, intent, existing, state, participant } = operation;
    if (serverId === null) return true;
    if (intent.kind === 'badge') {
      const isSent = journal
        .peekOpenOf(participant)
        .some((other) => other.id !== id && isOnItsWay(other, intent.partId));
      return !isSent && !isHeld('badges', serverId, id);
    }
    if (intent.kind !== 'create' || existing !== undefined) return true;
    // of a walk-in who was refused a person may say: that is whoever is there already
    if (state.name === 'attention' && state.reason.why !== 'ambiguous') return true;
    return !isHeld('people', serverId, id);
  };

  for (const settlement of settlements) {
    const operation = find(settlement.id);
    if (operation === undefined || isUndoneTooLate(operation, settlement) || !plan(operation, settlement)) continue;
    settled.push(settlement.id);
    if (settlement.action !== 'withdraw' || operation.intent.kind !== 'create') continue;
    for (const dependent of journal.peekOpenOf(operation.participant)) {
      if (dependent.id !== operation.id) plan(find(dependent.id) ?? dependent, { ...settlement, id: dependent.id });
    }
  }
  return { records, settled };
}

/** It has come to wait for a person before this press was heard: the server may have it, and its card says what there is to choose. */
function isUndoneTooLate({ state }: Operation, settlement: Settlement): boolean {
  return settlement.action === 'withdraw' && settlement.because === 'undone' && state.name === 'attention';
}

function isOnItsWay({ intent, state }: Operation, partId: number | null): boolean {
  return state.name === 'sending' && intent.kind === 'badge' && intent.partId === partId;
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
