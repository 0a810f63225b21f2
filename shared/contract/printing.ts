/**
 * Printing, as the host tells of it and is told of it: printers of this station, what becomes of a job, the rules by which a badge
 * finds its template and its printer. Routes that use these schemas are in printing-routes.ts.
 */
import { z } from 'zod';

const millimetres = z.number().min(0).max(2000);
/** Of a printer, a template. */
export const identifierSchema = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/);

/** Where a printer is and what is spoken with it. */
export const connectionOfPrinterSchema = z.discriminatedUnion('kind', [
  /** PDF files in a folder. */
  z.object({ kind: z.literal('folder'), folder: z.string().min(1).max(4000) }),
  /** The browser's own print window (browser shell only). */
  z.object({ kind: z.literal('browser') }),
  /** The system's spooler through Electron's hidden window (Electron shell only); null = the system's default printer. */
  z.object({ kind: z.literal('system'), device: z.string().max(500).nullable() }),
  /** The Windows spooler without Electron. */
  z.object({ kind: z.literal('windows'), device: z.string().min(1).max(500) }),
  /** IPP: a queue of CUPS (`ipp://localhost/printers/NAME`) or a network printer itself (`ipp://…/ipp/print`, `ipps://…`). */
  z.object({ kind: z.literal('ipp'), uri: z.string().min(1).max(2000) }),
  /** Raw ZPL II over TCP. */
  z.object({ kind: z.literal('zpl'), host: z.string().min(1).max(255), port: z.int().min(1).max(65_535) }),
]);
export type PrinterConnection = z.infer<typeof connectionOfPrinterSchema>;

export const connectionKindSchema = z.enum(['folder', 'browser', 'system', 'windows', 'ipp', 'zpl']);

/** What is done to a layout so that it comes out where it should; measured on the test page. */
export const calibrationSchema = z.object({
  /** Millimetres to the right and down. */
  dx: z.number().min(-50).max(50),
  dy: z.number().min(-50).max(50),
  scaleX: z.number().min(0.9).max(1.1),
  scaleY: z.number().min(0.9).max(1.1),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** A printer of this station, whatever the event. */
export const printerSchema = z.object({
  id: identifierSchema,
  name: z.string().min(1).max(200),
  connection: connectionOfPrinterSchema,
  /** The sheet or label in it, in mm; null = whatever the template's page is. */
  media: z.object({ width: millimetres.min(5), height: millimetres.min(5) }).nullable(),
  /** Dots per inch of a label printer. */
  dpi: z.literal([203, 300, 600]),
  /** ZPL `~SD`, 0 to 30; null = as the printer is set. */
  darkness: z.int().min(0).max(30).nullable(),
  /** ZPL `^MN`: gap between labels, black mark, continuous; null = as the printer is set. */
  mediaType: z.enum(['gap', 'mark', 'continuous']).nullable(),
  /** Cuts after each badge where it has a cutter (ZPL `^MMC`). */
  cutter: z.boolean(),
  /** Quarter turns clockwise of the page on the media. */
  turn: z.literal([0, 90, 180, 270]),
  /** The back is printed too, where the template has one. */
  duplex: z.boolean(),
  calibration: calibrationSchema,
  /** Badges that the paper or roll still holds; counted down; null = nobody counts. */
  mediaLeft: z.int().min(0).max(1_000_000).nullable(),
  /** A job that this printer does not take moves to that one by itself; null = it waits for a person. */
  fallback: identifierSchema.nullable(),
});
export type Printer = z.infer<typeof printerSchema>;

/** What keeps a printer or a job. The desk has words for each; `other` comes with the printer's own. */
export const printerProblemSchema = z.enum([
  'paperOut',
  'paperJam',
  'coverOpen',
  'inkOut', // ribbon, toner or ink
  'headHot',
  'headOpen',
  'cutter',
  'paused', // at the printer or in its spooler
  'held', // the job is held
  'gone', // does not answer: switched off, unplugged, another address
  'busy', // somebody else's jobs are before ours
  'refused', // not accepting jobs, needs a password, does not take the format
  'wrongMedia', // the page's size is not what lies in it
  'unconfirmed', // the connection broke before the printer said what became of it
  'interrupted', // the desk stopped while it printed
  'cancelled', // by a person
  'disk', // the folder cannot be written
  'layout', // the badge could not be laid out
  'noPrinter', // none is set up, or the one that the rule names is gone
  'noTemplate',
  'other',
]);
export type PrinterProblem = z.infer<typeof printerProblemSchema>;

/** What "printed" means at this printer; said on screen. */
export const confirmationSchema = z.enum([
  'completed', // the printer or its queue said that the job is complete (IPP)
  'device', // the printer's own status showed it done (ZPL status query)
  'spooler', // the system's spooler took it, no more is known
  'sent', // the printer took every byte, and cannot be asked
  'file', // the file is on the disk
  'person', // nobody tells: a person is asked each time
]);
export type Confirmation = z.infer<typeof confirmationSchema>;

/** How a printer is now, as far as its protocol tells. */
export const printerStatusSchema = z.object({
  id: identifierSchema,
  state: z.enum(['ready', 'printing', 'problem', 'gone', 'unknown']),
  problems: z.array(z.object({ problem: printerProblemSchema, detail: z.string().max(500) })).max(20),
  confirms: confirmationSchema,
  /** Held back by a person at this desk. */
  paused: z.boolean(),
  queued: z.int(),
  /** Badges a minute over the last five minutes in which it printed; null = none yet. */
  perMinute: z.number().nullable(),
  mediaLeft: z.int().nullable(),
});
export type PrinterStatus = z.infer<typeof printerStatusSchema>;

/** A printer that was found and is not set up yet. */
export const foundPrinterSchema = z.object({
  connection: connectionOfPrinterSchema,
  name: z.string().max(500),
  detail: z.string().max(500),
  capabilities: z
    .object({
      /** Millimetres; what lies in it, else what it could take. */
      media: z.array(z.object({ width: millimetres, height: millimetres })).max(200),
      dpi: z.int().nullable(),
      duplex: z.boolean(),
      cutter: z.boolean(),
      formats: z.array(z.string().max(100)).max(50),
    })
    .nullable(),
});
export type FoundPrinter = z.infer<typeof foundPrinterSchema>;

const badgeRule = {
  /** Null: any. */
  statusId: z.int().nullable(),
  partId: z.int().nullable(),
};

/** Settings of badges of one event on this station. The first rule that fits is taken. */
export const badgeSettingsSchema = z.object({
  /** Template by status and part, and the one of everybody else. */
  templates: z.array(z.object({ ...badgeRule, template: identifierSchema })).max(200),
  template: identifierSchema,
  /** A second thing that is printed with the badge: a ticket slip, access to the online part, an appointment. */
  slips: z.array(z.object({ ...badgeRule, template: identifierSchema })).max(20),
  /** Printer by template, status and part, and the one of everything else (null: the station's first). */
  printers: z
    .array(z.object({ ...badgeRule, template: identifierSchema.nullable(), printer: identifierSchema }))
    .max(200),
  printer: identifierSchema.nullable(),
  /** A badge that was printed before: freely, with a reason, or by the administrator with a reason. */
  reprint: z.enum(['free', 'reason', 'admin']),
});
export type BadgeSettings = z.infer<typeof badgeSettingsSchema>;

/** What a job prints. */
export const purposeSchema = z.enum([
  'badge', // at the desk: printed = arrived
  'advance', // before the event: records nothing
  'reprint', // a badge of somebody who has arrived, again: records nothing
  'slip',
  'test',
]);
export type Purpose = z.infer<typeof purposeSchema>;

export const printJobSchema = z.object({
  id: z.string(),
  participant: z.string(),
  name: z.string(),
  partId: z.int().nullable(),
  state: z.enum(['queued', 'printing', 'printed', 'failed', 'unknown']),
  /** Why it failed, is unknown, or waits; null = all is well. */
  problem: printerProblemSchema.nullable(),
  /** For people: the printer's or the system's own words. */
  reason: z.string(),
  madeAt: z.string(),
  /** The last change of state, by the station's clock. */
  changedAt: z.string(),
  operator: z.string(),
  purpose: purposeSchema,
  printer: z.string().nullable(),
  template: z.string(),
  /** The version of the template with which it was made. */
  templateVersion: z.int(),
  batch: z.string().nullable(),
  /** Why a badge was printed again, in the operator's words. */
  reprintReason: z.string().nullable(),
  /** Times that it was given to a printer. */
  tries: z.int(),
  /** It failed, and somebody has seen it: it is in the history only. */
  dismissed: z.boolean(),
});
export type PrintJob = z.infer<typeof printJobSchema>;

/** A batch as a whole: its jobs are in the list of jobs only as far as they are recent. */
export const batchSchema = z.object({
  id: z.string(),
  title: z.string(),
  madeAt: z.string(),
  operator: z.string(),
  paused: z.boolean(),
  counts: z.object({ queued: z.int(), printing: z.int(), printed: z.int(), failed: z.int(), unknown: z.int() }),
});
export type Batch = z.infer<typeof batchSchema>;

/** The print queue of the open event on this station. */
export const queueStateSchema = z.object({
  printers: z.array(printerStatusSchema),
  batches: z.array(batchSchema),
  /** Open jobs of the event, however many there are. */
  open: z.object({ queued: z.int(), printing: z.int(), unknown: z.int(), failed: z.int() }),
});
export type QueueState = z.infer<typeof queueStateSchema>;

/** A template as the list shows it; its content comes by `template`. */
export const templateSummarySchema = z.object({
  id: identifierSchema,
  name: z.string(),
  /** Ships with the app: it cannot be changed, only copied. */
  shipped: z.boolean(),
  version: z.int(),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  page: z.object({ width: z.number(), height: z.number() }),
  sides: z.literal([1, 2]),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** Settings of an event that nobody has made any for. */
export const STANDARD_TEMPLATE = 'shipped-large-name';
export const NO_BADGE_SETTINGS: BadgeSettings = {
  templates: [],
  template: STANDARD_TEMPLATE,
  slips: [],
  printers: [],
  printer: null,
  reprint: 'free',
};
