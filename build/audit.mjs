/**
 * `npm run audit`: known weaknesses of the libraries, of those that reach people first. Not a part of `npm test`: it needs the
 * registry, and says so where that does not answer.
 */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { listShipped } from './runner/libraries.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string(), isDirect: z.boolean() })),
});

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { stdout } = spawnSync(npm, ['audit', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
  timeout: 120_000,
});
const report = readReport(stdout);
if (report === null) stop('The registry could not be asked about known weaknesses: try again with the network.', 3);

const shipped = new Set(listShipped().map(({ name }) => name));
const found = Object.entries(report.vulnerabilities);
for (const [name, { severity, range }] of found) {
  say(`${severity}: ${name} ${range}${shipped.has(name) ? ', which reaches people' : ', a tool'}`);
}
const bad = found.filter(([name, { severity }]) => shipped.has(name) && /high|critical|moderate/.test(severity));
say(found.length === 0 ? 'No known weakness.' : `${found.length} known, ${bad.length} of them in what reaches people.`);
process.exitCode = bad.length > 0 ? 1 : 0;

function readReport(text) {
  try {
    return reportSchema.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null; // no answer, or a proxy's page
    throw error;
  }
}
