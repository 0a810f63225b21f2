/**
 * A modelled desk: the real host and the real engine in one process that can be killed at any instruction and started anew on
 * the same data folder. Its parent drives it over the channel that `fork` gives; when the parent is gone it ends.
 */
import { FINAL, type Operation } from '../../shared/operations/operation.ts';
import { emailOf, type ParticipantView, readField } from '../../shared/operations/view.ts';
import type { CallMessage, DeskCalls, DeskMessage, DeskOptions, Shown } from './contract.ts';
import { startDeskHost, waitForSignIn } from './desk-host.ts';
import { readJournal } from './desk-journal.ts';
import { DeskWindow } from './desk-window.ts';
import { createFastTime, pause } from './dilation.ts';

const options = JSON.parse(process.argv[2] ?? '') as DeskOptions;
const time = createFastTime(options.time);
process.on('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0); // the parent was gone before it could be heard of

const host = await startDeskHost(options, time);
const window = new DeskWindow(host, time);

const calls: DeskCalls = {
  create: ({ fields, statuses }) => window.engine.create({ fields, spelling: {}, statuses: [...statuses] }),
  setStatus: ({ key, partId, statusId }) => window.engine.setStatus(key, partId, statusId),
  saveProfile: ({ key, values }) => window.engine.saveProfile(key, values),
  remove: ({ key }) => window.engine.remove(key),
  letIn: ({ key, partId }) => window.engine.letIn(key, partId, 'withoutBadge'),
  print: ({ key, partId }) => window.engine.print(key, partId),
  undo: ({ id }) => window.engine.undo(id),
  decide: ({ id, decision }) => window.engine.decide(id, decision),
  syncNow: async () => {
    await window.engine.syncNow();
    return null;
  },
  sweepNow: async () => (await window.engine.sweepNow()).ok,
  answerDoubt: async ({ remove }) => {
    await window.engine.answerDoubt(remove);
    return null;
  },
  reload: async ({ forget }) => {
    await window.open(forget);
    return null;
  },
  count: async () => ({ unsent: window.state?.unsent ?? 0, attention: window.attention.length }),
  describe: async () => ({ state: window.state, open: await readOpen() }),
  history: async ({ key }) => {
    const answer = await window.engine.history(key);
    if (!answer.ok) throw new Error(answer.code);
    return answer.operations;
  },
  attention: async () => window.attention,
  show: async ({ keys }) => {
    const shown: (Shown | null)[] = [];
    for (const key of keys) shown.push(shownOf(await window.engine.watch(key)));
    await window.engine.watch(null);
    return shown;
  },
  readJournal: async () => {
    window.close();
    await host.close();
    return readJournal(options);
  },
  fall: () => process.exit(1),
};

/** The host also lists what is done and still known for the Id that it has. */
async function readOpen(): Promise<readonly Operation[]> {
  const answer = await host.fetch('/api/operations');
  const { operations } = (await answer.json()) as { operations: readonly Operation[] };
  return operations.filter(({ state }) => !FINAL.has(state.name));
}

function shownOf(view: ParticipantView | null): Shown | null {
  if (view === null) return null;
  return {
    names: ['LastName', 'FirstName', 'Company'].map((name) => readField(view, name)),
    email: emailOf(view),
    phone: readField(view, 'Phone'),
    position: readField(view, 'Position'),
    statuses: view.statuses.map(({ partId, statusId }) => [partId, statusId] as const),
    badges: view.badges.map((badge) => badge.id),
  };
}

function tell(message: DeskMessage): void {
  process.send?.(message);
}

async function answerCall({ call, name, input }: CallMessage): Promise<void> {
  try {
    tell({ kind: 'answer', call, value: await calls[name](input as never) });
  } catch (error) {
    tell({ kind: 'failed', call, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', (message) => void answerCall(message as CallMessage));
await waitForSignIn(host, () => pause(5));
await window.open(false);
tell({ kind: 'ready' });
