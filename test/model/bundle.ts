/** The modelled desk as a file that a process can be started from; built once a run. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param folder where it goes @returns what a `World` needs to know of it */
export async function bundleDesk(): Promise<{ readonly entry: string; readonly fontsDir: string }> {
  await build({ configFile: join(ROOT, 'build', 'vite.model.ts') });
  return {
    entry: join(ROOT, 'out', 'model', 'desk.js'),
    fontsDir: join(ROOT, 'node_modules', '@expo-google-fonts', 'inter'),
  };
}
