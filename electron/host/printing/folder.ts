/**
 * Prints to PDF files in a folder: `badge-<jobId>.pdf`.
 *
 *   (nothing) ──▶ .badge-<jobId>.pdf.part ──draw, write, sync──▶ whole ──rename, sync folder──▶ badge-<jobId>.pdf
 *
 * Invariant: a file under its final name is whole, and one under the other name is there from the first moment on. So after a crash
 * the finished file means printed, the part file that nothing came out (it is removed, and the job begins anew). Neither means that
 * somebody may have taken the finished one out: the folder may be the entrance of a printer's own software.
 */
import * as nodeFiles from 'node:fs/promises';
import path from 'node:path';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import {
  assertJobId,
  connectionOf,
  failedToDraw,
  type PrintBackend,
  type PrintOutcome,
  type PrintTask,
  type RenderPdf,
  warmUpPdf,
} from './backend.ts';
import { describeFileError } from './file-error.ts';

/** The part of `node:fs/promises` that is used, so that tests can break it. */
export type FolderFiles = Pick<typeof nodeFiles, 'mkdir' | 'open' | 'rename' | 'rm' | 'stat'>;

export interface FolderBackendOptions {
  readonly renderPdf: RenderPdf;
  readonly files?: FolderFiles;
}

/** Creates the back-end of printers that are a folder, `--print-to DIR` among them. The folder is made when it is missing. */
export function createFolderBackend({ renderPdf, files = nodeFiles }: FolderBackendOptions): PrintBackend {
  const running = new Set<string>();

  const print = async (task: PrintTask, layout: BadgeLayout): Promise<PrintOutcome> => {
    const { folder } = connectionOf(task.printer.connection, 'folder');
    const { target, part } = pathsOf(folder, task.id);
    let renamed = false;
    try {
      await files.mkdir(folder, { recursive: true });
      if (await exists(target, files)) {
        const reason = `${target} is already there and is not overwritten. Move it away first.`;
        return { state: 'failed', problem: 'disk', reason, left: true };
      }
      const notWritten = await writePart(part, task, layout);
      if (notWritten !== null) {
        await files.rm(part, { force: true });
        return notWritten;
      }
      await files.rename(part, target);
      renamed = true;
      await syncFolder(folder, files);
      return { state: 'printed' };
    } catch (error) {
      if (renamed) {
        const reason = `${target} was written, but the disk did not confirm it. Look at the file.`;
        return { state: 'unknown', problem: 'disk', reason };
      }
      await files.rm(part, { force: true }).catch(() => {
        // The part file stays: `recover` and the next print of this job remove it, and its name says what it is.
      });
      return { state: 'failed', problem: 'disk', reason: describeFileError(error, folder), left: false };
    }
  };

  /** The file is there before the page is drawn. @returns null when it is whole and synced, else why it never will be */
  const writePart = async (part: string, task: PrintTask, layout: BadgeLayout): Promise<PrintOutcome | null> => {
    const handle = await files.open(part, 'w');
    try {
      let bytes: Uint8Array;
      try {
        bytes = await renderPdf(layout, task);
      } catch (error) {
        return failedToDraw(error);
      }
      if (task.signal.aborted) {
        return { state: 'failed', problem: 'interrupted', reason: 'The desk stopped before it printed.', left: false };
      }
      await handle.writeFile(bytes);
      await handle.sync();
      return null;
    } finally {
      await handle.close();
    }
  };

  return {
    kind: 'folder',
    confirms: 'file',
    async print(task, layout) {
      assertJobId(task.id);
      if (running.has(task.id)) throw new Error(`Print job ${task.id} is already being printed`);
      running.add(task.id);
      try {
        return await print(task, layout);
      } finally {
        running.delete(task.id);
      }
    },
    async recover(jobId, printer) {
      assertJobId(jobId);
      const { folder } = connectionOf(printer.connection, 'folder');
      const { target, part } = pathsOf(folder, jobId);
      try {
        if (await exists(target, files)) return { state: 'printed' };
        if (await exists(part, files)) {
          await files.rm(part);
          return null;
        }
        // Without its folder (a drive taken out) nothing is known of the file either.
        await files.stat(folder);
        const reason = 'The desk stopped while it printed, and the file is not there: was it taken out and printed?';
        return { state: 'unknown', problem: 'interrupted', reason };
      } catch (error) {
        return { state: 'unknown', problem: 'disk', reason: describeFileError(error, folder) };
      }
    },
    async cancel(jobId, printer) {
      assertJobId(jobId);
      if (running.has(jobId)) return 'unknown';
      const { folder } = connectionOf(printer.connection, 'folder');
      try {
        return (await exists(pathsOf(folder, jobId).target, files)) ? 'tooLate' : 'cancelled';
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        return 'unknown';
      }
    },
    async status(printer) {
      const { folder } = connectionOf(printer.connection, 'folder');
      try {
        await files.stat(folder);
        return { state: 'ready', problems: [] };
      } catch (error) {
        // It is made with the first badge.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'ready', problems: [] };
        return { state: 'problem', problems: [{ problem: 'disk', detail: describeFileError(error, folder) }] };
      }
    },
    warmUp: warmUpPdf(renderPdf),
    capabilities: () =>
      Promise.resolve({ media: [], dpi: null, duplex: true, cutter: false, formats: ['application/pdf'] }),
  };
}

function pathsOf(folder: string, jobId: string): { target: string; part: string } {
  return { target: path.join(folder, `badge-${jobId}.pdf`), part: path.join(folder, `.badge-${jobId}.pdf.part`) };
}

async function exists(file: string, files: FolderFiles): Promise<boolean> {
  try {
    await files.stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Makes the rename itself durable. Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string, files: FolderFiles): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
