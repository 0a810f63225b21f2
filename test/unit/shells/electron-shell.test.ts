import { EventEmitter } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSafeKeyStore } from '../../../electron/main/key-store.ts';
import { setupMenu } from '../../../electron/main/menu.ts';
import { setupPower } from '../../../electron/main/power.ts';
import { setupQuit } from '../../../electron/main/quit.ts';
import { setupSight } from '../../../electron/main/sight.ts';
import { setupSingleInstance } from '../../../electron/main/single-instance.ts';
import { openWindow, showWindow } from '../../../electron/main/window.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { EndedByPerson } from '../../../electron/shell/start-problem.ts';
import { electron, FakeWindow } from './electron-double.ts';
import { makeFolder } from './desk.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

beforeEach(() => {
  FakeWindow.all = [];
  FakeWindow.loading = () => Promise.resolve();
  electron.app.removeAllListeners();
  electron.powerMonitor.removeAllListeners();
  electron.app.exits = [];
  electron.told.opened.length = 0;
  electron.told.messages.length = 0;
  electron.told.menus.length = 0;
  Object.assign(electron.dialog, { answer: 0 });
});
afterEach(() => void vi.useRealTimers());

/** An event that can be refused; says whether it was. */
function refusable(): { preventDefault(): void; refused: boolean } {
  return {
    refused: false,
    preventDefault() {
      this.refused = true;
    },
  };
}

describe('the window', () => {
  it('has a page without rights that is never slowed down', () => {
    openWindow(silentLog);
    const window = FakeWindow.all[0]!;
    expect(window.loaded).toBe('stoika://desk/');
    expect(window.options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: false,
      backgroundThrottling: false,
    });
    expect(window.calls).toEqual([]);
    window.emit('ready-to-show');
    expect(window.calls).toEqual(['show']);
  });

  it('tells its page when nobody sees it, once, until nothing hides it any more', () => {
    const faults: unknown[] = [];
    setupSight(openWindow(silentLog), (fault) => faults.push(fault));
    const window = FakeWindow.all[0]!;
    const told = () => window.webContents.executed.splice(0).map((code) => /detail: (\w+)/.exec(code)?.[1]);
    window.emit('show');
    expect(told()).toEqual([]);
    window.emit('minimize');
    electron.powerMonitor.emit('lock-screen');
    expect(told()).toEqual(['false']);
    window.emit('restore');
    expect(told()).toEqual([]);
    electron.powerMonitor.emit('unlock-screen');
    expect(told()).toEqual(['true']);
    electron.powerMonitor.emit('suspend');
    electron.powerMonitor.emit('resume');
    window.emit('hide');
    expect(told()).toEqual(['false', 'true', 'false']);
    window.destroyed = true;
    window.emit('show');
    expect(told()).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('comes to the front for a second start', async () => {
    const dataDir = await makeFolder();
    const window = openWindow(silentLog);
    expect(setupSingleInstance(dataDir, () => showWindow(window))).toBe(true);
    expect(electron.app.paths).toEqual({ userData: join(dataDir, 'electron') });
    electron.app.emit('second-instance');
    expect(FakeWindow.all[0]!.calls).toEqual(['restore', 'show', 'focus']);
    electron.app.isFirst = false;
    expect(setupSingleInstance(dataDir, () => undefined)).toBe(false);
    electron.app.isFirst = true;
  });

  it('has a menu without links', () => {
    let updates = 0;
    setupMenu('darwin', false, () => (updates += 1));
    setupMenu('linux', true, () => undefined);
    const [mac, linux] = electron.told.menus as { role?: string; submenu?: unknown }[][];
    expect(mac!.map(({ role }) => role)).toEqual(['appMenu', 'editMenu', 'viewMenu', 'windowMenu', undefined]);
    expect(linux!.map(({ role }) => role)).toEqual(['editMenu', 'viewMenu', 'windowMenu', undefined]);
    const [own] = mac!.at(-1)!.submenu as { label: string; click: () => void }[];
    own!.click();
    expect([own!.label, updates]).toEqual([expect.stringContaining('Update from a file'), 1]);
    expect(JSON.stringify(mac)).not.toContain('toggleDevTools');
    expect(JSON.stringify(linux)).toContain('toggleDevTools');
  });
});

describe('the key of the station', () => {
  const random = (bytes: number): Buffer => Buffer.alloc(bytes, 7);
  beforeEach(() =>
    Object.assign(electron.safeStorage, {
      ...{ available: true, backend: 'gnome_libsecret', rotated: false, forgotten: false },
    }),
  );

  it('lies in the keychain and comes back from there', async () => {
    const dataDir = await makeFolder();
    const store = await createSafeKeyStore(dataDir, random, 'linux', silentLog);
    expect(store.describe()).toBe('keychain');
    const key = await store.load();
    expect(key).toHaveLength(32);
    const again = await createSafeKeyStore(dataDir, (bytes) => Buffer.alloc(bytes, 9), 'linux', silentLog);
    expect(await again.load()).toEqual(key);
  });

  it('is sealed anew when the keychain has a new key', async () => {
    const dataDir = await makeFolder();
    const key = await (await createSafeKeyStore(dataDir, random, 'linux', silentLog)).load();
    electron.safeStorage.rotated = true;
    expect(await (await createSafeKeyStore(dataDir, random, 'linux', silentLog)).load()).toEqual(key);
    expect(await readFile(join(dataDir, 'key.safe'), 'utf8')).toMatch(/^sealed:new:/);
  });

  it('lies in a file, and says so, where a keychain only pretends or is not there', async () => {
    electron.safeStorage.backend = 'basic_text';
    const pretended = await createSafeKeyStore(await makeFolder(), random, 'linux', silentLog);
    expect([pretended.describe(), pretended.file?.reason]).toEqual(['keyFile', 'basicText']);
    const kept = await createSafeKeyStore(await makeFolder(), random, 'win32', silentLog);
    expect([kept.describe(), kept.file]).toEqual(['keychain', null]);
    electron.safeStorage.available = false;
    const lacking = await createSafeKeyStore(await makeFolder(), random, 'win32', silentLog);
    expect([lacking.describe(), lacking.file?.reason]).toEqual(['keyFile', 'noKeychain']);
  });

  it('stays the one that the vault is sealed with', async () => {
    const dataDir = await makeFolder();
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'key'), Buffer.alloc(32, 3));
    const store = await createSafeKeyStore(dataDir, random, 'linux', silentLog);
    expect([store.describe(), await store.load()]).toEqual(['keyFile', Buffer.alloc(32, 3)]);
  });

  it('is not made anew when the keychain cannot be asked', async () => {
    const dataDir = await makeFolder();
    await (await createSafeKeyStore(dataDir, random, 'linux', silentLog)).load();
    const sealed = await readFile(join(dataDir, 'key.safe'));
    electron.safeStorage.available = false;
    electron.dialog.answer = 0;
    await expect(createSafeKeyStore(dataDir, random, 'linux', silentLog)).rejects.toThrow(EndedByPerson);
    expect(electron.told.messages).toMatchObject([{ defaultId: 1, cancelId: 0 }]);
    expect(await readFile(join(dataDir, 'key.safe'))).toEqual(sealed);
  });

  it('is asked for again as often as a person says', async () => {
    const dataDir = await makeFolder();
    const key = await (await createSafeKeyStore(dataDir, random, 'linux', silentLog)).load();
    electron.safeStorage.available = false;
    electron.dialog.answer = null; // the question stands
    const opening = createSafeKeyStore(dataDir, random, 'linux', silentLog);
    await vi.waitFor(() => expect(electron.told.messages).toHaveLength(1));
    electron.safeStorage.available = true;
    electron.dialog.press(1);
    expect(await (await opening).load()).toEqual(key);
  });

  it('that the keychain will never open again is put aside when a person says so, and a new one is made', async () => {
    const dataDir = await makeFolder();
    await (await createSafeKeyStore(dataDir, random, 'linux', silentLog)).load();
    const sealed = await readFile(join(dataDir, 'key.safe'));
    electron.safeStorage.forgotten = true;
    electron.dialog.answer = 2;
    const store = await createSafeKeyStore(dataDir, (bytes) => Buffer.alloc(bytes, 9), 'linux', silentLog);
    expect(await store.load()).toEqual(Buffer.alloc(32, 9));
    electron.safeStorage.forgotten = false;
    expect(await (await createSafeKeyStore(dataDir, random, 'linux', silentLog)).load()).toEqual(Buffer.alloc(32, 9));
    const aside = (await readdir(dataDir)).filter((name) => name !== 'key.safe');
    expect(aside).toEqual([expect.stringContaining('key.safe')]);
    expect(await readFile(join(dataDir, aside[0]!))).toEqual(sealed);
  });
});

describe('the life of the shell', () => {
  it('asks the server when the machine wakes up and when a person comes or goes, and begins nothing before it sleeps', async () => {
    let asked = 0;
    const faults: unknown[] = [];
    setupPower(
      () => ((asked += 1) < 4 ? Promise.resolve() : Promise.reject(new Error('no'))),
      silentLog,
      (fault) => faults.push(fault),
    );
    electron.powerMonitor.emit('suspend');
    expect(asked).toBe(0);
    for (const event of ['resume', 'lock-screen', 'unlock-screen']) electron.powerMonitor.emit(event);
    expect(asked).toBe(3);
    electron.powerMonitor.emit('resume');
    await vi.waitFor(() => expect(faults).toHaveLength(1));
  });

  it.each(['SIGTERM', 'disconnect'])('closes the host once, then leaves, on %s', async (signal) => {
    const self = new EventEmitter();
    let closed = 0;
    setupQuit(
      self,
      () => Promise.resolve(void (closed += 1)),
      () => undefined,
    );
    const event = refusable();
    self.emit(signal);
    electron.app.emit('before-quit', event);
    electron.app.emit('window-all-closed');
    await vi.waitFor(() => expect(electron.app.exits).toEqual([0]));
    expect([closed, event.refused]).toEqual([1, true]);
  });

  it('asks before it closes, and nobody who pulls the plug', async () => {
    const self = new EventEmitter();
    const calls: string[] = [];
    setupQuit(
      self,
      () => Promise.resolve(void calls.push('closed')),
      () => undefined,
      () => new Promise(() => void calls.push('asked')),
    );
    electron.app.emit('before-quit', refusable());
    expect([calls, electron.app.exits]).toEqual([['asked'], []]);
    self.emit('SIGTERM');
    await vi.waitFor(() => expect(electron.app.exits).toEqual([0]));
    expect(calls).toEqual(['asked', 'closed']);
  });

  it('leaves when the host cannot close', async () => {
    vi.useFakeTimers();
    setupQuit(
      new EventEmitter(),
      () => new Promise(() => undefined),
      () => undefined,
    );
    electron.app.emit('before-quit', refusable());
    await vi.runAllTimersAsync();
    expect(electron.app.exits).toEqual([0]);
  });
});
