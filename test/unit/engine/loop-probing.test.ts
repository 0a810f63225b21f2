/** Old changes are not sent to somebody who was removed, and nobody else waits for that to be known. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { letIn, operation, person, REMOVE, setFields, setStatus, state } from '../sync/made-up.ts';
import { type Desk, pass, PULLS, startDesk } from './loop-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function startProbing(): Promise<Desk> {
  const desk = await startDesk();
  desk.probes = 'judged';
  desk.people.takeRows(
    'participants',
    [4, 5, 6].map((id) => person(id)),
  );
  return desk;
}

const told = (desk: Desk) => desk.take(...PULLS, 'busy').map((event) => event.split(' ').slice(1).join(' '));

describe('an old change', () => {
  it('is sent when its person was seen on the server, page by page', async () => {
    const desk = await startProbing();
    desk.hear(...[1, 2, 3].map((seq) => operation(seq, `id:${seq}`, setStatus(2))));
    await pass(2000);
    expect(told(desk)).toEqual(['probe 1 2', 'clear 1 2', 'probe 3', 'clear 3']);
  });

  it('of somebody who is gone goes to attention with what follows it, and a removal of them leaves', async () => {
    const desk = await startProbing();
    desk.gone.add(1).add(2);
    desk.hear(
      operation(1, 'id:1', setStatus(2)),
      operation(2, 'id:2', setFields({ Company: 'Лютик' })),
      operation(3, 'id:3', REMOVE),
      operation(4, 'id:4', setStatus(2)),
    );
    await pass(2000);
    expect(told(desk)).toEqual(['clear 3', 'probe 1 2', 'probe 4', 'clear 4', 'settle attention 1, attention 2']);
  });

  it('of somebody who was changed meanwhile is sent: they come with the next pull', async () => {
    const desk = await startProbing();
    desk.gone.add(1);
    desk.hear(operation(1, 'id:1', setStatus(2)));
    desk.probeTime = 3000;
    await pass(1000);
    desk.people.takeRows('participants', [person(1, {}, { UpdateTime: '2026-10-05 09:30:00' })]);
    await pass(4000);
    expect(told(desk)).toEqual(['probe 1', 'clear 1']);
  });

  it('of somebody whom the next pull returns as they were is sent', async () => {
    const desk = await startProbing();
    desk.gone.add(1);
    desk.hear(operation(1, 'id:1', setStatus(2)));
    desk.probeTime = 3000;
    await pass(1000);
    desk.brings = () => desk.people.takeRows('participants', [person(1)]);
    await pass(4000);
    expect(told(desk)).toEqual(['probe 1', 'clear 1']);
  });

  it('holds up neither a badge that was made just now nor other people', async () => {
    const desk = await startProbing();
    desk.probeTime = 20_000;
    desk.hear(...[1, 2, 3, 4].map((seq) => operation(seq, `id:${seq}`, setStatus(2))));
    await pass(1000);
    desk.make(operation(5, 'id:5', letIn()));
    await pass(100);
    expect(told(desk)).toEqual(['probe 1 2', 'clear 5']);
    await pass(60_000);
    expect(told(desk).filter((event) => event.startsWith('clear'))).toEqual(expect.arrayContaining(['clear 1 2']));
  });

  it('waits while the server cannot be asked, and is asked for again', async () => {
    const desk = await startProbing();
    desk.probes = 'away';
    desk.hear(operation(1, 'id:1', setStatus(2)));
    await pass(1000);
    expect(desk.count('clear')).toBe(0);
    desk.probes = 'judged';
    await pass(10_000);
    expect(told(desk)).toContain('clear 1');
  });
});

describe('a change that needs no probe', () => {
  it('was made just now, while the server was reached', async () => {
    const desk = await startProbing();
    desk.make(operation(1, 'id:1', setStatus(2)));
    await pass(6000);
    expect(told(desk)).toEqual(['clear 1']);
  });

  it('is of somebody who was seen a moment ago', async () => {
    const desk = await startProbing();
    desk.hear(operation(1, 'id:1', setStatus(2)));
    await pass(1000);
    desk.change(1, state('sending'));
    desk.change(1, state('uncertain'));
    desk.change(1, state('queued'));
    await pass(2000);
    expect(told(desk)).toEqual(['probe 1', 'clear 1', 'clear 1']);
  });

  it('made without the network it does', async () => {
    const desk = await startProbing();
    desk.ends.participants = { end: 'unreachable', code: 'unreachable', detail: '' };
    await pass(30_000);
    desk.make(operation(1, 'id:1', setStatus(2)));
    await pass(10_000);
    desk.ends.participants = { end: 'complete', fresh: 0, steppedOver: false };
    desk.loop.pullNow();
    await pass(1000);
    expect(told(desk)).toEqual(['probe 1', 'clear 1']);
  });

  it('waited for more than a minute it does', async () => {
    const desk = await startProbing();
    desk.make(
      operation(1, 'id:1', setStatus(3), { state: state('sending') }),
      operation(2, 'id:1', setFields({ Company: 'Лютик' })),
    );
    await pass(70_000);
    desk.change(1, state('accepted'));
    desk.people.takeRows('participants', [person(1, {}, { Statuses: [{ PartId: null, StatusId: 3 }] })]);
    await pass(1000);
    expect(told(desk)).toEqual(expect.arrayContaining(['probe 1', 'clear 2']));
  });
});
