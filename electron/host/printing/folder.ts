/**
 * Prints to PDF files in a folder: `badge-<jobId>.pdf`.
 *
 *   (nothing) ──write, sync──▶ .badge-<jobId>.pdf.part ──rename, sync folder──▶ badge-<jobId>.pdf
 *
 * Invariant: a file under its final name is whole. So after a crash the finished file means printed, the part file
 * alone means that nothing came out (it is removed), and neither means that the job never began.
 */
import * as nodeFiles from 'node:fs/promises';
import path from 'node:path';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { assertJobId, type PrintBackend, type PrintOutcome } from './backend.ts';
import { describeFileError } from './file-error.ts';
import type { BadgeFonts } from './fonts.ts';
import { renderPdf } from './pdf.ts';

/** The part of `node:fs/promises` that is used, so that tests can break it. */
export type FolderFiles = Pick<typeof nodeFiles, 'mkdir' | 'open' | 'rename' | 'rm' | 'stat'>;

export interface FolderBackendOptions {
  /** Made when it is missing, with its parents. */
  folder: string;
  fonts: BadgeFonts;
  now: () => Date;
  files?: FolderFiles;
}

/** Creates the back-end behind `--print-to DIR`. */
export function createFolderBackend({ folder, fonts, now, files = nodeFiles }: FolderBackendOptions): PrintBackend {
  const running = new Set<string>();
  const finalPath = (jobId: string): string => path.join(folder, `badge-${jobId}.pdf`);
  const partPath = (jobId: string): string => path.join(folder, `.badge-${jobId}.pdf.part`);

  const print = async (jobId: string, layout: BadgeLayout): Promise<PrintOutcome> => {
    const target = finalPath(jobId);
    const bytes = await renderPdf(layout, fonts, { createdAt: now() });
    let renamed = false;
    try {
      await files.mkdir(folder, { recursive: true });
      if (await exists(target, files)) {
        return { state: 'failed', reason: `${target} is already there and is not overwritten. Move it away first.` };
      }
      await writeSynced(partPath(jobId), bytes, files);
      await files.rename(partPath(jobId), target);
      renamed = true;
      await syncFolder(folder, files);
      return { state: 'printed' };
    } catch (error) {
      if (renamed) {
        return {
          state: 'unknown',
          reason: `${target} was written, but the disk did not confirm it. Look at the file.`,
        };
      }
      await files.rm(partPath(jobId), { force: true }).catch(() => {
        // The part file stays: `recover` and the next print of this job remove it, and its name says what it is.
      });
      return { state: 'failed', reason: describeFileError(error, folder) };
    }
  };

  return {
    kind: 'folder',
    async print(job, layout) {
      assertJobId(job.id);
      if (running.has(job.id)) throw new Error(`Print job ${job.id} is already being printed`);
      running.add(job.id);
      try {
        return await print(job.id, layout);
      } finally {
        running.delete(job.id);
      }
    },
    async recover(jobId) {
      assertJobId(jobId);
      try {
        if (await exists(finalPath(jobId), files)) return { state: 'printed' };
        if (!(await exists(partPath(jobId), files))) {
          // Without its folder (a drive taken out) nothing is known of the file either.
          await files.stat(folder);
          return null;
        }
        await files.rm(partPath(jobId));
        return { state: 'failed', reason: 'The desk stopped while the file was being written. Print the badge again.' };
      } catch (error) {
        return { state: 'unknown', reason: describeFileError(error, folder) };
      }
    },
  };
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

async function writeSynced(file: string, bytes: Uint8Array, files: FolderFiles): Promise<void> {
  const handle = await files.open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
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
