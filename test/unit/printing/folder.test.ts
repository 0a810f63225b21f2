import * as nodeFiles from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../electron/host/printing/backend.ts';
import { createFolderBackend, type FolderFiles } from '../../../electron/host/printing/folder.ts';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { drawPdf, layOutBadge, makePrinter } from '../../printers/badge.ts';
import { describeBackend, makeTask } from '../../printers/conformance.ts';
import { readPdf } from './read-pdf.ts';

let layout: BadgeLayout;
let root: string;
let folder: string;
beforeAll(async () => {
  layout = await layOutBadge();
});
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'stoika-folder-'));
  folder = path.join(root, 'badges');
});
afterEach(() => rm(root, { recursive: true }));

interface FolderPrinter {
  print(job: { id: string }, layout: BadgeLayout): Promise<PrintOutcome>;
  recover(jobId: string): Promise<PrintOutcome | null>;
}

/** The back-end with a printer that is the folder. */
const create = (files?: FolderFiles, into = folder): FolderPrinter => {
  const backend = createFolderBackend({ renderPdf: drawPdf, ...(files === undefined ? {} : { files }) });
  const printer = makePrinter({ kind: 'folder', folder: into });
  return {
    print: async ({ id }, what) => backend.print(makeTask(printer, { id }), what),
    recover: async (jobId) => backend.recover(jobId, printer),
  };
};
const failWith = (code: string): Error => Object.assign(new Error(code), { code });

/** The real files, but the call of the given number fails, and with `dead` every call after it too: a killed process. */
function breakAt(call: number, code: string, dead: boolean): FolderFiles & { calls: string[] } {
  const calls: string[] = [];
  const step = <T>(name: string, run: () => Promise<T>): Promise<T> => {
    calls.push(name);
    const broken = dead ? calls.length >= call : calls.length === call;
    return broken ? Promise.reject(failWith(code)) : run();
  };
  const files = {
    mkdir: (...args: Parameters<typeof nodeFiles.mkdir>) => step('mkdir', () => nodeFiles.mkdir(...args)),
    rename: (...args: Parameters<typeof nodeFiles.rename>) => step('rename', () => nodeFiles.rename(...args)),
    rm: (...args: Parameters<typeof nodeFiles.rm>) => step('rm', () => nodeFiles.rm(...args)),
    stat: (file: string) => step('stat', () => nodeFiles.stat(file)),
    open: (...args: Parameters<typeof nodeFiles.open>) =>
      step('open', async () => {
        const handle = await nodeFiles.open(...args);
        const write = handle.writeFile.bind(handle);
        const sync = handle.sync.bind(handle);
        handle.writeFile = (...data) => step('write', () => write(...data));
        handle.sync = () => step('sync', sync);
        return handle;
      }),
  };
  return Object.assign(files as unknown as FolderFiles, { calls });
}

describe('the folder back-end', () => {
  it('writes the badge as a PDF, makes the folder, and leaves nothing else', async () => {
    expect(await create().print({ id: 'job-1' }, layout)).toEqual({ state: 'printed' });
    expect(await readdir(folder)).toEqual(['badge-job-1.pdf']);
    const page = readPdf(await readFile(path.join(folder, 'badge-job-1.pdf')));
    expect(page.texts[0]?.text).toBe('Анна');
  });

  it('overwrites nothing', async () => {
    await nodeFiles.mkdir(folder);
    await writeFile(path.join(folder, 'badge-job-1.pdf'), 'mine');
    const outcome = await create().print({ id: 'job-1' }, layout);
    expect(outcome).toMatchObject({ state: 'failed', reason: expect.stringContaining('badge-job-1.pdf') as string });
    expect(await readFile(path.join(folder, 'badge-job-1.pdf'), 'utf8')).toBe('mine');
  });

  it('says in words that the folder is a file, with real files', async () => {
    await writeFile(folder, 'a file');
    for (const into of [folder, path.join(folder, 'below')]) {
      expect(await create(undefined, into).print({ id: 'job-1' }, layout)).toEqual({
        state: 'failed',
        problem: 'disk',
        left: false,
        reason: `${into} is not a folder. Choose a folder, then print again.`,
      });
    }
  });

  it.each([
    ['ENOSPC', /is full\. Free some space or choose another folder/],
    ['EACCES', /no permission to write/],
    ['EROFS', /read-only/],
    ['ENOENT', /is gone/],
    ['EIO', /does not answer/],
    ['EMFILE', /EMFILE/],
  ])('says in words what %s means, and cleans up', async (code, words) => {
    const sound = breakAt(Infinity, code, false);
    await create(sound).print({ id: 'sound' }, layout);
    const write = sound.calls.indexOf('write') + 1;
    const outcome = await create(breakAt(write, code, false)).print({ id: 'job-1' }, layout);
    expect(outcome).toMatchObject({ state: 'failed', reason: expect.stringMatching(words) as string });
    expect(await readdir(folder)).toEqual(['badge-sound.pdf']);
    expect(await create().print({ id: 'job-1' }, layout)).toEqual({ state: 'printed' });
  });

  it('does not know the outcome when the disk did not confirm the finished file', async () => {
    const sound = breakAt(Infinity, 'EIO', false);
    await create(sound).print({ id: 'sound' }, layout);
    const lastSync = sound.calls.lastIndexOf('sync') + 1;
    expect(await create(breakAt(lastSync, 'EIO', false)).print({ id: 'job-1' }, layout)).toMatchObject({
      state: 'unknown',
    });
  });

  it('knows after a crash at any step what became of the job', async () => {
    const sound = breakAt(Infinity, 'EIO', false);
    await create(sound).print({ id: 'sound' }, layout);
    expect(sound.calls).toEqual(['mkdir', 'stat', 'open', 'write', 'sync', 'rename', 'open', 'sync']);
    const known = [];
    for (let call = 1; call <= sound.calls.length; call += 1) {
      const id = `job-${call}`;
      await create(breakAt(call, 'EIO', true)).print({ id }, layout);
      const outcome = await create().recover(id);
      known.push(outcome?.state ?? null);
      const files = await readdir(folder);
      expect(files.includes(`badge-${id}.pdf`)).toBe(outcome?.state === 'printed');
      expect(files.includes(`.badge-${id}.pdf.part`)).toBe(false);
      if (outcome?.state !== 'printed') {
        expect(await create().print({ id }, layout)).toEqual({ state: 'printed' });
      }
    }
    expect(known).toEqual(['unknown', 'unknown', 'unknown', null, null, null, 'printed', 'printed']);
  });

  it('does not print again what somebody else has taken out of the folder and printed before the desk came back', async () => {
    await create(breakAt(7, 'EIO', true)).print({ id: 'job-1' }, layout);
    await rm(path.join(folder, 'badge-job-1.pdf')); // a hot folder of the printer's own software
    expect(await create().recover('job-1')).toMatchObject({ state: 'unknown', problem: 'interrupted' });
  });

  it('leaves nothing of a badge that cannot be drawn', async () => {
    const broken = createFolderBackend({ renderPdf: () => Promise.reject(new Error('no such font')) });
    const task = makeTask(makePrinter({ kind: 'folder', folder }), { id: 'job-1' });
    expect(await broken.print(task, layout)).toMatchObject({ state: 'failed', problem: 'layout', left: false });
    expect(await readdir(folder)).toEqual([]);
  });

  it('knows nothing of a job whose folder is gone', async () => {
    await create().print({ id: 'job-1' }, layout);
    await rm(folder, { recursive: true });
    const outcome = await create().recover('job-1');
    expect(outcome).toMatchObject({ state: 'unknown', reason: expect.stringMatching(/is gone/) as string });
  });

  it('prints over the remains of a crash that nobody recovered', async () => {
    await nodeFiles.mkdir(folder);
    await writeFile(path.join(folder, '.badge-job-1.pdf.part'), 'half');
    expect(await create().print({ id: 'job-1' }, layout)).toEqual({ state: 'printed' });
    expect(await readdir(folder)).toEqual(['badge-job-1.pdf']);
  });

  it('refuses the same job twice at once, and a name that would leave the folder', async () => {
    const backend = create();
    const first = backend.print({ id: 'job-1' }, layout);
    await expect(backend.print({ id: 'job-1' }, layout)).rejects.toThrow(/already being printed/);
    expect(await first).toEqual({ state: 'printed' });
    await expect(backend.print({ id: '../x' }, layout)).rejects.toThrow(/Not a print job/);
    await expect(backend.recover('a/b')).rejects.toThrow(/Not a print job/);
  });
});

describeBackend(
  'a folder',
  async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'stoika-folder-'));
    const into = path.join(root, 'badges');
    return {
      backend: createFolderBackend({ renderPdf: drawPdf }),
      printer: makePrinter({ kind: 'folder', folder: into }),
      layout,
      countOut: async () => {
        const files = await readdir(into).catch(() => []);
        return files.filter((file) => file.startsWith('badge-')).length;
      },
      refuse: () => writeFile(into, 'a file'),
      accept: () => rm(into),
      close: () => rm(root, { recursive: true }),
    };
  },
  { remembers: true, refuses: true, holds: null, loses: false, unplugs: false },
);
