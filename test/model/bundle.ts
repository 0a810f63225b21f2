/** The modelled desk as a file that a process can be started from; built once a run. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @returns what a `World` needs to know of it. Each of the test runner's workers has a bundle of its own. */
export async function bundleDesk(): Promise<{ readonly entry: string; readonly fontsDir: string }> {
  const outDir = join(ROOT, 'out', 'model-tests', process.env['VITEST_POOL_ID'] ?? '0');
  await build({ configFile: join(ROOT, 'build', 'vite.model.ts'), build: { outDir } });
  return {
    entry: join(outDir, 'desk.js'),
    fontsDir: join(ROOT, 'node_modules', '@expo-google-fonts', 'inter'),
  };
}
