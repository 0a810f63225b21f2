/** Routes of printing: printers, templates, the queue, badges. Who may is the host's own session's to say. */
import { randomUUID } from 'node:crypto';
import type { Operator } from '../../shared/ruvents/tables.ts';
import { checkReprint, listTemplatesOf } from '../../shared/printing/rules.ts';
import type { BadgeLayout } from '../../shared/badge/layout.ts';
import { adminsEvent } from './custody-handlers.ts';
import type { Doors } from './doors.ts';
import type { StoredJob } from './journal/record.ts';
import type { OpenEvent } from './open-event.ts';
import { actOnQueue } from './print-queue/acts.ts';
import type { describeJob } from './print-queue/describe.ts';
import type { Backends } from './print-queue/queue.ts';
import type { Printers } from './printers.ts';
import type { BackendStatus } from './printing/backend.ts';
import { renderSvg } from './printing/svg.ts';
import { Refusal, refuse } from './problem.ts';
import type { Handlers, RouteArguments } from './router.ts';
import { changeEvent, type Vault } from './vault.ts';
import { listServerTemplates, readServerTemplateOf } from './server-templates.ts';
import type { FoundPrinter, Printer, Purpose } from '../../shared/contract/printing.ts';
import type { BatchEntry, printingRoutes } from '../../shared/contract/printing-routes.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';

export interface PrintingContext {
  readonly doors: Doors;
  readonly vault: Vault;
  readonly printers: Printers;
  readonly backends: Backends;
  /** Looks for printers, for a few seconds. */
  readonly discover: () => Promise<{ readonly found: readonly FoundPrinter[]; readonly problems: readonly string[] }>;
  readonly drawSheet: (input: RouteArguments<'sheet'>) => Promise<Uint8Array>;
  readonly clock: () => Date;
  readonly onStationChange: () => void;
}

type PrintingRoute = keyof typeof printingRoutes;

/** The handlers of these routes; each looks at who is signed in when it is called. */
export function createPrintingHandlers(context: PrintingContext): Pick<Handlers, PrintingRoute> {
  const { doors, vault, printers, backends, clock, onStationChange } = context;
  const current = (): OpenEvent | Refusal => doors.current ?? refuse('noEvent');
  const notePrinters = (): void => {
    doors.current?.prints.notePrinters();
    onStationChange();
  };

  return {
    printers: () => {
      const event = current();
      if (event instanceof Refusal) return event;
      event.prints.refreshStatus();
      return { printers: [...printers.list()], queue: event.prints.describeState() };
    },
    savePrinter: async ({ printer }) => {
      const refusal = refusalOf(adminsEvent(doors)) ?? (await printers.save(printer));
      if (refusal !== null) return refusal;
      notePrinters();
      return {};
    },
    removePrinter: async ({ id }) => {
      const refusal = refusalOf(adminsEvent(doors)) ?? (await printers.remove(id));
      if (refusal !== null) return refusal;
      notePrinters();
      return {};
    },
    discoverPrinters: async () => {
      const refusal = refusalOf(signedIn(current()));
      if (refusal !== null) return refusal;
      const { found, problems } = await context.discover();
      return { found: [...found], problems: [...problems] };
    },
    probePrinter: async ({ connection }) => {
      const refusal = refusalOf(signedIn(current()));
      if (refusal !== null) return refusal;
      const backend = backends[connection.kind];
      if (backend === undefined) return refuse('notFound', 'kind');
      const probed = { ...TO_PROBE, connection };
      const [status, capabilities] = await Promise.all([backend.status(probed), backend.capabilities(connection)]);
      return { status: statusOf(status, backend.confirms), capabilities };
    },
    testPage: async ({ printer: id }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const printer = printers.find(id);
      if (printer === undefined) return refuse('notFound', 'printer');
      const operator = operatorOf(event);
      if (operator === null) return refuse('notSignedIn');
      return { job: event.prints.describe(await event.prints.testPage(randomUUID(), printer, stampOf(operator))) };
    },

    templates: async () => {
      const event = current();
      if (event instanceof Refusal) return event;
      return { templates: [...event.templates.list()], server: await listServerTemplates(event) };
    },
    template: async ({ id, version }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      const found = await event.templates.find(id, version);
      return found === null ? refuse('notFound', 'template') : { ...found, versions: [...found.versions] };
    },
    saveTemplate: async ({ id, base, template }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const summary = await event.templates.save({ id, base, template }, operatorOf(event)?.Login ?? '');
      return summary instanceof Refusal ? summary : { summary };
    },
    templateDraft: async ({ event: key }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      return event.key === key ? { draft: await event.templates.readDraft() } : refuse('noEvent');
    },
    keepTemplateDraft: async ({ event: key, draft }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      if (event.key !== key) return refuse('noEvent');
      await event.templates.keepDraft(draft);
      return {};
    },
    removeTemplate: async ({ id }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      if (listTemplatesOf(event.badgeSettings).has(id)) return refuse('badInput', 'templateInUse');
      return (await event.templates.remove(id)) ?? {};
    },
    serverTemplate: async ({ id }) => {
      const event = signedIn(current());
      return event instanceof Refusal ? event : readServerTemplateOf(event, id);
    },
    previewBadge: async ({ template: wanted, content, printer: printerId }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      const template = 'id' in wanted ? (await event.templates.find(wanted.id, null))?.template : wanted;
      if (template === undefined) return refuse('notFound', 'template');
      const printer = printerId === null ? null : printers.find(printerId);
      if (printer === undefined) return refuse('notFound', 'printer');
      return describePreview(await event.layouts.preview(template, content, printer), event);
    },
    badgeSettings: async ({ settings }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      await vault.update((contents) => changeEvent(contents, event.key, (one) => ({ ...one, badges: settings })));
      onStationChange();
      return {};
    },

    print: async (input) => {
      const event = signedIn(current());
      if (event instanceof Refusal) return event;
      const operator = operatorOf(event);
      if (operator === null) return refuse('notSignedIn');
      const refusal =
        refuseForeign(input, event) ?? refuseReprint(input, event, operator) ?? refuseUnknown(input, printers);
      if (refusal !== null) return refusal;
      return jobAnswer(await event.prints.print({ ...input, stamp: stampOf(operator) }), event);
    },
    printBatch: async ({ batch, entries, template, printer }) => {
      const event = signedIn(current());
      if (event instanceof Refusal) return event;
      const operator = operatorOf(event);
      if (operator === null) return refuse('notSignedIn');
      const refusal = refuseUnknown({ printer }, printers);
      if (refusal !== null) return refusal;
      const allowed = leaveOutReprints(entries, event, operator);
      const added = await event.prints.printBatch({
        ...{ batch, entries: allowed, template, printer, stamp: stampOf(operator) },
      });
      return added instanceof Refusal ? added : { added };
    },
    queueAct: async ({ act }) => {
      const event = signedIn(current());
      if (event instanceof Refusal) return event;
      const changed = await actOnQueue(act, { queue: event.prints, journal: event.journal, printers, clock });
      return changed instanceof Refusal ? changed : { changed: [...changed] };
    },
    jobs: (input) => {
      const event = current();
      if (event instanceof Refusal) return event;
      return { jobs: pickJobs(event.journal.ledger.jobs(), input).map((job) => event.prints.describe(job)) };
    },
    answerJob: async ({ jobId, cameOut }) => {
      const event = signedIn(current());
      if (event instanceof Refusal) return event;
      return jobAnswer(await event.prints.answer(jobId, cameOut), event);
    },
    sheet: async (input) => ({ pdf: Buffer.from(await context.drawSheet(input)).toString('base64') }),
  };
}

/** What a printer that is not set up is asked with: only its connection counts. */
const TO_PROBE: Omit<Printer, 'connection'> = {
  ...{ id: 'probe', name: 'probe', media: null, darkness: null, mediaType: null, cutter: false, duplex: false },
  ...{ calibration: { dx: 0, dy: 0, scaleX: 1, scaleY: 1 }, mediaLeft: null, fallback: null, dpi: 203, turn: 0 },
};

function statusOf(status: BackendStatus, confirms: NonNullable<BackendStatus['confirms']>) {
  const { state, problems, mediaLeft } = status;
  return { state, problems: [...problems], confirms: status.confirms ?? confirms, mediaLeft: mediaLeft ?? null };
}

/** A badge records the arrival of the person whose badge it is, for the part on it, and of nobody else. */
function refuseForeign(
  { jobId, operation, participant, partId }: RouteArguments<'print'>,
  { journal }: OpenEvent,
): Refusal | null {
  if (operation === null || journal.peekJob(jobId) !== undefined) return null;
  const { intent } = operation;
  const isTheirs = operation.participant === participant && intent.kind === 'badge' && intent.partId === partId;
  if (!isTheirs || intent.via !== 'printed') return refuse('badInput', 'the operation is not of this badge');
  return journal.peek(operation.id) === undefined ? null : refuse('badInput', 'the operation is there already');
}

/**
 * By the host's own session and journal: whatever it is called, a badge is a reprint when this station has recorded one for the person,
 * or one is on its way. What is printed in advance is handed out: printed at the desk for the first time, it is none.
 */
function refuseReprint(
  { jobId, purpose, participant, partId, reprintReason }: RouteArguments<'print'>,
  event: OpenEvent,
  operator: Operator,
): Refusal | null {
  const policy = event.badgeSettings.reprint;
  const isFirst = purpose !== 'reprint' && !badgesOf(event, purpose)(participant, partId);
  if (policy === 'free' || event.journal.peekJob(jobId) !== undefined || isFirst) return null;
  const missing = checkReprint(policy, { isAdmin: operator.Role === 'Admin', reason: reprintReason });
  if (missing === null) return null;
  return missing === 'admin' ? refuse('adminOnly') : refuse('badInput', 'reason');
}

/** A batch has no room for reasons: who has a badge gets another one that way from an administrator only, or where it is free. */
function leaveOutReprints(entries: readonly BatchEntry[], event: OpenEvent, { Role }: Operator): readonly BatchEntry[] {
  if (event.badgeSettings.reprint === 'free' || Role === 'Admin') return entries;
  const hasBadge = badgesOf(event, 'advance');
  return entries.filter(({ participant, partId }) => !hasBadge(participant, partId));
}

/** Tells of a person whether a badge of theirs is there, or on its way; of one in advance, also whether one was made in advance. */
function badgesOf({ journal }: OpenEvent, purpose: Purpose): (participant: string, partId: number | null) => boolean {
  const jobs = purpose === 'advance' ? [...journal.ledger.jobs(), ...journal.peekOpenJobs()] : journal.peekOpenJobs();
  const made = new Set<string>();
  for (const job of jobs) {
    const counts = job.purpose === 'badge' || job.purpose === 'reprint' || purpose === job.purpose;
    if (counts && job.state !== 'failed') {
      for (const key of journal.ledger.keysOf(keyOf(job.participant))) made.add(`${key} ${job.partId}`);
    }
  }
  return (participant, partId) => {
    const person = keyOf(participant);
    if (journal.ledger.keysOf(person).some((key) => made.has(`${key} ${partId}`))) return true;
    return journal.ledger
      .operationsOf(person)
      .some(
        ({ intent, state }) =>
          intent.kind === 'badge' && intent.via === 'printed' && intent.partId === partId && state.name !== 'withdrawn',
      );
  };
}

function keyOf(participant: string): ParticipantKey {
  if (participant.startsWith('id:')) return `id:${Number(participant.slice(3))}`;
  return `local:${participant.replace(/^local:/, '')}`;
}

function refuseUnknown({ printer }: { readonly printer: string | null }, printers: Printers): Refusal | null {
  return printer !== null && printers.find(printer) === undefined ? refuse('notFound', 'printer') : null;
}

async function describePreview(layout: BadgeLayout, { layouts }: OpenEvent) {
  const fonts = await layouts.fonts();
  return {
    page: { ...layout.page },
    sides: layout.sides.map((_side, index) => renderSvg(layout, fonts, index)),
    notes: layout.notes.map((note) => ({ element: 'element' in note ? note.element : '', note: note.kind })),
  };
}

/** Newest first. */
function pickJobs(
  jobs: Iterable<StoredJob>,
  { batch, state, purpose, before, limit }: RouteArguments<'jobs'>,
): readonly StoredJob[] {
  const picked: StoredJob[] = [];
  const all = [...jobs];
  const end = before === null ? all.length : all.findIndex(({ id }) => id === before);
  for (let index = end - 1; index >= 0 && picked.length < limit; index -= 1) {
    const job = all[index];
    if (job === undefined || (batch !== null && job.batch !== batch)) continue;
    if ((state === null || job.state === state) && (purpose === null || job.purpose === purpose)) picked.push(job);
  }
  return picked;
}

function jobAnswer(job: StoredJob | Refusal, { prints }: OpenEvent): { job: ReturnType<typeof describeJob> } | Refusal {
  return job instanceof Refusal ? job : { job: prints.describe(job) };
}

function operatorOf(event: OpenEvent): Operator | null {
  return event.operators.session.operator;
}

function stampOf({ Id, Login }: Operator): { readonly id: number; readonly login: string } {
  return { id: Id, login: Login };
}

function signedIn(event: OpenEvent | Refusal): OpenEvent | Refusal {
  if (event instanceof Refusal) return event;
  return event.operators.session.operator === null ? refuse('notSignedIn') : event;
}

function refusalOf(event: OpenEvent | Refusal): Refusal | null {
  return event instanceof Refusal ? event : null;
}
