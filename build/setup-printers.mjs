/**
 * Real printers for tests: CUPS with its PDF back-end, and `ippeveprinter`, an IPP Everywhere printer without paper. Only the programs
 * are set up here, no service of the machine is started or changed: the tests start their own (test/printers).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { say } from './runner/say.mjs';

/** Programs by the Debian package that brings them. */
const programs = {
  '/usr/sbin/cupsd': 'cups',
  '/usr/sbin/lpadmin': 'cups-client',
  '/usr/lib/cups/filter/pdftopdf': 'cups-filters',
  '/usr/lib/cups/backend/cups-pdf': 'printer-driver-cups-pdf',
  '/usr/sbin/ippeveprinter': 'cups-ipp-utils',
  '/usr/sbin/avahi-daemon': 'avahi-daemon', // ippeveprinter does not start without one
  '/usr/bin/dbus-daemon': 'dbus',
  '/usr/bin/pdftoppm': 'poppler-utils',
  '/usr/bin/setpriv': 'util-linux', // ends them with the tests
};

/**
 * Installs what is missing, where that can be done without asking.
 * @returns {Promise<string | null>} why there are no printers; null = they are there
 */
export async function setUpPrinters() {
  const missing = listMissing();
  if (missing.length > 0 && isRootOnDebian()) {
    say(`installing ${missing.join(', ')} with apt-get …`);
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  }
  return findPrinterProblem();
}

/** @returns {string | null} why real printers cannot be started on this machine */
export function findPrinterProblem() {
  if (process.platform !== 'linux')
    return `Real printers for tests run on Linux only, and this is ${process.platform}.`;
  if (process.getuid?.() !== 0)
    return 'Real printers for tests are started by root only: cupsd and avahi-daemon want it.';
  const missing = listMissing();
  return missing.length > 0 ? `Real printers for tests need the packages ${missing.join(', ')}.` : null;
}

function listMissing() {
  return Object.entries(programs).flatMap(([program, name]) => (existsSync(program) ? [] : [name]));
}

function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function run(command, args) {
  const child = spawn(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) say(`${command} ended with ${code}`);
}
