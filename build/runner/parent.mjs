/**
 * Ends this process when the npm that started it is gone: a desk without its terminal would hold the data folder, and nobody
 * would know of it. npm passes signals on, but cannot pass on that it was killed; the shell between the two lives on. Who starts
 * the script without npm may mean it to go on by itself.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const everyMs = 200;

/** @param end called once */
export function followNpm(end) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const npm = findNpm(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === null || isAlive(npm))) return;
    clearInterval(timer);
    end();
  }, everyMs);
  timer.unref();
}

/** The nearest ancestor that is npm: the parent, or what is above the shell that runs the script. */
function findNpm(pid, levels = 3) {
  const found = levels === 0 || pid <= 1 ? null : describeProcess(pid);
  if (found === null) return null;
  return /\bnpm\b/.test(found.command) ? pid : findNpm(found.parent, levels - 1);
}

/** @returns the process's parent and command, or null where it cannot be known */
function describeProcess(pid) {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
      const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return { command, parent: Number(parent) };
    }
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/s.exec(psLine(pid)) ?? [];
    return command === undefined ? null : { command, parent: Number(parent) };
  } catch {
    // Gone in the meantime, or not ours to see: then only the parent is followed.
    return null;
  }
}

function psLine(pid) {
  return execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
