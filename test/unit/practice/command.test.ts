import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../electron/practice/command.ts';
import { knownQuirks } from '../../../electron/practice/quirks.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let outDir: string;
let folder: string;

beforeAll(async () => {
  // Inside node_modules, so that the built files find their packages as those of a real build do.
  fs.mkdirSync(path.join(root, 'node_modules', '.cache'), { recursive: true });
  outDir = fs.mkdtempSync(path.join(root, 'node_modules', '.cache', 'practice-'));
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'practice-command-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      rolldownOptions: {
        input: { cli: 'electron/practice/cli.ts', worker: 'electron/practice/worker.ts' },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
});
afterAll(() => {
  for (const made of [outDir, folder]) fs.rmSync(made, { recursive: true, force: true });
});

function run(args: string[]): ChildProcess {
  return spawn(process.execPath, [path.join(outDir, 'cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The first lines of a server's output. */
async function readLines(child: ChildProcess, count: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

async function finish(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, errors };
}

function parseReady(line: string): { url: string; hash: string } {
  const [, url, hash] = /^practice ready (http:\/\/127\.0\.0\.1:\d+) hash=([a-z0-9]{25})$/.exec(line) ?? [];
  return { url: url!, hash: hash! };
}

describe('the arguments', () => {
  it('become options', () => {
    const args = [
      '--port',
      '8080',
      '--participants',
      '50',
      '--parts',
      '2',
      '--seed',
      '7',
      '--quirks',
      'a,b',
      '--state',
      'f',
    ];
    expect(parseCommand(args)).toEqual({
      kind: 'start',
      options: { port: 8080, participants: 50, parts: 2, seed: 7, quirks: ['a', 'b'], stateFile: 'f' },
    });
    expect(parseCommand([])).toEqual({ kind: 'start', options: {} });
    expect(parseCommand(['--implemented'])).toEqual({ kind: 'start', options: { implemented: true } });
  });

  it.each([[['--port', 'x']], [['--seed', '-1']], [['--parts', '1.5']], [['--what']], [['stray']], [['--state']]])(
    '%j is wrong',
    (args) => {
      expect(parseCommand(args).kind).toBe('wrong');
    },
  );

  it('--help lists every quirk', () => {
    const command = parseCommand(['--help']);
    for (const name of Object.keys(knownQuirks)) {
      expect(command).toEqual({ kind: 'help', text: expect.stringContaining(name) as string });
    }
  });
});

describe('the command', () => {
  it.each([
    [['--port', 'x'], /--port takes a whole number/],
    [['--participants', '9999999'], /participants: must be a whole number from 0 to/],
    [['--quirks', 'odd'], /Unknown quirk: odd.*since-inclusive/],
  ])('%j ends with code 2 and a reason', async (args, reason) => {
    const { code, errors } = await finish(run(args));
    expect(code).toBe(2);
    expect(errors).toMatch(reason);
    expect(errors).not.toContain('    at ');
  });

  it('prints where it is and who may sign in, goes on after a kill, and ends on SIGTERM', async () => {
    const state = path.join(folder, 'killed.jsonl');
    const args = ['--participants', '50', '--seed', '3', '--state', state];
    const first = run(args);
    const [ready = '', ...operators] = await readLines(first, 6);
    const { url, hash } = parseReady(ready);
    expect(operators[0]).toMatch(/^operator op1 password [1-9]{5} Admin$/);
    const headers = { 'X-Ruvents-Hash': hash, 'X-Ruvents-Operator': '323', 'Content-Type': 'application/json' };
    const body = JSON.stringify({ Statuses: [{ PartId: null, StatusId: 1 }], LastName: 'А', FirstName: 'Б' });
    const created = (await (await fetch(`${url}/participants`, { method: 'POST', headers, body })).json()) as {
      Id: number;
    };
    first.kill('SIGKILL');
    await once(first, 'exit');

    const second = run(args);
    const again = parseReady((await readLines(second, 1))[0] ?? '');
    expect(again.hash).toBe(hash);
    const response = await fetch(`${again.url}/users?query=${created.Id}`, { headers });
    expect(await response.json()).toEqual({ Users: [{ Id: created.Id, LastName: 'А', FirstName: 'Б' }] });
    const ended = finish(second);
    second.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, errors: '' });
  });

  it('says so when its port is taken', async () => {
    const first = run(['--participants', '50']);
    const { url } = parseReady((await readLines(first, 1))[0] ?? '');
    const { code, errors } = await finish(run(['--participants', '50', '--port', new URL(url).port]));
    expect([code, errors]).toEqual([2, expect.stringMatching(/^Port \d+ cannot be used/)]);
    first.kill('SIGTERM');
    await once(first, 'exit');
  });
});

describe('the worker', () => {
  const start = (workerData: object) => new Worker(path.join(outDir, 'worker.js'), { workerData });

  it('reports where it is, serves, and closes when told', async () => {
    const worker = start({ participants: 50, seed: undefined, implemented: true });
    const [report] = (await once(worker, 'message')) as [{ url: string; hash: string; operators: unknown[] }];
    expect(report).toMatchObject({ ready: true, operators: expect.any(Array) as unknown[] });
    const headers = { 'X-Ruvents-Hash': report.hash };
    expect((await fetch(`${report.url}/event/badges`, { headers })).status).toBe(200);
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    expect(await ended).toEqual([0]);
    await expect(fetch(`${report.url}/ping`, { headers })).rejects.toThrow();
  });

  it.each([
    [{ quirks: ['odd'] }, /Unknown quirk: odd/],
    [{ participants: -1 }, /participants/],
  ])('reports that %j failed, and ends', async (options, message) => {
    const worker = start(options);
    const ended = once(worker, 'exit');
    const [report] = (await once(worker, 'message')) as [unknown];
    expect(report).toEqual({ failed: true, message: expect.stringMatching(message) as string });
    await ended;
  });
});
