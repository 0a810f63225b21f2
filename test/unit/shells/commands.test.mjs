/** What the commands decide before they do anything: the shell, the Node that they need, and what the runners counted. */
import { describe, expect, it } from 'vitest';
import { electronObstacle } from '../../../build/runner/electron.mjs';
import { nodeProblem } from '../../../build/runner/node-version.mjs';
import { countPlaywright, countVitest, summarise } from '../../../build/runner/results.mjs';
import { chooseShell } from '../../../build/runner/shell-choice.mjs';

/** @param binary the binary is `there`, comes when it is fetched (`fetchable`), or does not (`missing`) */
async function choose({ asked = null, obstacle = null, ci = false, binary = 'there' }) {
  const said = [];
  let path = binary === 'there' ? '/electron' : null;
  let fetches = 0;
  const choice = await chooseShell({
    asked,
    obstacle,
    ci,
    find: () => path,
    fetch: () => {
      fetches += 1;
      if (binary === 'fetchable') path = '/electron';
      return Promise.resolve(binary === 'fetchable' ? null : 'it could not be fetched');
    },
    say: (line) => said.push(line),
  });
  return { choice, said, fetches };
}

describe('the shell of npm start', () => {
  it('is Electron when its binary is there or can be had', async () => {
    expect(await choose({})).toMatchObject({
      choice: { shell: 'electron', binary: '/electron' },
      said: [],
      fetches: 0,
    });
    expect(await choose({ binary: 'fetchable' })).toMatchObject({ choice: { shell: 'electron' }, fetches: 1 });
  });

  it('is otherwise the browser, and one line says why', async () => {
    const missing = await choose({ binary: 'missing' });
    expect(missing.choice).toEqual({ shell: 'browser' });
    expect(missing.said.at(-1)).toBe('Electron is not used: it could not be fetched. The desk runs in the browser.');
    const blind = await choose({ obstacle: 'there is no display', binary: 'missing' });
    expect(blind).toMatchObject({ choice: { shell: 'browser' }, fetches: 0 });
    expect(blind.said).toEqual(['Electron is not used: there is no display. The desk runs in the browser.']);
    expect(await choose({ ci: true, binary: 'fetchable' })).toMatchObject({ choice: { shell: 'browser' }, fetches: 0 });
  });

  it('is what was asked for, or nothing', async () => {
    expect(await choose({ asked: 'browser' })).toMatchObject({ choice: { shell: 'browser' }, said: [], fetches: 0 });
    const wanted = await choose({ asked: 'electron', obstacle: 'Electron does not run as root', ci: true });
    expect(wanted.choice).toMatchObject({ shell: 'electron' });
    const impossible = await choose({ asked: 'electron', binary: 'missing' });
    expect(impossible.choice).toEqual({
      shell: null,
      problem: 'Electron cannot be used here: it could not be fetched.',
    });
  });

  it('needs a display on Linux, and somebody else than root', () => {
    const linux = { platform: 'linux', isRoot: false };
    expect(electronObstacle({ ...linux, env: {} })).toBe('there is no display');
    expect(electronObstacle({ ...linux, env: { DISPLAY: ':0' } })).toBeNull();
    expect(electronObstacle({ ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull();
    expect(electronObstacle({ ...linux, isRoot: true, env: { DISPLAY: ':0' } })).toMatch(/root/);
    expect(electronObstacle({ platform: 'darwin', isRoot: false, env: {} })).toBeNull();
  });
});

it.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['24.0.0', true],
  ['20.18.3', false],
  ['18.20.8', false],
])('Node %s will do: %s', (version, will) => {
  expect(nodeProblem(version) === null).toBe(will);
});

describe('the last line of npm test', () => {
  const vitest = (changes = {}) => ({
    numPassedTests: 10,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [{ status: 'passed', assertionResults: [{}] }],
    ...changes,
  });

  it('counts both runners', () => {
    const playwright = { stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 2 } };
    expect(summarise([countVitest(vitest(), 0), countPlaywright(playwright, 1)])).toBe(
      '13 passed, 1 failed, 2 skipped',
    );
    expect(summarise([countVitest(vitest(), 0)])).toBe('10 passed, 0 failed');
  });

  it('counts what fell without a test to blame', () => {
    expect(countVitest(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countPlaywright(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countVitest(vitest({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1).failed).toBe(1);
    expect(countVitest(vitest(), 1).failed).toBe(1);
    expect(countPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(1);
  });
});
