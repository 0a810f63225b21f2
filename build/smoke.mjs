/**
 * Starts the real desk and sees that it opens: `node build/smoke.mjs` for the sources in Electron, `node build/smoke.mjs FILE…` for
 * packed programs. The desk says in its lock which address it serves; a page that does not load is an error in its log.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt } from './runner/built.mjs';
import { findElectron } from './runner/electron.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';

const startsWithinMs = 60_000;
const staysForMs = 5_000;

const programs = process.argv.slice(2);
if (programs.length > 0) for (const program of programs) await tryDesk(program, []);
else {
  await ensureBuilt();
  const electron =
    findElectron() ?? stop('There is no Electron here: node node_modules/electron/install.js fetches it.');
  await tryDesk(electron, [root, '--']);
}

async function tryDesk(program, before) {
  const data = mkdtempSync(join(tmpdir(), 'stoika-smoke-'));
  const child = spawn(program, [...before, '--data', data, '--practice', '--participants', '50'], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  try {
    const until = Date.now() + startsWithinMs;
    while (!readLock(data).includes('stoika://desk/')) {
      if (child.exitCode !== null) stop(`${program} ended with ${child.exitCode}`);
      if (Date.now() > until) stop(`${program} did not open the desk within ${startsWithinMs / 1000} s`);
      await sleep(200);
    }
    await sleep(staysForMs);
    if (child.exitCode !== null) stop(`${program} opened the desk and ended with ${child.exitCode}`);
    const errors = readLogs(data).filter((line) => /"level":"error"/i.test(line));
    if (errors.length > 0) stop(`${program} opened the desk with errors:\n${errors.join('\n')}`);
    say(`${program}: the desk is open`);
  } finally {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(15_000)]);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readLock(data) {
  const file = join(data, 'lock');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function readLogs(data) {
  return readdirSync(data, { recursive: true })
    .filter((name) => /\.log$/.test(name) && !/journal|electron/.test(name) && statSync(join(data, name)).isFile())
    .flatMap((name) => readFileSync(join(data, name), 'utf8').split('\n'));
}
