/** When a person is asked about an update. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AtWork,
  compareVersions,
  decideUpdate,
  isShift,
  type UpdateState,
} from '../../../electron/shell/updates/decide.ts';

const found: UpdateState = { name: 'found', version: '2.0.0' };
const free: AtWork = { signedIn: false, unsent: 0 };

describe('an update', () => {
  it('is asked about when nobody works', () => {
    expect(decideUpdate(found, free)).toBe('ask');
  });

  it.each<[string, AtWork]>([
    ['somebody is signed in', { signedIn: true, unsent: 0 }],
    ['something is unsent', { signedIn: false, unsent: 1 }],
    ['the host does not say', null],
  ])('waits while %s, also when it has been fetched', (_why, work) => {
    expect(decideUpdate(found, work)).toBe('nothing');
    expect(decideUpdate({ name: 'ready', version: '2.0.0' }, work)).toBe('nothing');
  });

  it('is installed only once it was agreed to and fetched', () => {
    expect(decideUpdate({ name: 'ready', version: '2.0.0' }, free)).toBe('install');
    for (const name of ['refused', 'agreed'] as const) {
      expect(decideUpdate({ name, version: '2.0.0' }, free)).toBe('nothing');
    }
    for (const name of ['nothing', 'installing'] as const) expect(decideUpdate({ name }, free)).toBe('nothing');
  });

  it('never disturbs a shift, whatever its state', () => {
    const state = fc.constantFrom<UpdateState>(
      ...(['found', 'refused', 'agreed', 'ready'] as const).map((name) => ({ name, version: '2.0.0' })),
      ...(['nothing', 'installing'] as const).map((name) => ({ name })),
    );
    const work = fc.option(fc.record({ signedIn: fc.boolean(), unsent: fc.nat(3) }));
    fc.assert(
      fc.property(state, work, (one, who) => {
        if (isShift(who)) expect(decideUpdate(one, who)).toBe('nothing');
      }),
    );
  });
});

describe('versions', () => {
  it.each([
    ['0.9.0', '0.10.0'],
    ['1.0.0-alpha', '1.0.0-alpha.1'],
    ['1.0.0-alpha.1', '1.0.0-beta'],
    ['1.0.0-beta.2', '1.0.0-beta.11'],
    ['1.0.0-1', '1.0.0-alpha'],
    ['1.0.0-rc.1', '1.0.0'],
    ['1.9.9', '2.0.0'],
  ])('%s comes before %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it('are equal whatever commit they were built from', () => {
    expect(compareVersions('1.0.0+abc', '1.0.0')).toBe(0);
  });
});
