/** A hand-over while the disk fails, and while operations go on being sent. */
import { randomBytes } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EventKeys, openEventKeys } from '../../../electron/host/event-keys.ts';
import { handOver, handOverAgain, type HandOverParts } from '../../../electron/host/hand-over.ts';
import { readHandOver } from '../../../electron/host/hand-over-file.ts';
import type { JournalHandle } from '../../../electron/host/journal/file.ts';
import { type Journal, openJournal } from '../../../electron/host/journal/journal.ts';
import type { JournalRecord } from '../../../electron/host/journal/record.ts';
import { DiskError, Refusal } from '../../../electron/host/problem.ts';
import { unsentOf } from '../../../electron/host/unsent.ts';
import type { NewOperation, OperationState } from '../../../shared/operations/operation.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { aBadge, anOperation, aStatus, aWalkIn, fence, recorded } from './operations.ts';

const at = '2026-11-22T10:00:01.000Z';
let folder: string;
let keys: EventKeys;
let journal: Journal;
let full = false;
let dropped = 0;
/** Runs once, when the next file is being sealed. */
let meanwhile: (() => void) | null = null;

beforeEach(async () => {
  folder = await makeFolder();
  keys = await openEventKeys({ folder, eventKey: 'made-up', hash: 'a-hash', known: null, random });
  ({ journal } = await openJournal({ folder, dataKey: keys.dataKey, random, onChange: () => undefined, openHandle }));
  full = false;
  dropped = 0;
});
afterEach(async () => {
  await journal.close();
  await removeFolder(folder);
});

function random(bytes: number): Uint8Array {
  return randomBytes(bytes);
}
async function openHandle(file: string): Promise<JournalHandle> {
  const handle = await open(file, 'r+');
  return {
    write: (async (...rest: [Buffer, number, number, number]) => {
      if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return handle.write(...rest);
    }) as JournalHandle['write'],
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}
function parts(): HandOverParts {
  const session = { operator: null, endedBecause: null, refused: null };
  const event = {
    key: 'made-up',
    keys,
    folder,
    journal,
    operators: { session },
    sender: { dropClearances: () => (dropped += 1) },
  };
  return {
    event: event as unknown as HandOverParts['event'],
    station: 'the first desk',
    clock: () => new Date(at),
    random: (bytes) => {
      if (bytes === 12) {
        const act = meanwhile;
        meanwhile = null;
        act?.();
      }
      return randomBytes(bytes);
    },
  };
}
const put = (...operations: NewOperation[]): Promise<void> =>
  journal.append(operations.map((one): JournalRecord => ({ t: 'op', op: recorded(one, journal.takeSeq()) })));
const become = (id: string, state: OperationState): Promise<void> => journal.append([{ t: 'state', id, state, at }]);
const stateOf = (id: string): string | undefined => journal.ledger.operation(id)?.state.name;
async function leaves(): Promise<{ name: string; ids: string[] }> {
  const out = await handOver(parts());
  if (out instanceof Refusal) throw new Error(out.problem.code);
  const read = readHandOver(out.file);
  if (read === null || typeof read === 'string') throw new Error('not a hand-over');
  return { name: out.name, ids: read.open(keys.dataKey)!.operations.map(({ id }) => id) };
}
const files = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith('hand-over'));

test('the process ends, or the disk is full, between file and append: harmless, and the file is never given out', async () => {
  await put(aStatus('status-0001', 4));
  meanwhile = () => (full = true);
  await expect(handOver(parts())).rejects.toBeInstanceOf(DiskError);
  expect(stateOf('status-0001')).toBe('queued');
  const [name] = await files();
  expect(name).toBeDefined(); // it is there, whole
  expect(await handOverAgain({ folder, journal }, name!)).toBeInstanceOf(Refusal);
  full = false;
  const { ids, name: second } = await leaves();
  expect(ids).toEqual(['status-0001']);
  expect(await handOverAgain({ folder, journal }, second)).toMatchObject({ name: second, operations: 1 });
});

test('when the append is there, the file was there before it', async () => {
  await put(aStatus('status-0001', 4));
  const { name } = await leaves();
  await journal.close();
  ({ journal } = await openJournal({ folder, dataKey: keys.dataKey, random, onChange: () => undefined }));
  expect(stateOf('status-0001')).toBe('withdrawn');
  expect(await handOverAgain({ folder, journal }, name)).toMatchObject({ operations: 1 });
});

test('one that leaves by the network while the file is written is not in the file, and not withdrawn', async () => {
  await put(aStatus('status-0001', 4), aStatus('status-0002', 5));
  meanwhile = () => void become('status-0001', { name: 'sending', fence });
  expect((await leaves()).ids).toEqual(['status-0002']);
  expect([stateOf('status-0001'), stateOf('status-0002')]).toEqual(['sending', 'withdrawn']);
  expect(await files()).toHaveLength(1);
  expect(dropped).toBe(2);
});

test('one that is recorded for a leaving walk-in meanwhile leaves too', async () => {
  await put(aWalkIn('walkin-0001'));
  meanwhile = () => void put(aBadge('badge-0001', 'local:walkin-0001'));
  expect((await leaves()).ids).toEqual(['walkin-0001', 'badge-0001']);
});

test('what is under way stays, with what was made for its walk-in; what is on the server stays', async () => {
  await put(aWalkIn('walkin-0001'), aBadge('badge-0001', 'local:walkin-0001'), aStatus('status-0001', 4));
  await put(aWalkIn('walkin-0002'), aBadge('badge-0002', 'local:walkin-0002'));
  await become('walkin-0001', { name: 'sending', fence });
  await become('walkin-0002', { name: 'sending', fence });
  await become('walkin-0002', { name: 'accepted', serverId: 900 });
  const out = await handOver(parts());
  if (out instanceof Refusal) throw new Error(out.problem.code);
  const read = readHandOver(out.file);
  if (read === null || typeof read === 'string') throw new Error('not a hand-over');
  const left = read.open(keys.dataKey)!.operations;
  expect(left.map(({ id, participant }) => [id, participant])).toEqual([
    ['status-0001', 'id:4'],
    ['badge-0002', 'id:900'],
  ]);
  expect(stateOf('badge-0001')).toBe('queued');
  expect(await handOver(parts())).toMatchObject({ problem: { code: 'nothingToDo' } });
});

test('what waits for something that is under way stays with it, whatever it waits for', async () => {
  const register = anOperation('register-01', 'id:42', {
    kind: 'register',
    fields: { LastName: 'Орлов' },
    statuses: [],
  });
  await put(register, aBadge('badge-0042', 'id:42'), aStatus('status-0001', 4), aStatus('status-0002', 4, 2));
  await put(aBadge('badge-0004', 'id:4'), aBadge('badge-0005', 'id:5'));
  await become('register-01', { name: 'sending', fence });
  await become('status-0001', { name: 'sending', fence });
  expect((await leaves()).ids).toEqual(['badge-0005']);
  expect(stateOf('badge-0004')).toBe('queued'); // it waits for the second status, which waits for the first
});

test('what changes all the while is not handed over at all', async () => {
  await put(aStatus('status-0001', 4), aStatus('status-0002', 5));
  let sending = 'status-0002';
  const flicker = (): void => {
    const before = sending; // whatever is listed now begins to be sent
    sending = before === 'status-0001' ? 'status-0002' : 'status-0001';
    void become(sending, { name: 'sending', fence });
    if (journal.peek(before)?.state.name === 'sending') void become(before, { name: 'queued' });
    meanwhile = flicker;
  };
  meanwhile = flicker;
  expect(await handOver(parts())).toMatchObject({ problem: { code: 'serverError' } });
  meanwhile = null;
  await journal.append([]);
  expect([stateOf('status-0001'), stateOf('status-0002')].sort()).toEqual(['queued', 'sending']);
});

test('nobody gives up what may be on the server: an uncertain one only leaves', async () => {
  await put(aStatus('status-0001', 4));
  await become('status-0001', { name: 'sending', fence });
  await become('status-0001', { name: 'uncertain', fence, message: '' });
  expect(() => void become('status-0001', { name: 'withdrawn', because: 'settled' })).toThrow('does not fit');
  expect((await leaves()).ids).toEqual(['status-0001']);
  expect(stateOf('status-0001')).toBe('withdrawn');
});

test('a dead station’s walk-in that the server took without saying its Id is looked for again', async () => {
  await put(aWalkIn('walkin-0001'), aBadge('badge-0001', 'local:walkin-0001'));
  await become('walkin-0001', { name: 'sending', fence });
  await become('walkin-0001', { name: 'accepted', serverId: null });
  expect(unsentOf(journal.ledger).map(({ id, participant, state }) => [id, participant, state.name])).toEqual([
    ['walkin-0001', 'local:walkin-0001', 'uncertain'],
    ['badge-0001', 'local:walkin-0001', 'queued'],
  ]);
});
