import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import { createPracticeLauncher } from '../../../electron/shell/practice-launcher.ts';
import { makeFolder } from './desk.ts';

const options = { stateFile: '/nowhere/state.json', participants: null, port: 0 };

/** A launcher of a worker that does what the code says. */
async function launcherOf(code: string) {
  const file = join(await makeFolder(), 'worker.mjs');
  await writeFile(file, `import { parentPort, workerData } from 'node:worker_threads';\n${code}`);
  const faults: unknown[] = [];
  return { launch: createPracticeLauncher(pathToFileURL(file), (fault) => faults.push(fault)), faults };
}

const ready = `parentPort.postMessage({ ready: true, url: 'http://127.0.0.1:1', hash: JSON.stringify(workerData), operators: [] });`;

it('gives what the practice event says of itself, and closes it', async () => {
  const { launch } = await launcherOf(`${ready}
    parentPort.on('message', (message) => { if (message === 'close') parentPort.close(); });`);
  const running = await launch({ ...options, participants: 500 });
  expect(running).toMatchObject({ url: 'http://127.0.0.1:1', operators: [] });
  expect(JSON.parse(running.hash)).toEqual({ stateFile: '/nowhere/state.json', participants: 500, port: 0 });
  await running.close();
  const other = await launch(options);
  expect(JSON.parse(other.hash)).not.toHaveProperty('participants');
  await other.close();
  await other.close();
});

it('rejects with the reason of one that does not start', async () => {
  const { launch } = await launcherOf(`parentPort.postMessage({ failed: true, message: 'The port is taken.' });`);
  await expect(launch(options)).rejects.toThrow('The port is taken.');
  await expect((await launcherOf(`throw new Error('broken');`)).launch(options)).rejects.toThrow('broken');
  await expect((await launcherOf('process.exit(3);')).launch(options)).rejects.toThrow('code 3');
});

it('tells of one that fails later, and closes it all the same', async () => {
  const { launch, faults } = await launcherOf(`${ready} setTimeout(() => { throw new Error('later'); }, 10);`);
  const running = await launch(options);
  await vi.waitFor(() => expect(faults).toHaveLength(1));
  await running.close();
});
