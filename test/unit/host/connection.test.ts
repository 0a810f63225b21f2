/** The connection's states and its waiting, on a clock moved by hand. */
import { expect, test } from 'vitest';
import { ConnectionMonitor } from '../../../electron/host/connection.ts';
import type { ReadAnswer } from '../../../electron/host/ruvents/answers.ts';
import type { Contact } from '../../../electron/host/ruvents/client.ts';
import type { Problem } from '../../../shared/contract/station.ts';
import { handTimers } from './hand-timers.ts';

const unreachable: Problem = { code: 'unreachable', detail: 'ECONNREFUSED' };
const noRights: Problem = { code: 'noRights', detail: '101' };
const answered: Contact = { kind: 'answered', proved: true, path: '/participants' };
const pinged: Contact = { kind: 'answered', proved: false, path: '/ping' };

function build(timers = handTimers(), chance: () => number = () => 1) {
  const asked: string[] = [];
  const says = { ping: { kind: 'unreachable', problem: unreachable } as Contact, event: null as Contact | null };
  let returns = 0;
  const told: string[] = [];
  const ask = (what: string, contact: Contact | null): Promise<ReadAnswer> => {
    asked.push(`${what} at ${timers.now()}`);
    if (contact !== null) monitor.note(contact);
    return Promise.resolve({ ok: true, status: 200, body: new Uint8Array() });
  };
  const monitor: ConnectionMonitor = new ConnectionMonitor({
    ping: () => ask('ping', says.ping),
    readEvent: () => ask('event', says.event),
    timers,
    clock: () => new Date('2026-11-22T10:00:00Z'),
    chance,
    onChange: (connection) => told.push(connection.state),
    onReturn: () => (returns += 1),
  });
  return { monitor, timers, asked, says, told, returns: () => returns };
}

test('offline: asked again later and later, never later than five seconds', () => {
  const { monitor, timers, asked } = build();
  monitor.note({ kind: 'unreachable', problem: unreachable });
  timers.advance(18_000);
  expect(asked).toEqual(['ping at 1000', 'ping at 3000', 'ping at 7000', 'ping at 12000', 'ping at 17000']);
  expect(monitor.describe()).toMatchObject({ state: 'offline', problem: unreachable, retryIn: 4000 });
});

test('a knock asks within half a second, and the waiting goes on where it was when nobody answers', () => {
  const { monitor, timers, asked } = build();
  monitor.note({ kind: 'unreachable', problem: unreachable });
  timers.advance(3500);
  monitor.knock();
  timers.advance(500);
  expect(asked).toEqual(['ping at 1000', 'ping at 3000', 'ping at 4000']);
  timers.advance(5000);
  expect(asked.at(-1)).toBe('ping at 9000');
});

test('online, a knock is nothing', () => {
  const { monitor, timers, asked } = build();
  monitor.note(answered);
  monitor.knock();
  expect(timers.armed).toBe(0);
  expect(asked).toEqual([]);
});

test('fifty desks that lost the server in one instant do not come back in one instant', () => {
  const timers = handTimers();
  let seed = 7;
  const chance = (): number => (seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
  const desks = Array.from({ length: 50 }, () => build(timers, chance));
  for (const { monitor } of desks) monitor.note({ kind: 'unreachable', problem: unreachable });
  timers.advance(60_000);
  for (const { says } of desks) says.ping = pinged;
  timers.advance(5000);
  expect(desks.map(({ returns }) => returns())).toEqual(desks.map(() => 1));
  const back = desks.map(({ asked }) => Number(/\d+$/.exec(asked.at(-1) ?? '')?.[0]));
  const tenths = new Map<number, number>();
  for (const at of back) tenths.set(Math.floor(at / 100), (tenths.get(Math.floor(at / 100)) ?? 0) + 1);
  expect(Math.max(...tenths.values())).toBeLessThanOrEqual(6); // of fifty, in a tenth of a second
});

test('many failures at once are one wait', () => {
  const { monitor, timers, asked } = build();
  for (let n = 0; n < 10; n += 1) monitor.note({ kind: 'unreachable', problem: unreachable });
  timers.advance(1000);
  expect(asked).toHaveLength(1);
});

test('back: told once, and the waiting is over', () => {
  const { monitor, timers, says, returns } = build();
  monitor.note({ kind: 'unreachable', problem: unreachable });
  says.ping = pinged;
  timers.advance(1000);
  monitor.note(answered);
  monitor.note(answered);
  expect(monitor.describe()).toMatchObject({ state: 'online', problem: null, retryIn: null });
  expect(returns()).toBe(1);
  expect(timers.armed).toBe(0);
});

test('a server that answers pings alone is not asked for ever at the fastest pace', () => {
  const { monitor, timers, says, asked } = build();
  says.ping = pinged;
  for (let n = 0; n < 4; n += 1) {
    monitor.note({ kind: 'unreachable', problem: unreachable });
    timers.advance(5000);
  }
  expect(asked).toEqual(['ping at 1000', 'ping at 7000', 'ping at 14000', 'ping at 20000']);
});

test('101 on a write pauses until a person asks and /event answers', async () => {
  const { monitor, says } = build();
  monitor.note(answered);
  monitor.note({ kind: 'refused', problem: noRights, by: 'write', path: '/badges' });
  expect(monitor.describe()).toMatchObject({ state: 'paused', problem: noRights });
  says.event = { kind: 'answered', proved: true, path: '/event' };
  monitor.note(says.event); // the refresh of the day
  monitor.note({ kind: 'unreachable', problem: unreachable });
  expect(monitor.state).toBe('paused');
  await monitor.probe(true);
  expect(monitor.state).toBe('online');
});

test('102 pauses until /event answers, by itself', () => {
  const { monitor } = build();
  monitor.note({ kind: 'refused', problem: { code: 'wrongHash', detail: '' }, by: 'read', path: '/participants' });
  monitor.note(pinged);
  expect(monitor.state).toBe('paused');
  monitor.note({ kind: 'answered', proved: true, path: '/event' });
  expect(monitor.state).toBe('online');
});

test('101 of one list asks /event before it believes that the desk has no rights', () => {
  const { monitor, says, asked } = build();
  monitor.note(answered);
  says.event = { kind: 'answered', proved: true, path: '/event' };
  monitor.note({ kind: 'refused', problem: noRights, by: 'read', path: '/orderitems' });
  expect([monitor.state, asked.length]).toEqual(['online', 1]);
  says.event = { kind: 'refused', problem: noRights, by: 'read', path: '/event' };
  monitor.note({ kind: 'refused', problem: noRights, by: 'read', path: '/orderitems' });
  expect(monitor.state).toBe('paused');
});

test('one failing request is said and takes nobody offline', () => {
  const { monitor } = build();
  monitor.note(answered);
  monitor.note({ kind: 'failing', problem: { code: 'serverError', detail: 'HTTP 500' } });
  expect(monitor.describe()).toMatchObject({ state: 'online', problem: { code: 'serverError' } });
  monitor.note(answered);
  expect(monitor.describe().problem).toBeNull();
});

test('the time of the last contact alone is not told with every page', () => {
  const { monitor, timers, told } = build();
  for (let n = 0; n < 50; n += 1) {
    monitor.note(answered);
    timers.advance(100);
  }
  expect(told).toEqual(['online']);
  timers.advance(5000);
  monitor.note(answered);
  expect(told).toEqual(['online', 'online']);
});

test('closed: no timer is left', () => {
  const { monitor, timers } = build();
  monitor.note({ kind: 'unreachable', problem: unreachable });
  monitor.close();
  monitor.note({ kind: 'unreachable', problem: unreachable });
  expect(timers.armed).toBe(0);
});

const cutAt = (path: string): Contact => ({ kind: 'cut', problem: unreachable, path });

test('one list that is cut takes nobody offline while /event answers, and nothing is pulled anew', () => {
  const { monitor, timers, says, asked, returns } = build();
  monitor.note(answered);
  says.event = { kind: 'answered', proved: true, path: '/event' };
  for (let minute = 0; minute < 20; minute += 1) {
    monitor.note(cutAt('/badges'));
    expect(monitor.state).toBe('online');
    monitor.note(answered);
    timers.advance(15_000);
  }
  expect(returns()).toBe(1);
  expect(asked).toHaveLength(20);
});

test('a list that is cut again and again asks /event rarely', () => {
  const { monitor, timers, says, asked } = build();
  monitor.note(answered);
  says.event = { kind: 'answered', proved: true, path: '/event' };
  for (let request = 0; request < 100; request += 1) {
    monitor.note(cutAt('/badges'));
    timers.advance(100);
  }
  expect(asked).toEqual(['event at 0', 'event at 5000']);
});

test('a list that is cut, and /event too: the server is gone', () => {
  const { monitor, timers, says, asked } = build();
  monitor.note(answered);
  says.event = { kind: 'unreachable', problem: unreachable };
  monitor.note(cutAt('/badges'));
  expect(monitor.describe()).toMatchObject({ state: 'offline', problem: unreachable });
  monitor.note(cutAt('/participants'));
  timers.advance(1000);
  expect(asked).toEqual(['event at 0', 'ping at 1000']);
});

test('a list that is cut while nobody was reached yet is as good as no server', () => {
  const { monitor, timers, asked } = build();
  monitor.note(cutAt('/participants'));
  timers.advance(1000);
  expect([monitor.state, ...asked]).toEqual(['offline', 'ping at 1000']);
});
