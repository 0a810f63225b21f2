/** A server whose clock is put back: what is known of it, and how the feeds are read meanwhile. */
import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../renderer/engine/sync/server-clock.ts';
import { parseServerTime, type ServerTime } from '../../../shared/ruvents/time.ts';

const at = (time: string): ServerTime => {
  const parsed = parseServerTime(`2026-10-05 ${time}`);
  if (parsed === null) throw new Error('no time');
  return parsed;
};

function desk() {
  const read: string[] = [];
  const server = { time: at('11:00:00') as ServerTime | null, cursor: at('10:59:58'), now: 0, asked: 0, long: 0 };
  const puller = (feed: string) => ({
    get reached() {
      return { cursor: server.cursor, complete: true };
    },
    readFrom: (part: { since: ServerTime; until: ServerTime } | null) =>
      read.push(part === null ? `${feed} as ever` : `${feed} ${part.since.slice(11)}–${part.until.slice(11)}`),
  });
  const clock = new ServerClock({
    pullers: { participants: puller('people'), badges: puller('badges') },
    ask: async () => {
      server.asked += 1;
      return server.time;
    },
    now: () => server.now,
    onLongBehind: () => (server.long += 1),
  });
  return { clock, server, read: () => read.splice(0) };
}

const resend = [
  { action: 'resend', id: 'operation-1' },
  { action: 'done', id: 'operation-2' },
] as const;

describe('the server’s clock', () => {
  it('is asked once a minute while it is in step', async () => {
    const { clock, server } = desk();
    await clock.check();
    server.now = 59_000;
    await clock.check();
    expect(server.asked).toBe(1);
    server.now = 60_000;
    await clock.check();
    expect(server.asked).toBe(2);
  });

  it('put back an hour: pulls begin a little before its time, each where the last one was, until it has caught up', async () => {
    const { clock, server, read } = desk();
    await clock.check();
    read();
    server.now = 60_000;
    server.time = at('10:01:00');
    await clock.check();
    expect([clock.isBehind, read()]).toEqual([true, ['people 09:59:00–10:01:05', 'badges 09:59:00–10:01:05']]);
    server.time = at('10:01:06');
    await clock.check();
    expect(read()).toEqual(['people 10:00:50–10:01:11', 'badges 10:00:50–10:01:11']);
    server.time = at('10:59:55');
    await clock.check();
    expect([clock.isBehind, read(), server.long]).toEqual([false, ['people as ever', 'badges as ever'], 0]);
  });

  it('found behind at the first question: a sweep looks for what was written meanwhile', async () => {
    const { clock, server } = desk();
    server.time = at('10:01:00');
    await clock.check();
    expect(server.long).toBe(1);
  });

  it('that nobody tells changes nothing', async () => {
    const { clock, server, read } = desk();
    server.time = null;
    await clock.check();
    expect([clock.isBehind, read()]).toEqual([false, []]);
  });

  it('invariant 4: found behind, nothing is sent a second time on the word of the pull before; in step, it is', async () => {
    const { clock, server } = desk();
    await clock.check();
    expect(await clock.keepSure(resend)).toEqual(resend);
    server.time = at('10:01:00');
    expect(await clock.keepSure(resend)).toEqual([resend[1]]);
    expect(await clock.keepSure(resend)).toEqual(resend); // by a pull that began at the server's own time
  });
});
