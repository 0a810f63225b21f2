/** The browser shell: the desk as a local web page. `npm start` imports it, built, into its own process. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import openInBrowser from 'open';
import { type BrowserShell, startBrowserShell } from './browser/start.ts';
import { createFileKeyStore } from './host/keys.ts';
import { openLockableHost } from './host/locked-host.ts';
import { createLog, describeError, type Log, readLogLevel } from './host/log.ts';
import { createBrowserBackend } from './host/printing/browser.ts';
import type { BadgeFonts } from './host/printing/fonts.ts';
import { renderPdf } from './host/printing/pdf.ts';
import { createNodeTransport } from './host/ruvents/transport.ts';
import { forgetSecrets, type Options, parseOptions } from './options.ts';
import { loadAssets } from './shell/assets.ts';
import { buildHostOptions, clock, random } from './shell/host-options.ts';
import { locateInstallation } from './shell/installation.ts';
import { takeLock } from './shell/lock.ts';
import { loadProvision } from './shell/provision.ts';
import { explainStart } from './shell/start-problem.ts';

const installation = locateInstallation(import.meta.url);
const { env, platform } = process;
const parsed = parseOptions(process.argv.slice(2), { env, platform, home: homedir(), cwd: process.cwd() });
forgetSecrets(env);
switch (parsed.kind) {
  case 'help':
    console.log(parsed.text);
    break;
  case 'refused':
    end(2, parsed.message);
    break;
  case 'run':
    await runOrExplain(parsed.options);
}

/** @throws whatever is no fault of the person's: a stack is then what is needed */
async function runOrExplain(options: Options): Promise<void> {
  try {
    await run(options);
  } catch (error) {
    const problem = explainStart(error, options.dataDir);
    if (problem === null) throw error;
    end(problem.exitCode, problem.message);
  }
}

async function run(options: Options): Promise<void> {
  const { dataDir } = options;
  if (existsSync(join(dataDir, 'key.safe'))) {
    // A key of its own would set the vault aside, and with it everything that has not been sent.
    end(1, `The key of ${dataDir} lies in the system's keychain: start with --shell electron, or name another --data.`);
  }
  const log = createLog({ dataDir, clock, level: readLogLevel(env['STOIKA_LOG']) });
  const transport = createNodeTransport();
  const places = { cwd: process.cwd(), dataDir, platform, env, executable: null };
  const provision = await loadProvision({ given: options.provision, ...places });
  const shell = await startBrowserShell({
    port: options.port,
    assets: await loadAssets(installation.rendererDir),
    random,
    clock,
    acquireLock: () => takeLock(dataDir),
    createHost: async () => {
      const keyStore = createFileKeyStore(dataDir, random);
      const createBackend = (fonts: BadgeFonts) =>
        createBrowserBackend({ renderPdf: (layout) => renderPdf(layout, fonts, { createdAt: clock() }) });
      return openLockableHost(
        await buildHostOptions(options, {
          shell: 'browser',
          transport,
          keyStore,
          installation,
          log,
          provision,
          createBackend,
        }),
        options.passphrase,
      );
    },
    sleep: (milliseconds) => sleep(milliseconds),
  });
  announce(shell, options);
  if (shell.kind === 'running') closeOnSignal(shell.close, log);
}

/** The ready line is the only one on standard output. */
function announce(shell: BrowserShell, options: Options): void {
  switch (shell.kind) {
    case 'window':
      end(1, `The desk on ${options.dataDir} is open in its own window.`);
      break;
    case 'refused':
      end(1, `${options.dataDir} is in use by process ${shell.pid ?? '(unknown)'}, which does not answer.`);
      break;
    case 'running':
      if (shell.portChanged)
        console.error('The port is taken by another program: the desk has another address this time.');
      ready(shell.url, options);
      break;
    case 'elsewhere':
      console.error('The desk runs already; this is a fresh address of it.');
      ready(shell.url, options);
  }
}

function ready(url: string, options: Options): void {
  console.log(`stoika ready ${url}`);
  const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  if (!options.open || !hasDisplay || Boolean(env['CI'])) return;
  openInBrowser(url).catch(() => console.error('No browser could be opened: open the address yourself.'));
}

/** The first signal closes in order; a second one does not wait. */
function closeOnSignal(close: () => Promise<void>, log: Log): void {
  let closing = false;
  const onSignal = (): void => {
    if (closing) process.exit(1);
    closing = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('not closed in order', describeError(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
}

function end(code: number, line: string): never {
  console.error(line);
  process.exit(code);
}
