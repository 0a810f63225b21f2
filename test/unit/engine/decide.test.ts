/** A person says which row is an operation's own, while others are on their way. */
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../renderer/engine/api.ts';
import { decideOperation } from '../../../renderer/engine/decide.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import { become, letIn, operation, person, state, TABLES, walkIn } from '../sync/made-up.ts';

const ambiguous: OperationState = { name: 'attention', reason: { why: 'ambiguous', candidates: [50] } };
const TAKE_50: Decision = { take: 'candidate', serverId: 50 };
const badge = operation(1, 'id:1', letIn(), { state: ambiguous });

/** A desk whose host says which settlements it takes. Whatever waits goes on at once, after `meanwhile`. */
class PlayedDesk {
  readonly people = new People(() => undefined);
  readonly asked: Settlement[] = [];
  refuses = false;
  waits = 0;
  #now = 0;
  readonly #meanwhile: (desk: PlayedDesk) => void;

  constructor(operations: readonly Operation[], meanwhile: (desk: PlayedDesk) => void = () => undefined) {
    this.people.setTables(TABLES);
    this.people.takeRows('participants', [person(1), person(2, { LastName: 'Орлова' })]);
    this.people.takeOperations(operations);
    this.#meanwhile = meanwhile;
  }

  decide(about: Operation, decision: Decision) {
    return decideOperation(
      {
        people: this.people,
        settle: (settlements) => {
          this.asked.push(...settlements);
          const settled = this.refuses ? [] : settlements.map(({ id }) => id);
          return Promise.resolve({ ok: true, value: { settled } });
        },
        insist: () => Promise.reject(new Error('nothing is insisted on')),
        clock: {
          now: () => this.#now,
          after: (ms, run) => {
            this.#now += ms;
            this.waits += 1;
            this.#meanwhile(this);
            queueMicrotask(run);
            return () => undefined;
          },
        },
      },
      about,
      decision,
    );
  }
}

describe('invariant 4: “it is this one”', () => {
  const sibling = operation(2, 'id:1', letIn(), { state: state('sending') });

  it('is settled at once while nothing of the same is on its way', async () => {
    const desk = new PlayedDesk([badge, operation(2, 'id:2', letIn(), { state: state('sending') })]);
    expect([await desk.decide(badge, TAKE_50), desk.waits]).toEqual([{ ok: true }, 0]);
    expect(desk.asked).toEqual([{ action: 'accepted', id: 'operation-1', serverId: 50 }]);
  });

  it('waits for the answer of another record of the same badge, which may have made it', async () => {
    const desk = new PlayedDesk([badge, sibling], ({ people, waits }) => {
      if (waits === 3) people.takeOperations([become(sibling, state('accepted', 51))]);
    });
    expect([await desk.decide(badge, TAKE_50), desk.waits]).toEqual([{ ok: true }, 3]);
  });

  it('and is refused when that one did make it', async () => {
    const desk = new PlayedDesk([badge, sibling], ({ people }) => {
      people.takeOperations([become(sibling, state('accepted', 50))]);
    });
    expect(await desk.decide(badge, TAKE_50)).toMatchObject({ ok: false, code: 'rowTaken' });
    expect(desk.asked).toEqual([]);
  });

  it('does not wait for ever', async () => {
    const desk = new PlayedDesk([badge, sibling]);
    expect(await desk.decide(badge, TAKE_50)).toMatchObject({ ok: false, code: 'rowAwaited' });
    expect([desk.asked, desk.waits > 1]).toEqual([[], true]);
  });

  it('a journal that knows better than this window is heard', async () => {
    const desk = new PlayedDesk([badge, become(sibling, { name: 'queued' })], ({ people }) => {
      people.takeOperations([become(sibling, state('done', 50))]);
    });
    desk.refuses = true;
    expect(await desk.decide(badge, TAKE_50)).toMatchObject({ ok: false, code: 'rowTaken' });
  });

  it('what was settled meanwhile is not there any more', async () => {
    const desk = new PlayedDesk([badge], ({ people }) => people.takeOperations([become(badge, state('done', 50))]));
    desk.refuses = true;
    expect(await desk.decide(badge, TAKE_50)).toMatchObject({ ok: false, code: 'notFound' });
  });

  it('of a walk-in: waits for a namesake on the way; who was refused may be whoever is there', async () => {
    const fields = { LastName: 'Орлова', FirstName: 'Имя' };
    const unclear = operation(1, 'local:operation-1', walkIn(fields), { state: ambiguous });
    const sending = operation(2, 'local:operation-2', walkIn(fields), { state: state('sending') });
    const take: Decision = { take: 'candidate', serverId: 2 };
    expect(await new PlayedDesk([unclear, sending]).decide(unclear, take)).toMatchObject({ code: 'rowAwaited' });
    const refused = operation(1, 'local:operation-1', walkIn(fields), { state: state('attention') });
    const theirs = become(sending, state('accepted', 2));
    expect(await new PlayedDesk([unclear, theirs]).decide(unclear, take)).toMatchObject({ code: 'rowTaken' });
    for (const other of [sending, theirs])
      expect(await new PlayedDesk([refused, other]).decide(refused, take)).toEqual({ ok: true });
  });
});
