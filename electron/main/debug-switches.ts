/**
 * Switches of Chromium that would open the desk to whoever starts it so, or take its guard down. Fuses keep Node's own off; these are
 * Chromium's, and have no fuse. A desk that a person has installed does not start with them; one under development does.
 */
import { app } from 'electron';

const FORBIDDEN = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'inspect', 'inspect-brk'],
  ...['disable-web-security', 'ignore-certificate-errors', 'ignore-certificate-errors-spki-list'],
  ...['allow-running-insecure-content', 'host-rules', 'host-resolver-rules', 'log-net-log', 'ssl-key-log-file'],
  ...['use-fake-device-for-media-stream', 'use-fake-ui-for-media-stream', 'load-extension'],
] as const;

/** An AppImage starts its program so by itself, where the system lets no user make a namespace (Ubuntu 24.04). */
const NO_SANDBOX = 'no-sandbox';

/** @returns why an installed desk does not start with what was given, or null */
export function findForbiddenSwitch(): string | null {
  if (!app.isPackaged) return null;
  const found = FORBIDDEN.find((name) => app.commandLine.hasSwitch(name));
  if (found !== undefined) return `Stoika does not start with --${found}: it would open the desk to others.`;
  if (!app.commandLine.hasSwitch(NO_SANDBOX)) return null;
  return `Stoika does not start with --${NO_SANDBOX}. Where the system adds it to an AppImage, install the .deb package.`;
}
