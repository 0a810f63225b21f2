/** Writes the table of docs/supply-chain.md from package.json, the lockfile and build/dependencies.json: `npm run supply-chain`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listDirect, measureLibrary } from './runner/libraries.mjs';
import { root } from './runner/paths.mjs';
import { say } from './runner/say.mjs';

const file = join(root, 'docs', 'supply-chain.md');
const begin = '<!-- table: npm run supply-chain -->';
const end = '<!-- end of the table -->';

/** @returns one line of Markdown cells, without the size: that differs from one system to another */
export function describeLine({ name, version, licence, script, where, why }) {
  return [`\`${name}\``, version, where, why, licence, script ? 'yes' : 'no'];
}

function writeTable(libraries, measure) {
  const rows = libraries.map((one) => {
    const cells = describeLine(one);
    return [...cells.slice(0, 4), measure(one.name), ...cells.slice(4)];
  });
  const head = ['library', 'version', 'where', 'why', 'KB unpacked', 'licence', 'install script'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const text = readFileSync(file, 'utf8');
  const table = writeTable(listDirect(), (name) => Math.ceil(measureLibrary(name) / 1000));
  const [before] = text.split(begin);
  const [, after = '\n'] = text.split(end);
  writeFileSync(file, `${before}${begin}\n\n${table}\n\n${end}${after}`);
  const { format, resolveConfig } = await import('prettier');
  const config = await resolveConfig(file);
  writeFileSync(file, await format(readFileSync(file, 'utf8'), { ...config, parser: 'markdown' }));
  say('docs/supply-chain.md is written');
}
