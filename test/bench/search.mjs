/**
 * Search over a hundred thousand made-up people beside four libraries, in one run: building, memory, keys, mistakes, changes. Each
 * engine has a process of its own. Targets are those of docs/search.md; a miss is printed, never hidden, and does not fail the run.
 *
 * SEED (1), MAKER (first, other), QUERIES (1000 a class), ONLY (names of engines, by a comma), MISSES (print so many of a class), SECONDS (20 a peer).
 */
import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { root } from '../../build/runner/paths.mjs';
import { report } from './rig/report.mjs';

const folder = join(root, 'out', 'bench', 'search');
const { SEED = '1', MAKER = 'first', QUERIES = '1000', PEOPLE = '100000', ONLY, MISSES = '0' } = process.env;
const { SECONDS: LIMIT = '20' } = process.env;
const SECONDS = { ours: 120, fast: Number(LIMIT), slow: Number(LIMIT) };
const PEER_QUERIES = 200;
/** Fewer answers say nothing of a class. */
const FEWEST_TOLD = 50;

await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    ...{ ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, minify: false },
    rolldownOptions: {
      input: { measure: 'test/bench/search/measure.ts' },
      output: { format: 'es', entryFileNames: '[name].mjs' },
    },
  },
});

const NAMES = [
  ...['Stoika', 'MiniSearch', 'MiniSearch + our normaliser', 'FlexSearch', 'FlexSearch + our normaliser'],
  ...['uFuzzy', 'uFuzzy + our normaliser', 'Fuse.js'],
];
const run = promisify(execFile);
const all = [];
for (const [number, name] of NAMES.entries()) {
  if (ONLY !== undefined && !ONLY.split(',').includes(name)) continue;
  const [queries, seconds] =
    number === 0
      ? [QUERIES, SECONDS.ours]
      : [Math.min(PEER_QUERIES, QUERIES), /uFuzzy|Fuse/.test(name) ? SECONDS.slow : SECONDS.fast];
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', join(folder, 'measure.mjs'), ...[number, PEOPLE, queries, MAKER, SEED, seconds].map(String)],
    { maxBuffer: 2 ** 28 },
  );
  all.push(JSON.parse(stdout));
  const { buildMs, megabytes, keys } = all.at(-1);
  const [right, mistaken] = [keys.beginnings, keys.mistakes].map(
    ({ p50, p95 }) => `${p50.toFixed(2)}/${p95.toFixed(2)}`,
  );
  console.log(
    `measured: ${name}: built in ${(buildMs / 1000).toFixed(2)} s, ${megabytes.toFixed(0)} MB, a key ${right} ms, mistaken ${mistaken} ms`,
  );
}

const [ours, ...peers] = all;
const line = (name, ...cells) =>
  console.log(`${name.padEnd(30)}${cells.map((cell) => String(cell).padStart(16)).join('')}`);
const ms = (value) => (Number.isFinite(value) ? (value < 10 ? value.toFixed(2) : value.toFixed(0)) : '–');
console.log(
  `\n${PEOPLE} people (${MAKER}, seed ${SEED}), Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}`,
);
console.log('A key: p50/p95 by the clock (p95 of processor time), ms; letter by letter.\n');
line('', 'build s', 'memory MB', 'key', 'key, mistaken', 'put', 'put and find');
for (const one of all) {
  const key = ({ p50, p95, processorP95 }) => `${ms(p50)}/${ms(p95)} (${ms(processorP95)})`;
  line(
    one.name,
    (one.buildMs / 1000).toFixed(2),
    one.megabytes.toFixed(0),
    key(one.keys.beginnings),
    key(one.keys.mistakes),
    ms(one.putMs),
    ms(one.putAndFindMs),
  );
}

const share = ({ asked, found, ambiguous }) => (asked === 0 ? NaN : (100 * (found + ambiguous)) / asked);
console.log(
  '\nAnswered of 100: the person in the first five, or (in brackets, for Stoika) five others at least as near by letters.',
);
console.log('Peers: the person in the first five, of so many queries as there was time for.\n');
line('', ...all.map(({ name }) => name.replace(' + our normaliser', ' + n.')));
for (const name of Object.keys(ours.classes)) {
  line(
    name,
    ...all.map(({ classes }, at) => {
      const one = classes[name];
      const answered = share(one);
      return at === 0
        ? `${answered.toFixed(1)} (${((100 * one.ambiguous) / one.asked).toFixed(1)}) ${one.asked === Number(QUERIES) ? '' : `/${one.asked}`}`
        : `${answered.toFixed(0)} /${one.asked}`;
    }),
  );
  for (const [query, meant] of ours.classes[name].missed.slice(0, Number(MISSES)))
    console.log(`      ${query}   ≠   ${meant}`);
}

console.log('');
report('build', ours.buildMs / 1000, 1.2, 's');
report('memory beyond the data', ours.megabytes, 80, 'MB');
report('key, p95 (processor)', ours.keys.beginnings.processorP95, 2, 'ms');
report('key with mistakes, p95 (processor)', ours.keys.mistakes.processorP95, 10, 'ms');
report('change (put)', ours.putMs, 0.2, 'ms');
for (const [name, one] of Object.entries(ours.classes)) {
  if (share(one) < 99) report(`not answered of 100: ${name}`, 100 - share(one), 1, '');
}
const foundOf = ({ asked, found }) => (asked === 0 ? 0 : (100 * found) / asked);
const answered = ({ classes }) => Object.values(classes).reduce((sum, one) => sum + foundOf(one), 0);
const behind = peers.filter(
  (peer) =>
    answered(peer) >= answered(ours) &&
    (peer.keys.beginnings.p95 < ours.keys.beginnings.p95 || peer.keys.mistakes.p95 < ours.keys.mistakes.p95),
);
const better = Object.keys(ours.classes).flatMap((name) =>
  peers
    .filter(
      ({ classes }) =>
        classes[name].asked >= FEWEST_TOLD && foundOf(classes[name]) > foundOf(ours.classes[name]) + 0.05,
    )
    .map((peer) => `${peer.name}: ${name}`),
);
console.log(
  behind.length === 0
    ? 'faster than every peer that answers as much'
    : `not faster than: ${behind.map(({ name }) => name).join(', ')}`,
);
console.log(better.length === 0 ? 'no peer answers more of any class' : `a peer answers more: ${better.join('; ')}`);
console.log(
  `the first of the list is another after ${(100 * ours.jumps).toFixed(2)} of 100 keys though the one before is still in the list`,
);
