/** The host's options, as far as both shells give the same. */
import { randomBytes } from 'node:crypto';
import type { HostOptions } from '../host/host.ts';
import type { Provision } from '../host/provision.ts';
import { describeError, type Log } from '../host/log.ts';
import { loadFonts, type BadgeFonts } from '../host/printing/fonts.ts';
import type { PrintBackend } from '../host/printing/backend.ts';
import type { PrinterSource } from '../host/printing/discover.ts';
import type { Options } from '../options.ts';
import { prepareBadgeFolder } from './badge-folder.ts';
import { readVersion } from './build-stamp.ts';
import type { Installation } from './installation.ts';
import { createPracticeLauncher } from './practice-launcher.ts';
import { openPrinting } from './printing.ts';

export const random = (bytes: number): Uint8Array => randomBytes(bytes);
export const clock = (): Date => new Date();

/** What differs between the shells. */
export interface ShellParts extends Pick<HostOptions, 'shell' | 'transport' | 'keyStore'> {
  readonly installation: Installation;
  readonly log: Log;
  /** The settings file of the fleet (provision.ts). */
  readonly provision: Provision;
  /** Where badges go unless `--print-to` names a folder or somebody has set up a printer. */
  createBackend(fonts: BadgeFonts): PrintBackend;
  /** Printers that only this shell can list. */
  readonly printerSources?: readonly PrinterSource[];
}

/** The server of the settings file, where the hash comes by the environment: else a person scans it. */
function connectFleet(server: string | null, hash: string | null): Options['connect'] {
  return server === null || hash === null ? null : { server, hash };
}

/** @throws StartProblem when badges cannot go where `--print-to` says */
export async function buildHostOptions(options: Options, parts: ShellParts): Promise<HostOptions> {
  const { installation, log, shell, transport, keyStore, provision } = parts;
  const fonts = await loadFonts(installation.fontsDir);
  const folder = options.printTo;
  if (folder !== null) await prepareBadgeFolder(folder);
  const signIn = {
    ...(options.operator === null ? {} : { operator: options.operator }),
    ...(options.password === null ? {} : { password: options.password }),
  };
  const connect = options.connect ?? connectFleet(provision.settings.server, options.hash);
  return {
    dataDir: options.dataDir,
    shell,
    role: options.role,
    version: await readVersion(installation.stampFile),
    language: options.language,
    transport,
    keyStore,
    provision,
    printing: openPrinting({
      fonts,
      own: parts.createBackend(fonts),
      printTo: folder,
      clock,
      sources: parts.printerSources ?? [],
      platform: process.platform,
    }),
    fontsDir: installation.fontsDir,
    practice: createPracticeLauncher(installation.practiceWorker, (error) => {
      log.error('practice event failed', describeError(error));
    }),
    auto: connect === null || options.practice !== null ? null : { ...connect, ...signIn },
    autoPractice: options.practice === null ? null : { ...options.practice, ...signIn },
    clock,
    random,
    log,
  };
}
