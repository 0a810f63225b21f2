/** What a data key is wrapped by, and for how long. */
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EventKeys, openEventKeys } from '../../../electron/host/event-keys.ts';
import { NewerVersion } from '../../../electron/host/problem.ts';
import { readWraps, secretsOf, unwrapAll } from '../../../electron/host/wraps.ts';
import { makeFolder, removeFolder } from './desk.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);
let folder: string;
const file = (): string => path.join(folder, 'wraps.json');

beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => removeFolder(folder));

const open = (hash: string, known: Buffer | null = null): Promise<EventKeys> =>
  openEventKeys({ folder, eventKey: 'made-up', hash, known, random });

async function opens(typed: string, eventKey = 'made-up'): Promise<readonly Buffer[]> {
  return unwrapAll((await readWraps(folder)).wraps, secretsOf(typed).secrets, eventKey);
}

test('a recovery code opens the data key, of this event only; the next one takes its place', async () => {
  const keys = await open('first');
  expect(keys.hasRecoveryCode).toBe(false);
  const code = await keys.makeRecoveryCode();
  expect(keys.hasRecoveryCode).toBe(true);
  expect(await opens(code)).toEqual([keys.dataKey]);
  expect(await opens(code.toLowerCase())).toEqual([keys.dataKey]);
  expect(await opens(code, 'another')).toEqual([]);
  const second = await keys.makeRecoveryCode();
  expect(await opens(code)).toEqual([]);
  expect(await opens(second)).toEqual([keys.dataKey]);
  expect(await opens('first')).toEqual([keys.dataKey]);
  expect((await open('first')).hasRecoveryCode).toBe(true);
  const kept = await readFile(file(), 'utf8');
  for (const secret of [code, second, second.replaceAll('-', ''), 'first']) expect(kept).not.toContain(secret);
});

test('a new data key has no code yet, and the code of the one before goes on opening that one', async () => {
  const before = await open('first');
  const code = await before.makeRecoveryCode();
  const after = await open('second'); // neither vault nor hash: a new key
  expect(after.dataKey.equals(before.dataKey)).toBe(false);
  expect(after.hasRecoveryCode).toBe(false);
  await after.makeRecoveryCode();
  await after.forgetOldHashes('second', false);
  expect(await opens(code)).toEqual([before.dataKey]);
  expect(await opens('first')).toEqual([before.dataKey]);
});

test('hashes of before go when nothing is unsent, and only they', async () => {
  const keys = await open('first');
  const code = await keys.makeRecoveryCode();
  await keys.wrapByHash('second');
  expect(await opens('first')).toEqual([keys.dataKey]);
  await keys.forgetOldHashes('second', true);
  expect(await opens('first')).toEqual([]);
  expect(await opens('second')).toEqual([keys.dataKey]);
  expect(await opens(code)).toEqual([keys.dataKey]);
});

test('the same hash again writes nothing', async () => {
  const keys = await open('first');
  const before = await readFile(file());
  expect(await keys.wrapByHash('first')).toBe(false);
  expect((await open('first')).dataKey.equals(keys.dataKey)).toBe(true);
  expect((await readFile(file())).equals(before)).toBe(true);
});

test('changes at the same time are all there', async () => {
  const keys = await open('first');
  const [code] = await Promise.all([keys.makeRecoveryCode(), keys.wrapByHash('second'), keys.wrapByHash('third')]);
  for (const secret of ['first', 'second', 'third', code]) expect(await opens(secret)).toEqual([keys.dataKey]);
});

test('a file of version 1 opens, and is of version 2 afterwards', async () => {
  const dataKey = randomBytes(32);
  await writeFile(
    file(),
    JSON.stringify({ version: 1, wraps: [oldWrap('older', dataKey), oldWrap('first', dataKey)] }),
  );
  const keys = await open('first');
  expect(keys.dataKey.equals(dataKey)).toBe(true);
  const written = JSON.parse(await readFile(file(), 'utf8')) as { version: number; event: string; wraps: object[] };
  expect(written).toMatchObject({ version: 2, event: 'made-up', wraps: [{ kind: 'hash' }, { kind: 'hash' }] });
  expect(await opens('older')).toEqual([dataKey]);
  await keys.forgetOldHashes('first', false);
  expect(await opens('older')).toEqual([dataKey]); // whose it is nobody knows: a journal set aside may need it
  await keys.forgetOldHashes('first', true);
  expect(await opens('older')).toEqual([]);
  expect(await opens('first')).toEqual([dataKey]);
});

test('a newer file is refused and left as it is; one that cannot be read is set aside', async () => {
  const newer = '{"version":3,"wraps":"something else"}';
  await writeFile(file(), newer);
  await expect(open('first')).rejects.toBeInstanceOf(NewerVersion);
  expect(await readFile(file(), 'utf8')).toBe(newer);
  expect(await readdir(folder)).toEqual(['wraps.json']);
  await writeFile(file(), '{"version":');
  await open('first');
  expect((await readdir(folder)).sort()).toEqual(['wraps.json', 'wraps.json.unreadable-1']);
});

/** As version 1 wrote it. */
function oldWrap(hash: string, dataKey: Buffer): { salt: string; sealed: string } {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const key = Buffer.from(hkdfSync('sha256', hash, salt, 'stoika data key', 32));
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from('stoika data key of made-up'));
  const sealed = Buffer.concat([iv, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return { salt: salt.toString('base64'), sealed: sealed.toString('base64') };
}
