/** A template as a file, `.stoika-badge`: what is in it is shared/badge/template-file.ts. */
import type { BadgeTemplate } from '../../../../shared/badge/template.ts';
import {
  LARGEST_TEMPLATE_FILE,
  readTemplateFile,
  type TemplateProblem,
} from '../../../../shared/badge/template-file.ts';

export const FILE_ENDING = '.stoika-badge';

/** A name that every file system takes. */
export function nameFile(template: BadgeTemplate): string {
  const name = template.name
    .replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return `${name === '' ? 'badge' : name}${FILE_ENDING}`;
}

/** What is wrong with a file: the first few places of it. */
export type FileProblems = readonly TemplateProblem[];

/** @returns the template, or what is wrong. A file that is too large is not even read. */
export async function readFile(
  file: Pick<Blob, 'size' | 'text'>,
): Promise<
  { readonly ok: true; readonly template: BadgeTemplate } | { readonly ok: false; readonly problems: FileProblems }
> {
  if (file.size > LARGEST_BYTES) return { ok: false, problems: [{ path: '', code: 'tooLarge' }] };
  const read = readTemplateFile(await file.text());
  return read.ok ? read : { ok: false, problems: read.problems.slice(0, MOST_TOLD) };
}

/** Characters beyond ASCII take up to three bytes; pictures, the bulk of a file, have none. */
const LARGEST_BYTES = LARGEST_TEMPLATE_FILE * 3;
const MOST_TOLD = 5;
