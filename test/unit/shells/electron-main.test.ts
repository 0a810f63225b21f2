/** The whole of `electron/main.ts`, with the real host, against the double of Electron. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import 'electron'; // the double is made now, once: modules are forgotten between the tests, it is not
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startBrowserShell } from '../../../electron/browser/start.ts';
import { acquireLock } from '../../../electron/host/lock.ts';
import { loadAssets } from '../../../electron/shell/assets.ts';
import type { Installation } from '../../../electron/shell/installation.ts';
import { electron, FakeWindow } from './electron-double.ts';
import { makeFolder, makeRenderer } from './desk.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);
const place = vi.hoisted((): { installation: Installation | null } => ({ installation: null }));
vi.mock('../../../electron/shell/installation.ts', () => ({ locateInstallation: () => place.installation }));

const root = join(import.meta.dirname, '..', '..', '..');

beforeEach(async () => {
  const rendererDir = await makeRenderer();
  const stampFile = join(rendererDir, '..', 'build.json');
  await writeFile(stampFile, JSON.stringify({ version: '9.9.9', commit: 'abcdef' }));
  const fontsDir = join(root, 'node_modules', '@expo-google-fonts', 'inter');
  place.installation = { rendererDir, stampFile, fontsDir, practiceWorker: new URL('file:///nowhere.js') };
  FakeWindow.all = [];
  electron.app.removeAllListeners();
  Object.assign(electron.app, { exits: [], isFirst: true, isPackaged: false, ready: false, switches: [] });
  electron.told.errors.length = 0;
  electron.told.opened.length = 0;
  vi.resetModules();
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});

/** Runs `main.ts` as Electron does: `electron . -- <options>`. */
function launch(...options: string[]): Promise<void> {
  return launchAs('electron', '--inspect=0', '.', '--', ...options);
}

async function launchAs(...command: string[]): Promise<void> {
  const argv = process.argv;
  const events = ['SIGINT', 'SIGTERM', 'disconnect'] as const;
  const before = events.map((event) => process.rawListeners(event));
  process.argv = command;
  onTestFinished(() => {
    process.argv = argv;
    vi.restoreAllMocks();
    events.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]!.includes(listener)) process.off(event, listener as () => void);
      }
    });
  });
  await import('../../../electron/main.ts');
}

it('opens the desk in its window on the scheme, with the host behind it, and lets go at the end', async () => {
  const dataDir = await makeFolder();
  await launch('--data', dataDir, '--lang', 'en');
  await vi.waitFor(() => expect(FakeWindow.all[0]?.loaded).toBe('stoika://desk/'));
  expect(electron.app.sandboxed).toBe(true);

  const desk = electron.told.handlers.get('stoika')!;
  const page = await desk(new Request('stoika://desk/'));
  expect(await page.text()).toContain('<title>Stoika</title>');
  const station = await desk(new Request('stoika://desk/api/station'));
  expect(await station.json()).toMatchObject({
    shell: 'electron',
    version: '9.9.9 (abcdef)',
    language: 'en',
    printing: { backend: 'system' },
  });
  expect(station.headers.get('content-security-policy')).toContain("default-src 'none'");

  expect(await acquireLock({ dataDir })).toMatchObject({ held: false, holder: { url: 'stoika://desk/' } });
  electron.app.quit();
  await vi.waitFor(() => expect(electron.app.exits).toEqual([0]));
  expect((await acquireLock({ dataDir })).held).toBe(true);
});

it('an installed desk opens when the installer starts it after an update', async () => {
  electron.app.isPackaged = true;
  await launchAs('Stoika.exe', '--updated', '--data', await makeFolder());
  await vi.waitFor(() => expect(FakeWindow.all[0]?.loaded).toBe('stoika://desk/'));
  electron.app.quit();
  await vi.waitFor(() => expect(electron.app.exits).toEqual([0]));
});

describe('a desk that does not start says why, in a box: who clicks on an icon sees no terminal', () => {
  const asOn = (platform: NodeJS.Platform) => vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);

  it('options that it does not know', async () => {
    asOn('win32');
    await launch('--colour', 'red');
    expect(electron.app.exits).toEqual([2]);
    expect(electron.told.errors).toEqual([expect.stringMatching(/не запускается[^]*does not start[^]*--colour/)]);
  });

  it('only on the terminal where Electron cannot open a box yet', async () => {
    asOn('linux');
    await launch('--colour', 'red');
    expect(electron.app.exits).toEqual([2]);
    expect(electron.told.errors).toEqual([]);
    expect(vi.mocked(console.error).mock.calls.flat().join()).toContain('--colour');
  });

  it.each([
    ['remote-debugging-port', 'it would open the desk to others'],
    ['no-sandbox', 'install the .deb package'],
  ])('--%s', async (name, words) => {
    asOn('win32');
    Object.assign(electron.app, { isPackaged: true, switches: [name] });
    await launchAs('Stoika', `--${name}`, '--data', await makeFolder());
    expect(electron.app.exits).toEqual([2]);
    expect(electron.told.errors).toEqual([expect.stringContaining(words)]);
  });

  it.each(['', 'below'])('a data folder that cannot be one (%s)', async (below) => {
    asOn('darwin');
    const file = join(await makeFolder(), 'taken');
    await writeFile(file, '');
    await launch('--data', join(file, below));
    expect(electron.app.exits).toEqual([1]);
    expect(electron.told.errors).toEqual([expect.stringMatching(/cannot be used \((EEXIST|ENOTDIR)\)/)]);
  });
});

it('leaves a second start to the first window', async () => {
  electron.app.isFirst = false;
  await launch('--data', await makeFolder());
  expect(electron.app.exits).toEqual([0]);
  expect(FakeWindow.all).toEqual([]);
});

it('opens the address of a browser shell that has the folder', async () => {
  const dataDir = await makeFolder();
  const shell = await startBrowserShell({
    port: null,
    assets: await loadAssets(await makeRenderer()),
    random: (bytes) => randomBytes(bytes),
    clock: () => new Date(),
    // Another process holds it: the shells take a lock with their own number for one from before.
    acquireLock: () => acquireLock({ dataDir, pid: process.ppid }),
    createHost: () =>
      Promise.resolve({
        fetch: () => Promise.resolve(new Response()),
        sessionSecret: Buffer.from('secret'),
        rememberedPort: null,
        rememberPort: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
    sleep: () => Promise.resolve(),
  });
  if (shell.kind !== 'running') throw new Error(shell.kind);
  onTestFinished(() => shell.close());
  await launch('--data', dataDir);
  await vi.waitFor(() => expect(electron.app.exits).toEqual([0]));
  expect(electron.told.opened).toHaveLength(1);
  expect(new URL(electron.told.opened[0]!).host).toBe(new URL(shell.url).host);
});
