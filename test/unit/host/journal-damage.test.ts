/** A journal whose disk has lost something in the middle, or that another version of the app has written. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  encodeFrame,
  encodeHeader,
  type FormatVersion,
  HEADER_BYTES,
  makeFileId,
} from '../../../electron/host/journal/frames.ts';
import { type Journal, openJournal } from '../../../electron/host/journal/journal.ts';
import type { JournalRecord } from '../../../electron/host/journal/record.ts';
import type { Log } from '../../../electron/host/log.ts';
import { NewerVersion } from '../../../electron/host/problem.ts';
import type { NewOperation, OperationState } from '../../../shared/operations/operation.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { aBadge, aStatus, aWalkIn, fence, recorded } from './operations.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);
const at = '2026-11-22T10:00:01.000Z';
const key = { dataKey: randomBytes(32), fileId: makeFileId(random) };
let folder: string;
const opened: Journal[] = [];
const file = (): string => path.join(folder, 'journal.log');

beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
  await removeFolder(folder);
});

async function reopen(log?: Log): ReturnType<typeof openJournal> {
  const { dataKey } = key;
  const clock = (): Date => new Date(at);
  const result = await openJournal({
    folder,
    dataKey,
    random,
    clock,
    onChange: () => undefined,
    ...(log === undefined ? {} : { log }),
  });
  opened.push(result.journal);
  return result;
}

function op(operation: NewOperation, seq: number): JournalRecord {
  return { t: 'op', op: recorded(operation, seq) };
}
function state(id: string, after: OperationState): JournalRecord {
  return { t: 'state', id, at, state: after };
}

/** A file of one frame for each element. @returns its bytes and where each frame begins */
function fileOf(
  frames: readonly (readonly JournalRecord[])[],
  version: FormatVersion = 2,
): { bytes: Buffer; starts: number[] } {
  const parts = [encodeHeader(key, random, version)];
  const starts: number[] = [];
  frames.forEach((records, number) => {
    starts.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(encodeFrame(key, number, records, random));
  });
  return { bytes: Buffer.concat(parts), starts };
}

const idsOf = (journal: Journal): string[] => [...journal.ledger.operations()].map(({ id }) => id);
const stateOf = (journal: Journal, id: string): OperationState | undefined => journal.ledger.operation(id)?.state;
const six = [1, 2, 3, 4, 5, 6].map((n) => [op(aStatus(`operation-${n}`, n), n)]);

describe('damage in the middle', () => {
  test.each<[string, (bytes: Buffer, starts: number[]) => Buffer, number[]]>([
    ['a flipped bit in a frame', (bytes, starts) => flip(bytes, starts[2]! + 40), [3]],
    ['a flipped bit in a length', (bytes, starts) => flip(bytes, starts[2]! + 2), [3]],
    ['a flipped bit in a checksum', (bytes, starts) => flip(bytes, starts[2]! + 5), [3]],
    ['zeros over three frames', (bytes, starts) => bytes.fill(0, starts[1]! + 3, starts[4]! - 7), [2, 3, 4]],
    ['noise over a frame’s end and the next one’s beginning', noiseBetween, [3, 4]],
    ['a piece cut out', (bytes, starts) => without(bytes, starts[1]! + 10, starts[3]! - 5), [2, 3]],
    ['a piece put in', (bytes, starts) => withNoise(bytes, starts[3]!), []],
    ['two damages', (bytes, starts) => flip(flip(bytes, starts[1]! + 30), starts[4]! + 30), [2, 5]],
    ['the last two frames', (bytes, starts) => flip(flip(bytes, starts[4]! + 30), starts[5]! + 30), [5, 6]],
    ['noise from the middle of a frame to the end', noiseToEnd, [4, 5, 6]],
    ['the first frame', (bytes, starts) => flip(bytes, starts[0]! + 30), [1]],
    ['the header', (bytes) => flip(bytes, 30), []],
    ['the sign of the version', (bytes) => flip(bytes, 7), []],
  ])('%s: all good frames are read, the whole file is kept', async (_name, damage, lost) => {
    const { bytes, starts } = fileOf(six);
    const damaged = Buffer.from(damage(bytes, starts));
    await writeFile(file(), damaged);
    const { journal, notices } = await reopen();
    const kept = [1, 2, 3, 4, 5, 6].filter((n) => !lost.includes(n));
    expect(idsOf(journal)).toEqual(kept.map((n) => `operation-${n}`));
    expect(notices).toEqual([{ code: 'journalDamaged', detail: 'journal.log.damaged-1' }]);
    expect((await readFile(path.join(folder, 'journal.log.damaged-1'))).equals(damaged)).toBe(true);
    await journal.append([op(aStatus('operation-9', 9), journal.takeSeq())]);
    const again = await reopen(); // mended: nothing is said a second time
    expect(again.notices).toEqual([]);
    expect(idsOf(again.journal)).toEqual([...kept.map((n) => `operation-${n}`), 'operation-9']);
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toHaveLength(1);
  });

  test('a damage and a torn tail: both are in the copy', async () => {
    const { bytes, starts } = fileOf(six);
    flip(bytes, starts[1]! + 30);
    await writeFile(file(), bytes.subarray(0, bytes.length - 5));
    const { journal, notices } = await reopen();
    expect(idsOf(journal)).toEqual([1, 3, 4, 5].map((n) => `operation-${n}`));
    expect(notices.map(({ code }) => code)).toEqual(['journalDamaged']);
  });

  test('what was sent in damaged frames at the end is not sent again', async () => {
    const sending = [state('operation-1', { name: 'sending', fence })];
    const accepted = [state('operation-1', { name: 'accepted', serverId: 9 })];
    const { bytes, starts } = fileOf([[op(aBadge('operation-1', 'id:4'), 1)], sending, accepted]);
    await writeFile(file(), flip(flip(bytes, starts[1]! + 30), starts[2]! + 30));
    const { journal } = await reopen();
    expect(stateOf(journal, 'operation-1')?.name).toBe('attention');
  });

  test('a tail of zeros is what a power cut leaves of one frame', async () => {
    const { bytes, starts } = fileOf(six);
    await writeFile(file(), bytes.fill(0, starts[5]));
    const { journal, notices } = await reopen();
    expect(notices.map(({ code }) => code)).toEqual(['journalTailCut']);
    expect(stateOf(journal, 'operation-5')?.name).toBe('queued');
  });

  test('frames of another file behind the damage are none of ours', async () => {
    const foreign = { ...key, fileId: makeFileId(random) };
    const { bytes } = fileOf(six.slice(0, 2));
    const other = [2, 3, 4].map((number) => encodeFrame(foreign, number, six[number]!, random));
    await writeFile(file(), Buffer.concat([bytes, randomBytes(50), ...other]));
    const { journal, notices } = await reopen();
    expect(idsOf(journal)).toEqual(['operation-1', 'operation-2']);
    expect(notices.map(({ code }) => code)).toEqual(['journalTailCut']);
  });

  test('thousands of frames in one damage: those behind it are found', async () => {
    const { bytes, starts } = fileOf(Array.from({ length: 6000 }, (_, n) => [op(aStatus(`operation-${n}`, n), n + 1)]));
    bytes.fill(0, starts[1], starts[5990]! + 100);
    await writeFile(file(), bytes);
    expect(idsOf((await reopen()).journal)).toHaveLength(1 + 9);
  });

  test('a big frame behind the damage is found too', async () => {
    const many = Array.from({ length: 600 }, (_, n) => op(aStatus(`of-many-${n}`, n), n + 10));
    const { bytes, starts } = fileOf([...six.slice(0, 2), many, six[2]!]);
    expect(starts[3]! - starts[2]!).toBeGreaterThan(65_536);
    flip(bytes, starts[1]! + 1); // its length: the place of the next one is not known
    await writeFile(file(), bytes);
    const { journal } = await reopen();
    expect(idsOf(journal)).toHaveLength(1 + 600 + 1);
  });
});

describe('what the lost records would have said', () => {
  const lostThen = async (before: JournalRecord[], behind: JournalRecord[]): Promise<Journal> => {
    const { bytes, starts } = fileOf([before, [state('nothing-here', { name: 'queued' })], behind]);
    await writeFile(file(), flip(bytes, starts[1]! + 30));
    return (await reopen()).journal;
  };

  test('states of an operation that is lost itself are passed over', async () => {
    const journal = await lostThen(
      [op(aStatus('operation-1', 1), 1)],
      [state('operation-7', { name: 'sending', fence }), state('operation-7', { name: 'accepted', serverId: 5 })],
    );
    expect(idsOf(journal)).toEqual(['operation-1']);
  });

  test.each<[string, OperationState[], OperationState]>([
    ['accepted', [{ name: 'accepted', serverId: 44 }], { name: 'accepted', serverId: 44 }],
    ['done', [{ name: 'done', serverId: null }], { name: 'done', serverId: null }],
    ['uncertain', [{ name: 'uncertain', fence, message: 'm' }], { name: 'uncertain', fence, message: 'm' }],
    [
      'accepted, then done',
      [
        { name: 'accepted', serverId: 44 },
        { name: 'done', serverId: null },
      ],
      { name: 'done', serverId: 44 },
    ],
    ['queued again', [{ name: 'queued' }], { name: 'queued' }],
    ['withdrawn', [{ name: 'withdrawn', because: 'settled' }], { name: 'withdrawn', because: 'settled' }],
  ])('that it was sent is lost, and that it is %s is not', async (_name, states, last) => {
    const journal = await lostThen(
      [op(aBadge('badge-0001', 'id:4'), 1)],
      states.map((one) => state('badge-0001', one)),
    );
    expect(stateOf(journal, 'badge-0001')).toEqual(last);
    expect(stateOf((await reopen()).journal, 'badge-0001')).toEqual(last); // the mended file says the same
  });

  test('that it was given up is lost: it is not sent after all', async () => {
    const journal = await lostThen(
      [op(aBadge('badge-0001', 'id:4'), 1), state('badge-0001', { name: 'sending', fence })],
      [state('badge-0001', { name: 'withdrawn', because: 'settled' })],
    );
    expect(stateOf(journal, 'badge-0001')?.name).toBe('withdrawn');
  });

  test('queued before the damage and not heard of behind it: it may have been sent, a person is asked', async () => {
    const journal = await lostThen(
      [op(aBadge('badge-0001', 'id:4'), 1), op(aBadge('badge-0002', 'id:5'), 2)],
      [op(aBadge('badge-0003', 'id:6'), 3), state('badge-0002', { name: 'queued' })],
    );
    expect(stateOf(journal, 'badge-0001')).toEqual({
      name: 'attention',
      reason: { why: 'ambiguous', candidates: [] },
    });
    expect(stateOf(journal, 'badge-0002')).toEqual({ name: 'queued' });
    expect(stateOf(journal, 'badge-0003')).toEqual({ name: 'queued' });
  });

  test('the Id of a walk-in is lost: they are done all the same, and not looked for', async () => {
    const journal = await lostThen(
      [op(aWalkIn('walkin-0001'), 1), state('walkin-0001', { name: 'sending', fence })],
      [state('walkin-0001', { name: 'done', serverId: null })],
    );
    expect(stateOf(journal, 'walkin-0001')).toEqual({ name: 'done', serverId: null });
  });

  test('a badge whose walk-in is lost waits for a person, not for ever', async () => {
    const journal = await lostThen(
      [op(aStatus('operation-1', 1), 1)],
      [op(aBadge('badge-0001', 'local:walkin-0001'), 3), op(aWalkIn('walkin-0002'), 4)],
    );
    expect(stateOf(journal, 'badge-0001')?.name).toBe('attention');
    expect(stateOf(journal, 'walkin-0002')?.name).toBe('queued');
  });
});

describe('versions', () => {
  test('a file of version 1 becomes one of version 2, with all that is in it', async () => {
    const { bytes, starts } = fileOf(six, 1);
    await writeFile(file(), bytes);
    const { journal, notices } = await reopen();
    expect(notices).toEqual([]);
    expect(idsOf(journal)).toHaveLength(6);
    await journal.append([{ t: 'note', note: aNote('note-1') }]);
    const after = await readFile(file());
    expect(after.subarray(0, 8).toString()).toBe('STOIKAJ3');
    expect(after.subarray(starts[0], bytes.length).equals(bytes.subarray(HEADER_BYTES))).toBe(true);
    const again = (await reopen()).journal;
    expect(idsOf(again)).toHaveLength(6);
    expect(again.ledger.notes()).toEqual([aNote('note-1')]);
  });

  test('a torn file of version 1 is cut and migrated', async () => {
    const { bytes } = fileOf(six, 1);
    await writeFile(file(), bytes.subarray(0, bytes.length - 3));
    const { journal, notices } = await reopen();
    expect(notices.map(({ code }) => code)).toEqual(['journalTailCut']);
    await journal.append(six[5]!);
    expect(idsOf((await reopen()).journal)).toHaveLength(6);
  });

  test('a newer file is left as it is', async () => {
    const newer = Buffer.concat([Buffer.from('STOIKAJ4'), randomBytes(500)]);
    await writeFile(file(), newer);
    await expect(reopen()).rejects.toBeInstanceOf(NewerVersion);
    expect((await readFile(file())).equals(newer)).toBe(true);
    expect(await readdir(folder)).toEqual(['journal.log']);
  });

  test('records of a type that nobody wrote are passed over with a line in the log', async () => {
    const strange = [{ t: 'strange' }] as unknown as JournalRecord[];
    await writeFile(file(), fileOf([six[0]!, strange, six[1]!]).bytes);
    const lines: unknown[] = [];
    const note = (...line: unknown[]): void => void lines.push(line);
    const { journal } = await reopen({ error: note, warn: note, info: note, debug: note });
    expect(idsOf(journal)).toEqual(['operation-1', 'operation-2']);
    expect(lines).toEqual([['journal: records of an unknown type', { records: 1 }]]);
  });
});

function aNote(id: string): Extract<JournalRecord, { t: 'note' }>['note'] {
  return { id, at, operator: null, content: { kind: 'gone', participant: 'id:4', name: 'Сидорова Анна' } };
}

function flip(bytes: Buffer, index: number): Buffer {
  bytes[index]! ^= 1;
  return bytes;
}
function without(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}
function withNoise(bytes: Buffer, place: number): Buffer {
  return Buffer.concat([bytes.subarray(0, place), randomBytes(77), bytes.subarray(place)]);
}
function noiseToEnd(bytes: Buffer, starts: number[]): Buffer {
  const from = starts[3]! + 50;
  randomBytes(bytes.length - from).copy(bytes, from);
  return bytes;
}
function noiseBetween(bytes: Buffer, starts: number[]): Buffer {
  randomBytes(60).copy(bytes, starts[3]! - 30);
  return bytes;
}
