/** Codes that are read while the event is still being opened: in the first second of a shift, or when the desk is taken over. */
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { clearDesk, useDesk } from '../../../renderer/ui/state/desk.ts';
import { useEngine } from '../../../renderer/ui/state/engine.ts';
import { acceptScan } from '../../../renderer/ui/state/scan.ts';
import { useStation } from '../../../renderer/ui/state/station.ts';
import { playPage } from './page.ts';
import { makeView } from './people.ts';

const engine = vi.hoisted(() => ({
  resolve: new Map<string, (key: string | null) => void>(),
  end: (): void => undefined,
}));

vi.mock('../../../renderer/ui/state/engine.ts', async (original) => ({
  ...(await original<object>()),
  untilEngineEnds: () => new Promise<void>((resolve) => (engine.end = resolve)),
  readEngine: () => ({
    resolveCode: (code: string) => new Promise((resolve) => engine.resolve.set(code, resolve)),
    watch: (key: string | null) => Promise.resolve(key === null ? null : makeView({ key: key as `id:${number}` })),
    search: () => Promise.resolve(undefined),
  }),
}));

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const shown = () => {
  const { panel } = useDesk.getState();
  return panel.kind === 'participant' ? panel.asked : panel.kind;
};

beforeAll(playPage);

beforeEach(() => {
  clearDesk();
  engine.resolve.clear();
  const settings = {};
  const station = { event: { key: 'e' }, session: { operator: { Id: 1 } }, settings };
  useStation.setState({ station: station as never });
  useEngine.setState({ phase: 'opening' });
});

it('are answered when it is open, one after the other', async () => {
  acceptScan('~RUNETID#101$', 'serial');
  acceptScan('~RUNETID#102$', 'serial');
  await tick();
  expect([...engine.resolve.keys()]).toEqual(['~RUNETID#101$']);
  engine.resolve.get('~RUNETID#101$')?.('id:101');
  await tick();
  expect([...engine.resolve.keys()]).toEqual(['~RUNETID#101$', '~RUNETID#102$']);
  engine.resolve.get('~RUNETID#102$')?.('id:102');
  await tick();
  expect(shown()).toBe('id:102');
});

it('hold up none that come when another engine has taken the place of that one', async () => {
  acceptScan('~RUNETID#103$', 'serial');
  await tick();
  engine.end(); // its answer never comes
  await tick();
  acceptScan('~RUNETID#104$', 'serial');
  await tick();
  engine.resolve.get('~RUNETID#104$')?.('id:104');
  await tick();
  expect(shown()).toBe('id:104');
});
