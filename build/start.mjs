/** `npm start`: checks Node, builds what has changed, reads the options, chooses the shell and runs it. */
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './runner/built.mjs';
import { electronObstacle, fetchElectron, findElectron } from './runner/electron.mjs';
import { nodeProblem } from './runner/node-version.mjs';
import { followNpm } from './runner/parent.mjs';
import { dist, root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';
import { chooseShell } from './runner/shell-choice.mjs';

/** An Electron that ends sooner than this, and not well, never showed its window: no sandbox, a missing library. */
const startFailureMs = 10_000;

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

await ensureBuilt();
const args = process.argv.slice(2);
const options = await readOptions();
const choice = await chooseShell({
  asked: options.shell,
  obstacle: electronObstacle({ env: process.env, platform: process.platform, isRoot: process.getuid?.() === 0 }),
  ci: Boolean(process.env.CI),
  find: findElectron,
  fetch: fetchElectron,
  say,
});
if (choice.shell === null) stop(choice.problem);
else if (choice.shell === 'browser') await runBrowser();
else await runElectron(choice.binary);

async function readOptions() {
  const { parseOptions } = await importBuilt('options.js');
  const { env, platform } = process;
  const parsed = parseOptions(args, { env, platform, home: homedir(), cwd: process.cwd() });
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text);
    process.exit(0);
  }
  if (parsed.kind === 'refused') stop(parsed.message, 2);
  return parsed.options;
}

/** In this very process: killing it must not leave a host behind that holds the data folder. */
async function runBrowser() {
  followNpm(() => process.kill(process.pid, 'SIGTERM'));
  await importBuilt('browser.js');
}

/** Electron is its own program; it ends with us (its channel to us closes), and we end with it. */
async function runElectron(binary) {
  const began = Date.now();
  const child = spawn(binary, [root, '--', ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
  followNpm(() => forward('SIGTERM'));
  const { code, signal } = await new Promise((resolve) => {
    child.once('error', () => resolve({ code: 1, signal: null }));
    child.once('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  });
  for (const name of ['SIGINT', 'SIGTERM']) process.off(name, forward);
  const failedToStart = code !== 0 && code !== 2 && !child.killed && Date.now() - began < startFailureMs;
  if (!failedToStart) process.exit(code ?? 1);
  const how = signal === null ? `code ${code}` : signal;
  if (options.shell === 'electron') stop(`Electron did not start (${how}), see above.`);
  say(`Electron did not start (${how}). The desk runs in the browser.`);
  await runBrowser();
}

function importBuilt(file) {
  return import(pathToFileURL(join(dist, 'host', file)).href);
}
