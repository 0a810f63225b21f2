/**
 * Badges: layout, PDF one by one and as a batch, the dots of labels, the hand-written list; on one core, in a process of its own. A
 * target that is missed is printed, never hidden, and does not fail the run. pdfme was measured at 136–155 ms a warm badge of much the
 * same content (docs/decisions/0003-libraries.md); it is not installed for this, since it brings 31 packages of 107 MB.
 *
 * BADGES (1000), ROWS (50000) of the list, TEMPLATE (shipped-large-name).
 */
import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { root } from '../../build/runner/paths.mjs';
import { report } from './rig/report.mjs';

const folder = join(root, 'out', 'bench', 'badges');
const { BADGES = '1000', ROWS = '50000', TEMPLATE = 'shipped-large-name' } = process.env;

await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    ...{ ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, minify: false },
    rolldownOptions: {
      input: { measure: 'test/bench/badges/measure.ts' },
      output: { format: 'es', entryFileNames: '[name].mjs' },
    },
  },
});

const fonts = join(root, 'node_modules', '@expo-google-fonts', 'inter');
const args = ['--expose-gc', join(folder, 'measure.mjs'), BADGES, ROWS, TEMPLATE, fonts];
const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 });
const all = JSON.parse(stdout.trim().split('\n').at(-1));

console.log(
  `${BADGES} badges of ${TEMPLATE}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}`,
);
console.log('p50/p95 by the clock (p95 of processor time); per second by the clock (by processor time).\n');
const ms = ({ p50, p95, processorP95 }) => `${p50.toFixed(2)}/${p95.toFixed(2)} (${processorP95.toFixed(2)}) ms`;
const rate = ({ perSecond, perProcessorSecond }) =>
  `${perSecond.toFixed(0)} (${perProcessorSecond.toFixed(0)}) per second`;
console.log(`the first badge, fonts and all      ${all.firstMs.toFixed(0)} ms`);
console.log(`layout alone                        ${ms(all.layout)}`);
console.log(`layout and a PDF of its own         ${ms(all.single)}, ${rate(all.single)}`);
console.log(`layout and one PDF of all           ${rate(all.batch)}, ${(all.batch.bytes / 1e6).toFixed(1)} MB`);
for (const { name, dpi, times } of all.raster) console.log(`dots: ${`${name}, ${dpi} dpi`.padEnd(30)}${ms(times)}`);
const { seconds, processorSeconds, megabytes, mostMegabytes } = all.sheet;
console.log(
  `the list of ${ROWS} people            ${seconds.toFixed(1)} s (${processorSeconds.toFixed(1)} s of processor), ${megabytes.toFixed(1)} MB, memory +${mostMegabytes.toFixed(0)} MB\n`,
);
report('a badge to PDF, a second / 20 (layout and file)', 1000 / all.single.perSecond, 50, 'ms');
report('a badge of a batch', 1000 / all.batch.perSecond, 50, 'ms');
report(
  'a label at 203 dpi, p95 (processor)',
  Math.max(...all.raster.filter(({ dpi }) => dpi === 203).map(({ times }) => times.processorP95)),
  50,
  'ms',
);
