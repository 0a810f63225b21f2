/** A dump of a crash holds the memory, and with it people and secrets: the desk asks for none. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

it('nothing in the desk starts a crash reporter, writes a dump or a heap, or asks Node for a report', () => {
  const forbidden =
    /crashReporter|writeHeapSnapshot|setHeapSnapshotNearHeapLimit|process\.report|report-on-|enable-crash/;
  const found = ['electron', 'build', 'renderer'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs|cjs|yml)$/.test(name))
      .filter((name) => forbidden.test(readFileSync(path.join(root, folder, name), 'utf8'))),
  );
  expect(found).toEqual([]);
});
