/**
 * An operation: one intent of an operator (design, Words). What it wants never changes once it is in the journal, but for the
 * fields of a registration that was refused: a person may correct them, and the journal keeps both, what was wanted first and
 * what it was corrected to. What became of an operation is its state.
 *
 *   queued ──▶ sending ──▶ accepted ──▶ done
 *     ▲  │        │  │
 *     │  │        │  └──▶ uncertain ──▶ accepted | queued (again) | attention | withdrawn (handed over)
 *     │  │        └─────▶ attention (refused, conflict) ──▶ queued (again) | withdrawn | accepted
 *     │  └──▶ withdrawn (undone; handed over ──▶ accepted, when the server has come to show it
 *     │                                      └─▶ queued | uncertain | attention, when it has come back)
 *     └── not sent at all: the network was not there
 */
import { z } from 'zod';

export const scalarSchema = z.union([z.string().max(4000), z.number(), z.boolean()]);
const id = z.int();
const partId = id.nullable();
const statusId = id.nullable();
const fieldName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
  .max(100);

/** A person of the event: `id:<the server's Id>`, or `local:<operation id of the create>` until the server's Id is known. */
export const participantKeySchema = z.union([
  z.string().regex(/^id:-?\d{1,15}$/),
  z.string().regex(/^local:[0-9a-zA-Z-]{1,64}$/),
]);
export type ParticipantKey = `id:${number}` | `local:${string}`;
const participant = participantKeySchema.transform((key) => key as ParticipantKey);

const statuses = z.array(z.object({ PartId: partId, StatusId: statusId })).max(1000);
/** Flat values by the names of fields. */
export const fieldValuesSchema = z.record(fieldName, scalarSchema);
export type FieldValues = z.infer<typeof fieldValuesSchema>;

export const intentSchema = z.discriminatedUnion('kind', [
  /** A walk-in. `fields` are flat, in the document's names; `spelling` is the other locale, kept at the desk for the badge. */
  z.object({ kind: z.literal('create'), fields: fieldValuesSchema, statuses, spelling: fieldValuesSchema }),
  /** A person found in RUNET-ID is registered: PUT, and where the server does not know them (202), POST. */
  z.object({ kind: z.literal('register'), fields: fieldValuesSchema, statuses }),
  /** One part's status. `saw` is what the operator saw. */
  z.object({ kind: z.literal('status'), partId, saw: statusId, set: statusId }),
  /** Profile fields; one operation for one press of Save. */
  z.object({ kind: z.literal('profile'), saw: z.record(fieldName, scalarSchema.nullable()), set: fieldValuesSchema }),
  /** Removal from the event (Admin). */
  z.object({ kind: z.literal('remove'), saw: statuses }),
  /** The mark of arrival; `via` says how. */
  z.object({ kind: z.literal('badge'), partId, via: z.enum(['printed', 'handedOut', 'withoutBadge']) }),
]);
export type Intent = z.infer<typeof intentSchema>;
export type IntentKind = Intent['kind'];

/** What the renderer asks for. Who does it is the host's to say (invariant 8). */
export const newOperationSchema = z.object({
  id: z.string().regex(/^[0-9a-zA-Z-]{8,64}$/),
  participant,
  /** Name and email as the operator saw them, so that attention can say who is meant even when nobody is left to look up. */
  about: z.object({ name: z.string().max(4000), email: z.string().max(4000) }),
  intent: intentSchema,
});
export type NewOperation = z.infer<typeof newOperationSchema>;

/** What the operation knew when it left: rows that it must not take for its own. */
export const fenceSchema = z.object({
  /** Cursors of the feeds when it left (server times). */
  participants: z.string().nullable(),
  badges: z.string().nullable(),
  /** Ids known then that would match it. */
  known: z.array(id),
});
export type Fence = z.infer<typeof fenceSchema>;

/** The server's no, as it said it. */
const refusal = z.object({ code: z.number().nullable(), message: z.string(), http: z.number().nullable() });

export const attentionReasonSchema = z.discriminatedUnion('why', [
  /** The server said no: its code and words. */
  z.object({ why: z.literal('refused'), ...refusal.shape }),
  /** The server has another value than the operator saw. */
  z.object({
    why: z.literal('conflict'),
    field: z.string(),
    theirs: scalarSchema.nullable(),
    serverTime: z.string().nullable(),
  }),
  /** Another desk removed the person. */
  z.object({ why: z.literal('removed') }),
  /** The server has somebody with this email (111): RUNET-ID was asked, and this is whom it knows. "Use them?" */
  z.object({
    why: z.literal('exists'),
    field: z.string(),
    users: z.array(z.object({ id, name: z.string().max(4000), company: z.string().max(4000) })).max(50),
  }),
  /** It cannot be told whether the server took it: several rows or a foreign one would fit. */
  z.object({ why: z.literal('ambiguous'), candidates: z.array(id) }),
  /** The server answered yes, and its next answer showed another value. */
  z.object({ why: z.literal('notTaken'), fields: z.array(z.string()) }),
  /** Tried this many times, and it never got through; 0: the desk cannot make a request of it. */
  z.object({ why: z.literal('failing'), times: z.number(), message: z.string() }),
  /** The person has no status at all, which a profile change has to carry. */
  z.object({ why: z.literal('noStatus') }),
]);
export type AttentionReason = z.infer<typeof attentionReasonSchema>;

export const stateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('queued') }),
  z.object({ name: z.literal('sending'), fence: fenceSchema }),
  /** `serverId`: the Id that the server gave (create: of the person; badge: of the badge). */
  z.object({ name: z.literal('accepted'), serverId: id.nullable() }),
  z.object({ name: z.literal('done'), serverId: id.nullable() }),
  z.object({
    name: z.literal('uncertain'),
    fence: fenceSchema,
    message: z.string(),
    /** The server said no for a reason that this program does not know, which is no proof that nothing was applied. */
    refusal: refusal.optional(),
  }),
  z.object({ name: z.literal('attention'), reason: attentionReasonSchema }),
  z.object({ name: z.literal('withdrawn'), because: z.enum(['undone', 'settled', 'handedOver']) }),
]);
export type OperationState = z.infer<typeof stateSchema>;
export type StateName = OperationState['name'];

/** Signs of a station's name that travel with an operation. */
export const HANDED_OVER_FROM = 200;

export const operatorStampSchema = z.object({ id, login: z.string() });

/** An operation as the journal knows it. */
export const operationSchema = newOperationSchema.extend({
  /** Order in the journal; grows. */
  seq: z.int(),
  operator: operatorStampSchema,
  /** The station's clock, ISO 8601: for people to read, never for sync. */
  madeAt: z.string(),
  state: stateSchema,
  /** Times that it has been sent. */
  tries: z.int(),
  /** The last change of state, by the station's clock. */
  changedAt: z.string(),
  /** A walk-in who is somebody of RUNET-ID: they are registered by PUT under this Id, and no new person is made. */
  existing: id.optional(),
  /** The station on which it was made, when it came by hand-over: for people to read. */
  handedOverFrom: z.string().max(HANDED_OVER_FROM).optional(),
  /** Times that it has left one station for another, by a file or by a dead station's disk: of two copies, more is later. */
  handOvers: z.int().min(0).optional(),
});
export type Operation = z.infer<typeof operationSchema>;

/** States in which an operation shows in what people see (design, The journal). */
export const FOLDED: ReadonlySet<StateName> = new Set(['queued', 'sending', 'accepted', 'uncertain']);
/** States that count as not yet sent. Attention is counted by itself. */
export const UNSENT: ReadonlySet<StateName> = new Set(['queued', 'sending', 'uncertain']);
/** Nothing happens to these any more, but that the server comes to show what was handed over. */
export const FINAL: ReadonlySet<StateName> = new Set(['done', 'withdrawn']);

/**
 * Another station sends it now. It is neither unsent here nor for anybody here to settle, and stays in what people see until the
 * server shows it (renderer/engine/handed-over.ts).
 */
export function isHandedOver({ state }: Pick<Operation, 'state'>): boolean {
  return state.name === 'withdrawn' && state.because === 'handedOver';
}

/** How often it has left a station for another one. */
export function countHandOvers({ handOvers = 0 }: Pick<Operation, 'handOvers'>): number {
  return handOvers;
}

/** Shows in what people see. */
export function isFolded(operation: Pick<Operation, 'state'>): boolean {
  return FOLDED.has(operation.state.name) || isHandedOver(operation);
}

export function keyOfId(serverId: number): ParticipantKey {
  return `id:${serverId}`;
}

/** @returns the server's Id in a key, or null for a person who has none yet. */
export function idOfKey(key: ParticipantKey): number | null {
  return key.startsWith('id:') ? Number(key.slice(3)) : null;
}
