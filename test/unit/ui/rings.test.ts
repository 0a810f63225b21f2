/** The bell rings for what is new. */
import { expect, it } from 'vitest';
import { countRings } from '../../../renderer/ui/components/attention/use-rings.ts';

const ringsAfter = (...lists: readonly (readonly string[])[]): number =>
  lists.reduce(countRings, { ids: [], times: 0 }).times;

it('rings once for what has come, however much at once', () => expect(ringsAfter(['a', 'b'])).toBe(1));
it('does not ring when something was settled', () => expect(ringsAfter(['a', 'b'], ['b'], [])).toBe(1));
it('rings when one was settled and another came', () => expect(ringsAfter(['a'], ['b'])).toBe(2));
it('rings again for what comes back', () => expect(ringsAfter(['a'], [], ['a'])).toBe(2));
