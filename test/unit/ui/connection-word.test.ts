import { describe, expect, it } from 'vitest';
import { nameConnection } from '../../../renderer/ui/state/connection-word.ts';

const quiet = { busy: false };
const online = { state: 'online', sending: false } as const;

describe('the word of the connection', () => {
  it('is online when nothing moves', () =>
    expect(nameConnection({ connection: online, sync: quiet, hostGone: false })).toBe('online'));
  it('is syncing while operations leave', () =>
    expect(nameConnection({ connection: { state: 'online', sending: true }, sync: quiet, hostGone: false })).toBe(
      'syncing',
    ));
  it('is syncing while the engine pulls', () =>
    expect(nameConnection({ connection: online, sync: { busy: true }, hostGone: false })).toBe('syncing'));
  it('is syncing while the engine is still opening', () =>
    expect(nameConnection({ connection: online, sync: null, hostGone: false })).toBe('syncing'));
  it('is offline however busy the engine is', () =>
    expect(
      nameConnection({ connection: { state: 'offline', sending: true }, sync: { busy: true }, hostGone: false }),
    ).toBe('offline'));
  it('is paused before anything else', () =>
    expect(
      nameConnection({ connection: { state: 'paused', sending: true }, sync: { busy: true }, hostGone: false }),
    ).toBe('paused'));
  it('is never online while the host is gone or has not spoken', () => {
    expect(nameConnection({ connection: online, sync: quiet, hostGone: true })).toBe('offline');
    expect(nameConnection({ connection: null, sync: quiet, hostGone: false })).toBe('offline');
  });
});
