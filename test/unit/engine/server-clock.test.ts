/** A server whose clock is put back: what is known of it, and how the feeds are read meanwhile. */
import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../renderer/engine/sync/server-clock.ts';
import { parseServerTime, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';

const at = (time: string): ServerTime => {
  const parsed = parseServerTime(`2026-10-05 ${time}`);
  if (parsed === null) throw new Error('no time');
  return parsed;
};

function desk() {
  const read: string[] = [];
  const missed: string[] = [];
  const server = { time: at('11:00:00') as ServerTime | null, cursor: at('10:59:58'), now: 0, asked: 0, long: 0 };
  const puller = (feed: string) => ({
    get reached() {
      return { cursor: server.cursor, complete: true };
    },
    readFrom: (part: { since: ServerTime; until: ServerTime | null } | null) =>
      read.push(
        part === null ? `${feed} as ever` : `${feed} ${part.since.slice(11)}–${part.until?.slice(11) ?? 'end'}`,
      ),
    noteMissed: (until: ServerTime) => missed.push(`${feed} ${until.slice(11)}`),
  });
  const clock = new ServerClock({
    pullers: { participants: puller('people'), badges: puller('badges') },
    ask: async () => {
      server.asked += 1;
      return server.time;
    },
    feedOf: (id) => (id.startsWith('badge') ? 'badges' : 'participants'),
    now: () => server.now,
    onLongBehind: () => (server.long += 1),
  });
  return {
    clock,
    server,
    missed,
    /** How the next walk of each feed is to be read. */
    read: () => [...new Map(read.splice(0).map((one) => [one.slice(0, 6), one])).values()],
    /** Both clocks go on. */
    pass: (seconds: number) => {
      server.now += seconds * 1000;
      if (server.time !== null) server.time = shiftSeconds(server.time, seconds);
    },
    pull: async (feed: 'participants' | 'badges', isComplete = true) => {
      await clock.check(feed);
      if (isComplete) clock.notePulled(feed);
    },
  };
}

const resend = [
  { action: 'resend', id: 'operation-1' },
  { action: 'done', id: 'operation-2' },
] as const;
const resendBadge = [{ action: 'resend', id: 'badge-1' }] as const;

describe('the server’s clock', () => {
  it('is asked once a minute while it is in step', async () => {
    const { clock, server } = desk();
    await clock.check('participants');
    server.now = 59_000;
    await clock.check('badges');
    expect(server.asked).toBe(1);
    server.now = 60_000;
    await clock.check('participants');
    expect(server.asked).toBe(2);
  });

  it('put back an hour: a walk to the end from the last one by its own time, then parts, then one more to the end', async () => {
    const { clock, server, read, pass, pull } = desk();
    await pull('participants');
    await pull('badges');
    pass(60);
    server.time = at('10:01:00');
    await clock.check('participants');
    expect(read()).toEqual(['people 09:59:50–end', 'badges 09:59:50–end']);
    clock.notePulled('participants');
    await pull('badges');
    pass(6);
    await pull('participants');
    await pull('badges');
    expect(read()).toEqual(['people 10:00:56–10:01:11', 'badges 10:00:50–10:01:11']);
    pass(58 * 60);
    server.cursor = at('10:59:00');
    await pull('participants');
    expect(read()[0]).toBe('people as ever');
    expect(server.long).toBe(0);
  });

  it('has caught up: the first walk in step begins where the last one of its feed was begun, all others at the cursor', async () => {
    const { server, read, pass, pull } = desk();
    await pull('participants');
    server.time = at('10:01:00');
    pass(60);
    await pull('participants');
    pass(10);
    await pull('participants');
    pass(58 * 60 + 50); // no walk was completed meanwhile
    await pull('participants', false);
    expect(read()).toContain('people 10:02:00–end');
    await pull('participants');
    expect(read()).toContain('people as ever');
  });

  it('invariant 4: questions, the other feed and walks that failed do not move where a feed begins', async () => {
    const { server, read, pass, pull } = desk();
    await pull('participants');
    await pull('badges');
    pass(60);
    server.time = at('10:01:00');
    await pull('participants');
    await pull('badges');
    read();
    for (let times = 0; times < 4; times += 1) {
      pass(5);
      await pull('participants');
      await pull('badges', false);
    }
    expect(read()).toEqual(['people 10:01:10–10:01:25', 'badges 10:00:50–10:01:25']);
  });

  it('put back while the desk was away: it is read from when the last walk was begun, and a sweep looks too', async () => {
    const { server, read, missed, pass, pull } = desk();
    await pull('participants');
    pass(600);
    server.time = at('10:10:00');
    await pull('participants');
    expect(read()[0]).toBe('people 09:59:50–end');
    expect([server.long > 0, missed]).toEqual([true, ['badges 10:59:59']]); // badges were never read in this session
  });

  it('put back a second time while it was behind: what it wrote before that is read to the end once more', async () => {
    const { server, read, pass, pull } = desk();
    await pull('participants');
    server.time = at('10:01:00');
    pass(60);
    await pull('participants');
    pass(5);
    await pull('participants');
    expect(read()[0]).toBe('people 10:01:50–10:02:10');
    server.time = at('09:00:00');
    pass(5);
    await pull('participants');
    expect(read()[0]).toBe('people 08:59:50–end');
  });

  it('found behind at the first question: a sweep looks for what was written meanwhile, and until then nothing is not there', async () => {
    const { clock, server, missed, read } = desk();
    server.time = at('10:01:00');
    await clock.check('participants');
    expect(server.long).toBeGreaterThan(0);
    expect(missed).toEqual(['people 10:59:59', 'badges 10:59:59']);
    expect(read()).toEqual(['people 09:58:50–end', 'badges 09:58:50–end']);
  });

  it('that nobody tells changes nothing', async () => {
    const { clock, server, read } = desk();
    server.time = null;
    await clock.check('participants');
    expect(read()).toEqual(['people as ever', 'badges as ever']);
    expect(await clock.keepSure(resend)).toEqual(resend);
  });

  it('invariant 4: found behind, nothing is sent a second time on the word of a pull before; in step, it is', async () => {
    const { clock, server, pull } = desk();
    await pull('participants');
    expect(await clock.keepSure(resend)).toEqual(resend);
    server.time = at('10:01:00');
    expect(await clock.keepSure(resend)).toEqual([resend[1]]);
    expect(await clock.keepSure(resend)).toEqual([resend[1]]); // nothing has been pulled since
    await pull('participants');
    expect(await clock.keepSure(resend)).toEqual(resend); // by a pull that began at the server's own time
    await pull('badges', false);
    expect(await clock.keepSure(resendBadge)).toEqual(resendBadge);
  });

  it('invariant 4: a pull that was under way when another feed found it behind is no such word', async () => {
    const { clock, server, pass, pull } = desk();
    await pull('badges');
    pass(60);
    await clock.check('badges'); // begins at the cursor
    server.time = at('10:01:00');
    pass(60);
    await pull('participants'); // finds it behind
    clock.notePulled('badges');
    expect(await clock.keepSure(resendBadge)).toEqual([]);
  });

  it('that cannot be asked while it is behind: only a walk to the end has seen it all', async () => {
    const { clock, server, pass, pull } = desk();
    await pull('participants');
    server.time = at('10:01:00');
    pass(60);
    await pull('participants');
    pass(5);
    await pull('participants'); // a part
    server.time = null;
    expect(await clock.keepSure(resend)).toEqual([resend[1]]);
    await pull('participants'); // to the end
    expect(await clock.keepSure(resend)).toEqual(resend);
  });
});
