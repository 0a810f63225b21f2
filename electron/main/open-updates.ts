/** Both ways of an update with Electron's parts: by the network, where there is an address, and from a file. */
import { join } from 'node:path';
import { app } from 'electron';
import type { FetchLike } from '../../shared/contract/client.ts';
import type { Log } from '../host/log.ts';
import { readAtWork } from '../shell/updates/at-work.ts';
import { readPublishers } from '../shell/updates/publishers.ts';
import { updateFromFile } from './offline-update.ts';
import { deskUrl } from './scheme.ts';
import { createUpdates, type Updater, type Updates } from './updates.ts';

export interface OpenUpdatesParts {
  readonly address: string | null;
  readonly dataDir: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetchHost: (request: Request) => Promise<Response>;
  readonly log: Log;
  /** Loaded when it is needed: most desks never ask. */
  readonly loadUpdater?: () => Promise<Updater>;
}

export interface OpenedUpdates extends Updates {
  fromFile(): Promise<void>;
}

export function openUpdates(parts: OpenUpdatesParts): OpenedUpdates {
  const { address, dataDir, platform, env, fetchHost, log, loadUpdater = loadElectronUpdater } = parts;
  const callHost: FetchLike = (path, init) => fetchHost(new Request(new URL(path, deskUrl), init));
  const askHost = () => readAtWork(callHost);
  let network: Updates | null = null;
  return {
    async check() {
      const isPortable = env['PORTABLE_EXECUTABLE_FILE'] !== undefined; // an installer would set up another one beside it
      if (address === null || !app.isPackaged || isPortable) return;
      network ??= createUpdates({ updater: await loadUpdater(), address, platform, readAtWork: askHost, log });
      await network.check();
    },
    beforeQuit: async () => (await network?.beforeQuit()) ?? false,
    fromFile: () =>
      updateFromFile({
        desk: { version: app.getVersion(), platform, arch: process.arch, folder: join(dataDir, 'update') },
        appImage: env['APPIMAGE'] ?? null,
        readAtWork: askHost,
        findSignatureProblem,
        log,
      }),
  };

  async function findSignatureProblem(file: string): Promise<string | null> {
    if (platform !== 'win32') return null;
    const publishers = await readPublishers(join(process.resourcesPath, 'app-update.yml'));
    if (publishers.length === 0) return null;
    const { verifySignature } = await import('electron-updater/out/windowsExecutableCodeSignatureVerifier.js');
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    return verifySignature([...publishers], file, silent);
  }
}

async function loadElectronUpdater(): Promise<Updater> {
  const { default: updater } = await import('electron-updater');
  return updater.autoUpdater;
}
