/**
 * The view of one participant: `fold(replica, operations)`.
 *
 * Invariant: nothing else writes what people see. The fold is pure; it takes the server's row as it is and lays over it, in
 * journal order, each operation that is queued, sending, accepted or uncertain. Conflicts and refusals are not folded: people
 * see the server's value, and the operation waits in attention. What was handed over to another station is laid only over what
 * it was made for: where the server has come to another value, that value is seen, and the other station settles it.
 */
import {
  FINAL,
  type Intent,
  isFolded,
  isHandedOver,
  type Operation,
  type ParticipantKey,
  idOfKey,
} from '../operations/operation.ts';
import { profileValue, sameValue } from './conflict.ts';
import type { BadgeView, ParticipantView, StatusView } from '../operations/view.ts';
import type { BadgeRow, Names, OrderItemRow, ParticipantRow, PartStatus, Scalar } from '../ruvents/rows.ts';
import type { Fields, Part } from '../ruvents/tables.ts';

/** What the fold needs to know of the event. */
export interface EventShape {
  readonly parts: readonly Part[];
  readonly fields: Fields;
}

/** What the replica has of one person. `row` is null for a person who is not (or no longer) on the server. */
export interface Replicated {
  readonly row: ParticipantRow | null;
  readonly badges: readonly BadgeRow[];
  readonly orderItems: readonly OrderItemRow[];
}

const OWN_KEYS: ReadonlySet<string> = new Set(['Id', 'UpdateTime', 'Statuses', 'Locales', 'Photo', 'ExternalId']);

/** The state that operations are laid over; only the fold sees it change. */
interface Draft {
  exists: boolean;
  ru: Record<string, Scalar>;
  en: Record<string, Scalar>;
  flat: Record<string, Scalar>;
  spelling: Record<string, Scalar>;
  statuses: Map<number | null, StatusView>;
  badges: BadgeView[];
  pendingFields: Set<string>;
  pendingCreate: boolean;
}

/**
 * @param key the person's key
 * @param operations all operations of this person, in journal order, in any state
 * @returns the view, or null when there is no such person to see (not on the server and not created here, or removed)
 */
export function fold(
  key: ParticipantKey,
  replicated: Replicated,
  operations: readonly Operation[],
  event: EventShape,
): ParticipantView | null {
  const draft = draftOf(replicated, event);
  for (const operation of operations) {
    keepSpelling(draft, operation);
    if (isFolded(operation) && !(isHandedOver(operation) && isOutdated(draft, operation.intent)))
      lay(draft, operation, event);
  }
  if (!draft.exists) return null;
  const { row } = replicated;
  return {
    key,
    id: row?.Id ?? idOfKey(key),
    ru: draft.ru,
    en: draft.en,
    flat: draft.flat,
    spelling: draft.spelling,
    statuses: [...draft.statuses.values()],
    badges: draft.badges,
    orderItems: replicated.orderItems,
    updateTime: row?.UpdateTime ?? null,
    photo: textOf(row?.['Photo']),
    externalId: textOf(row?.['ExternalId']),
    pendingFields: [...draft.pendingFields],
    pendingCreate: draft.pendingCreate,
    open: operations.filter((operation) => !FINAL.has(operation.state.name) || isHandedOver(operation)),
  };
}

function draftOf(replicated: Replicated, event: EventShape): Draft {
  const { row } = replicated;
  const draft: Draft = {
    exists: row !== null,
    ru: namesOf(row?.Locales?.ru),
    en: namesOf(row?.Locales?.en),
    flat: {},
    spelling: {},
    statuses: emptyStatuses(event.parts),
    badges: replicated.badges.map(viewOfBadge),
    pendingFields: new Set(),
    pendingCreate: false,
  };
  if (row === null) return draft;
  for (const [name, value] of Object.entries(row)) {
    if (!OWN_KEYS.has(name) && isScalar(value)) draft.flat[name] = value;
  }
  for (const status of statusesOf(row)) setStatus(draft, status, false);
  return draft;
}

/** One element a part in the event's order, so that a missing status and a null one look the same. */
function emptyStatuses(parts: readonly Part[]): Map<number | null, StatusView> {
  const ids = parts.length === 0 ? [null] : sortParts(parts).map((part) => part.Id);
  return new Map(ids.map((partId) => [partId, { partId, statusId: null, pending: false }]));
}

/** Parts in the event's own order. */
export function sortParts(parts: readonly Part[]): readonly Part[] {
  return [...parts].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0) || a.Id - b.Id);
}

/** The statuses of a row with absent values read as null. */
export function statusesOf(row: ParticipantRow): readonly PartStatus[] {
  return row.Statuses.map((status) => ({ PartId: status.PartId ?? null, StatusId: status.StatusId ?? null }));
}

function setStatus(draft: Draft, status: PartStatus, pending: boolean): void {
  const { PartId: partId, StatusId: statusId } = status;
  draft.statuses.set(partId, { partId, statusId, pending });
}

/** The server has something else than the operator saw, or already what they wanted. */
function isOutdated(draft: Draft, intent: Intent): boolean {
  switch (intent.kind) {
    case 'create':
    case 'badge':
      return false;
    case 'register':
      return draft.exists;
    case 'status':
      return statusOf(draft, intent.partId) !== intent.saw;
    case 'profile':
      return Object.keys(intent.set).some((name) => !sameValue(profileValue(draft, name), intent.saw[name] ?? ''));
    case 'remove':
      return intent.saw.some(({ PartId, StatusId }) => statusOf(draft, PartId) !== StatusId);
  }
}

function statusOf(draft: Draft, partId: number | null): number | null {
  return draft.statuses.get(partId)?.statusId ?? null;
}

function lay(draft: Draft, operation: Operation, event: EventShape): void {
  const { intent } = operation;
  const pending = operation.state.name !== 'accepted';
  switch (intent.kind) {
    case 'create':
    case 'register':
      layPerson(draft, intent, event, pending);
      return;
    case 'status':
      setStatus(draft, { PartId: intent.partId, StatusId: intent.set }, pending);
      return;
    case 'profile':
      layFields(draft, intent.set, event);
      if (pending) for (const name of Object.keys(intent.set)) draft.pendingFields.add(name);
      return;
    case 'remove':
      draft.exists = false;
      return;
    case 'badge':
      layBadge(draft, operation, intent, pending);
  }
}

function layPerson(
  draft: Draft,
  intent: Extract<Intent, { kind: 'create' | 'register' }>,
  event: EventShape,
  pending: boolean,
): void {
  draft.exists = true;
  draft.pendingCreate = pending;
  layFields(draft, intent.fields, event);
  for (const status of intent.statuses) setStatus(draft, status, pending);
}

/** Flat names of a write mean the Russian locale where the field has locales (reference, «What the document leaves open»). */
function layFields(draft: Draft, values: Readonly<Record<string, Scalar>>, event: EventShape): void {
  for (const [name, value] of Object.entries(values)) {
    const localised = event.fields[name]?.hasLocales === true || Object.hasOwn(draft.ru, name);
    (localised ? draft.ru : draft.flat)[name] = value;
  }
}

function layBadge(
  draft: Draft,
  operation: Operation,
  intent: Extract<Intent, { kind: 'badge' }>,
  pending: boolean,
): void {
  const { state } = operation;
  const serverId = state.name === 'accepted' ? state.serverId : null;
  if (serverId !== null && draft.badges.some((badge) => badge.id === serverId)) return;
  draft.badges.push({
    id: serverId,
    partId: intent.partId,
    statusId: statusOf(draft, intent.partId),
    operatorId: operation.operator.id,
    time: operation.madeAt,
    pending,
  });
}

/** The other spelling of a walk-in has no place on the server: it shows for as long as the desk knows it. */
function keepSpelling(draft: Draft, operation: Operation): void {
  if (operation.intent.kind === 'create' && (operation.state.name !== 'withdrawn' || isHandedOver(operation))) {
    Object.assign(draft.spelling, operation.intent.spelling);
  }
}

function viewOfBadge(row: BadgeRow): BadgeView {
  return {
    id: row.Id,
    partId: row.PartId ?? null,
    statusId: row.RoleId ?? null,
    operatorId: row.OperatorId ?? null,
    time: row.CreationTime,
    pending: false,
  };
}

function namesOf(names: Names | undefined): Record<string, Scalar> {
  const present: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(names ?? {})) if (isScalar(value)) present[name] = value;
  return present;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
