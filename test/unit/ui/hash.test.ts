import { describe, expect, it } from 'vitest';
import { cleanHash } from '../../../renderer/ui/state/hash.ts';

const HASH = 'aB3dE6gH9jK2mN5pQ8sT1vW4x';
/** What a scanner's keys read as under a Russian layout, letter for letter. */
const TYPED_IN_RUSSIAN = 'фИ3вУ6пР9оЛ2ьТ5зЙ8ыЕ1мЦ4ч';

describe('the event hash', () => {
  it('is taken as typed', () => expect(cleanHash(HASH)).toBe(HASH));
  it('loses spaces and line breaks of a paste', () =>
    expect(cleanHash(`  ${HASH.slice(0, 9)} ${HASH.slice(9)}\r\n`)).toBe(HASH));
  it('loses the prefix of a set-up code', () => expect(cleanHash(`SYS:ACCOUNT:${HASH}`)).toBe(HASH));
  it('loses the prefix in any case', () => expect(cleanHash(`sys:account:${HASH}`)).toBe(HASH));
  it('loses the braces of the template', () => expect(cleanHash(`SYS:ACCOUNT:{${HASH}}`)).toBe(HASH));
  it('is mapped back from a Russian layout', () => expect(cleanHash(TYPED_IN_RUSSIAN)).toBe(HASH));
  it('is mapped back with its prefix, colons as colons', () =>
    expect(cleanHash(`ЫНЫ:ФССЩГТЕ:${TYPED_IN_RUSSIAN}`)).toBe(HASH));
  it('is mapped back with its prefix, colons as the layout has them', () =>
    expect(cleanHash(`ЫНЫЖФССЩГТЕЖ${TYPED_IN_RUSSIAN}`)).toBe(HASH));
  it('stays empty', () => expect(cleanHash(' ')).toBe(''));
});
