/** What of the command line is the desk's own. */

/** What the installer starts the desk with when it has updated it; it asks for nothing. */
const AFTER_UPDATE = '--updated';

/** Ours come after `--`, so that Chromium does not take them for its own; a packaged desk is given nothing else. */
export function readArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const separator = argv.indexOf('--');
  const own = argv.slice(separator === -1 ? (isPackaged ? 1 : 2) : separator + 1);
  return isPackaged ? own.filter((one) => one !== AFTER_UPDATE) : own;
}
