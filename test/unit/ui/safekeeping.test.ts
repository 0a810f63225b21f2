/** Small things that keep records safe: a knock when the network is back, a reminder of the recovery code, files. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  dropReminder,
  needsReminder,
  noteRecords,
  useReminders,
} from '../../../renderer/ui/state/recovery-reminder.ts';
import { followNetwork } from '../../../renderer/ui/state/network.ts';
import { decodeBase64, encodeBase64 } from '../../../renderer/ui/state/download.ts';
import { listNewFields } from '../../../renderer/ui/state/field-rules.ts';

const asked = vi.hoisted(() => [] as string[]);
vi.mock('../../../renderer/ui/state/host.ts', () => ({
  callHost: (name: string) => {
    asked.push(name);
    return Promise.resolve({ ok: true, value: {} });
  },
}));

it('the host is told at once when the browser says that the network is back', () => {
  const page = new EventTarget();
  followNetwork(page);
  expect(asked).toEqual([]);
  page.dispatchEvent(new Event('online'));
  expect(asked).toEqual(['knock']);
});

describe('the reminder of the recovery code', () => {
  const event = { key: 'e', server: 'https://example.org', eventId: 1, title: 'Форум', practice: false };
  const admin = { operator: { Id: 1, Login: 'op1', Role: 'Admin' as const }, endedBecause: null, refused: null };
  const station = { event, session: admin, recoveryCode: false };
  const remind = (told: Partial<Parameters<typeof needsReminder>[0]> = {}) =>
    needsReminder({ ...station, ...told }, useReminders.getState());
  beforeEach(() => useReminders.setState({ due: new Set(), done: new Set() }));

  it('comes when there is something to lose, and stays when it has left', () => {
    expect(remind()).toBe(false);
    noteRecords('e', { unsent: 0, attention: 0 });
    expect(remind()).toBe(false);
    noteRecords('e', { unsent: 1, attention: 0 });
    noteRecords('e', { unsent: 0, attention: 0 });
    expect(remind()).toBe(true);
  });
  it('comes once, to an administrator, of a real event, while there is no code', () => {
    noteRecords('e', { unsent: 0, attention: 1 });
    const operator = { ...admin.operator, Role: 'Operator' as const };
    expect(remind({ session: { ...admin, operator } })).toBe(false);
    expect(remind({ event: { ...event, practice: true } })).toBe(false);
    expect(remind({ recoveryCode: true })).toBe(false);
    expect(remind()).toBe(true);
    dropReminder('e');
    expect(remind()).toBe(false);
  });
});

it('files survive the way through the contract, whatever their size', async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256);
  expect(decodeBase64(await encodeBase64(new Blob([bytes])))).toEqual(bytes);
});

it('an email is not demanded of a walk-in who gets an address of their own', () => {
  const fields = {
    Email: { type: 'string' as const, required: true },
    Company: { type: 'string' as const, required: true },
  };
  const required = (nomail: boolean) =>
    listNewFields(fields, nomail)
      .filter((field) => field.required)
      .map((field) => field.name);
  expect(required(false)).toContain('Email');
  expect(required(true)).toEqual(['LastName', 'FirstName', 'Company']);
});
