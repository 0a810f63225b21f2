/** The rules of who may import what catch what they are for: forbidden imports in a made-up tree. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeFolder } from './desk.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const rules = join(root, 'build', 'dependency-cruiser.cjs');
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/** One file per name; the rest of the rooms is there so that an import resolves. */
async function listViolations(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const tree = await makeFolder();
  const rooms = {
    'shared/sync/fold.ts': 'export const fold = 1;',
    'electron/host/host.ts': 'export const host = 1;',
    'electron/practice/server.ts': 'export const practice = 1;',
    'electron/shell/policy.ts': 'export const policy = 1;',
    'electron/browser/gate.ts': 'export const gate = 1;',
    'electron/main/window.ts': 'export interface Window { a: 1 }',
    'renderer/engine/api.ts': 'export interface Api { a: 1 }',
    'renderer/engine/replica/log.ts': 'export const log = 1;',
    'renderer/ui/screens/desk.tsx': 'export const desk = 1;',
  };
  for (const [name, content] of Object.entries({ ...rooms, ...files })) {
    await mkdir(join(tree, dirname(name)), { recursive: true });
    await writeFile(join(tree, name), content);
  }
  const args = [cruiser, '--config', rules, '--output-type', 'json', 'shared', 'electron', 'renderer'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: tree }).catch(
    // The number of violations is the exit code.
    (error: unknown) => error as { stdout: string },
  );
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  const named = report.summary.violations.filter(({ rule }) => rule.name !== 'no-unresolved');
  return named.map(({ from, to }) => `${from} → ${to}`).sort();
}

it('lets each room import what the table gives it', async () => {
  const allowed = {
    'shared/sync/a.ts': "import './fold.ts'; import 'zod';",
    'electron/host/a.ts': "import 'node:fs'; import '../../shared/sync/fold.ts'; import 'undici';",
    'electron/practice/a.ts': "import 'node:http'; import 'fastify';",
    'electron/main.ts':
      "import 'electron'; import './host/host.ts'; import './shell/policy.ts'; import './main/window.ts';",
    'electron/browser.ts': "import 'node:fs'; import './host/host.ts'; import './browser/gate.ts'; import 'open';",
    'renderer/engine/a.ts': "import 'dexie'; import '../../shared/sync/fold.ts'; import 'virtual:feed-validators';",
    'renderer/ui/a.tsx':
      "import type { Api } from '../engine/api.ts'; import 'react'; import 'zustand'; export type B = Api;",
    'renderer/ui/camera/decoder/a.ts': "import 'zxing-wasm'; import 'comlink'; import 'zxing-wasm/reader/a.wasm?url';",
  };
  expect(await listViolations(allowed)).toEqual([]);
});

it('refuses everything else, types too', async () => {
  const forbidden = {
    'shared/sync/a.ts': "import 'node:fs';",
    'shared/sync/b.ts': "import { host } from '../../electron/host/host.ts'; export const b = host;",
    'shared/sync/c.ts': "import 'dexie';",
    'electron/host/a.ts': "import 'electron';",
    'electron/host/b.ts': "import '../practice/server.ts';",
    'electron/host/c.ts': "import '../browser/gate.ts';",
    'electron/practice/a.ts': "import '../host/host.ts';",
    'electron/shell/a.ts': "import 'electron';",
    'electron/browser/a.ts': "import 'electron';",
    'electron/browser/b.ts': "import type { Window } from '../main/window.ts'; export type W = Window;",
    'electron/main/a.ts': "import '../practice/server.ts';",
    'renderer/engine/a.ts': "import '../ui/screens/desk.tsx';",
    'renderer/engine/b.ts': "import 'react';",
    'renderer/engine/c.ts': "import 'node:crypto';",
    'renderer/ui/a.tsx': "import { log } from '../engine/replica/log.ts'; export const a = log;",
    'renderer/ui/b.tsx': "import 'dexie';",
    'renderer/ui/c.tsx': "import '../../electron/host/host.ts';",
    'renderer/ui/camera/a.ts': "import 'zxing-wasm';",
    'renderer/ui/camera/b.ts': "import 'zxing-wasm/reader/a.wasm?url';",
    'renderer/ui/camera/decoder/a.ts': "import 'react';",
    'renderer/ui/camera/decoder/b.ts': "import { desk } from '../../screens/desk.tsx'; export const b = desk;",
    'renderer/engine/d.ts': "import 'zxing-wasm';",
  };
  const violations = await listViolations(forbidden);
  const caught = new Set(violations.map((violation) => violation.split(' → ')[0]));
  expect([...caught].sort()).toEqual(Object.keys(forbidden).sort());
});

it('refuses circles', async () => {
  const circle = { 'shared/sync/a.ts': "import './b.ts';", 'shared/sync/b.ts': "import './a.ts';" };
  expect(await listViolations(circle)).not.toEqual([]);
});
