/** Routes of printing: printers, templates, the queue, badges. Who may is the host's own session's to say. */
import { randomUUID } from 'node:crypto';
import type { Operator } from '../../shared/ruvents/tables.ts';
import { checkReprint } from '../../shared/printing/rules.ts';
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
import type { FoundPrinter, Printer } from '../../shared/contract/printing.ts';
import type { printingRoutes } from '../../shared/contract/printing-routes.ts';

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
    removeTemplate: async ({ id }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
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
      const refusal = refuseReprint(input, event, operator) ?? refuseUnknown(input, printers);
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
      const added = await event.prints.printBatch({ batch, entries, template, printer, stamp: stampOf(operator) });
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

/** By the host's own session and journal: a badge that this station has recorded for the person is a reprint, whatever is said. */
function refuseReprint(
  { purpose, participant, partId, reprintReason }: RouteArguments<'print'>,
  event: OpenEvent,
  operator: Operator,
): Refusal | null {
  if (purpose === 'advance') return null;
  if (purpose === 'badge' && !hasBadge(event, participant, partId)) return null;
  const policy = event.badgeSettings.reprint;
  const missing = checkReprint(policy, { isAdmin: operator.Role === 'Admin', reason: reprintReason });
  if (missing === null) return null;
  return missing === 'admin' ? refuse('adminOnly') : refuse('badInput', 'reason');
}

function hasBadge({ journal }: OpenEvent, participant: string, partId: number | null): boolean {
  const key = participant.startsWith('id:') ? (`id:${Number(participant.slice(3))}` as const) : null;
  const person = key ?? (`local:${participant.replace(/^local:/, '')}` as const);
  return journal.ledger
    .operationsOf(person)
    .some(
      ({ intent, state }) =>
        intent.kind === 'badge' && intent.via === 'printed' && intent.partId === partId && state.name !== 'withdrawn',
    );
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
