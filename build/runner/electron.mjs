/** Electron's binary: whether it can be used here, and fetching it. Its npm package comes without. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const electron = join(root, 'node_modules', 'electron');

/** How long somebody at a door is willing to wait for a window of its own. */
const fetchTimeoutMs = 20_000;

/** @returns the path of the binary, or null where it is not there */
export function findElectron() {
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(electron, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Why Electron cannot open a window here, or null. */
export function electronObstacle({ env, platform, isRoot }) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  if (platform === 'linux' && isRoot) return 'Electron does not run as root';
  return null;
}

/** Fetches the binary within the time-out. @returns why it could not be had, or null */
export async function fetchElectron(timeoutMs = fetchTimeoutMs) {
  const child = spawn(process.execPath, [join(electron, 'install.js')], { cwd: root, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(timer);
  if (signal !== null) return `it did not come within ${timeoutMs / 1000} s`;
  return code === 0 && findElectron() !== null ? null : 'it could not be fetched';
}
