/**
 * The Electron shell. What has to be settled before Electron is ready comes first; the rest when it is. Windows, printing, the
 * keychain, power and the network stack are Electron's; everything else is the host's.
 */
import { homedir } from 'node:os';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { Host } from './host/host.ts';
import { createLog, describeError, type Log, readLogLevel } from './host/log.ts';
import { openLockableHost } from './host/locked-host.ts';
import type { Lock, LockResult } from './host/lock.ts';
import type { Provision } from './host/provision.ts';
import { createSystemBackend } from './host/printing/system.ts';
import { systemSource } from './host/printing/system-devices.ts';
import { createSafeKeyStore } from './main/key-store.ts';
import { setupComeBack } from './main/come-back.ts';
import { findForbiddenSwitch } from './main/debug-switches.ts';
import { setupFaults } from './main/faults.ts';
import { setupMenu } from './main/menu.ts';
import { setupNavigation } from './main/navigation-policy.ts';
import { openUpdates } from './main/open-updates.ts';
import { setupPower } from './main/power.ts';
import { listDevices, printSvgPage } from './main/print-page.ts';
import { setupQuit } from './main/quit.ts';
import { deskUrl, mountScheme, setupScheme } from './main/scheme.ts';
import { closeDefaultSession, setupPermissions } from './main/session-policy.ts';
import { setupSingleInstance } from './main/single-instance.ts';
import { createElectronTransport } from './main/transport.ts';
import { setupSerialPorts } from './main/serial-ports.ts';
import { setupSight } from './main/sight.ts';
import { openWindow, showWindow } from './main/window.ts';
import { forgetSecrets, type Options, parseOptions } from './options.ts';
import { loadAssets } from './shell/assets.ts';
import { StartProblem } from './shell/badge-folder.ts';
import { createDeskHandler } from './shell/desk-handler.ts';
import { buildHostOptions, clock, random } from './shell/host-options.ts';
import { locateInstallation } from './shell/installation.ts';
import { takeLock } from './shell/lock.ts';
import { askOther } from './shell/second-start.ts';
import { loadProvision } from './shell/provision.ts';

const installation = locateInstallation(import.meta.url);
const { env, platform } = process;
let window: BrowserWindow | null = null;

const parsed = parseOptions(readArguments(), { env, platform, home: homedir(), cwd: process.cwd() });
forgetSecrets(env);
switch (parsed.kind) {
  case 'help':
    console.log(parsed.text);
    app.exit(0);
    break;
  case 'refused':
    fail(2, parsed.message);
    break;
  case 'run':
    prepare(parsed.options);
}

/** Ours come after `--`, so that Chromium does not take them for its own; a packaged desk is given nothing else. */
function readArguments(): readonly string[] {
  const separator = process.argv.indexOf('--');
  return process.argv.slice(separator === -1 ? (app.isPackaged ? 1 : 2) : separator + 1);
}

function prepare(options: Options): void {
  const forbidden = findForbiddenSwitch();
  if (forbidden !== null) {
    fail(2, `Stoika does not start with --${forbidden}: it would open the desk to others.`);
    return;
  }
  const isFirst = setupSingleInstance(options.dataDir, () => {
    if (window !== null) showWindow(window);
  });
  if (!isFirst) {
    app.exit(0);
    return;
  }
  app.enableSandbox();
  setupScheme();
  setupPermissions();
  const log = createLog({ dataDir: options.dataDir, clock, level: readLogLevel(env['STOIKA_LOG']) });
  const logFault = (error: unknown): void => log.error('shell fault', describeError(error));
  setupFaults(process, log);
  setupNavigation(logFault);
  app
    .whenReady()
    .then(() => start(options, log, logFault))
    .catch((error: unknown) => {
      log.error('not started', describeError(error));
      fail(error instanceof StartProblem ? error.exitCode : 1, error instanceof Error ? error.message : String(error));
    });
}

async function start(options: Options, log: Log, logFault: (error: unknown) => void): Promise<void> {
  const result = await takeLock(options.dataDir);
  if (!result.held) {
    await leaveToOther(result, options);
    return;
  }
  const provision = await readProvision(options, result.lock);
  const host = await openHost(options, result.lock, log, provision);
  const updates = openUpdates({
    address: options.updates ?? provision.settings.updates,
    ...{ dataDir: options.dataDir, platform, env, log },
    fetchHost: (request) => host.fetch(request),
  });
  setupQuit(
    process,
    () => closeAll(host, result.lock),
    logFault,
    () => updates.beforeQuit(),
  );
  const devTools = !app.isPackaged;
  setupMenu(platform, devTools, () => void updates.fromFile());
  setupPower(() => syncNow(host), log, logFault);
  closeDefaultSession();
  await setupSerialPorts(options.dataDir, logFault);
  mountScheme(createDeskHandler(host, await loadAssets(installation.rendererDir)));
  await result.lock.announce(deskUrl);
  window = openWindow(log, devTools);
  setupComeBack(window, { log, now: () => performance.now(), onFault: logFault });
  setupSight(window, logFault);
  updates.check().catch(logFault);
}

async function readProvision({ provision: given, dataDir }: Options, lock: Lock): Promise<Provision> {
  try {
    const executable = app.isPackaged ? process.execPath : null;
    return await loadProvision({ given, cwd: process.cwd(), dataDir, platform, env, executable });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openHost(options: Options, lock: Lock, log: Log, provision: Provision): Promise<Host> {
  try {
    return await openLockableHost(
      await buildHostOptions(options, {
        shell: 'electron',
        transport: createElectronTransport(),
        keyStore: await createSafeKeyStore(options.dataDir, random, platform),
        installation,
        log,
        provision,
        createBackend: (fonts) => createSystemBackend({ fonts, printSvgPage, listDevices }),
        printerSources: [systemSource(listDevices)],
      }),
      options.passphrase,
    );
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The browser shell has the folder: the desk is opened there. */
async function leaveToOther({ holder }: Extract<LockResult, { held: false }>, options: Options): Promise<void> {
  const other = await askOther(holder?.url ?? null);
  if (other?.kind !== 'elsewhere') {
    fail(1, `${options.dataDir} is in use by process ${holder?.pid ?? '(unknown)'}, which does not answer.`);
    return;
  }
  console.log(`stoika ready ${other.url}`);
  if (options.open) await shell.openExternal(other.url);
  app.exit(0);
}

async function syncNow(host: Host): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await host.fetch(new Request(`${deskUrl}api/sync-now`, { method: 'POST', headers, body: '{}' }));
}

async function closeAll(host: Host, lock: Lock): Promise<void> {
  await host.close();
  await lock.release();
}

function fail(code: number, message: string): void {
  console.error(message);
  if (app.isReady()) dialog.showErrorBox('Stoika', message);
  app.exit(code);
}
