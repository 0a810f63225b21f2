/** A template as a file, `.stoika-badge`: its JSON, with its pictures inside. */
import { badgeTemplateSchema, type BadgeTemplate } from '../../../../shared/badge/template.ts';

export const FILE_ENDING = '.stoika-badge';
/** Pictures of 4 MB as base64, and room for the rest. */
export const LARGEST_FILE = 8_000_000;

export type ReadFile =
  | { readonly ok: true; readonly template: BadgeTemplate }
  | { readonly ok: false; readonly why: 'large' | 'notJson' | 'notTemplate'; readonly detail: string };

export function writeFile(template: BadgeTemplate): string {
  return `${JSON.stringify(template, null, 1)}\n`;
}

/** A name that every file system takes. */
export function nameFile(template: BadgeTemplate): string {
  const name = template.name
    .replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return `${name === '' ? 'badge' : name}${FILE_ENDING}`;
}

export function readFile(text: string): ReadFile {
  if (text.length > LARGEST_FILE) return { ok: false, why: 'large', detail: '' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, why: 'notJson', detail: String(error) };
  }
  const read = badgeTemplateSchema.safeParse(value);
  if (read.success) return { ok: true, template: read.data };
  return { ok: false, why: 'notTemplate', detail: describeIssues(read.error.issues) };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first few, for whoever made the file. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`))
    .join('\n');
}
