/**
 * Opens an event's data on this disk: its keys, its place in the vault, its journal.
 *
 * Invariant: what a newer version of the app has written is seen before anything is changed.
 */
import path from 'node:path';
import { makeFolder, syncFolder } from './disk.ts';
import { type EventKeys, openEventKeys } from './event-keys.ts';
import { refuseNewerJournal } from './journal/file.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import type { JournalRecord } from './journal/record.ts';
import { type EventToOpen, OpenEvent, type Surroundings } from './open-event.ts';
import { describeJob, isTold } from './print-queue/describe.ts';
import { listJournalsAside } from './set-aside.ts';
import { SHIPPED_TEMPLATES } from './shipped-templates.ts';
import { openTemplates } from './templates.ts';
import { UNHEARD } from './unsent.ts';
import type { VaultEvent } from './vault.ts';

/** Opens an event: finds its data key, keeps it in the vault, replays its journal. @throws DiskError, NewerVersion */
export async function openEvent(event: EventToOpen, surroundings: Surroundings): Promise<OpenEvent> {
  const { dataDir, vault, random, publish, clock, log } = surroundings;
  const events = path.join(dataDir, 'events');
  const folder = path.join(events, event.key);
  await makeFolder(folder);
  // what is synced inside of it is of no use if the folder itself goes with the power
  await syncFolder(events);
  await syncFolder(dataDir);
  await refuseNewerJournal(folder);
  const before = vault.contents().events.find((one) => one.key === event.key);
  const known = before === undefined ? null : Buffer.from(before.dataKey, 'base64');
  const keys = await openEventKeys({ folder, eventKey: event.key, hash: event.hash, known, random });
  const { dataKey } = keys;
  await vault.update((contents) => {
    const kept: VaultEvent = {
      operators: [],
      settings: { registrationPerPart: null, currentPart: null, schedule: [] },
      ...before,
      ...event,
      dataKey: dataKey.toString('base64'),
    };
    const others = contents.events.filter((one) => one.key !== event.key);
    return { ...contents, lastEvent: event.key, events: [kept, ...others] };
  });
  const { journal, notices } = await openJournal({
    folder,
    dataKey,
    random,
    clock,
    log,
    onChange: ({ operations, jobs }) => {
      if (operations.length > 0) publish({ type: 'operations', operations: [...operations] });
      const told = jobs.filter(isTold);
      if (told.length > 0) publish({ type: 'jobs', jobs: told.map(describeJob) });
    },
  });
  try {
    await markInterrupted(journal, clock);
    const templates = await openTemplates({
      folder: path.join(folder, 'templates'),
      ...{
        dataKey,
        random,
        clock,
        log,
        shipped: new Map([...SHIPPED_TEMPLATES, ...(surroundings.provision?.templates ?? [])]),
      },
      isNeeded: (id, version) => isNeeded(journal, id, version),
      onChange: () => publish({ type: 'templates' }),
    });
    const journalsAside = await listJournalsAside(folder);
    await forgetOldHashes(keys, journal, event.hash, journalsAside);
    const others = notices.filter(({ code }) => code !== 'journalSetAside'); // those are in `journalsAside`
    return new OpenEvent(event, { folder, keys, journal, templates, notices: others, journalsAside }, surroundings);
  } catch (error) {
    await journal.close(); // the next try opens it anew
    throw error;
  }
}

/** Jobs that may still be printed with this version. */
function isNeeded({ ledger }: Journal, id: string, version: number): boolean {
  for (const job of ledger.jobs()) {
    if (job.template === id && job.templateVersion === version && job.content !== null) return true;
  }
  return false;
}

/** What was sending when the desk died has an answer that nobody heard. */
async function markInterrupted(journal: Journal, clock: () => Date): Promise<void> {
  const at = clock().toISOString();
  const records = journal.ledger.openOperations().flatMap(({ id, state }): JournalRecord[] => {
    if (state.name !== 'sending') return [];
    return [{ t: 'state', id, state: { name: 'uncertain', fence: state.fence, message: UNHEARD }, at }];
  });
  await journal.append(records);
}

/** Earlier hashes open this data until everything is on the server (design, Keys). */
async function forgetOldHashes(
  keys: EventKeys,
  journal: Journal,
  hash: string,
  journalsAside: readonly string[],
): Promise<void> {
  if (journal.ledger.openOperations().length > 0) return;
  await keys.forgetOldHashes(hash, journalsAside.length === 0);
}
