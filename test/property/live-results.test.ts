/** The live list after any changes is what a search from the beginning would give. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { People } from '../../renderer/engine/people.ts';
import { LiveResults } from '../../renderer/engine/results.ts';
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import type { ParticipantRow } from '../../shared/ruvents/rows.ts';
import {
  become,
  operation,
  person,
  REMOVE,
  setFields,
  setStatus,
  state,
  TABLES,
  walkIn,
} from '../unit/sync/made-up.ts';

const name = fc.constantFrom('Иванов', 'Ивановский', 'Петров', 'Иванова');
const status = fc.constantFrom(1, 2, 3);
const row: fc.Arbitrary<ParticipantRow> = fc
  .record({ id: fc.integer({ min: 1, max: 30 }), name, status })
  .map((one) => person(one.id, { LastName: one.name }, { Statuses: [{ PartId: null, StatusId: one.status }] }));

type Change =
  | { readonly do: 'rows'; readonly rows: readonly ParticipantRow[] }
  | { readonly do: 'removed'; readonly id: number }
  | {
      readonly do: 'operate';
      readonly id: number;
      readonly name: string;
      readonly status: number;
      readonly what: number;
    }
  | { readonly do: 'settle'; readonly nth: number }
  | { readonly do: 'search'; readonly query: string };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rows' as const), rows: fc.array(row, { maxLength: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('removed' as const), id: fc.integer({ min: 1, max: 30 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('operate' as const),
      id: fc.integer({ min: 1, max: 30 }),
      name,
      status,
      what: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), nth: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('search' as const), query: fc.constantFrom('иванов', 'ив', 'петров', '3') }),
  },
);

class Desk {
  readonly people: People;
  readonly live: LiveResults;
  query = '';
  /** The last list that somebody was told of. */
  shown: ReturnType<LiveResults['read']>;
  #made: Operation[] = [];

  constructor() {
    this.people = new People((keys: readonly ParticipantKey[]) => {
      if (this.live.update(keys)) this.shown = this.live.read();
    });
    this.people.setTables(TABLES);
    this.live = new LiveResults(this.people);
    this.shown = this.search('ив');
  }

  search(query: string) {
    this.query = query;
    this.shown = this.live.search(query);
    return this.shown;
  }

  apply(one: Change): void {
    switch (one.do) {
      case 'rows':
        this.people.takeRows('participants', one.rows);
        break;
      case 'removed':
        this.people.takeRemoved([one.id]);
        break;
      case 'operate':
        this.#operate(one);
        break;
      case 'settle':
        this.#settle(one.nth);
        break;
      case 'search':
        this.search(one.query);
    }
  }

  #operate({ id, name: lastName, status: to, what }: Extract<Change, { do: 'operate' }>): void {
    const seq = this.#made.length + 1;
    const intents = [
      setStatus(to),
      setFields({ LastName: lastName }),
      REMOVE,
      walkIn({ LastName: lastName, FirstName: `${seq}` }, to),
    ];
    const intent = intents[what]!;
    const made = operation(seq, what === 3 ? `local:operation-${seq}` : `id:${id}`, intent);
    this.#made.push(made);
    this.people.takeOperations([made]);
  }

  #settle(nth: number): void {
    const one = this.#made[nth];
    if (one === undefined) return;
    const serverId = one.intent.kind === 'create' ? 100 + one.seq : null;
    const next = one.state.name === 'queued' ? state('accepted', serverId) : state('done', serverId);
    const settled = become(one, next);
    this.#made[nth] = settled;
    this.people.takeOperations([settled]);
  }
}

function fresh(people: People, query: string) {
  return new LiveResults(people).search(query);
}

describe('LiveResults', () => {
  it('after random changes equals a fresh search', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const desk = new Desk();
        for (const one of changes) {
          desk.apply(one);
          const shown = desk.shown;
          expect(shown).toEqual(desk.live.read()); // whatever changed in the list was told
          expect(shown).toEqual(fresh(desk.people, desk.query));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('equals a fresh search where more match than are shown, as people come and go', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            ids: fc.uniqueArray(fc.integer({ min: 1, max: 330 }), { minLength: 1, maxLength: 80 }),
            name,
            status,
          }),
          { minLength: 1, maxLength: 12 },
        ),
        (batches) => {
          const desk = new Desk();
          const all = Array.from({ length: 300 }, (_, index) => person(index + 1, { LastName: 'Иванов' }));
          desk.people.takeRows('participants', all);
          for (const { ids, name: lastName, status: to } of batches) {
            const rows = ids.map((id) =>
              person(id, { LastName: lastName }, { Statuses: [{ PartId: null, StatusId: to }] }),
            );
            desk.people.takeRows('participants', rows);
            const expected = fresh(desk.people, desk.query);
            expect(desk.shown.total).toBe(expected.total);
            expect(desk.shown.rows.map((one) => one.key)).toEqual(expected.rows.map((one) => one.key));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
