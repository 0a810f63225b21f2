/** `npm run bench [-- name …]`: the measurements in test/bench/*.mjs, one after the other, or those that are named. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './runner/built.mjs';
import { nodeProblem } from './runner/node-version.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';
import { setUpChromium } from './setup-chromium.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

const folder = join(root, 'test', 'bench');
const there = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.mjs')) : [];
const names = process.argv.slice(2);
const unknown = names.filter((name) => !there.includes(`${name}.mjs`));
if (unknown.length > 0) stop(`No such measurement: ${unknown.join(', ')}. There are: ${there.join(', ')}`, 2);

process.env.STOIKA_CHROMIUM = await setUpChromium().catch((error) => stop(error.message));
await ensureBuilt();
for (const file of there.filter((name) => names.length === 0 || names.includes(name.replace('.mjs', '')))) {
  say(`— ${file}`);
  await import(pathToFileURL(join(folder, file)).href);
}
