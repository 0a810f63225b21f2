/** What the host says of itself: the station, its connection, its printing. One event stream carries changes of it. */
import { z } from 'zod';
import { operatorSchema, tablesSchema } from '../ruvents/tables.ts';
import { operationSchema } from '../operations/operation.ts';
import { scannerSettingsSchema } from '../scan/settings.ts';
import { keysSchema } from './key-routes.ts';
import {
  badgeSettingsSchema,
  connectionKindSchema,
  printerSchema,
  printJobSchema,
  queueStateSchema,
} from './printing.ts';

export const languageSchema = z.enum(['ru', 'en']);
export type Language = z.infer<typeof languageSchema>;

export const roleOfStationSchema = z.enum(['desk', 'kiosk', 'printer', 'monitor']);

/** A part that the station registers from a time on (local wall clock, `HH:MM`). */
export const scheduleEntrySchema = z.object({ partId: z.int(), from: z.string().regex(/^\d{2}:\d{2}$/) });

/** Settings of one event on this station; kept by the host. */
export const eventSettingsSchema = z.object({
  /** Badges are recorded per part. Null: as the event is (on where it has parts). */
  registrationPerPart: z.boolean().nullable(),
  /** The part that this station registers; null = the first one. */
  currentPart: z.int().nullable(),
  /** When not empty, the schedule chooses the current part. */
  schedule: z.array(scheduleEntrySchema).max(200),
  /** The schedule is kept, but a person chose the part by hand. */
  scheduleOff: z.boolean().optional(),
  /** A walk-in without an email carries `nomail-<operation id>@…`: the server's rule of unique emails makes it a key. Off by default. */
  nomail: z.boolean().optional(),
  /** How writes are encoded: JSON as the document says, or the form encoding of the real service of 2015. JSON by default. */
  encoding: z.enum(['json', 'form']).optional(),
  /** At a sign-in a sweep begins when the last complete one is older than this. Hours; 12 by default. */
  sweepAfterHours: z.int().min(1).max(1000).optional(),
  /** Scanners of this station; each has its default. */
  scanner: scannerSettingsSchema.optional(),
});
export type EventSettings = z.infer<typeof eventSettingsSchema>;

export const knownEventSchema = z.object({
  /** Names the event's data on this station: one database and one journal per (server, Event.Id). */
  key: z.string(),
  server: z.string(),
  eventId: z.int(),
  title: z.string(),
  practice: z.boolean(),
});
export type KnownEvent = z.infer<typeof knownEventSchema>;

/** Why talking to a server failed; every one has a next step in the UI. */
export const problemCodeSchema = z.enum([
  'badUrl', // not an http(s) address
  'unreachable', // no network, wrong name, refused, timed out
  'certificate', // TLS could not be verified
  'notRuvents', // something answered, and it is not this API
  'portal', // a page or a redirect where the API should be: a captive portal
  'wrongHash', // 102
  'noRights', // 101
  'serverError', // 5xx, or an Error of another code
  'wrongPassword',
  'unknownOperator',
  'notKnownOffline', // signing in offline needs one sign-in with the network first
  'throttled',
  'operatorGone', // 103, 104, or no longer listed
  'passwordChanged',
  'noEvent',
  'notSignedIn',
  'adminOnly',
  'elsewhere', // the desk is open in another window
  'badInput',
  'locked', // data on this disk cannot be opened
  'disk',
  'notFound',
  'newerVersion', // the data were written by a newer version of the app
  'needsCode', // sealed under another key: the recovery code (or an earlier hash) of that station opens it
  'wrongCode',
  'otherEvent', // a hand-over file of another event
  'nothingToDo',
  'unsent', // an event whose records are not all on the server is not closed for good
  'printing', // nobody knows yet what became of a badge
  'unreadJournal', // a journal that was set aside would go unread
  'wrongTitle',
  'passphrase', // the key of this station waits for its passphrase
  'wrongPassphrase',
]);
export type ProblemCode = z.infer<typeof problemCodeSchema>;
export const problemSchema = z.object({ code: problemCodeSchema, detail: z.string() });
export type Problem = z.infer<typeof problemSchema>;

export const connectionSchema = z.object({
  /** `paused`: the server refuses the whole desk (101/102); nothing is sent until the settings are put right. */
  state: z.enum(['online', 'offline', 'paused']),
  problem: problemSchema.nullable(),
  /** Operations are leaving right now. */
  sending: z.boolean(),
  /** The station's clock, ISO 8601, of the last answer of the server. */
  lastContact: z.string().nullable(),
  /** Milliseconds until the next attempt, when offline. */
  retryIn: z.number().nullable(),
  /** Operators whose operations wait, since the server does not know them (103/104). */
  parkedOperators: z.array(z.int()),
});
export type Connection = z.infer<typeof connectionSchema>;

export const sessionSchema = z.object({
  operator: operatorSchema.nullable(),
  /** Why somebody who was signed in no longer is. */
  endedBecause: z.enum(['operatorGone', 'passwordChanged']).nullable(),
  /** The sign-in that options asked for, and why it did not work; null as soon as somebody signs in by hand, or it worked. */
  refused: z.object({ login: z.string(), problem: problemSchema }).nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const stationSchema = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  role: roleOfStationSchema,
  /** Chosen by option or by the person; null: the shell's own. */
  language: languageSchema.nullable(),
  events: z.array(knownEventSchema),
  event: knownEventSchema.nullable(),
  settings: eventSettingsSchema,
  session: sessionSchema,
  /** Server and problem of a connection that options asked for and that has not worked yet: it is tried again by itself. */
  connecting: z.object({ server: z.string(), problem: problemSchema.nullable() }).nullable(),
  /** The first printer: what kind it is, and its folder. */
  printing: z.object({ backend: connectionKindSchema, where: z.string() }),
  /** Printers of this station, the first is the standard one; more of them by `printers`. */
  printers: z.array(
    z.object({ id: z.string(), name: z.string(), kind: connectionKindSchema, media: printerSchema.shape.media }),
  ),
  /** How badges of the open event find their template and printer. */
  badges: badgeSettingsSchema,
  /** A recovery code of the open event's data has been made: without one a lost keychain and a changed hash together lose them. */
  recoveryCode: z.boolean(),
  /** Where the key to everything at this station lies. */
  keys: keysSchema.optional(),
  /** Server of the settings file: what the door to an event begins with. */
  fleetServer: z.string().nullable().optional(),
  /** The engine's lease: only the renderer that holds this epoch may write. */
  epoch: z.int(),
  /** A window has taken it since the host was started or the event opened: one that comes back may not take it by itself. */
  leased: z.boolean(),
  /** Things that a person should read once: a journal set aside, a weak key store. */
  notices: z.array(
    z.object({
      code: z.enum([
        'journalSetAside',
        'journalTailCut',
        'journalDamaged',
        'vaultSetAside',
        'keyFile',
        'settingsFileWrong',
      ]),
      detail: z.string(),
    }),
  ),
});
export type Station = z.infer<typeof stationSchema>;

/** One event of the host's stream (`GET /api/stream`, server-sent events, one JSON a message). */
export const hostEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('station'), station: stationSchema }),
  z.object({ type: z.literal('connection'), connection: connectionSchema }),
  z.object({ type: z.literal('operations'), operations: z.array(operationSchema) }),
  z.object({ type: z.literal('tables'), eventKey: z.string(), tables: tablesSchema }),
  z.object({ type: z.literal('jobs'), jobs: z.array(printJobSchema) }),
  z.object({ type: z.literal('queue'), queue: queueStateSchema }),
  /** The list of templates has changed. */
  z.object({ type: z.literal('templates') }),
  /** Another window took the lease: this one stops writing. */
  z.object({ type: z.literal('lease'), epoch: z.int() }),
  /** The network is back or the person asked: pull now. */
  z.object({ type: z.literal('pull') }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;
