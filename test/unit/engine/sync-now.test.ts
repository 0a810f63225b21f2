/** "Sync now" pressed in the instant after a change: what is on its way to the disk is let go too. */
import { expect, it } from 'vitest';
import { host, openSynced } from './engine-desk.ts';

it('asks the host when what was pressed before is recorded', async () => {
  const window = await openSynced();
  let answer = (): void => undefined;
  host.recording = new Promise((resolve) => (answer = resolve));
  const asked = (): number => host.called.filter((name) => name === 'syncNow').length;
  const before = asked();
  const changed = window.engine.setStatus('id:1', null, 2);
  const synced = window.engine.syncNow();
  await expect.poll(() => host.called.includes('record')).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked()).toBe(before);
  answer();
  expect((await changed).ok).toBe(true);
  await synced;
  expect(asked()).toBe(before + 1);
});
