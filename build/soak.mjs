/**
 * `npm run soak -- --minutes N [--desks 5] [--operations 100000] [--seed S] [--no-browser]`: the long proof that nothing is lost and
 * nothing is done twice (test/model/soak.ts). A second stage kills real browsers and hosts (test/soak/browser-kills.mjs): fifty
 * times from ten minutes on, five times a minute below.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodeProblem } from './runner/node-version.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

const KILLS_A_MINUTE = 5;
const MOST_KILLS = 50;

const asked = process.argv.slice(2);
const forModel = asked.filter((argument) => argument !== '--no-browser');
const { build } = await import('vite');
await build({ configFile: join(root, 'build', 'vite.model.ts') });

const built = join(root, 'out', 'model');
const fonts = join(root, 'node_modules', '@expo-google-fonts', 'inter');
let code = await run(join(built, 'soak.js'), [...forModel, `--entry=${join(built, 'desk.js')}`, `--fonts=${fonts}`]);

if (!asked.includes('--no-browser')) {
  say('— real browsers and hosts, killed');
  const kills = Math.min(MOST_KILLS, Math.max(1, Math.ceil(valueOf('--minutes', 1) * KILLS_A_MINUTE)));
  const args = ['--kills', String(kills), '--seed', String(valueOf('--seed', 1))];
  code = Math.max(code, await run(join(root, 'test', 'soak', 'browser-kills.mjs'), args));
}
process.exitCode = code;

/** The number behind an option, as `--name N` or `--name=N`. */
function valueOf(name, otherwise) {
  const at = asked.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  const text = at === -1 ? '' : (asked[at]?.split('=')[1] ?? asked[at + 1] ?? '');
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? otherwise : number;
}

async function run(script, args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status ?? 1;
}
