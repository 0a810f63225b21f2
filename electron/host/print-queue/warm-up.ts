/**
 * Draws a badge of nobody's for the printer of most badges, a moment after the event is open: fonts are read and code is compiled
 * before somebody waits. Nothing of it is kept, sent or printed.
 */
import { sampleContents } from '../../../shared/badge/samples.ts';
import { choosePrinter } from '../../../shared/printing/rules.ts';
import type { StoredJob } from '../journal/record.ts';
import { describeError } from '../log.ts';
import type { QueueOptions } from './queue.ts';

/** The event's people are being read first. */
const WARM_UP_MS = 1500;

type WarmUpOptions = Pick<
  QueueOptions,
  'printers' | 'backends' | 'prepare' | 'settings' | 'newestVersion' | 'clock' | 'timers' | 'log'
>;

/** @param isWarm asked then: a badge came first @returns a function that calls it off */
export function warmUpSoon(options: WarmUpOptions, isWarm: () => boolean): () => void {
  return options.timers.after(WARM_UP_MS, () => {
    if (!isWarm()) void warmUp(options);
  });
}

async function warmUp(options: WarmUpOptions): Promise<void> {
  const { printers, backends, prepare, newestVersion, log } = options;
  const settings = options.settings();
  const templateVersion = newestVersion(settings.template);
  const ids = printers.list().map(({ id }) => id);
  const chosen = choosePrinter(settings, ids, settings.template, { statusId: null, partId: null });
  const printer = chosen === null ? undefined : printers.find(chosen);
  if (printer === undefined || templateVersion === null) return;
  try {
    const job = makeJob(settings.template, templateVersion, options.clock().toISOString());
    await backends[printer.connection.kind]?.warmUp?.(await prepare(job, printer), printer);
  } catch (error) {
    log.warn('no badge could be drawn ahead', describeError(error)); // the first badge says what is wrong
  }
}

/** It is in no journal. */
function makeJob(template: string, templateVersion: number, at: string): StoredJob {
  return {
    ...{ id: 'warm-up', participant: '', name: '', partId: null, statusId: null, batch: null, badge: null },
    ...{ stamp: { id: 0, login: '' }, operator: '', purpose: 'advance', template, templateVersion, printer: null },
    ...{ reprintReason: null, content: JSON.stringify(sampleContents[0]?.content), state: 'queued', problem: null },
    ...{ reason: '', tries: 0, madeAt: at, changedAt: at },
  };
}
