/** One build at a time: `npm start` and `npm test` may be started together in one folder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dist } from './paths.mjs';
import { say } from './say.mjs';

const turnFile = join(dist, '.building');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take() {
  mkdirSync(dist, { recursive: true });
  try {
    writeFileSync(turnFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The file of a build that died is taken away; one that has just been made may still be empty. */
function clearAbandoned() {
  let pid;
  try {
    pid = Number(readFileSync(turnFile, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return;
  }
  if (pid > 0 && !isAlive(pid)) rmSync(turnFile, { force: true });
}

/** Runs `work` when no other build of this folder runs. */
export async function inTurn(work) {
  let waited = false;
  while (!take()) {
    if (!waited) say('another build is running in this folder, waiting for it');
    waited = true;
    clearAbandoned();
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(turnFile, { force: true });
  }
}
