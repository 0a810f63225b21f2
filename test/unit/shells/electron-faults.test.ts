/** What becomes of a page, a helper process, and the desk itself when they fall. */
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog, type Log } from '../../../electron/host/log.ts';
import { setupComeBack } from '../../../electron/main/come-back.ts';
import { findForbiddenSwitch } from '../../../electron/main/debug-switches.ts';
import { setupFaults } from '../../../electron/main/faults.ts';
import { openWindow } from '../../../electron/main/window.ts';
import { electron, FakeWindow } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

beforeEach(() => {
  FakeWindow.all = [];
  FakeWindow.loading = () => Promise.resolve();
  electron.app.removeAllListeners();
  Object.assign(electron.app, { exits: [], relaunched: [], ready: true, isPackaged: false, switches: [] });
  Object.assign(electron.dialog, { answer: 0 });
  electron.told.messages.length = 0;
  electron.told.errors.length = 0;
});

function makeLog(): Log & { readonly said: string[] } {
  const said: string[] = [];
  const say =
    (level: string): Log['error'] =>
    (event, fields) =>
      void said.push(`${level} ${event} ${JSON.stringify(fields ?? {})}`);
  return { ...silentLog, said, error: say('error'), warn: say('warn'), info: say('info') };
}

describe('the page', () => {
  /** A window, and its page's end at a time that is set. */
  function makeWindow() {
    vi.useFakeTimers();
    let now = 0;
    setupComeBack(openWindow(silentLog), {
      log: silentLog,
      now: () => now,
      onFault: (fault) => expect.unreachable(String(fault)),
    });
    const window = FakeWindow.all[0]!;
    return {
      window,
      fall: (at: number) => {
        now = at;
        window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
        vi.runAllTimers();
      },
    };
  }

  it('comes back when it has fallen, unless the window is gone by then', () => {
    const { window, fall } = makeWindow();
    fall(0);
    expect(window.webContents.reloads).toBe(1);
    window.destroyed = true;
    fall(1);
    expect(window.webContents.reloads).toBe(1);
  });

  it('comes back for a whole day if it falls now and then', () => {
    const { window, fall } = makeWindow();
    for (let hour = 0; hour < 24; hour += 1) fall(hour * 3_600_000);
    expect(window.webContents.reloads).toBe(24);
    expect(electron.told.messages).toEqual([]);
  });

  it('does not fall for ever: after three times in a minute a person is asked', async () => {
    const { window, fall } = makeWindow();
    for (const at of [0, 1000, 2000, 3000]) fall(at);
    expect(window.webContents.reloads).toBe(3);
    expect(electron.told.messages).toHaveLength(1);
    expect(window.calls).toContain('show');
    await vi.waitFor(() => expect(window.webContents.reloads).toBe(4));
  });

  it('ends when that person says so', async () => {
    electron.dialog.answer = 1;
    let quits = 0;
    electron.app.on('before-quit', () => (quits += 1));
    const { window, fall } = makeWindow();
    for (const at of [0, 1000, 2000, 3000]) fall(at);
    await vi.waitFor(() => expect(quits).toBe(1));
    expect(window.webContents.reloads).toBe(3);
  });

  it('is loaded anew when it does not answer and a person says so', async () => {
    electron.dialog.answer = 1;
    const { window } = makeWindow();
    window.emit('unresponsive');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    vi.runAllTimers();
    expect(window.webContents.reloads).toBe(1);
  });

  it('is asked about once, and no longer when it answers again', async () => {
    electron.dialog.answer = null;
    const { window } = makeWindow();
    window.emit('unresponsive');
    window.emit('unresponsive');
    expect(electron.told.messages).toHaveLength(1);
    window.emit('responsive');
    await Promise.resolve();
    vi.runAllTimers();
    expect(window.webContents.reloads).toBe(0);
    await vi.waitFor(() => {
      window.emit('unresponsive');
      expect(electron.told.messages).toHaveLength(2);
    });
  });

  it('with something unsaved is left only when a person says so', () => {
    const window = openWindow(silentLog) as unknown as FakeWindow;
    const leave = (answer: number): boolean => {
      electron.dialog.answer = answer;
      let left = false;
      window.webContents.emit('will-prevent-unload', { preventDefault: () => (left = true) });
      return left;
    };
    expect([leave(0), leave(1)]).toEqual([false, true]);
  });
});

describe('processes', () => {
  it('of Chromium that are gone are written down, without a word of anybody', () => {
    const log = makeLog();
    setupFaults(Object.assign(new EventEmitter(), { uptime: () => 100, env: {}, argv: [] }), log);
    electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 11, name: 'GPU' });
    electron.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
    expect(log.said).toEqual([
      'error a process is gone {"type":"GPU","reason":"crashed","exitCode":11}',
      'info a process has ended {"type":"Utility","reason":"clean-exit","exitCode":0}',
    ]);
  });

  it.each([
    { isPackaged: true, uptime: 3600, relaunched: 1, told: 0 },
    { isPackaged: true, uptime: 5, relaunched: 0, told: 1 },
    { isPackaged: false, uptime: 3600, relaunched: 0, told: 1 },
  ])('the desk itself: $isPackaged after $uptime s', ({ isPackaged, uptime, relaunched, told }) => {
    const log = makeLog();
    Object.assign(electron.app, { isPackaged });
    const self = Object.assign(new EventEmitter(), { uptime: () => uptime, env: {}, argv: [] });
    setupFaults(self, log);
    self.emit('uncaughtException', new TypeError('Сидорова Анна'));
    expect(electron.app.exits).toEqual([1]);
    expect(electron.app.relaunched).toHaveLength(relaunched);
    expect(electron.told.errors).toHaveLength(told);
    expect(log.said.join()).toContain('TypeError');
    expect(log.said.join()).not.toContain('Сидорова');
  });

  it.each([
    [{ PORTABLE_EXECUTABLE_FILE: 'E:\\Stoika.exe' }, 'E:\\Stoika.exe'],
    [{ APPIMAGE: '/opt/Stoika.AppImage' }, '/opt/Stoika.AppImage'],
  ])('a desk that has unpacked itself starts again from its own file: %j', (env, execPath) => {
    Object.assign(electron.app, { isPackaged: true });
    const self = Object.assign(new EventEmitter(), { uptime: () => 3600, env, argv: ['x', '--data', 'here'] });
    setupFaults(self, silentLog);
    self.emit('uncaughtException', new Error('x'));
    expect(electron.app.relaunched[0]).toMatchObject({ execPath });
    expect(electron.app.relaunched[0]?.args?.slice(-2)).toEqual(['--data', 'here']);
  });

  it('a promise that nobody caught ends nothing', () => {
    const log = makeLog();
    const self = Object.assign(new EventEmitter(), { uptime: () => 1, env: {}, argv: [] });
    setupFaults(self, log);
    self.emit('unhandledRejection', new Error('x'));
    expect(electron.app.exits).toEqual([]);
    expect(log.said).toHaveLength(1);
  });
});

it('is not started with its guard down, once it is installed', () => {
  Object.assign(electron.app, { switches: ['remote-debugging-port'] });
  expect(findForbiddenSwitch()).toBeNull();
  Object.assign(electron.app, { isPackaged: true });
  for (const name of ['remote-debugging-port', 'ignore-certificate-errors', 'disable-web-security']) {
    Object.assign(electron.app, { switches: ['lang', name] });
    expect(findForbiddenSwitch()).toContain(`--${name}`);
  }
  Object.assign(electron.app, { switches: ['lang', 'force-device-scale-factor'] });
  expect(findForbiddenSwitch()).toBeNull();
});
