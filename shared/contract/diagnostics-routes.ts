/**
 * Routes by which the desk tells how it is: figures, codes and words of its own, never what people have typed or what the server
 * has sent. They answer without anybody signed in, since the desk may be in trouble before that.
 */
import { z } from 'zod';
import { FEEDS } from '../ruvents/rows.ts';
import { faultSchema } from '../health/fault.ts';
import { connectionKindSchema, printerStatusSchema, queueStateSchema } from './printing.ts';
import { connectionSchema, problemCodeSchema, stationSchema } from './station.ts';

const none = z.object({});
const count = z.int().min(0);

/** What lies in the data folder. */
export const STORED_KINDS = ['journal', 'setAside', 'templates', 'photos', 'logs', 'other'] as const;
const storedSchema = z.object({ kind: z.enum(STORED_KINDS), files: count, bytes: count });

/** How the host is. Times are ISO 8601 by the station's clock; sizes bytes. */
export const hostHealthSchema = z.object({
  at: z.string(),
  version: z.string(),
  shell: stationSchema.shape.shell,
  role: stationSchema.shape.role,
  /** `linux 6.1.0 x64` */
  system: z.string(),
  runtimes: z.object({ node: z.string(), chromium: z.string().nullable(), electron: z.string().nullable() }),
  /** Seconds since the host was started. */
  uptime: count,
  memory: z.object({ rss: count, heapUsed: count }),
  /** Where the machine key is kept (`keychain`, `keyFile`, …). */
  secrets: z.string().regex(/^[A-Za-z]{1,40}$/),
  storage: z.object({
    kinds: z.array(storedSchema),
    /** On the disk; null = it cannot be told. */ free: count.nullable(),
  }),
  log: z.object({ errors: count, warnings: count, faults: count }),
  notices: z.array(stationSchema.shape.notices.element.shape.code),
  /** The open event: its number, and of its server the host name alone. */
  event: z.object({ id: z.int(), practice: z.boolean(), server: z.string() }).nullable(),
  /** Null while no event is open. */
  connection: connectionSchema
    .pick({ state: true, lastContact: true, retryIn: true })
    .extend({ problem: problemCodeSchema.nullable(), parked: count })
    .nullable(),
  /**
   * This computer's clock against the server's: seconds that it is ahead, but for whole quarters of an hour, which are a time zone
   * (the server tells none); `zone` = those, in minutes that the server's time is ahead of this computer's.
   */
  clock: z.object({ ahead: z.int(), zone: z.int(), serverTime: z.string(), at: z.string() }).nullable(),
  operations: z
    .object({ unsent: count, oldest: z.string().nullable(), attention: count, accepted: count, all: count })
    .nullable(),
  printers: z.array(
    printerStatusSchema
      .pick({ state: true, confirms: true, paused: true, queued: true, mediaLeft: true })
      .extend({ kind: connectionKindSchema.nullable(), problems: z.array(z.string()) }),
  ),
  jobs: queueStateSchema.shape.open.nullable(),
  lease: z.object({ epoch: z.int(), leased: z.boolean(), /** Windows and engines that listen. */ listeners: count }),
});
export type HostHealth = z.infer<typeof hostHealthSchema>;

/** What a window has seen and the log should tell. */
export const sightingSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('fault'), fault: faultSchema }),
  z.object({ what: z.literal('sweepEnded'), people: count, incomplete: z.boolean() }),
  z.object({ what: z.literal('sweepDoubt'), missing: count, of: count }),
  z.object({ what: z.literal('firstSyncEnded'), people: count }),
  z.object({ what: z.literal('storage'), state: z.enum(['ok', 'memoryOnly']) }),
  z.object({ what: z.literal('feedOff'), feed: z.enum(FEEDS) }),
  z.object({ what: z.literal('rowsLeftOut'), rows: count }),
]);
export type Sighting = z.infer<typeof sightingSchema>;

export const diagnosticsRoutes = {
  health: { method: 'GET', path: '/api/health', input: none, output: hostHealthSchema },
  /** The log's last lines, the oldest first, each as a line of text without personal data. */
  logTail: {
    method: 'POST',
    path: '/api/log-tail',
    input: z.object({ lines: z.int().min(1).max(1000) }),
    output: z.object({ lines: z.array(z.string()) }),
  },
  /** Writes it into the log; more than a few in a minute are only counted. */
  sighting: { method: 'POST', path: '/api/sighting', input: sightingSchema, output: none },
} as const;
