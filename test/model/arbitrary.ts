/** Random scripts, for fast-check: small settings, every kind of step, faults now and then. */
import fc from 'fast-check';
import type { Guest } from './people.ts';
import type { Script, Step, Whom } from './script.ts';

const desk = fc.nat(2);
const whom: fc.Arbitrary<Whom> = fc.record({ recent: fc.boolean(), index: fc.nat(7) });
const guest: fc.Arbitrary<Guest> = fc.record({
  name: fc.nat(3),
  email: fc.constantFrom('none', 'none', 'own', 'own', 'taken'),
  phone: fc.boolean(),
  company: fc.boolean(),
});
const part = fc.nat(1);
const status = fc.nat(4);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('create' as const), desk, guest, status }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('status' as const), desk, whom, part, status }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('profile' as const), desk, whom, field: fc.nat(2), value: fc.nat(99) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), desk: fc.nat(1), whom }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('letIn' as const), desk, whom, part }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('print' as const), desk, whom, part }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), desk, back: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), desk, mine: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('syncNow' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('offline' as const), desk }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('online' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), desk, after: fc.nat(80) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), desk, forget: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('weather' as const), storm: fc.constantFrom(0, 0.4, 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(8000) }) },
);

/** Habits of the server under which a model must hold; those that lose what a desk writes are for tests of their own. */
const QUIRKS = [
  'since-inclusive',
  'page-splits-second',
  'unstable-order',
  'next-since-null-at-end',
  'next-since-absent',
  'has-more-true-until-empty',
  'has-more-absent',
  'post-returns-nothing',
  'post-returns-object',
  'put-returns-nothing',
  'delete-returns-nothing',
  'error-500',
  'blank-email-generated',
] as const;

export const scripts: fc.Arbitrary<Script> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  desks: fc.integer({ min: 2, max: 3 }),
  participants: fc.constantFrom(8, 30),
  parts: fc.constantFrom(0, 2),
  quirks: fc.subarray([...QUIRKS], { maxLength: 3 }),
  steps: fc
    .array(step, { minLength: 5, maxLength: 60, size: 'max' })
    .map((steps): Step[] => [{ do: 'weather', storm: 0.6 }, ...steps]),
});
