import { expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { Vouching } from '../../../renderer/engine/sync/vouching.ts';
import { operation, person, setStatus, TABLES } from '../sync/made-up.ts';

it('what goes wrong with one probe is told to whoever asked, and holds up no other', async () => {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1), person(2)]);
  const gone: string[] = [];
  let probes = 0;
  const vouching = new Vouching({
    people,
    probe: (rows, judge) => {
      probes += 1;
      if (probes === 1) return Promise.reject(new Error('a page cannot be taken in'));
      judge({ there: rows, gone: [], untold: [] });
      return Promise.resolve(true);
    },
    pull: () => Promise.resolve(true),
    letGo: async (operations) => void gone.push(...operations.map(({ id }) => id)),
    settle: () => Promise.resolve(),
    now: () => 0,
  });
  const [first, second] = [operation(1, 'id:1', setStatus(2)), operation(2, 'id:2', setStatus(2))];
  const asked = [vouching.ask([first]), vouching.ask([second])];
  await expect(asked[0]).rejects.toThrow('cannot be taken in');
  await asked[1];
  expect([gone, vouching.isAsked(first)]).toEqual([['operation-2'], false]);
});
