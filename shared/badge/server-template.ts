/**
 * Templates of the server (`/event/badges`): the document says only that `Template` is a text. Known servers hold markup with
 * placeholders such as `{LASTNAME}`. It is read as plain data, line by line; what it says becomes text elements on an A7
 * page, to be looked at and then changed by a person. Nothing of it is executed.
 */
import { readMarkup } from './markup.ts';
import { INK, MUTED, qr, style, text } from './shipped/parts.ts';
import { type BadgeElement, type BadgeTemplate, badgeTemplateSchema } from './template.ts';

export interface ReadServerTemplate {
  /** Null: no line of it names a field that a badge has. */
  template: BadgeTemplate | null;
  /** What was left out, as it is written there, in no language: `{TABLE}`, `<img>`, `…` for more than was looked at. */
  problems: string[];
}

/** Characters that are looked at. */
const LONGEST = 100_000;
const MOST_LINES = 12;
const MOST_PROBLEMS = 20;

/** Placeholders as they are known from servers, in capitals and without `_`, to the fields of a template. */
const FIELDS: Record<string, string> = {
  LASTNAME: 'last',
  SURNAME: 'last',
  FIRSTNAME: 'first',
  NAME: 'first',
  FATHERNAME: 'father',
  MIDDLENAME: 'father',
  FULLNAME: 'full',
  FIO: 'full',
  COMPANY: 'company',
  COMPANYNAME: 'company',
  POSITION: 'position',
  EMAIL: 'email',
  PHONE: 'phone',
  ROCID: 'id',
  RUNETID: 'id',
  ID: 'id',
  STATUS: 'status',
  ROLE: 'status',
  PART: 'part',
  EVENT: 'event',
  EVENTTITLE: 'event',
  DATE: 'date',
};
const CODES = new Set(['QR', 'QRCODE', 'CODE', 'BARCODE']);
/** In braces or per cent signs whatever stands there; bare only what can be nothing else. */
const PLACEHOLDER =
  /\{{1,2}\s?([a-z][\w.-]{0,60})\s?\}{1,2}|%([a-z][\w.-]{0,60})%|\b(LASTNAME|FIRSTNAME|FATHERNAME|COMPANY|POSITION|ROCID|RUNETID|EMAIL)\b/gi;

interface FieldLine {
  pattern: string;
  bold: boolean;
  isName: boolean;
}

/** Reads the text of a server's template. Never throws, whatever the text. */
export function readServerTemplate(raw: string): ReadServerTemplate {
  const { lines, left } = readMarkup(raw.slice(0, LONGEST));
  const problems = new Set(left.map((name) => `<${name}>`));
  const replaced = lines.map(({ text: line, bold }) => ({
    ...replacePlaceholders(line.slice(0, 2000), (problem) => problems.add(problem)),
    bold,
  }));
  const hasCode = replaced.some((line) => line.hasCode);
  const read = replaced.flatMap(({ pattern, bold }): FieldLine[] =>
    pattern === '' ? [] : [{ pattern, bold, isName: /\{(first|last|full)\}/.test(pattern) }],
  );
  const kept = read.slice(0, MOST_LINES);
  if (raw.length > LONGEST || read.length > kept.length) problems.add('…');
  const isUseful = hasCode || kept.some(({ pattern }) => pattern.includes('{'));
  const template = isUseful ? buildTemplate(kept, hasCode) : null;
  return { template, problems: [...problems].slice(0, MOST_PROBLEMS) };
}

function replacePlaceholders(line: string, tell: (problem: string) => void): { pattern: string; hasCode: boolean } {
  let hasCode = false;
  let pattern = '';
  let at = 0;
  const keep = (literal: string): void => {
    pattern += literal.replace(/[{}]/g, '');
  };
  for (const match of line.matchAll(PLACEHOLDER)) {
    keep(line.slice(at, match.index));
    at = match.index + match[0].length;
    const bare = match[3];
    if (bare !== undefined && bare !== bare.toUpperCase()) {
      keep(bare); // a word of the text: «Company dinner»
      continue;
    }
    const name = (match[1] ?? match[2] ?? bare ?? '').split('.').at(-1)?.replace(/[_-]/g, '').toUpperCase() ?? '';
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (field !== undefined) pattern += `{${field}}`;
    else if (CODES.has(name)) hasCode = true;
    else tell(match[0].slice(0, 80));
  }
  keep(line.slice(at));
  const trimmed = pattern.replace(/\s+/g, ' ').trim();
  return { pattern: trimmed.length > 500 ? '' : trimmed, hasCode };
}

const PAGE = { width: 105, height: 74 };
const EDGE = 6;

/** Lines with a name large at the top, the others below them, a code at the lower right. */
function buildTemplate(lines: readonly FieldLine[], hasCode: boolean): BadgeTemplate | null {
  const names = lines.filter(({ isName }) => isName);
  const others = lines.filter(({ isName }) => !isName);
  const width = PAGE.width - 2 * EDGE;
  const nameHeight = others.length === 0 && !hasCode ? PAGE.height - 2 * EDGE : 34;
  const front: BadgeElement[] = names.map(({ pattern }, index) => {
    const height = nameHeight / names.length;
    const look = style(pattern, [13, 8, 2.6], { weight: 700, maxLines: 3, lineHeight: 1.08 });
    return text(`name-${index + 1}`, [EDGE, EDGE + index * height, width, height], 'middle', look);
  });
  const top = names.length === 0 ? EDGE : EDGE + nameHeight + 2;
  others.forEach(({ pattern, bold }, index) => {
    const height = (PAGE.height - EDGE - top) / others.length;
    const look = style(pattern, [5, 3.6, 1.8], {
      weight: bold ? 600 : 400,
      color: bold ? INK : MUTED,
      hyphenate: true,
    });
    const place = [EDGE, top + index * height, hasCode ? width - 30 : width, height] as const;
    front.push(text(`line-${index + 1}`, place, 'middle', look));
  });
  if (hasCode) front.push(qr('code', [PAGE.width - EDGE - 27, PAGE.height - EDGE - 26, 27]));
  const built = badgeTemplateSchema.safeParse({
    version: 2,
    name: 'A7',
    page: PAGE,
    noStatusColor: '#374151',
    images: {},
    front,
    back: null,
  });
  return built.success ? built.data : null;
}
