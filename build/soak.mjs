/**
 * The long proof that nothing is lost and nothing is done twice, in two stages:
 *
 *   npm run soak -- [--minutes 10] [--desks 5] [--operations 100000] [--crashes 200] [--seed 1] [--no-browser]
 *     modelled desks in a storm of faults (test/model/soak.ts, where its other options are), until the minutes or the operations
 *     are over
 *   … [--kills N] [--kill-minutes 60]
 *     real browsers and hosts, killed (test/soak/browser-kills.mjs): fifty times for ten minutes and more, five times a minute below
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeProblem } from './runner/node-version.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

const KILLS_A_MINUTE = 5;
const MOST_KILLS = 50;

const text = { type: 'string' };
const { values, tokens } = parseArgs({
  strict: false, // the first stage knows its options, and refuses the rest
  tokens: true,
  options: {
    minutes: { ...text, default: '10' },
    seed: { ...text, default: '1' },
    kills: text,
    'kill-minutes': { ...text, default: '60' },
    'no-browser': { type: 'boolean' },
  },
});
const OURS = new Set(['kills', 'kill-minutes', 'no-browser', 'minutes', 'seed']);
const forModel = tokens.flatMap((token) => {
  if (token.kind === 'positional') return [token.value];
  if (token.kind !== 'option' || OURS.has(token.name)) return [];
  return [token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`];
});

if (!(Number(values.minutes) > 0)) stop(`--minutes: ${values.minutes} is no time`, 2);

const { build } = await import('vite');
await build({ configFile: join(root, 'build', 'vite.model.ts') });

const built = join(root, 'out', 'model');
const fonts = join(root, 'node_modules', '@expo-google-fonts', 'inter');
const { minutes, seed } = values;
let code = await run(join(built, 'soak.js'), [
  ...forModel,
  ...[`--minutes=${minutes}`, `--seed=${seed}`, `--entry=${join(built, 'desk.js')}`, `--fonts=${fonts}`],
]);

if (values['no-browser'] !== true) {
  say('— real browsers and hosts, killed');
  const most = Math.min(MOST_KILLS, Math.max(1, Math.ceil(Number(minutes) * KILLS_A_MINUTE)));
  const args = ['--kills', values.kills ?? most, '--kill-minutes', values['kill-minutes'], '--seed', seed];
  code = Math.max(code, await run(join(root, 'test', 'soak', 'browser-kills.mjs'), args.map(String)));
}
process.exitCode = code;

async function run(script, args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status ?? 1;
}
