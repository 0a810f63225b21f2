/**
 * `npm run package [-- options of electron-builder]`: builds, makes the icons and packs for the system that it runs on, into
 * out/packages. Nothing is published.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { writeIcons } from './icons.mjs';
import { ensureBuilt } from './runner/built.mjs';
import { root } from './runner/paths.mjs';

await ensureBuilt();
await writeIcons(join(root, 'out', 'icons'));
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const config = join(root, 'build', 'electron-builder.yml');
const args = [builder, '--config', config, '--publish', 'never', ...process.argv.slice(2)];
const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit');
process.exitCode = code ?? 1;
