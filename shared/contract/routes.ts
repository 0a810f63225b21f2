/**
 * The host's routes: one contract for both shells. Each route has a method, a path under `/api`, and schemas of what goes in
 * and out. A failure of any of them is HTTP 4xx/5xx with a `Problem` (station.ts). Bytes routes (`feed`, `photo`, `jobPdf`,
 * `dataKey`) and the stream answer with their own content type.
 */
import { z } from 'zod';
import {
  attentionReasonSchema,
  fenceSchema,
  fieldValuesSchema,
  newOperationSchema,
  operationSchema,
} from '../operations/operation.ts';
import { newNoteSchema, noteSchema } from '../operations/note.ts';
import { tablesSchema, userSchema, operatorSchema } from '../ruvents/tables.ts';
import { connectionSchema, eventSettingsSchema, knownEventSchema, languageSchema, stationSchema } from './station.ts';
import { printJobSchema } from './printing.ts';
import { closingRoutes } from './closing-routes.ts';
import { diagnosticsRoutes } from './diagnostics-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { printingRoutes } from './printing-routes.ts';

const none = z.object({});
const epoch = z.int();

/** What the engine lets go, after a pull that found nothing against it (design, Sync: pull once per drain). */
export const clearanceSchema = z.object({
  id: z.string(),
  fence: fenceSchema,
  /** For a profile change: the server's current status of one part, which PUT has to carry. */
  carry: z.object({ PartId: z.int().nullable(), StatusId: z.int().nullable() }).nullable(),
});
export type Clearance = z.infer<typeof clearanceSchema>;

/** What the engine or a person decides about an operation. */
export const settlementSchema = z.discriminatedUnion('action', [
  /** The pull that began after the answer has come: the replica shows it. From `accepted`. */
  z.object({ action: z.literal('done'), id: z.string() }),
  /**
   * Verified: the server has it, as this Id. From `uncertain`, from `attention` (a person says "that is the one"), or from
   * `withdrawn`, when the server has come to show what was handed over.
   */
  z.object({ action: z.literal('accepted'), id: z.string(), serverId: z.int().nullable() }),
  /**
   * Verified: the server has it not; or a person says "send again". From `uncertain`, `attention`. With `fields` (flat): a person
   * has corrected a registration; they take the place of its fields. Then only a create or register in `attention` that was
   * refused or on which the server fails. With `existing`: the walk-in is this person of RUNET-ID and is registered by PUT.
   */
  z.object({
    action: z.literal('resend'),
    id: z.string(),
    fields: fieldValuesSchema.optional(),
    existing: z.int().optional(),
  }),
  /**
   * A person has to look. From `queued` (a conflict found before sending), `uncertain`, `accepted` (not taken), `attention`
   * (more is known of why).
   */
  z.object({ action: z.literal('attention'), id: z.string(), reason: attentionReasonSchema }),
  /** Undone within its five seconds (from `queued`), or given up by a person in attention (from `queued`, `attention`). */
  z.object({ action: z.literal('withdraw'), id: z.string(), because: z.enum(['undone', 'settled']) }),
]);
const heldSchema = z.object({ people: z.array(z.int()), badges: z.array(z.int()) });
export type HeldRows = z.infer<typeof heldSchema>;

export type Settlement = z.infer<typeof settlementSchema>;

export const routes = {
  station: { method: 'GET', path: '/api/station', input: none, output: stationSchema },
  language: { method: 'POST', path: '/api/language', input: z.object({ language: languageSchema }), output: none },
  /** Checks server and hash against the real server, then opens the event. */
  connect: {
    method: 'POST',
    path: '/api/connect',
    input: z.object({ server: z.string().max(2000), hash: z.string().max(500) }),
    output: z.object({ event: knownEventSchema }),
  },
  /** Starts the embedded practice event and opens it; operators of a practice event are shown with their passwords. */
  practice: {
    method: 'POST',
    path: '/api/practice',
    input: z.object({ participants: z.int().min(50).max(100_000).nullable() }),
    output: z.object({ event: knownEventSchema }),
  },
  practiceOperators: {
    method: 'GET',
    path: '/api/practice-operators',
    input: none,
    output: z.object({ operators: z.array(operatorSchema.extend({ Password: z.string() })) }),
  },
  /** Opens an event that this station knows; works offline. */
  openEvent: { method: 'POST', path: '/api/open-event', input: z.object({ key: z.string() }), output: none },
  /** Back to the two doors. Refused with nothing lost: data of the event stay. */
  leaveEvent: { method: 'POST', path: '/api/leave-event', input: none, output: none },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    input: z.object({ login: z.string().max(200), password: z.string().max(200) }),
    output: z.object({ operator: operatorSchema }),
  },
  signOut: { method: 'POST', path: '/api/sign-out', input: none, output: none },
  eventSettings: { method: 'POST', path: '/api/event-settings', input: eventSettingsSchema, output: none },
  /** Takes the engine's lease: the newest renderer wins, the older one is told by the stream. */
  lease: {
    method: 'POST',
    path: '/api/lease',
    input: none,
    output: z.object({
      epoch,
      station: stationSchema,
      connection: connectionSchema,
      /** Null until the host has fetched them since its start: the engine has its own copy. */
      tables: tablesSchema.nullable(),
      jobs: z.array(printJobSchema),
    }),
  },
  /**
   * Open operations, and final ones that still show (the other spelling of a walk-in), in journal order. `held`: Ids of the
   * server's rows that operations which are done are known to have made: no open one made them.
   */
  operations: {
    method: 'GET',
    path: '/api/operations',
    input: none,
    output: z.object({ operations: z.array(operationSchema), held: heldSchema }),
  },
  /** History of the event, newest first: the audit trail. */
  audit: {
    method: 'POST',
    path: '/api/audit',
    input: z.object({ participant: z.string().nullable(), limit: z.int().min(1).max(1000) }),
    output: z.object({ operations: z.array(operationSchema), notes: z.array(noteSchema) }),
  },
  /** Appends to the journal and answers after the sync to disk. The same id again gives back what is there. */
  record: {
    method: 'POST',
    path: '/api/record',
    input: z.object({ epoch, operations: z.array(newOperationSchema).min(1).max(1000) }),
    output: z.object({ operations: z.array(operationSchema) }),
  },
  /** Lets operations go; the host sends them in the order of what they depend on. */
  drain: {
    method: 'POST',
    path: '/api/drain',
    input: z.object({ epoch, clearances: z.array(clearanceSchema).max(5000) }),
    output: none,
  },
  /** Applied one by one; those that no longer fit the operation's state are left alone and not in the answer. */
  settle: {
    method: 'POST',
    path: '/api/settle',
    input: z.object({ epoch, settlements: z.array(settlementSchema).max(5000) }),
    output: z.object({ settled: z.array(z.string()) }),
  },
  /** Lines of the audit trail that are no operations; answered after the sync to disk. */
  note: {
    method: 'POST',
    path: '/api/note',
    input: z.object({ epoch, notes: z.array(newNoteSchema).min(1).max(5000) }),
    output: none,
  },
  /** The network may be back (the browser says so): the server is asked at once, and nothing else changes. */
  knock: { method: 'POST', path: '/api/knock', input: none, output: none },
  /** The server's own time, by its ping; null = it cannot be asked now, or does not say. */
  serverTime: {
    method: 'GET',
    path: '/api/server-time',
    input: none,
    output: z.object({ time: z.string().nullable() }),
  },
  /** Makes a new recovery code of the event's data key and shows it this once (Admin). Earlier codes open nothing any more. */
  recoveryCode: { method: 'POST', path: '/api/recovery-code', input: none, output: z.object({ code: z.string() }) },
  /**
   * Opens journals of this event that were set aside, with a recovery code or an earlier hash, and takes over what was unsent in
   * them (Admin). The files stay.
   */
  recover: {
    method: 'POST',
    path: '/api/recover',
    input: z.object({ epoch, secret: z.string().max(500) }),
    output: z.object({ operations: z.int() }),
  },
  /** Unsent operations leave this station in a sealed file, base64 (Admin); `again`: the file of an earlier hand-over. */
  handOver: {
    method: 'POST',
    path: '/api/hand-over',
    input: z.object({ epoch, again: z.string().nullable() }),
    output: z.object({ name: z.string(), file: z.base64(), operations: z.int() }),
  },
  /**
   * Takes unsent operations over: from a hand-over file, or from `journal.log` and `wraps.json` of another station's disk (Admin).
   * Those that are here already are passed over. `secret`: the recovery code or an earlier hash, when the event's hash does not
   * open it.
   */
  takeOver: {
    method: 'POST',
    path: '/api/take-over',
    input: z.object({
      epoch,
      files: z
        .array(z.object({ name: z.string().max(500), bytes: z.base64() }))
        .min(1)
        .max(4),
      secret: z.string().max(500).nullable(),
    }),
    output: z.object({ taken: z.int(), known: z.int(), from: z.string() }),
  },
  /** Tries the server at once, and lets changes go that still wait for their undo. */
  syncNow: { method: 'POST', path: '/api/sync-now', input: none, output: none },
  /** Global search `/users`; needs the network. */
  users: {
    method: 'POST',
    path: '/api/users',
    input: z.object({ query: z.string().min(1).max(500) }),
    output: z.object({ users: z.array(userSchema) }),
  },
  ...printingRoutes,
  ...diagnosticsRoutes,
  ...closingRoutes,
  ...keyRoutes,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RouteInput<N extends RouteName> = z.input<Routes[N]['input']>;
export type RouteOutput<N extends RouteName> = z.output<Routes[N]['output']>;

/** Routes that carry bytes, and the stream. `since` and `limit` go to the server as they are. */
export const byteRoutes = {
  stream: '/api/stream',
  /** `?feed=participants|badges|orderitems&since=…&limit=…` → the server's body as it came; `x-stoika-status` its HTTP status. */
  feed: '/api/feed',
  /** `?id=<participant>&url=<address>` → an image, kept sealed for the time without a network. */
  photo: '/api/photo',
  /** `?job=<id>` → PDF of a job that the browser prints. */
  jobPdf: '/api/job-pdf',
  /** `?name=…` → a journal that was set aside, sealed as it lies on disk (Admin). */
  setAside: '/api/set-aside',
  /** The event's data key, 32 bytes, for the engine alone: imported as non-extractable. */
  dataKey: '/api/data-key',
} as const;
