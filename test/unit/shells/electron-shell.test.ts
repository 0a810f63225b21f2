import { EventEmitter } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSafeKeyStore } from '../../../electron/main/key-store.ts';
import { setupMenu } from '../../../electron/main/menu.ts';
import { setupNavigation } from '../../../electron/main/navigation-policy.ts';
import { setupPower } from '../../../electron/main/power.ts';
import { setupQuit } from '../../../electron/main/quit.ts';
import { mountScheme, setupScheme } from '../../../electron/main/scheme.ts';
import { closeDefaultSession, setupPermissions } from '../../../electron/main/session-policy.ts';
import { setupSight } from '../../../electron/main/sight.ts';
import { setupSingleInstance } from '../../../electron/main/single-instance.ts';
import { openWindow, showWindow } from '../../../electron/main/window.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { electron, FakeContents, FakeDownload, FakeSession, FakeWindow } from './electron-double.ts';
import { makeFolder } from './desk.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

beforeEach(() => {
  FakeWindow.all = [];
  FakeWindow.loading = () => Promise.resolve();
  electron.app.removeAllListeners();
  electron.powerMonitor.removeAllListeners();
  electron.app.exits = [];
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

describe('the scheme', () => {
  it('is standard and secure, with fetch and streams, and nothing more', () => {
    setupScheme();
    expect(electron.told.schemes).toEqual([
      { scheme: 'stoika', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  it('answers for the desk and for no other name', async () => {
    mountScheme(() => Promise.resolve(new Response('desk')));
    const handler = electron.told.handlers.get('stoika')!;
    expect(await (await handler(new Request('stoika://desk/api/station'))).text()).toBe('desk');
    const other = await handler(new Request('stoika://elsewhere/'));
    expect(other.status).toBe(404);
    expect(other.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('what a page may do', () => {
  /** What a new session answers: to a page that asks, to one that looks what it has, and about devices. */
  function readPermissions(
    permission: string,
    details: { mediaTypes?: string[]; isMainFrame?: boolean },
    origin: string,
  ) {
    setupPermissions();
    const created = new FakeSession('any');
    electron.app.emit('session-created', created);
    let requested: boolean | null = null;
    const asked = { isMainFrame: true, requestingUrl: origin, securityOrigin: origin, ...details };
    created.requestHandler?.(null, permission, (given) => (requested = given), asked);
    const [mediaType] = details.mediaTypes ?? [];
    const checked = created.checkHandler?.(null, permission, origin, { mediaType, isMainFrame: true });
    return { requested, checked, device: created.deviceHandler?.() };
  }
  const none = { requested: false, checked: false, device: false };

  it.each(['geolocation', 'notifications', 'hid', 'usb', 'display-capture', 'clipboard-read', 'unknown'])(
    'has no permission in any session: %s',
    (permission) => {
      expect(readPermissions(permission, { mediaTypes: ['video'] }, 'stoika://desk/')).toEqual(none);
    },
  );

  it('has the camera, if it is the desk itself', () => {
    const camera = { mediaTypes: ['video'] };
    expect(readPermissions('media', camera, 'stoika://desk/')).toEqual({ ...none, requested: true, checked: true });
    for (const origin of ['https://desk/', 'stoika://other/', 'https://a.example/', 'null', ''])
      expect(readPermissions('media', camera, origin), origin).toEqual(none);
    expect(readPermissions('media', { ...camera, isMainFrame: false }, 'stoika://desk/').requested).toBe(false);
  });

  it('has no microphone, alone or with the camera', () => {
    expect(readPermissions('media', { mediaTypes: ['audio'] }, 'stoika://desk/')).toEqual(none);
    expect(readPermissions('media', { mediaTypes: ['audio', 'video'] }, 'stoika://desk/')).toEqual(none);
    expect(readPermissions('media', {}, 'stoika://desk/')).toEqual(none);
  });

  it('reaches nothing but the desk', () => {
    closeDefaultSession();
    const cancels = (url: string): boolean | null => {
      let cancelled: boolean | null = null;
      electron.session.defaultSession.beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel));
      return cancelled;
    };
    expect(['stoika://desk/', 'blob:stoika://desk/1'].map(cancels)).toEqual([false, false]);
    expect(['https://a.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://a.example/'].map(cancels)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('lets out files that it made itself and no others, and a person learns when one was not saved', () => {
    electron.session.defaultSession.removeAllListeners();
    closeDefaultSession();
    const offer = (url: string): { readonly item: FakeDownload; readonly refused: boolean } => {
      const event = refusable();
      const item = new FakeDownload(url);
      electron.session.defaultSession.emit('will-download', event, item);
      return { item, refused: event.refused };
    };
    for (const url of ['https://a.example/x', 'stoika://desk/', 'data:,x', 'blob:null/1', 'blob:https://a.example/1']) {
      expect(offer(url).refused, url).toBe(true);
    }
    const { item, refused } = offer('blob:stoika://desk/1');
    expect(refused).toBe(false);
    item.emit('done', {}, 'completed');
    expect(electron.told.messages).toEqual([]);
    for (const state of ['interrupted', 'cancelled']) offer('blob:stoika://desk/2').item.emit('done', {}, state);
    const told = electron.told.messages.map(({ message }) => message);
    expect(told).toEqual(Array(2).fill(expect.stringContaining('The file was not saved: made-up.stoika')));
  });

  it('goes nowhere and opens nothing', () => {
    setupNavigation();
    const contents = new FakeContents();
    electron.app.emit('web-contents-created', {}, contents);
    expect(contents.openHandler?.({})).toEqual({ action: 'deny' });
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = refusable();
      contents.emit(name, event);
      expect(event.refused, name).toBe(true);
    }
  });
});

describe('the window', () => {
  it('has a page without rights that is never slowed down', () => {
    openWindow(silentLog);
    const window = FakeWindow.all[0]!;
    expect(window.loaded).toBe('stoika://desk/');
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      webviewTag: false,
    });
    expect(window.options.webPreferences).not.toHaveProperty('preload');
    expect(window.calls).toEqual([]);
    window.emit('ready-to-show');
    expect(window.calls).toEqual(['show']);
  });

  it('comes back when its page has died', () => {
    vi.useFakeTimers();
    openWindow(silentLog);
    const window = FakeWindow.all[0]!;
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    vi.runAllTimers();
    expect(window.webContents.reloads).toBe(1);
    window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    window.destroyed = true;
    vi.runAllTimers();
    expect(window.webContents.reloads).toBe(1);
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
    setupMenu('darwin');
    setupMenu('linux');
    const roles = electron.told.menus.map((menu) => (menu as { role: string }[]).map(({ role }) => role));
    expect(roles).toEqual([
      ['appMenu', 'editMenu', 'viewMenu', 'windowMenu'],
      ['editMenu', 'viewMenu', 'windowMenu'],
    ]);
  });
});

describe('the key of the station', () => {
  const random = (bytes: number): Buffer => Buffer.alloc(bytes, 7);
  beforeEach(() =>
    Object.assign(electron.safeStorage, { available: true, backend: 'gnome_libsecret', rotated: false }),
  );

  it('lies in the keychain and comes back from there', async () => {
    const dataDir = await makeFolder();
    const store = await createSafeKeyStore(dataDir, random, 'linux');
    expect(store.describe()).toBe('keychain');
    const key = await store.load();
    expect(key).toHaveLength(32);
    const again = await createSafeKeyStore(dataDir, (bytes) => Buffer.alloc(bytes, 9), 'linux');
    expect(await again.load()).toEqual(key);
  });

  it('is sealed anew when the keychain has a new key', async () => {
    const dataDir = await makeFolder();
    const key = await (await createSafeKeyStore(dataDir, random, 'linux')).load();
    electron.safeStorage.rotated = true;
    expect(await (await createSafeKeyStore(dataDir, random, 'linux')).load()).toEqual(key);
    expect(await readFile(join(dataDir, 'key.safe'), 'utf8')).toMatch(/^sealed:new:/);
  });

  it('lies in a file, and says so, where a keychain only pretends or is not there', async () => {
    electron.safeStorage.backend = 'basic_text';
    expect((await createSafeKeyStore(await makeFolder(), random, 'linux')).describe()).toBe('keyFile');
    expect((await createSafeKeyStore(await makeFolder(), random, 'win32')).describe()).toBe('keychain');
    electron.safeStorage.available = false;
    expect((await createSafeKeyStore(await makeFolder(), random, 'win32')).describe()).toBe('keyFile');
  });

  it('stays the one that the vault is sealed with', async () => {
    const dataDir = await makeFolder();
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'key'), Buffer.alloc(32, 3));
    const store = await createSafeKeyStore(dataDir, random, 'linux');
    expect([store.describe(), await store.load()]).toEqual(['keyFile', Buffer.alloc(32, 3)]);
  });

  it('is not made anew when the keychain cannot be asked', async () => {
    const dataDir = await makeFolder();
    await (await createSafeKeyStore(dataDir, random, 'linux')).load();
    const sealed = await readFile(join(dataDir, 'key.safe'));
    electron.safeStorage.available = false;
    const store = await createSafeKeyStore(dataDir, random, 'linux');
    await expect(store.load()).rejects.toThrow('not available');
    expect(await readFile(join(dataDir, 'key.safe'))).toEqual(sealed);
  });
});

describe('the life of the shell', () => {
  it('asks the server when the machine wakes up', async () => {
    let asked = 0;
    setupPower(
      () => Promise.resolve(void (asked += 1)),
      () => undefined,
    );
    electron.powerMonitor.emit('resume');
    expect(asked).toBe(1);
    const faults: unknown[] = [];
    electron.powerMonitor.removeAllListeners();
    setupPower(
      () => Promise.reject(new Error('no')),
      (fault) => faults.push(fault),
    );
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
