/** The Electron shell in a process of its own. It runs where its binary is (a window needs a display). */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';

export const root = join(import.meta.dirname, '..', '..');

/** Why it cannot run here; null = it can. */
export const obstacle = findObstacle();

function findObstacle(): string | null {
  const electron = join(root, 'node_modules', 'electron');
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile) || !existsSync(join(electron, 'dist', readFileSync(pathFile, 'utf8')))) {
    return 'the binary of Electron is not there (npx install-electron fetches it)';
  }
  if (process.platform !== 'linux') return null;
  if (process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined)
    return 'there is no display';
  return null;
}

/** Options of Electron and of the desk. */
export function argsFor(dataDir: string): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, root, '--', '--practice', '--participants', '50', '--lang', 'en', '--data', dataDir];
}

/** Opens a desk on a practice event, and takes its folder away afterwards. */
export async function withDesk(use: (desk: ElectronApplication, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stoika-electron-'));
  const desk = await _electron.launch({ args: argsFor(dataDir) });
  try {
    await use(desk, dataDir);
  } finally {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
