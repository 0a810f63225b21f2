/** What may not leave yet: it costs the server nothing while it waits, and goes when what it waits for is over. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PullEnd } from '../../../renderer/engine/sync/feeds.ts';
import { letIn, operation, person, REGISTER, setFields, setStatus, state, walkIn } from '../sync/made-up.ts';
import { COMPLETE, Desk, pass, PULLS, startDesk } from './loop-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const UNREADABLE: PullEnd = { end: 'unreadable', detail: 'the page is not JSON' };
const FAILING: PullEnd = { end: 'off', code: 'serverError', detail: 'HTTP 500' };
const MISSING: PullEnd = { end: 'off', code: 'notFound', detail: 'HTTP 404' };

describe('behind something that a person has to settle', () => {
  it('waiting costs no more requests than a quiet desk', async () => {
    const quiet = await startDesk();
    await pass(60_000);
    const pulls = quiet.count('pull');
    quiet.loop.stop();
    const desk = await startDesk();
    desk.hear(
      operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), { state: state('attention') }),
      operation(2, 'local:operation-1', letIn()),
      operation(3, 'local:operation-1', setFields({ Company: 'Лютик' })),
    );
    await pass(60_000);
    expect(desk.count('pull')).toBe(pulls);
    expect(desk.count('clear')).toBe(0);
  });

  it('is let go as soon as it is settled', async () => {
    const desk = await startDesk();
    desk.hear(
      operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), { state: state('attention') }),
      operation(2, 'local:operation-1', letIn()),
    );
    await pass(7000);
    desk.take();
    desk.change(1, state('accepted', 2));
    await pass(1000);
    expect(desk.take(...PULLS, 'settle')).toEqual([expect.stringContaining('clear 2')]);
  });

  it('holds up nobody else', async () => {
    const desk = await startDesk();
    desk.hear(
      operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), { state: state('attention') }),
      operation(2, 'local:operation-1', letIn()),
      operation(3, 'id:2', letIn()),
    );
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 3')]);
  });
});

describe('while people cannot be read from the server', () => {
  const everything = [
    operation(1, 'id:1', setStatus(2)),
    operation(2, 'id:2', setFields({ Company: 'Лютик' })),
    operation(3, 'id:3', letIn()),
    operation(4, 'local:operation-4', walkIn({ LastName: 'Орлова' })),
    operation(5, 'id:5', REGISTER),
    operation(6, 'id:1', { kind: 'remove', saw: [{ PartId: null, StatusId: 2 }] }),
  ];

  it.each([
    ['a page that is none', UNREADABLE],
    ['a server that fails', FAILING],
    ['a feed that is gone', MISSING],
  ])(
    'invariant 6: changes wait, since nobody knows what they would overwrite; the rest goes: %s',
    async (_why, end) => {
      const desk = await startDesk();
      desk.ends.participants = end;
      desk.hear(...everything);
      await pass(1000);
      expect(desk.take(...PULLS)).toEqual([expect.stringMatching(/clear 3 4 5$/)]);
      for (const seq of [3, 4, 5]) desk.change(seq, state('sending'));
      desk.take();
      await pass(60_000);
      expect(desk.count('clear')).toBe(0);
      expect(desk.count('pull participants')).toBeLessThanOrEqual(5); // and they do not press the server
      desk.ends.participants = COMPLETE;
      await pass(16_000);
      expect(desk.take(...PULLS)[0]).toMatch(/clear 1 2 6$/);
    },
  );

  it('what the first readable page shows stops a change', async () => {
    const desk = await startDesk();
    desk.ends.participants = FAILING;
    desk.hear(operation(1, 'id:1', setStatus(2)));
    await pass(20_000);
    expect(desk.count('clear')).toBe(0);
    desk.people.takeRows('participants', [person(1, {}, { Statuses: [{ PartId: null, StatusId: 3 }] })]);
    desk.ends.participants = COMPLETE;
    desk.take();
    await pass(16_000);
    expect(desk.take(...PULLS)[0]).toContain('settle attention 1');
  });

  it('where a server has never had such a feed, nothing is waited for', async () => {
    const desk = new Desk();
    desk.neverRead.add('participants');
    desk.ends.participants = MISSING;
    desk.hear(operation(1, 'id:1', setStatus(2)), operation(2, 'id:2', setFields({ Company: 'Лютик' })));
    desk.loop.start();
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1 2')]);
  });

  it('a feed that only fails from the start is waited for', async () => {
    const desk = new Desk();
    desk.neverRead.add('participants');
    desk.ends.participants = FAILING;
    desk.hear(operation(1, 'id:1', setStatus(2)));
    desk.loop.start();
    await pass(1000);
    expect(desk.count('clear')).toBe(0);
  });
});
