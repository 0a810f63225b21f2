import { expect, it } from 'vitest';
import { nominativesOf } from '../../../shared/search/cases.ts';

it.each([
  ['воробью', 'воробей'],
  ['воробья', 'воробей'],
  ['гоголю', 'гоголь'],
  ['гоголя', 'гоголь'],
  ['юрьевой', 'юрьева'],
])('%s may be of %s', (typed, name) => {
  expect(nominativesOf(typed)).toContain(name);
});
