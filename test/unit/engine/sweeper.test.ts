/** When sweeps run: one that was asked for anew never counts what was read before the asking. */
import { expect, it, vi } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import type { SweepEnd } from '../../../renderer/engine/sync/sweep.ts';
import { Settler } from '../../../renderer/engine/sync/settle.ts';
import { SweepReach } from '../../../renderer/engine/sync/sweep-reach.ts';
import { Sweeper, type SweeperOptions } from '../../../renderer/engine/sync/sweeper.ts';
import { FEEDS, type Feed } from '../../../shared/ruvents/rows.ts';
import { become, operation, person, setStatus, state, TABLES } from '../sync/made-up.ts';

const COMPLETE: SweepEnd = { end: 'complete', missing: [], late: 0 };
const AWAY: SweepEnd = { end: 'unreachable', code: 'unreachable', detail: '' };

/** A sweeper whose feeds end when the test says so. */
function play() {
  const log: string[] = [];
  const ends = new Map<Feed, (end: SweepEnd) => void>();
  const sweepOf = (feed: Feed) => ({
    record: null,
    read: 0,
    isRunning: false,
    startOver: () => undefined,
    stop: () => undefined,
    walk: () => {
      log.push(feed);
      return new Promise<SweepEnd>((resolve) => ends.set(feed, resolve));
    },
  });
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1)]);
  const settler = new Settler(people, () => 0);
  const reach = new SweepReach(settler);
  const sweeper = new Sweeper({
    sweeps: Object.fromEntries(FEEDS.map((feed) => [feed, sweepOf(feed)])) as unknown as SweeperOptions['sweeps'],
    missing: { doubt: null, isAsking: false, take: () => Promise.resolve() } as unknown as SweeperOptions['missing'],
    after: () => () => undefined,
    random: () => 0,
    onChange: () => undefined,
    onCompacted: () => undefined,
    onBegin: () => {
      log.push('begin');
      reach.begin();
    },
    onSwept: (feed) => reach.end(feed),
  });
  const end = async (feed: Feed, how: SweepEnd = COMPLETE): Promise<void> => {
    ends.get(feed)?.(how);
    await vi.waitFor(() => expect(sweeper.state.state === 'idle' || log.at(-1) !== feed || how === AWAY).toBe(true));
    await Promise.resolve();
  };
  const hear = (...operations: ReturnType<typeof operation>[]): void => {
    people.takeOperations(operations);
    settler.see(operations);
  };
  return { log, sweeper, reach, end, hear };
}

const WHOLE = ['begin', ...FEEDS];

it('joins the one that is under way, or follows it', async () => {
  const { log, sweeper, end } = play();
  sweeper.ask();
  sweeper.ask();
  await end('participants');
  sweeper.askAnew();
  sweeper.askAnew();
  await end('badges');
  await end('orderitems');
  expect(log).toEqual([...WHOLE, 'begin', 'participants']);
  for (const feed of FEEDS) {
    expect(sweeper.state.state).toBe('running');
    await end(feed);
  }
  expect(log).toEqual([...WHOLE, ...WHOLE]);
  expect(sweeper.state.state).toBe('idle');
});

it('begins anew in the place of one that waits for the server', async () => {
  for (const ask of ['ask', 'askAnew'] as const) {
    const { log, sweeper, end } = play();
    sweeper.ask();
    await end('participants', AWAY);
    expect(sweeper.state.state).toBe('running');
    sweeper[ask]();
    for (const feed of FEEDS) await end(feed);
    expect([log, sweeper.state.state]).toEqual([['begin', 'participants', ...WHOLE], 'idle']);
  }
});

it('follows one that comes to wait for the server', async () => {
  const { log, sweeper, end } = play();
  sweeper.ask();
  sweeper.askAnew();
  await end('participants', AWAY);
  await vi.waitFor(() => expect(log).toEqual(['begin', 'participants', 'begin', 'participants']));
});

it('has no more to tell of people when another feed does not come, and stands in the way of no other', async () => {
  const { log, sweeper, end } = play();
  sweeper.ask();
  await end('participants');
  expect(sweeper.state.state).toBe('running');
  await end('badges', AWAY);
  expect(sweeper.state.state).toBe('idle');
  sweeper.askAnew();
  expect([sweeper.state.state, log.slice(-2)]).toEqual(['running', ['begin', 'participants']]);
  await end('participants');
  await end('badges');
  await end('orderitems');
  expect(sweeper.state.state).toBe('idle');
});

it('speaks of what was answered before it began, and of nothing later', async () => {
  const { sweeper, reach, end, hear } = play();
  const change = operation(1, 'id:1', setStatus(2));
  const sent = become(change, state('sending'));
  hear(change);
  hear(sent);
  sweeper.askAnew();
  expect(reach.coversSent).toBe(false);
  hear(become(sent, state('accepted')));
  for (const feed of FEEDS) await end(feed);
  expect(reach.coversSent).toBe(false);
  sweeper.askAnew();
  for (const feed of FEEDS) await end(feed);
  expect(reach.coversSent).toBe(true);
  hear(become(become(sent, state('accepted')), state('done')));
  expect(reach.coversSent).toBe(true);
});
