import { describe, expect, it } from 'vitest';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import { nextStep, type PageFacts } from '../../../shared/sync/paging.ts';

const at = (time: string) => parseServerTime(`2026-10-05 ${time}`)!;
const first = { since: null, limit: 500 };

function pageOf(facts: Partial<PageFacts>): PageFacts {
  return { count: 500, fresh: 500, hasMore: true, nextSince: null, lastRowTime: null, ...facts };
}

describe('a page that says there is no more', () => {
  it('is not believed while it brings many people: a server may count a limit in something else', () => {
    const page = pageOf({ count: 250, fresh: 250, hasMore: false, lastRowTime: at('09:00:00') });
    const step = nextStep(null, first, page);
    expect(step).toMatchObject({ cursor: at('09:00:00'), next: { since: at('08:59:59') } });
    const again = pageOf({ count: 1, fresh: 0, hasMore: false, lastRowTime: at('09:00:00') });
    expect(nextStep(step.cursor, step.next!, again).next).toBeNull();
  });

  it('is believed when it brings a few, as on a day at the desk', () => {
    const page = pageOf({ count: 3, fresh: 2, hasMore: false, lastRowTime: at('09:00:00') });
    expect(nextStep(at('08:00:00'), { since: at('07:59:58'), limit: 500 }, page).next).toBeNull();
  });
});

describe('order items, which have no time of their own', () => {
  it('are walked by their payments where NextSince runs ahead of them', () => {
    const page = pageOf({ nextSince: at('18:00:00'), lastPayment: at('09:00:00') });
    expect(nextStep(null, first, page)).toMatchObject({ cursor: at('09:00:00'), next: { since: at('08:59:59') } });
  });

  it('are walked by their payments where there is no NextSince', () => {
    const page = pageOf({ lastPayment: at('09:00:00') });
    expect(nextStep(null, first, page).next).toEqual({ since: at('08:59:59'), limit: 500 });
  });

  it('are walked by NextSince where payments are later than it, or get nowhere', () => {
    const asked = { since: at('09:00:00'), limit: 500 };
    const earlier = pageOf({ nextSince: at('10:00:00'), lastPayment: at('11:00:00') });
    const stuck = pageOf({ nextSince: at('10:00:00'), lastPayment: at('08:00:00') });
    for (const page of [earlier, stuck]) {
      expect(nextStep(at('09:00:01'), asked, page).next).toEqual({ since: at('09:59:59'), limit: 500 });
    }
  });

  it('end where the server says, with its NextSince as the cursor', () => {
    const page = pageOf({ count: 3, hasMore: false, nextSince: at('18:00:00'), lastPayment: at('09:00:00') });
    expect(nextStep(null, first, page)).toEqual({ cursor: at('18:00:00'), next: null, steppedOver: false });
  });
});

describe('a page that adds nothing new', () => {
  const known = pageOf({ count: 228, fresh: 0, hasMore: null, lastRowTime: at('09:00:02') });

  it('is not the end where the next second may not have fitted behind it: a server that does not split a second', () => {
    const step = nextStep(at('09:00:02'), { since: at('09:00:01'), limit: 500 }, known);
    expect(step).toMatchObject({ cursor: at('09:00:02'), next: { since: at('09:00:02') } });
    expect(nextStep(step.cursor, step.next!, pageOf({ count: 0, fresh: 0, hasMore: null })).next).toBeNull();
    expect(nextStep(step.cursor, step.next!, known).next).toBeNull(); // an inclusive server
  });

  it('is the end of a quiet feed, which is asked again and again', () => {
    const quiet = pageOf({ count: 6, fresh: 0, hasMore: false, lastRowTime: at('09:00:02') });
    expect(nextStep(at('09:00:02'), { since: at('09:00:00'), limit: 500 }, quiet).next).toBeNull();
  });

  it('says that somebody may be missing where people and their parts fill it', () => {
    const full = { ...known, joined: () => 500 };
    expect(nextStep(at('09:00:02'), { since: at('09:00:01'), limit: 500 }, full).steppedOver).toBe(true);
  });
});

describe('a walk that speaks of who is not there', () => {
  it('goes on while somebody new comes, whatever HasMore says', () => {
    const page = pageOf({ count: 3, fresh: 1, hasMore: false, lastRowTime: at('09:00:00'), thorough: true });
    expect(nextStep(null, first, page).next).toEqual({ since: at('08:59:59'), limit: 500 });
    const again = { ...page, fresh: 0 };
    const last = nextStep(at('09:00:00'), { since: at('08:59:59'), limit: 500 }, again);
    expect(last).toMatchObject({ next: { since: at('09:00:00') }, steppedOver: false });
    expect(nextStep(at('09:00:00'), last.next!, again).next).toBeNull();
  });

  it('has not stepped over a second that the server gave whole', () => {
    const page = pageOf({ count: 40, fresh: 10, hasMore: false, lastRowTime: at('09:00:00'), thorough: true });
    const step = nextStep(at('09:00:00'), { since: at('08:59:59'), limit: 500 }, page);
    expect(step).toMatchObject({ next: { since: at('09:00:00') }, steppedOver: false });
  });

  it('ends with a server that ignores `since` and always has more', () => {
    let ask: { readonly since: ReturnType<typeof at> | null; readonly limit: number } | null = first;
    let cursor: ReturnType<typeof at> | null = null;
    let asks = 0;
    for (; ask !== null && asks < 50; asks += 1) {
      const page = pageOf({ count: 500, fresh: asks === 0 ? 500 : 0, lastRowTime: at('09:00:00'), thorough: true });
      const step = nextStep(cursor, ask, page);
      [cursor, ask] = [step.cursor, step.next];
    }
    expect(asks).toBeLessThan(10);
  });
});

describe('order items of a server whose NextSince is what it was asked for', () => {
  it('are walked by their payments, and where neither leads on the walk ends and says so', () => {
    const asked = { since: at('09:00:00'), limit: 500 };
    const stale = pageOf({ nextSince: at('09:00:00'), lastPayment: at('10:00:00') });
    expect(nextStep(at('09:00:00'), asked, stale).next).toEqual({ since: at('09:59:59'), limit: 500 });
    const stuck = pageOf({ nextSince: at('09:00:00'), lastPayment: at('08:00:00') });
    expect(nextStep(at('09:00:00'), { ...asked, limit: 16_000 }, stuck)).toMatchObject({
      next: null,
      steppedOver: true,
    });
  });
});

describe('an inclusive server with more people in two neighbouring seconds than in a page', () => {
  const second = (n: number) => at(`09:00:0${n}`);

  it('has given the first second whole: nothing is stepped over by asking for the second one', () => {
    const page = {
      count: 500,
      fresh: 200,
      hasMore: true,
      nextSince: null,
      firstRowTime: second(1),
      lastRowTime: second(2),
    };
    const step = nextStep(second(1), { since: second(1), limit: 500 }, page);
    expect(step).toEqual({ cursor: second(2), next: { since: second(2), limit: 500 }, steppedOver: false });
  });

  it('an exclusive one has not: a page that begins behind what was asked for may hold a part of its last second', () => {
    const page = {
      count: 500,
      fresh: 0,
      hasMore: true,
      nextSince: null,
      firstRowTime: second(2),
      lastRowTime: second(2),
    };
    expect(nextStep(second(2), { since: second(1), limit: 500 }, page)).not.toMatchObject({
      next: { since: second(2) },
      steppedOver: false,
    });
  });
});
