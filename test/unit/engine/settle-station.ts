import { People } from '../../../renderer/engine/people.ts';
import { Settler } from '../../../renderer/engine/sync/settle.ts';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import type { Feed, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import { become, state, TABLES } from '../sync/made-up.ts';

/** A desk at which pulls begin and end when the test says so. */
export class Station {
  readonly people = new People(() => undefined);
  now = 0;
  readonly settler = new Settler(this.people, () => this.now);

  constructor(...rows: readonly ParticipantRow[]) {
    this.people.setTables(TABLES);
    this.people.takeRows('participants', rows);
  }

  hear(...operations: readonly Operation[]): void {
    this.people.takeOperations(operations);
    this.settler.see(operations);
  }

  /** A whole pull: begins, brings rows, is judged. */
  pull(feed: Feed = 'participants', rows: readonly object[] = [], missedUntil: string | null = null) {
    const tick = this.settler.beginPull(feed);
    this.people.takeRows(feed, rows as never);
    return this.settler.judge(feed, tick, parseServerTime(missedUntil));
  }
}

/** Sent, and its answer was lost. */
export function uncertain(of: Operation, known: readonly number[] = []): Operation {
  const lost: OperationState = {
    name: 'uncertain',
    message: '',
    fence: { participants: null, badges: null, known: [...known] },
  };
  return become(become(of, state('sending')), lost);
}
