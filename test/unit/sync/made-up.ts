/** Made-up people and operations for the tests of sync, search and engine. */
import {
  type Intent,
  keyOfId,
  type Operation,
  type OperationState,
  type ParticipantKey,
  type StateName,
} from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import type { BadgeRow, ParticipantRow, PartStatus, Scalar } from '../../../shared/ruvents/rows.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import { type EventShape, fold } from '../../../shared/sync/fold.ts';

export const NO_PARTS: EventShape = { parts: [], fields: {} };
export const EMPTY_FENCE = { participants: null, badges: null, known: [] };

export function eventWithParts(...ids: readonly number[]): EventShape {
  return { parts: ids.map((Id, index) => ({ Id, Title: `Part ${Id}`, Order: index })), fields: {} };
}

/** A row as the server gives it: names of the Russian locale, one status of an event without parts. */
export function person(
  id: number,
  names: Readonly<Record<string, Scalar>> = {},
  more: Readonly<Record<string, unknown>> & {
    readonly Statuses?: readonly PartStatus[];
    readonly UpdateTime?: string;
  } = {},
): ParticipantRow {
  return {
    Id: id,
    UpdateTime: '2026-10-05 09:00:00',
    Statuses: [{ PartId: null, StatusId: 1 }],
    Locales: { ru: { LastName: `Фамилия${id}`, FirstName: 'Имя', ...names } },
    Email: `person${id}@example.com`,
    ...more,
  };
}

export function badgeRow(id: number, userId: number, more: Partial<BadgeRow> = {}): BadgeRow {
  return {
    Id: id,
    UserId: userId,
    PartId: null,
    RoleId: 1,
    OperatorId: 7,
    CreationTime: '2026-10-05 09:10:00',
    ...more,
  };
}

/** A state by its name, with as little in it as there can be. */
export function state(name: StateName, serverId: number | null = null): OperationState {
  switch (name) {
    case 'queued':
      return { name };
    case 'sending':
      return { name, fence: EMPTY_FENCE };
    case 'uncertain':
      return { name, fence: EMPTY_FENCE, message: 'no answer' };
    case 'accepted':
    case 'done':
      return { name, serverId };
    case 'attention':
      return { name, reason: { why: 'refused', code: 110, message: 'no', http: 400 } };
    case 'withdrawn':
      return { name, because: 'undone' };
  }
}

export const HANDED_OVER: OperationState = { name: 'withdrawn', because: 'handedOver' };

/** An operation of the operator 7; its id is made of its place in the journal. */
export function operation(
  seq: number,
  participant: ParticipantKey,
  intent: Intent,
  changes: Partial<Operation> = {},
): Operation {
  return {
    id: `operation-${seq}`,
    seq,
    participant,
    about: { name: 'Somebody', email: '' },
    intent,
    operator: { id: 7, login: 'anna' },
    madeAt: '2026-10-05T06:00:00.000Z',
    state: { name: 'queued' },
    tries: 0,
    changedAt: `2026-10-05T06:00:00.${String(seq).padStart(3, '0')}Z`,
    ...changes,
  };
}

let moment = 0;

/** The same operation in another state, later. */
export function become(before: Operation, next: OperationState): Operation {
  moment += 1;
  const tries = before.tries + (next.name === 'sending' ? 1 : 0);
  return { ...before, state: next, tries, changedAt: `2026-10-05T07:00:${String(moment).padStart(9, '0')}Z` };
}

export function setStatus(set: number | null, saw: number | null = 1, partId: number | null = null): Intent {
  return { kind: 'status', partId, saw, set };
}

export function setFields(set: Record<string, Scalar>, saw: Record<string, Scalar | null> = {}): Intent {
  return { kind: 'profile', saw, set };
}

export function walkIn(fields: Record<string, Scalar>, statusId: number | null = 1): Intent {
  return { kind: 'create', fields, statuses: [{ PartId: null, StatusId: statusId }], spelling: {} };
}

export const REMOVE: Intent = { kind: 'remove', saw: [{ PartId: null, StatusId: 1 }] };
export const REGISTER: Intent = { kind: 'register', fields: {}, statuses: [] };

export function letIn(partId: number | null = null): Intent {
  return { kind: 'badge', partId, via: 'handedOut' };
}

/** The view of a row with nothing laid over it. */
export function viewOf(row: ParticipantRow, event: EventShape = NO_PARTS): ParticipantView {
  const view = fold(keyOfId(row.Id), { row, badges: [], orderItems: [] }, [], event);
  if (view === null) throw new Error('a row has a view');
  return view;
}

export const TABLES: Tables = {
  event: { Id: 1, IdName: 'made-up', Title: 'A made-up event' },
  statuses: [
    { Id: 1, Title: 'Участник', Color: '#00aa00', Priority: 1 },
    { Id: 2, Title: 'Докладчик', Color: null, Priority: 5 },
    { Id: 3, Title: 'Организатор', Color: null, Priority: 9 },
  ],
  parts: [],
  products: [],
  fields: {
    LastName: { type: 'string', required: true, hasLocales: true },
    FirstName: { type: 'string', required: true, hasLocales: true },
    Company: { type: 'string', hasLocales: true },
    Email: { type: 'string', required: true },
  },
  operators: [],
};
