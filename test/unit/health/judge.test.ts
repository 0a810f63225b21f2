/** Thresholds of health: what is fine, what somebody should look at, what is wrong, and that each has its words. */
import { expect, test } from 'vitest';
import type { HostHealth } from '../../../shared/contract/diagnostics-routes.ts';
import { compareClocks } from '../../../electron/host/diagnostics/clock-skew.ts';
import { findKind } from '../../../electron/host/diagnostics/stored.ts';
import {
  findWorst,
  type HealthFacts,
  judgeHealth,
  LIMITS,
  LINES,
  REASONS,
  type SyncFacts,
} from '../../../shared/health/judge.ts';
import { health as en } from '../../../renderer/ui/i18n/en/health.ts';
import { health as ru } from '../../../renderer/ui/i18n/ru/health.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const ago = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

const fineHost: HostHealth = {
  ...{
    at: NOW,
    version: '0.1.0',
    shell: 'browser',
    role: 'desk',
    system: 'linux 6 x64',
    uptime: 60,
    secrets: 'keychain',
  },
  runtimes: { node: '20.20.0', chromium: null, electron: null },
  memory: { rss: 200e6, heapUsed: 50e6 },
  storage: { kinds: [{ kind: 'journal', files: 1, bytes: 1000 }], free: 50e9 },
  log: { errors: 0, warnings: 3, faults: 0 },
  notices: [],
  event: { id: 5, practice: false, server: 'desk.example.org' },
  connection: { state: 'online', lastContact: NOW, retryIn: null, problem: null, parked: 0 },
  clock: { ahead: 2, zone: 180, serverTime: '2026-11-22 13:00:00', at: NOW },
  operations: { unsent: 0, oldest: null, attention: 0, accepted: 0, all: 10 },
  printers: [
    { kind: 'ipp', state: 'ready', confirms: 'completed', paused: false, queued: 0, mediaLeft: null, problems: [] },
  ],
  jobs: { queued: 0, printing: 0, unknown: 0, failed: 0 },
  lease: { epoch: 7, leased: true, listeners: 2 },
};
const fineSync: SyncFacts = {
  ...{ stuck: 0, leftOut: 0, storage: 'ok', people: 100, isReady: true },
  feeds: [{ feed: 'participants', pulledAt: ago(5), cursor: '2026-11-22 12:00:00', off: false }],
  sweep: { lastAt: ago(3600), people: 100, incomplete: false, doubt: false },
};
const fine: HealthFacts = {
  now: NOW,
  host: fineHost,
  sync: fineSync,
  window: { storage: { usage: 1e6, quota: 1e9, persisted: false }, browser: 'Chrome 142', heap: 1e7 },
};
const withHost = (change: Partial<HostHealth>): HealthFacts => ({ ...fine, host: { ...fineHost, ...change } });
const withSync = (change: Partial<SyncFacts>): HealthFacts => ({ ...fine, sync: { ...fineSync, ...change } });
const feed = (change: Partial<SyncFacts['feeds'][number]>) =>
  withSync({ feeds: [{ ...fineSync.feeds[0]!, ...change }] });
const sweep = (change: Partial<SyncFacts['sweep']>) => withSync({ sweep: { ...fineSync.sweep, ...change } });
const printer = (change: Partial<HostHealth['printers'][number]>) =>
  withHost({ printers: [{ ...fineHost.printers[0]!, ...change }] });
const connection = (change: Partial<NonNullable<HostHealth['connection']>>) =>
  withHost({ connection: { ...fineHost.connection!, ...change } });
const clock = (ahead: number) => withHost({ clock: { ...fineHost.clock!, ahead } });
const unsent = (seconds: number, state: 'online' | 'offline' = 'online') =>
  withHost({
    operations: { ...fineHost.operations!, unsent: 1, oldest: ago(seconds) },
    connection: { ...fineHost.connection!, state },
  });
const quota = (usage: number) => ({
  ...fine,
  window: { ...fine.window!, storage: { usage, quota: 100, persisted: true } },
});
const free = (bytes: number) => withHost({ storage: { ...fineHost.storage, free: bytes } });

const judged = (facts: HealthFacts) =>
  judgeHealth(facts)
    .filter(({ verdict }) => verdict !== 'fine')
    .map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`);

test('a desk in order has nothing to look at', () => {
  expect(judged(fine)).toEqual([]);
  expect(findWorst(judgeHealth(fine))).toBe('fine');
});

test.each<[string, HealthFacts, string | null]>([
  ['offline', connection({ state: 'offline' }), 'connection look offline'],
  ['paused', connection({ state: 'paused' }), 'connection wrong paused'],
  ['never there', connection({ lastContact: null }), 'contact look neverThere'],
  ['operators parked', connection({ parked: 2 }), 'parked look parked'],
  ['a clock at the limit', clock(LIMITS.clockOff), null],
  ['a clock off', clock(-LIMITS.clockOff - 1), 'clock look clockOff'],
  ['a clock far off', clock(LIMITS.clockFarOff + 1), 'clock wrong clockFarOff'],
  ['just recorded', unsent(5), null],
  ['does not leave', unsent(LIMITS.unsentOld + 1), 'unsent look unsentOld'],
  ['attention', withHost({ operations: { ...fineHost.operations!, attention: 1 } }), 'attention look attention'],
  ['stuck', withSync({ stuck: 1 }), 'stuck look stuck'],
  ['people are not given', feed({ off: true }), 'feed wrong feedOff'],
  ['badges are not given', feed({ feed: 'badges', off: true }), 'feed look feedOff'],
  ['read long ago', feed({ pulledAt: ago(LIMITS.pullOld + 1) }), 'feed look pullOld'],
  ['not read yet', feed({ pulledAt: null }), 'feed look neverPulled'],
  ['never swept', sweep({ lastAt: null }), 'sweep look neverSwept'],
  ['swept long ago', sweep({ lastAt: ago(LIMITS.sweepOld + 1) }), 'sweep look sweepOld'],
  ['swept in part', sweep({ incomplete: true }), 'sweep look sweepIncomplete'],
  ['in doubt', sweep({ doubt: true }), 'sweep wrong sweepDoubt'],
  ['left out', withSync({ leftOut: 3 }), 'leftOut look leftOut'],
  ['engine dead', { ...fine, sync: null }, 'engine look engineDead'],
  ['no printer', withHost({ printers: [] }), 'noPrinter look noPrinter'],
  ['printer in trouble', printer({ state: 'problem', problems: ['paperOut'] }), 'printer wrong printerProblem'],
  ['printer gone', printer({ state: 'gone' }), 'printer wrong printerGone'],
  ['printer paused', printer({ paused: true }), 'printer look printerPaused'],
  ['little paper', printer({ mediaLeft: LIMITS.paperLow - 1 }), 'printer look paperLow'],
  ['badges wait', withHost({ jobs: { ...fineHost.jobs!, unknown: 1 } }), 'jobs look jobsWait'],
  ['little room', free(LIMITS.diskLow - 1), 'disk look diskLow'],
  ['no room', free(LIMITS.diskFull - 1), 'disk wrong diskFull'],
  ['room to spare', free(LIMITS.diskLow), null],
  ['quota', quota(80), 'browserStorage look quotaLow'],
  ['quota full', quota(95), 'browserStorage wrong quotaFull'],
  ['in memory only', withSync({ storage: 'memoryOnly' }), 'replica look memoryOnly'],
  [
    'set aside',
    withHost({ storage: { kinds: [{ kind: 'setAside', files: 1, bytes: 9 }], free: null } }),
    'stored look setAside',
  ],
  ['key in a file', withHost({ secrets: 'keyFile', notices: ['keyFile'] }), 'secrets look keyFile'],
  ['faults', withHost({ log: { errors: 1, warnings: 0, faults: 1 } }), 'faults look faults'],
  ['notices', withHost({ notices: ['journalDamaged'] }), 'notices look notices'],
  ['memory', withHost({ memory: { rss: LIMITS.memoryHigh + 1, heapUsed: 1 } }), 'memory look memoryHigh'],
  ['no window', withHost({ lease: { epoch: 1, leased: false, listeners: 0 } }), 'lease look notLeased'],
  ['host gone', { ...fine, host: null, window: null }, 'host wrong hostGone'],
])('%s', (_name, facts, expected) => {
  expect(judged(facts)).toEqual(expected === null ? [] : [expected]);
});

test('offline what is unsent waits, whatever its age', () => {
  expect(judged(unsent(1, 'offline'))).toEqual(['connection look offline', 'unsent look unsentOffline']);
});

test('every line and every reason has words in both languages', () => {
  for (const words of [en, ru]) {
    expect(Object.keys(words.line).sort()).toEqual([...LINES].sort());
    expect(Object.keys(words.reason).sort()).toEqual([...REASONS].sort());
    for (const line of LINES) expect(words.value).toHaveProperty(line);
  }
});

test('the clock is compared but for whole quarters of an hour, which are a zone', () => {
  const local = (date: Date) =>
    new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const asked = new Date('2026-11-22T10:00:00.000Z');
  const answered = new Date('2026-11-22T10:00:01.000Z');
  const shifted = (seconds: number) =>
    compareClocks(local(new Date(asked.getTime() + seconds * 1000)), asked, answered);
  expect(shifted(0)).toMatchObject({ ahead: 0, zone: 0 });
  expect(shifted(3 * 3600 - 40)).toMatchObject({ ahead: 40, zone: 180 });
  expect(shifted(-5.75 * 3600 + 100)).toMatchObject({ ahead: -100, zone: -345 });
  expect(compareClocks('soon', asked, answered)).toBeNull();
});

test.each([
  ['logs/stoika.log.1', 'logs'],
  ['events/ab/journal.log', 'journal'],
  ['events/ab/journal.log.unreadable-1', 'setAside'],
  ['events/ab/journal.log.cut.tail-2', 'setAside'],
  ['events/ab/photos/1f', 'photos'],
  ['events/ab/templates/x.json', 'templates'],
  ['vault', 'other'],
])('%s is %s', (file, kind) => {
  expect(findKind(file.split('/'))).toBe(kind);
});
