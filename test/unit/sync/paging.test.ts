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
