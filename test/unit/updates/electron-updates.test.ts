/** Updates with Electron's parts: the double of Electron, an updater that is played, the real checks and a real host. */
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openUpdates } from '../../../electron/main/open-updates.ts';
import { updateFromFile } from '../../../electron/main/offline-update.ts';
import { createUpdates, type Updater } from '../../../electron/main/updates.ts';
import { createLog } from '../../../electron/host/log.ts';
import type { AtWork } from '../../../electron/shell/updates/decide.ts';
import { startDesk } from '../host/desk.ts';
import { electron } from '../shells/electron-double.ts';
import { makeFolder } from '../shells/desk.ts';
import { writeRelease } from './release.ts';

vi.mock('electron', async () => (await import('../shells/electron-double.ts')).electron);

beforeEach(() => {
  electron.told.messages.length = 0;
  electron.told.opened.length = 0;
  electron.app.removeAllListeners();
  Object.assign(electron.dialog, { answer: 0, chosen: null });
  Object.assign(electron.app, { isPackaged: true });
});

const clock = () => new Date(0);
const free: AtWork = { signedIn: false, unsent: 0 };
const busy: AtWork = { signedIn: true, unsent: 0 };

/** Plays electron-updater: a newer version is there. */
class PlayedUpdater implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  logger = null;
  readonly calls: string[] = [];
  newer: string | null = '2.0.0';
  whileFetching: () => void = () => undefined;

  setFeedURL(options: Parameters<Updater['setFeedURL']>[0]): void {
    this.calls.push(JSON.stringify(options));
  }
  checkForUpdates(): ReturnType<Updater['checkForUpdates']> {
    this.calls.push('check');
    const version = this.newer ?? '1.2.3';
    const updateInfo = { version, files: [], path: '', sha512: '', releaseDate: '' };
    return Promise.resolve({ isUpdateAvailable: this.newer !== null, updateInfo, versionInfo: updateInfo });
  }
  downloadUpdate(): Promise<string[]> {
    this.calls.push('fetch');
    this.whileFetching();
    return Promise.resolve([]);
  }
  /** As electron-updater does: what goes wrong at the installer is an event, and nothing is thrown. */
  fail: (error: Error) => void = () => undefined;
  whileInstalling: () => void = () => undefined;
  on(_event: 'error', listener: (error: Error) => void): this {
    this.fail = listener;
    return this;
  }
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void {
    this.whileInstalling();
    this.calls.push(`install silent=${isSilent === true} runAfter=${isForceRunAfter === true}`);
  }
}

async function open(work: { now: AtWork }, platform = 'win32') {
  const updater = new PlayedUpdater();
  const log = createLog({ dataDir: await makeFolder(), clock });
  const address = 'https://updates.example/';
  const updates = createUpdates({ updater, address, platform, readAtWork: () => Promise.resolve(work.now), log });
  return { updater, updates };
}

describe('an update by the network', () => {
  it('is fetched and installed by nobody but a person who agrees', async () => {
    const { updater, updates } = await open({ now: free });
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false });
    electron.dialog.answer = 1;
    await updates.check();
    expect(updater.calls).toEqual([
      ...['{"provider":"generic","url":"https://updates.example/"}', 'check', 'fetch'],
      'install silent=true runAfter=true',
    ]);
    expect(electron.told.messages[0]?.message).toContain('2.0.0');
  });

  it('is refused by closing the question, and not asked again when the desk is closed', async () => {
    const { updater, updates } = await open({ now: free });
    await updates.check();
    expect(electron.told.messages[0]).toMatchObject({ defaultId: 0, cancelId: 0 });
    expect(await updates.beforeQuit()).toBe(false);
    expect(updater.calls.slice(1)).toEqual(['check']);
    expect(electron.told.messages).toHaveLength(1);
  });

  it('waits for the end of a shift', async () => {
    const work: { now: AtWork } = { now: busy };
    const { updater, updates } = await open(work);
    await updates.check();
    expect(electron.told.messages).toEqual([]);
    work.now = free;
    electron.dialog.answer = 1;
    expect(await updates.beforeQuit()).toBe(true);
    expect(updater.calls.slice(1)).toEqual(['check', 'fetch', 'install silent=true runAfter=true']);
  });

  it('is not installed when somebody has signed in while it was fetched, but at the end', async () => {
    const work: { now: AtWork } = { now: free };
    const { updater, updates } = await open(work, 'linux');
    updater.whileFetching = () => (work.now = busy);
    electron.dialog.answer = 1;
    await updates.check();
    expect(updater.calls.at(-1)).toBe('fetch');
    expect(await updates.beforeQuit()).toBe(false);
    work.now = free;
    expect(await updates.beforeQuit()).toBe(true);
    expect(updater.calls.at(-1)).toBe('install silent=true runAfter=false');
    expect(electron.told.messages).toHaveLength(1);
  });

  it('that does not come leaves the desk as it is', async () => {
    const { updater, updates } = await open({ now: free });
    updater.whileFetching = () => {
      throw new Error('net::ERR_INTERNET_DISCONNECTED');
    };
    electron.dialog.answer = 1;
    await updates.check();
    expect(updater.calls.at(-1)).toBe('fetch');
    updater.newer = null;
    await updates.check();
    expect(electron.told.messages).toHaveLength(1);
  });

  it('is looked for only with an address, and only by an installed desk', async () => {
    const dataDir = await makeFolder();
    const loadUpdater = vi.fn(() => Promise.resolve(new PlayedUpdater()));
    const parts = {
      ...{ dataDir, platform: 'win32', env: {}, loadUpdater, log: createLog({ dataDir, clock }) },
      fetchHost: () => Promise.resolve(new Response('', { status: 500 })),
    };
    await openUpdates({ ...parts, address: null }).check();
    electron.app.isPackaged = false;
    await openUpdates({ ...parts, address: 'https://updates.example/' }).check();
    expect(loadUpdater).not.toHaveBeenCalled();
    electron.app.isPackaged = true;
    await openUpdates({ ...parts, address: 'https://updates.example/' }).check();
    expect(loadUpdater).toHaveBeenCalledOnce();
    expect(electron.told.messages).toEqual([]); // the host does not say who works
  });

  it('is not looked for by a portable program: the installer of an update would set up another one beside it', async () => {
    const dataDir = await makeFolder();
    const loadUpdater = vi.fn(() => Promise.resolve(new PlayedUpdater()));
    await openUpdates({
      ...{ dataDir, platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'E:\\Stoika.exe' }, loadUpdater },
      ...{ address: 'https://updates.example/', log: createLog({ dataDir, clock }) },
      fetchHost: () => Promise.resolve(new Response('', { status: 500 })),
    }).check();
    expect(loadUpdater).not.toHaveBeenCalled();
  });

  it('that could not be installed is told, and the desk goes on', async () => {
    const { updater, updates } = await open({ now: free });
    updater.whileInstalling = () => updater.fail(new Error('EACCES: made-up'));
    electron.dialog.answer = 1;
    await updates.check();
    expect(electron.told.messages.at(-1)?.message).toContain('could not be installed');
    expect(await updates.beforeQuit()).toBe(false);
  });

  it('asks the host who works: nobody at the two doors', async () => {
    const desk = await startDesk();
    onTestFinished(() => desk.stop());
    const updater = new PlayedUpdater();
    const log = createLog({ dataDir: desk.dataDir, clock });
    const parts = { address: 'https://updates.example/', dataDir: desk.dataDir, platform: 'win32', env: {}, log };
    const fetchHost = (request: Request) => desk.host.fetch(request);
    await openUpdates({ ...parts, fetchHost, loadUpdater: () => Promise.resolve(updater) }).check();
    expect(electron.told.messages).toHaveLength(1);
  });
});

describe('an update from a file', () => {
  async function choose(file: string, change: Partial<Parameters<typeof updateFromFile>[0]> = {}) {
    const dataDir = await makeFolder();
    electron.dialog.chosen = file;
    const quits = vi.fn();
    electron.app.on('before-quit', quits);
    await updateFromFile({
      desk: { version: '1.2.3', platform: 'linux', arch: 'x64', folder: join(dataDir, 'update') },
      ...{ appImage: null, readAtWork: () => Promise.resolve(free), findSignatureProblem: () => Promise.resolve(null) },
      log: createLog({ dataDir, clock }),
      ...change,
    });
    return quits;
  }

  const image = { name: 'Stoika-9.0.0-linux-x86_64.AppImage', release: 'latest-linux.yml', content: 'new' };

  it('takes the place of the AppImage that runs, when a person agrees', async () => {
    const appImage = join(await makeFolder(), 'Stoika.AppImage');
    await writeFile(appImage, 'old');
    const file = await writeRelease(await makeFolder(), image);
    expect(await choose(file, { appImage })).not.toHaveBeenCalled();
    expect(await readFile(appImage, 'utf8')).toBe('old');
    electron.dialog.answer = 1;
    expect(await choose(file, { appImage })).toHaveBeenCalledOnce();
    expect(await readFile(appImage, 'utf8')).toBe('new');
    expect((await stat(appImage)).mode & 0o111).not.toBe(0);
  });

  it('is started where it is an installer', async () => {
    const folder = await makeFolder();
    const trace = join(folder, 'trace');
    const content = `#!/bin/sh\necho "$@" > ${trace}\n`;
    const file = await writeRelease(folder, { content });
    await chmod(file, 0o755);
    electron.dialog.answer = 1;
    const desk = { version: '1.2.3', platform: 'win32', arch: 'x64', folder: join(folder, 'own') };
    expect(await choose(file, { desk })).toHaveBeenCalledOnce();
    await vi.waitFor(async () => expect(await readFile(trace, 'utf8')).toContain('--updated'));
  });

  it('is not started when somebody else has signed it', async () => {
    const folder = await makeFolder();
    const file = await writeRelease(folder);
    electron.dialog.answer = 1;
    const desk = { version: '1.2.3', platform: 'win32', arch: 'x64', folder: join(folder, 'own') };
    const quits = await choose(file, { desk, findSignatureProblem: () => Promise.resolve('not signed') });
    expect(quits).not.toHaveBeenCalled();
    expect(electron.told.messages.at(-1)?.message).toContain('not one of Stoika');
  });

  it('is shown in its folder where it cannot be installed from here', async () => {
    const file = await writeRelease(await makeFolder(), image);
    expect(await choose(file)).not.toHaveBeenCalled();
    expect(electron.told.opened).toEqual([file]);
  });

  it('is not even chosen during a shift', async () => {
    const file = await writeRelease(await makeFolder(), image);
    await choose(file, { readAtWork: () => Promise.resolve(busy) });
    expect(electron.told.messages.map(({ message }) => message)).toEqual([expect.stringContaining('End the shift')]);
  });

  it('that is wrong is told in words', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'other.exe'), '');
    await choose(join(folder, 'other.exe'));
    expect(electron.told.messages.at(-1)?.message).toContain('not one of Stoika');
  });
});
