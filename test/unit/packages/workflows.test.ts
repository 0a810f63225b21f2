/** The workflows: what they use is pinned, and they may do no more than they must. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: unknown;
        readonly 'timeout-minutes'?: number;
        readonly strategy?: { readonly matrix?: { readonly include?: readonly { readonly os?: string }[] } };
        readonly steps: readonly Step[];
      }
    >
  >;
}

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: load(text) as Workflow };
});
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);

describe.each(workflows)('$name', ({ name, text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('uses nothing that is not pinned to a commit', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((one) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(one))).toEqual([]);
  });

  it('may read, and write only where it makes the draft of a release', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const wider = jobs.filter(({ permissions }) => permissions !== undefined);
    expect(wider.map(({ permissions }) => permissions)).toEqual(name === 'packages.yml' ? [{ contents: 'write' }] : []);
    if (wider.length > 0) expect(Object.keys(workflow.on).sort()).toEqual(['push', 'workflow_dispatch']);
  });

  it('keeps no credentials in the checkout, ends by itself, and does not obey strangers', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true);
    expect(checkouts.every((step) => step.with?.['persist-credentials'] === false)).toBe(true);
    expect(jobs.every((job) => (job['timeout-minutes'] ?? 0) > 0)).toBe(true);
    expect(text).not.toMatch(/pull_request_target|workflow_run/);
    // what others write (titles, names of branches) never becomes a part of a script
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{ *(github|inputs)\./);
  });

  it('runs scripts that there are', () => {
    const named = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script),
    );
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});

it('packages are made on Windows, macOS and Linux, and each is tried in real Electron', () => {
  const { workflow } = workflows.find(({ name }) => name === 'packages.yml')!;
  const { strategy, steps } = workflow.jobs['package']!;
  const systems = strategy?.matrix?.include?.map(({ os }) => os?.split('-')[0]);
  expect(systems).toEqual(['ubuntu', 'windows', 'macos']);
  const lines = steps.flatMap(({ run = '' }) => run.split('\n'));
  const at = (words: string): number => lines.findIndex((line) => line.includes(words));
  expect(at('npm ci --ignore-scripts')).toBeGreaterThanOrEqual(0);
  expect(at('build/smoke.mjs')).toBeGreaterThan(at('electron/install.js'));
  expect(at('npm run package')).toBeGreaterThan(at('build/smoke.mjs'));
  expect(at('build/smoke.mjs "${{ matrix.unpacked }}"')).toBeGreaterThan(at('npm run package'));
});
