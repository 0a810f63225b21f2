/** "Safe to close?": the first obstacle is said, and yes only after a sweep that ended since the question. */
import { describe, expect, it } from 'vitest';
import { judgeClosing, type Check, type ClosingFacts } from '../../../renderer/ui/state/closing.ts';
import type { SweepState } from '../../../renderer/engine/api.ts';

const EARLIER = { at: '2026-11-22T10:00:00.000Z', people: 200 };
const NOW = { at: '2026-11-22T18:00:00.000Z', people: 201 };
const idle: SweepState = { state: 'idle', last: EARLIER, coversSent: false, read: 0, incomplete: false, doubt: null };
const ended: SweepState = { ...idle, last: NOW, coversSent: true };
const reading: Check = { phase: 'reading', before: EARLIER.at, seen: true, waited: false };

type Sync = NonNullable<ClosingFacts['sync']>;
type Connection = NonNullable<ClosingFacts['connection']>;

function facts(sync: Partial<Sync> = {}, connection: Partial<Connection> = {}): ClosingFacts {
  return {
    hostGone: false,
    connection: { state: 'online', sending: false, parkedOperators: [], problem: null, ...connection },
    sync: { unsent: 0, attention: 0, accepted: 0, handedOver: 0, stuck: 0, busy: false, sweep: idle, ...sync },
    ownAttention: 0,
    prints: 0,
    lostJournals: 0,
    damagedJournals: 0,
  };
}

describe('the answer', () => {
  it('is none before anybody asks', () => expect(judgeClosing({ phase: 'none' }, facts())).toBeNull());

  it('is yes after a complete sweep that ended since', () => {
    expect(judgeClosing(reading, facts({ sweep: ended }))).toEqual({ is: 'safe', ...NOW });
  });
  it('is no plain yes while a journal lies there that could not be read', () => {
    const sent = facts({ sweep: ended });
    expect(judgeClosing(reading, { ...sent, lostJournals: 1 })).toEqual({ is: 'aside', count: 1 });
    expect(judgeClosing(reading, { ...sent, damagedJournals: 1 })).toEqual({ is: 'damaged' });
  });
  it('is no plain yes while the server does not show what was handed over', () => {
    const given = judgeClosing(reading, facts({ handedOver: 2, sweep: ended }));
    expect(given).toEqual({ is: 'handedOver', count: 2 });
  });
  it('waits for what was taken and is not seen yet, and comes to an end', () => {
    const taken = facts({ accepted: 1, sweep: ended });
    expect(judgeClosing(reading, taken)).toEqual({ is: 'reading', count: 0 });
    expect(judgeClosing({ ...reading, waited: true }, taken)).toEqual({ is: 'unseen', count: 1 });
    expect(judgeClosing({ ...reading, waited: true }, facts({ sweep: ended }))?.is).toBe('safe');
  });
  it('is not yes by a sweep that began before the last answer', () => {
    expect(judgeClosing(reading, facts({ sweep: { ...ended, coversSent: false } }))?.is).toBe('reading');
  });
  it('is not yes by the sweep from before', () => expect(judgeClosing(reading, facts())?.is).toBe('notFinished'));
  it('is no longer yes when something is recorded after it', () => {
    const after = facts({ unsent: 1, busy: true, sweep: ended });
    expect(judgeClosing(reading, after)).toEqual({ is: 'sending', unsent: 1 });
  });

  it('says what stands in the way of sending', () => {
    const why = (connection: Partial<Connection>) =>
      judgeClosing({ phase: 'sending' }, facts({ unsent: 3 }, connection));
    expect(why({ state: 'offline' })).toEqual({ is: 'offline', unsent: 3 });
    expect(why({ state: 'paused' })).toEqual({ is: 'paused', unsent: 3 });
    const noRights = { code: 'noRights', detail: '' } as const;
    expect(why({ state: 'paused', problem: noRights })).toEqual({ is: 'pausedNoRights', unsent: 3 });
    expect(why({ parkedOperators: [7] })).toEqual({ is: 'parked', unsent: 3 });
    expect(why({ parkedOperators: [7], sending: true })).toEqual({ is: 'sending', unsent: 3 });
  });

  it('does not speak of sending when nothing can leave', () => {
    const why = (stuck: number, connection: Partial<Connection> = {}) =>
      judgeClosing({ phase: 'sending' }, facts({ unsent: 3, stuck, busy: true }, connection));
    expect(why(3)).toEqual({ is: 'waiting', unsent: 3 });
    expect(why(3, { sending: true })?.is).toBe('sending');
    expect(why(2)?.is).toBe('sending');
  });

  it('names what a person has to do first', () => {
    expect(judgeClosing(reading, { ...facts({ attention: 2 }), ownAttention: 1 })).toEqual({
      is: 'attention',
      count: 1,
    });
    expect(judgeClosing(reading, facts({ attention: 2 }))).toEqual({ is: 'others', count: 2 });
    expect(judgeClosing(reading, { ...facts(), prints: 1 })).toEqual({ is: 'prints', count: 1 });
  });

  it('knows nothing for sure while the server cannot be asked', () => {
    const asking: Check = { ...reading, seen: false };
    expect(judgeClosing(asking, facts({}, { state: 'offline' }))?.is).toBe('unasked');
    expect(judgeClosing(asking, facts({}, { state: 'paused' }))?.is).toBe('unaskedPaused');
    expect(judgeClosing(asking, { ...facts(), hostGone: true })?.is).toBe('hostGone');
  });

  it('does not say that everything was sent of what was handed over, or cannot be read', () => {
    const asking: Check = { ...reading, seen: false };
    for (const state of ['offline', 'paused'] as const) {
      expect(judgeClosing(asking, facts({ handedOver: 3 }, { state }))).toEqual({ is: 'handedOver', count: 3 });
      expect(judgeClosing(asking, { ...facts({}, { state }), lostJournals: 1 })).toEqual({ is: 'aside', count: 1 });
      expect(judgeClosing(asking, { ...facts({}, { state }), damagedJournals: 1 })?.is).toBe('damaged');
    }
    const incomplete = { sweep: { ...idle, incomplete: true }, handedOver: 2 };
    expect(judgeClosing(reading, facts(incomplete))).toEqual({ is: 'handedOver', count: 2 });
  });

  it('follows the sweep', () => {
    const sweep = (change: Partial<SweepState>) => judgeClosing(reading, facts({ sweep: { ...idle, ...change } }));
    expect(sweep({ state: 'running', read: 50 })).toEqual({ is: 'reading', count: 50 });
    expect(sweep({ state: 'running', last: NOW })?.is).toBe('reading');
    expect(sweep({ incomplete: true })?.is).toBe('incomplete');
    expect(sweep({ state: 'doubt', last: NOW })?.is).toBe('doubt');
  });
});
