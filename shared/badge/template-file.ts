/** A template as one file: its JSON with its pictures inside. The format's version is the template's own. */
import { type BadgeTemplate, badgeTemplateSchema } from './template.ts';

/** Characters: 4 MB of pictures as base64, and room for the rest. */
export const LARGEST_TEMPLATE_FILE = 6_000_000;

export interface TemplateProblem {
  /** Where in the file: `front.3.box`; empty for the file as a whole. */
  path: string;
  code:
    | 'tooLarge'
    | 'notJson'
    /** Some JSON, of which nothing says that it is a template. */
    | 'notATemplate'
    /** Made by a newer version of the app. */
    | 'newer'
    | 'outsideThePage'
    | 'unknownField'
    | 'pictureMissing'
    | 'picturesTooLarge'
    /** Missing, of the wrong kind, or out of its range. */
    | 'invalid';
}

export type ReadTemplateFile = { ok: true; template: BadgeTemplate } | { ok: false; problems: TemplateProblem[] };

const MOST_PROBLEMS = 20;

/** Reads a file of any version there has been. Never throws; nothing of the file is executed. */
export function readTemplateFile(text: string): ReadTemplateFile {
  if (text.length > LARGEST_TEMPLATE_FILE) return refuse('tooLarge');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('notJson'); // what the parser says of it helps nobody
  }
  if (typeof value !== 'object' || value === null || !('version' in value)) return refuse('notATemplate');
  if (typeof value.version === 'number' && value.version > 2) return refuse('newer');
  const read = badgeTemplateSchema.safeParse(value);
  if (read.success) return { ok: true, template: read.data };
  const problems = read.error.issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), code: classifyMessage(message) }));
  return { ok: false, problems };
}

/** The file of a template; `readTemplateFile` gives the same template back. */
export function writeTemplateFile(template: BadgeTemplate): string {
  return `${JSON.stringify(template, null, 1)}\n`;
}

function refuse(code: TemplateProblem['code']): ReadTemplateFile {
  return { ok: false, problems: [{ path: '', code }] };
}

/** The schema's own words, see template.ts and template-rules.ts. */
function classifyMessage(message: string): TemplateProblem['code'] {
  if (message.includes('leaves the page')) return 'outsideThePage';
  if (message.includes('unknown field')) return 'unknownField';
  if (message.includes('not in the template')) return 'pictureMissing';
  if (message.includes('pictures are too large')) return 'picturesTooLarge';
  return 'invalid';
}
