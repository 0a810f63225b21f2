/** A decision counts once, however often its answer is pressed; one that failed can be pressed again. */
import { beforeEach, expect, it, vi } from 'vitest';
import { decide } from '../../../renderer/ui/state/attention.ts';

const played = vi.hoisted(() => ({ asked: [] as string[], ok: true }));
vi.mock('../../../renderer/ui/state/engine.ts', () => ({
  readEngine: () => ({
    decide: (id: string) => {
      played.asked.push(id);
      return Promise.resolve(played.ok ? { ok: true } : { ok: false, code: 'disk', detail: '' });
    },
  }),
}));

beforeEach(() => {
  played.asked = [];
  played.ok = true;
});

it('once for one state of an operation', async () => {
  const first = { id: 'a', changedAt: '1' };
  await Promise.all([decide(first, { take: 'mine' }), decide(first, { take: 'mine' })]);
  await decide(first, { take: 'theirs' });
  expect(played.asked).toEqual(['a']);
});

it('anew when it has come back', async () => {
  await decide({ id: 'b', changedAt: '1' }, { take: 'retry' });
  await decide({ id: 'b', changedAt: '2' }, { take: 'retry' });
  expect(played.asked).toEqual(['b', 'b']);
});

it('again after a failure', async () => {
  played.ok = false;
  await decide({ id: 'c', changedAt: '1' }, { take: 'mine' });
  played.ok = true;
  await decide({ id: 'c', changedAt: '1' }, { take: 'mine' });
  expect(played.asked).toEqual(['c', 'c']);
});
