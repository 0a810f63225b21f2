import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PracticeOptionsError } from '../../../electron/practice/options.ts';
import { startPractice } from '../../../electron/practice/server.ts';
import { type PracticeClient, StandingClock, startClient, stopClient } from './practice-client.ts';

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'practice-state-'));
  stateFile = path.join(folder, 'deep', 'event.jsonl');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const walkIn = { Statuses: [{ PartId: 2, StatusId: 1 }], LastName: 'Дверной', FirstName: 'Гость' };

function readAll({ server }: PracticeClient) {
  const { state, url } = server;
  const participants = state.participants().map((row) => ({ ...row, Photo: row.Photo?.replace(url, '') }));
  const rest = [state.badges(), state.orderItems(), state.checks(1), state.operators(), state.statuses(), state.info()];
  return { hash: server.hash, participants, rest };
}

/** Does one write of every kind. */
async function workAShift(client: PracticeClient, clock: StandingClock): Promise<void> {
  const { state } = client.server;
  const [one, two, three] = state.participants();
  await client.create({ ...walkIn, Email: 'door@example.org' });
  clock.advance(5);
  await client.call('PUT', `/participants/${one!.Id}`, {
    body: { Statuses: [{ PartId: 1, StatusId: 6 }], Company: '' },
  });
  await client.call('PUT', `/participants/${state.strangers()[0]!.Id}`, {
    body: { Statuses: [{ PartId: 1, StatusId: 1 }] },
  });
  await client.call('DELETE', `/participants/${two!.Id}`);
  await client.call('POST', '/badges', { body: { UserId: three!.Id, PartId: 1 } });
  await client.call('POST', '/products/1/checks', { body: { UserId: three!.Id } });
  clock.advance(5);
  state.setOrderPaid(state.orderItems()[0]!.Id, false);
  state.setOperatorPassword(client.server.operators[1]!.Id, '99999');
  state.removeOperator(client.server.operators[4]!.Id);
  state.setEventTitle('После смены');
  state.setStatuses(state.statuses().slice(1));
}

describe('the state file', () => {
  it('brings everything back after a restart, on another day and with the options left out', async () => {
    const clock = new StandingClock();
    const first = await startClient({
      stateFile,
      seed: 3,
      participants: 40,
      parts: 2,
      implemented: true,
      clock: clock.read,
    });
    await workAShift(first, clock);
    const before = readAll(first);
    await stopClient(first);

    clock.advance(3 * 86_400);
    const second = await startClient({ stateFile, implemented: true, clock: clock.read });
    expect(readAll(second)).toEqual(before);
    expect(await second.create(walkIn)).toBe(
      Math.max(...before.participants.map(({ Id }) => Id), ...second.server.state.strangers().map(({ Id }) => Id)) + 1,
    );
  });

  it('holds an accepted write before the answer is read', async () => {
    const client = await startClient({ stateFile, parts: 2 });
    const Id = await client.create(walkIn);
    const lines = fs.readFileSync(stateFile, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1]!)).toMatchObject({ kind: 'created', Id, time: '2026-10-05 09:00:00' });
  });

  it('holds no refused write and none that changes nothing', async () => {
    const client = await startClient({ stateFile });
    const row = client.server.state.participants()[0]!;
    await client.call('PUT', `/participants/${row.Id}`, { body: { Statuses: row.Statuses } });
    await client.call('DELETE', `/participants/${client.server.state.strangers()[0]!.Id}`);
    await client.call('POST', '/badges', { body: { UserId: 1 } });
    expect(fs.readFileSync(stateFile, 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  it('cuts a last line that was torn by a kill at any byte, and goes on', async () => {
    const first = await startClient({ stateFile, parts: 2 });
    const kept = await first.create(walkIn);
    const { size } = fs.statSync(stateFile);
    await first.create({ ...walkIn, LastName: 'Пропавший' });
    await stopClient(first);
    const whole = fs.readFileSync(stateFile);

    for (const torn of [size + 1, size + 40, whole.length - 1]) {
      fs.writeFileSync(stateFile, whole.subarray(0, torn));
      const client = await startClient({ stateFile });
      expect(client.server.state.participants()).toHaveLength(501);
      expect(client.server.state.participant(kept)).toBeDefined();
      expect(fs.statSync(stateFile).size).toBe(size);
      expect(await client.create(walkIn)).toBe(kept + 1);
      await stopClient(client);
      const again = await startClient({ stateFile });
      expect(again.server.state.participants()).toHaveLength(502);
      await stopClient(again);
    }
  });

  it('refuses another event, and says which option is to be left out', async () => {
    await stopClient(await startClient({ stateFile, seed: 3, participants: 40 }));
    for (const [options, message] of [
      [{ seed: 4 }, /seed 3, not 4/],
      [{ participants: 50 }, /participants 40, not 50/],
      [{ parts: 1 }, /parts 0, not 1/],
    ] as const) {
      const start = startPractice({ stateFile, ...options });
      await expect(start).rejects.toThrow(PracticeOptionsError);
      await expect(start).rejects.toThrow(message);
    }
    await startClient({ stateFile, seed: 3, participants: 40, parts: 0 });
  });

  it('refuses a file that is none of its own, and one with a line in the middle that cannot be read', async () => {
    fs.mkdirSync(path.dirname(stateFile), { recursive: true });
    fs.writeFileSync(stateFile, 'shopping list');
    await expect(startPractice({ stateFile })).rejects.toThrow(/is not a practice event's state file/);
    expect(fs.readFileSync(stateFile, 'utf8')).toBe('shopping list');

    fs.rmSync(stateFile);
    const client = await startClient({ stateFile, parts: 2 });
    await client.create(walkIn);
    await stopClient(client);
    const header = fs.readFileSync(stateFile, 'utf8').split('\n')[0]!;
    fs.writeFileSync(stateFile, `${header}\n{"kind":"cre\n{"kind":"event","title":"x"}\n`);
    await expect(startPractice({ stateFile })).rejects.toThrow(/Line 2 /);
  });

  it('says so when the file cannot be made', async () => {
    fs.writeFileSync(path.join(folder, 'deep'), 'a file where a folder should be');
    await expect(startPractice({ stateFile })).rejects.toThrow(PracticeOptionsError);
  });
});
