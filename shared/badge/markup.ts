/**
 * The words of a text with markup, as plain data: nothing is parsed into a document, nothing is run, nothing is fetched.
 * One pass over the text, in time linear in its length, whatever is unbalanced in it.
 */
export interface MarkupLine {
  text: string;
  /** Some of it stands in bold or in a heading. */
  bold: boolean;
}

export interface PlainMarkup {
  lines: MarkupLine[];
  /** Names of elements that were left out with all that is in them, or that show something which is no text. */
  left: string[];
}

/** Their contents are no text for people. */
const SKIPPED = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'iframe',
  'object',
  'noscript',
  'svg',
  'math',
]);
const SHOWN = new Set(['img', 'embed', 'video', 'audio', 'canvas', 'input', 'link', 'form']);
const BREAKING = /^(br|p|div|tr|li|ul|ol|table|h[1-6]|section|header|footer|hr|center|body|html)$/;
const BOLD = /^(b|strong|h[1-6]|th)$/;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

export function readMarkup(markup: string): PlainMarkup {
  // letter by letter in its place: in lower case some letters are longer (İ)
  const lower = markup.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const left = new Set<string>();
  const lines: MarkupLine[] = [];
  let line: MarkupLine = { text: '', bold: false };
  let bold = 0;
  const write = (raw: string): void => {
    const text = decodeEntities(raw);
    line.text += text;
    if (bold > 0 && text.trim() !== '') line.bold = true;
  };
  const breakLine = (): void => {
    lines.push(line);
    line = { text: '', bold: false };
  };
  let at = 0;
  while (at < markup.length) {
    const open = markup.indexOf('<', at);
    if (open === -1) {
      write(markup.slice(at));
      break;
    }
    write(markup.slice(at, open));
    if (!/[a-z/!?]/.test(lower[open + 1] ?? '')) {
      write('<');
      at = open + 1;
      continue;
    }
    const isComment = markup.startsWith('<!--', open);
    const close = markup.indexOf(isComment ? '-->' : '>', open + 1);
    if (close === -1) break; // a tag that never ends takes the rest along
    at = close + (isComment ? 3 : 1);
    const [, slash, name = ''] = /^<(\/?)([a-z0-9-]{1,40})/.exec(lower.slice(open, open + 50)) ?? [];
    if (isComment || name === '') continue;
    if (SHOWN.has(name) || SKIPPED.has(name)) left.add(name);
    if (SKIPPED.has(name) && slash === '' && markup[close - 1] !== '/') {
      const end = lower.indexOf(`</${name}`, at);
      if (end === -1) break;
      at = end;
      continue;
    }
    if (BREAKING.test(name)) breakLine();
    else if (name === 'td' || name === 'th') line.text += ' ';
    if (BOLD.test(name)) bold = Math.max(0, bold + (slash === '' ? 1 : -1));
  }
  breakLine();
  return { lines: lines.flatMap(splitLine), left: [...left] };
}

/** Line breaks in the text itself count where there are no others: a template may be plain text. */
function splitLine({ text, bold }: MarkupLine): MarkupLine[] {
  return text.split(/[\r\n\u2028\u2029]+/).flatMap((part) => {
    const trimmed = part.replace(/[\s\p{Z}\p{Cc}]+/gu, ' ').trim();
    return trimmed === '' ? [] : [{ text: trimmed, bold }];
  });
}

function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? ' ';
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : entity;
  });
}
