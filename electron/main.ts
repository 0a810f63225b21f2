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
import { readArguments } from './main/arguments.ts';
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
import { forgetSecrets, type Options, type ParsedOptions, parseOptions } from './options.ts';
import { loadAssets } from './shell/assets.ts';
import { createDeskHandler } from './shell/desk-handler.ts';
import { buildHostOptions, clock, random } from './shell/host-options.ts';
import { locateInstallation } from './shell/installation.ts';
import { takeLock } from './shell/lock.ts';
import { askOther } from './shell/second-start.ts';
import { loadProvision } from './shell/provision.ts';
import { EndedByPerson, explainStart } from './shell/start-problem.ts';

const installation = locateInstallation(import.meta.url);
const { env, platform } = process;
let window: BrowserWindow | null = null;

const given = readArguments(process.argv, app.isPackaged);
const parsed = parseOptions(given, { env, platform, home: homedir(), cwd: process.cwd() });
forgetSecrets(env);
const forbidden = findForbiddenSwitch();
if (forbidden !== null) fail(2, forbidden);
else obey(parsed);

function obey(asked: ParsedOptions): void {
  switch (asked.kind) {
    case 'help':
      console.log(asked.text);
      app.exit(0);
      break;
    case 'refused':
      fail(2, asked.message);
      break;
    case 'run':
      prepareOrExplain(asked.options);
  }
}

function prepareOrExplain(options: Options): void {
  try {
    prepare(options);
  } catch (error) {
    explain(error, options);
  }
}

function prepare(options: Options): void {
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
      explain(error, options);
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
        keyStore: await createSafeKeyStore(options.dataDir, random, platform, log),
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

function explain(error: unknown, { dataDir }: Options): void {
  const problem = explainStart(error, dataDir);
  if (error instanceof EndedByPerson) app.exit(1);
  else if (problem !== null) fail(problem.exitCode, problem.message);
  else fail(1, error instanceof Error ? error.message : String(error));
}

/** Who started it by its icon has no terminal. Linux shows no box before Electron is ready, the others do. */
function fail(code: number, message: string): void {
  console.error(message);
  if (app.isReady() || platform !== 'linux') {
    dialog.showErrorBox('Stoika', `Стойка не запускается.\nThe desk does not start.\n\n${message}`);
  }
  app.exit(code);
}
