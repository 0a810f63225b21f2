/** Routes of printing, part of `routes` (routes.ts): printers, templates, the queue, the badges themselves. */
import { z } from 'zod';
import { badgeContentSchema } from '../badge/content.ts';
import { badgeTemplateSchema } from '../badge/template.ts';
import { newOperationSchema } from '../operations/operation.ts';
import {
  badgeSettingsSchema,
  connectionOfPrinterSchema,
  foundPrinterSchema,
  identifierSchema,
  printerSchema,
  printerStatusSchema,
  printJobSchema,
  purposeSchema,
  queueStateSchema,
  templateSummarySchema,
} from './printing.ts';

const none = z.object({});
const epoch = z.int();
const jobId = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/);
const jobIds = z.array(z.string().max(100)).max(5000);

/** Somebody's badge in a batch. `statusId` and `partId` choose template and printer. */
const entrySchema = z.object({
  jobId,
  participant: z.string().max(200),
  name: z.string().max(4000),
  content: badgeContentSchema,
  statusId: z.int().nullable(),
  partId: z.int().nullable(),
});
export type BatchEntry = z.infer<typeof entrySchema>;

/** What a person does to the queue. A printer that is resumed is tried at once, whatever held it. */
export const queueActSchema = z.union([
  z.object({ do: z.enum(['pause', 'resume']), printer: identifierSchema }),
  z.object({ do: z.enum(['pause', 'resume', 'cancel']), batch: z.string().max(100) }),
  /** Somebody put in paper: what is counted down begins anew; null = it is not counted. */
  z.object({ do: z.literal('media'), printer: identifierSchema, left: printerSchema.shape.mediaLeft }),
  /** Those that failed are told no longer when they are cancelled. */
  z.object({ do: z.enum(['cancel', 'retry']), jobs: jobIds }),
  z.object({ do: z.literal('move'), jobs: jobIds, printer: identifierSchema }),
  /** Everything that waits is cancelled, and what failed is no longer told; what is unknown stays to be asked about. */
  z.object({ do: z.literal('purge') }),
]);
export type QueueAct = z.infer<typeof queueActSchema>;

const templateVersionSchema = z.object({ version: z.int(), savedAt: z.string(), savedBy: z.string() });

export const templateDraftSchema = z.object({
  /** The template that is changed, and the version that was changed; null = a new one. */
  kept: z.object({ id: identifierSchema, version: z.int(), versions: z.array(templateVersionSchema) }).nullable(),
  template: badgeTemplateSchema,
});
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

const templateAnswer = z.object({
  template: badgeTemplateSchema,
  summary: templateSummarySchema,
  /** Those that are kept, newest first; none of a shipped one. */
  versions: z.array(z.object({ version: z.int(), savedAt: z.string(), savedBy: z.string() })),
});

export const printingRoutes = {
  printers: {
    method: 'GET',
    path: '/api/printers',
    input: none,
    output: z.object({ printers: z.array(printerSchema), queue: queueStateSchema }),
  },
  /** Adds a printer, or changes the one of this id (Admin). */
  savePrinter: {
    method: 'POST',
    path: '/api/save-printer',
    input: z.object({ epoch, printer: printerSchema }),
    output: none,
  },
  /** Jobs that wait for it go on waiting, for a person to move them (Admin). */
  removePrinter: {
    method: 'POST',
    path: '/api/remove-printer',
    input: z.object({ epoch, id: identifierSchema }),
    output: none,
  },
  /** Looks for printers on this machine and in this network, for five seconds at most. */
  discoverPrinters: {
    method: 'POST',
    path: '/api/discover-printers',
    input: none,
    output: z.object({ found: z.array(foundPrinterSchema), problems: z.array(z.string()) }),
  },
  /** Can it be reached, and what does it say of itself? */
  probePrinter: {
    method: 'POST',
    path: '/api/probe-printer',
    input: z.object({ connection: connectionOfPrinterSchema }),
    output: z.object({
      status: printerStatusSchema.pick({ state: true, problems: true, confirms: true, mediaLeft: true }),
      capabilities: foundPrinterSchema.shape.capabilities,
    }),
  },
  /** Prints rulers and the calibration's figures. */
  testPage: {
    method: 'POST',
    path: '/api/test-page',
    input: z.object({ epoch, printer: identifierSchema }),
    output: z.object({ job: printJobSchema }),
  },
  templates: {
    method: 'GET',
    path: '/api/templates',
    input: none,
    output: z.object({
      templates: z.array(templateSummarySchema),
      /** What the server keeps under `/event/badges`; null = it has nothing of the kind, or cannot be asked now. */
      server: z.array(z.object({ id: z.string(), title: z.string() })).nullable(),
    }),
  },
  /** `version` null: the newest. */
  template: {
    method: 'POST',
    path: '/api/template',
    input: z.object({ id: identifierSchema, version: z.int().nullable() }),
    output: templateAnswer,
  },
  /**
   * Keeps a new version (Admin); `id` null: a new template. `base` is the version that was changed: `badInput` `stale` when somebody
   * has saved a newer one since.
   */
  saveTemplate: {
    method: 'POST',
    path: '/api/save-template',
    input: z.object({
      epoch,
      id: identifierSchema.nullable(),
      base: z.int().nullable(),
      template: badgeTemplateSchema,
    }),
    output: z.object({ summary: templateSummarySchema }),
  },
  /** What the administrator designs and has not saved: it outlives the page and the station's start, sealed with the event. */
  templateDraft: {
    method: 'POST',
    path: '/api/template-draft',
    input: z.object({ event: z.string() }),
    output: z.object({ draft: templateDraftSchema.nullable() }),
  },
  keepTemplateDraft: {
    method: 'POST',
    path: '/api/keep-template-draft',
    input: z.object({ epoch, event: z.string(), draft: templateDraftSchema.nullable() }),
    output: none,
  },
  /** `badInput` `templateInUse` as long as the rules of this station name it (Admin). */
  removeTemplate: {
    method: 'POST',
    path: '/api/remove-template',
    input: z.object({ epoch, id: identifierSchema }),
    output: none,
  },
  /** A template of the server, to look at before it is imported: read as plain fields, never executed. */
  serverTemplate: {
    method: 'POST',
    path: '/api/server-template',
    input: z.object({ id: z.string().max(200) }),
    output: z.object({
      title: z.string(),
      /** What the server gave, as text. */
      text: z.string(),
      /** What can be made of it; null = nothing. */
      template: badgeTemplateSchema.nullable(),
      problems: z.array(z.string()),
    }),
  },
  /** The same layout as is printed. With a printer: turned, calibrated and on its media. */
  previewBadge: {
    method: 'POST',
    path: '/api/preview-badge',
    input: z.object({
      template: z.union([badgeTemplateSchema, z.object({ id: identifierSchema })]),
      content: badgeContentSchema,
      printer: identifierSchema.nullable(),
    }),
    output: z.object({
      /** Millimetres. */
      page: z.object({ width: z.number(), height: z.number() }),
      /** SVG of each side. */
      sides: z.array(z.string()).min(1).max(2),
      /** What the layout could not do as it was asked, by the kinds of LayoutNote (shared/badge/layout-items.ts). */
      notes: z.array(z.object({ element: z.string(), note: z.string() })),
    }),
  },
  /** Rules of this event on this station (Admin); `station.badges` tells them. */
  badgeSettings: {
    method: 'POST',
    path: '/api/badge-settings',
    input: z.object({ epoch, settings: badgeSettingsSchema }),
    output: none,
  },
  /**
   * Prints a badge. The answer comes when the job is at its end, or after five seconds with the job as it is then; the stream tells
   * the rest. Only purpose `badge` has an operation: it is in the journal in the same append as `printed`. `unknown` is settled by
   * `answerJob`. The same id again gives back the same job.
   */
  print: {
    method: 'POST',
    path: '/api/print',
    input: z.object({
      epoch,
      jobId,
      operation: newOperationSchema.nullable(),
      participant: z.string().max(200),
      name: z.string().max(4000),
      content: badgeContentSchema,
      statusId: z.int().nullable(),
      partId: z.int().nullable(),
      purpose: purposeSchema.exclude(['slip', 'test']),
      /** Null: by the rules. */
      template: identifierSchema.nullable(),
      printer: identifierSchema.nullable(),
      reprintReason: z.string().max(1000).nullable(),
    }),
    output: z.object({ job: printJobSchema }),
  },
  /** Badges in advance; they record nothing. The same batch again adds to it; a job that is there already is passed over. */
  printBatch: {
    method: 'POST',
    path: '/api/print-batch',
    input: z.object({
      epoch,
      batch: z.object({ id: jobId, title: z.string().max(500) }),
      entries: z.array(entrySchema).min(1).max(500),
      /** Null: by the rules. */
      template: identifierSchema.nullable(),
      printer: identifierSchema.nullable(),
    }),
    output: z.object({ added: z.int() }),
  },
  queueAct: {
    method: 'POST',
    path: '/api/queue-act',
    input: z.object({ epoch, act: queueActSchema }),
    /** Jobs that are others than before. */
    output: z.object({ changed: z.array(z.string()) }),
  },
  /** Print jobs, newest first: the history, and the report of reprints. `before`: those that were made before this job. */
  jobs: {
    method: 'POST',
    path: '/api/jobs',
    input: z.object({
      batch: z.string().nullable(),
      state: printJobSchema.shape.state.nullable(),
      purpose: purposeSchema.nullable(),
      before: z.string().nullable(),
      limit: z.int().min(1).max(1000),
    }),
    output: z.object({ jobs: z.array(printJobSchema) }),
  },
  /** "Did it come out?": only yes records the badge. */
  answerJob: {
    method: 'POST',
    path: '/api/answer-job',
    input: z.object({ epoch, jobId: z.string(), cameOut: z.boolean() }),
    output: z.object({ job: printJobSchema }),
  },
  /** The list A to Z with boxes to tick by hand, for the day on which all printers die. */
  sheet: {
    method: 'POST',
    path: '/api/sheet',
    input: z.object({
      title: z.string().max(500),
      rows: z
        .array(
          z.object({
            last: z.string().max(500),
            first: z.string().max(500),
            father: z.string().max(500),
            company: z.string().max(500),
            status: z.string().max(500),
          }),
        )
        .max(100_000),
    }),
    output: z.object({ pdf: z.base64() }),
  },
} as const;
