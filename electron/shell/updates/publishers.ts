/** Who signed this installation: the builder writes it into `app-update.yml` beside the archive, where it signed at all. */
import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { z } from 'zod';
import { errorCode } from '../../host/problem.ts';

const publisherSchema = z.object({ publisherName: z.union([z.string(), z.array(z.string())]).optional() });

/** @returns empty where the installation is not signed @throws where the file is there and is none */
export async function readPublishers(file: string): Promise<readonly string[]> {
  try {
    const { publisherName = [] } = publisherSchema.parse(load(await readFile(file, 'utf8')));
    return [publisherName].flat();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
