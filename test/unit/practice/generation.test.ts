import { describe, expect, it } from 'vitest';
import { makeEvent } from '../../../electron/practice/event.ts';
import { findDayStart } from '../../../electron/practice/server-time.ts';
import { orderItemsPage, participantsPage, StandingClock, startClient } from './practice-client.ts';

const now = findDayStart(new StandingClock().read());

describe('the made-up event', () => {
  it('is the same for the same seed, byte for byte, and another for another', async () => {
    const read = async (seed: number) => {
      const client = await startClient({ seed, parts: 2 });
      const paths = ['/event', '/event/operators', '/participants', '/orderitems'];
      const replies = await Promise.all(paths.map((path) => client.call('GET', path)));
      return [client.server.hash, ...replies.map(({ text }) => text.replaceAll(client.server.url, 'URL'))];
    };
    const [one, again, other] = await Promise.all([read(5), read(5), read(6)]);
    expect(again).toEqual(one);
    for (const [index, text] of other.entries()) expect(text).not.toBe(one[index]);
  });

  it('does not depend on the hour at which it is started', async () => {
    const clock = new StandingClock();
    const morning = await startClient({ clock: clock.read });
    clock.advance(8 * 3600);
    const evening = await startClient({ clock: clock.read });
    const read = (client: typeof morning) =>
      client.server.state.participants().map((row) => ({ ...row, Photo: undefined }));
    expect(read(evening)).toEqual(read(morning));
  });

  it('has its hash in 25 characters', () => {
    expect(makeEvent({ seed: 9, participants: 0, parts: 0 }, now).hash).toMatch(/^[a-z0-9]{25}$/);
  });

  it('holds in fifty people everything that a desk must be able to show', async () => {
    const client = await startClient({ participants: 50, seed: 11 });
    const { Participants } = await client.get('/participants', participantsPage);
    expect(Participants).toHaveLength(50);
    const ru = Participants.map(({ Locales }) => Locales.ru);
    const has = (holds: (row: (typeof Participants)[number]) => boolean) => Participants.some(holds);
    expect(has(({ Photo }) => Photo !== undefined)).toBe(true);
    expect(has(({ Photo }) => Photo === undefined)).toBe(true);
    expect(has(({ Locales }) => Locales.en === undefined)).toBe(true);
    expect(has(({ Email, Phone }) => Email === undefined && Phone === undefined)).toBe(true);
    expect(ru.some(({ LastName, FatherName }) => /^\p{Script=Latin}/u.test(LastName) && !FatherName)).toBe(true);
    expect(ru.some(({ LastName, FirstName }) => /ё|й/.test(LastName + FirstName))).toBe(true);
    expect(ru.some(({ LastName }) => LastName.includes('-'))).toBe(true);
    expect(ru.some(({ LastName, FirstName }) => (LastName + FirstName).length > 40)).toBe(true);
  });

  it('spreads the changes over the month before: few share one second', () => {
    const { participations } = makeEvent({ seed: 4, participants: 5000, parts: 0 }, now);
    const seconds = new Map<string, number>();
    for (const { updateTime } of participations) seconds.set(updateTime, (seconds.get(updateTime) ?? 0) + 1);
    expect(Math.max(...seconds.values())).toBeGreaterThan(1);
    expect(Math.max(...seconds.values())).toBeLessThan(10);
    const times = [...seconds.keys()].sort();
    expect(times[0]! >= '2026-09-05 00:00:00').toBe(true);
    expect(times.at(-1)! <= '2026-10-05 00:00:00').toBe(true);
  });

  it('uses addresses and numbers that reach nobody', () => {
    const { people } = makeEvent({ seed: 8, participants: 2000, parts: 0 }, now);
    const emails = people.flatMap(({ Email }) => Email ?? []);
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.-]+@example\.org$/);
    for (const { Phone } of people) if (Phone !== undefined) expect(Phone).toMatch(/^(7000\d{7}|447700900\d{3})$/);
  });

  it('has 100,000 people with parts and orders, every row by the document', async () => {
    const client = await startClient({ participants: 100_000, parts: 3 });
    const seen = new Set<number>();
    let since = '';
    for (let hasMore = true; hasMore;) {
      const page = await client.get(`/participants?since=${since}`, participantsPage);
      for (const { Id } of page.Participants) seen.add(Id);
      since = page.NextSince;
      hasMore = page.HasMore;
    }
    expect(seen.size).toBe(100_000);
    expect((await client.get('/orderitems', orderItemsPage)).HasMore).toBe(true);
  });
});
