/** What was handed to the host and has not left: it is neither forgotten nor pressed on the host. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { become, letIn, operation, setFields, setStatus, state, walkIn } from '../sync/made-up.ts';
import { pass, PULLS, startDesk } from './loop-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what was cleared and has not left', () => {
  it('is not cleared again while the host has it', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    desk.change(1, state('sending'));
    desk.make(operation(2, 'id:2', letIn()));
    await pass(9000);
    expect(desk.take(...PULLS).map((event) => event.split(' ').slice(1).join(' '))).toEqual(['clear 1', 'clear 2']);
  });

  it('given back by the host, it is cleared again, after a pull', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    desk.change(1, state('sending'));
    desk.take();
    desk.change(1, state('queued'));
    await pass(1000);
    expect(desk.take('orderitems').map((event) => event.split(' ').slice(1).join(' '))).toEqual([
      'pull participants',
      'pull badges',
      'clear 1',
    ]);
  });

  it('given back again and again does not make it spin', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    for (let second = 0; second < 30; second += 1) {
      await pass(1000);
      desk.change(1, state('sending'));
      desk.change(1, state('queued'));
    }
    expect(desk.count('clear')).toBeLessThanOrEqual(32);
  });

  it('sent again after it was uncertain, it is cleared again', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    for (const name of ['sending', 'uncertain', 'queued'] as const) desk.change(1, state(name));
    desk.take();
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1')]);
  });

  it('sent again by a person from attention, it is cleared again', async () => {
    const desk = await startDesk();
    desk.hear(operation(1, 'id:1', setStatus(2), { state: state('attention') }));
    await pass(1000);
    desk.take();
    desk.change(1, state('queued'));
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1')]);
  });

  it('dropped by the host since its walk-in became uncertain, it is cleared again when they are found', async () => {
    const desk = await startDesk();
    desk.make(
      operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' })),
      operation(2, 'local:operation-1', letIn()),
    );
    await pass(100);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1 2')]);
    desk.change(1, state('sending'));
    desk.change(1, state('uncertain'));
    await pass(1000);
    desk.take();
    desk.change(1, state('accepted', 81));
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 2')]);
  });

  it('dropped by the host when the network went, it is cleared again when the network is back', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()), operation(2, 'id:2', letIn()));
    await pass(100);
    desk.take();
    desk.loop.pullNow();
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1 2')]);
  });

  it('is cleared again by a person who asks for a sync', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    desk.take();
    await Promise.all([desk.loop.syncNow(), pass(1000)]);
    expect(desk.take(...PULLS, 'busy')).toEqual([expect.stringContaining('clear 1')]);
  });

  it('forgotten by a host that was started again, it is cleared again', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    desk.take();
    desk.loop.forgetCleared();
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1')]);
  });

  it('not taken by the host, it is tried again with the polls and not faster', async () => {
    const desk = await startDesk();
    desk.hostTakes = false;
    desk.make(operation(1, 'id:1', letIn()));
    await pass(30_000);
    expect([desk.count('clear') >= 2, desk.count('clear') <= 8]).toEqual([true, true]);
  });

  it('dropped by the host without a word, it is cleared again after a while, and not faster', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(60_000);
    expect([desk.count('clear') >= 3, desk.count('clear') <= 7]).toEqual([true, true]);
  });

  it('a profile change that waited for a status goes when the status is accepted', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)), operation(2, 'id:1', setFields({ Company: 'Лютик' })));
    await pass(5500);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1')]);
    desk.change(1, state('sending'));
    desk.change(1, state('accepted'));
    await pass(1000);
    expect(desk.take(...PULLS, 'settle')).toEqual([expect.stringContaining('clear 2')]);
  });
});

describe('a walk-in whom the server has by now', () => {
  const looksLikeOne = (seq: number) => {
    const fields = { LastName: 'Фамилия1', FirstName: 'Имя', Email: 'person1@example.com' };
    const made = operation(seq, `local:operation-${seq}`, walkIn(fields));
    return { ...made, changedAt: made.madeAt };
  };

  it('is asked about when an earlier run has left them, once', async () => {
    const desk = await startDesk();
    const left = looksLikeOne(1);
    desk.hear(left);
    await pass(1000);
    expect(desk.take(...PULLS).map((event) => event.split(' ').slice(1).join(' '))).toEqual(['settle attention 1']);
    const asked = become(left, state('attention'));
    desk.hear(asked);
    desk.hear(become(asked, state('queued'))); // a person says that it is somebody else
    await pass(1000);
    expect(desk.take(...PULLS).map((event) => event.split(' ').slice(1).join(' '))).toEqual(['clear 1']);
  });

  it('is sent when they were made in this window: the operator has been warned', async () => {
    const desk = await startDesk();
    desk.make(looksLikeOne(1));
    await pass(6000);
    expect(desk.take(...PULLS).map((event) => event.split(' ').slice(1).join(' '))).toEqual(['clear 1']);
  });
});
