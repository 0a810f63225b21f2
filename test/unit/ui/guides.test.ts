/** The guides name buttons and places as the desk does, in both languages. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { ru } from '../../../renderer/ui/i18n/ru/index.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

/** Texts as they may stand in a guide: a label that ends with a value also without it. */
function listLabels(tree: Tree): readonly string[] {
  return Object.values(tree).flatMap((value) =>
    typeof value === 'string' ? [value, value.replace(/: \{\{.*$/, '')] : listLabels(value),
  );
}

const BOLD = /\*\*([^*]+?)[.?]?\*\*/g;
const ITALIC = /(?<![\w`])_([^_`]+)_(?!\w)/g;
const GUILLEMETS = /«([^»]+)»/g;

function readGuide(name: string): Readonly<Record<'en' | 'ru', string>> {
  const text = readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8').replace(/\s*\n(?!\n)/g, ' ');
  const [english = '', russian = ''] = text.split(/# Для /);
  return { en: english, ru: russian };
}

const find = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** What stands between such signs and is no label: something typed, the desk's answer. */
const NO_LABELS: ReadonlySet<string> = new Set([
  'ива ан',
  'иванов сбер',
  'иванов спикер',
  'не пришёл',
  'да',
  'не отправлено',
]);

describe.each(['operator-guide', 'admin-guide'])('%s', (name) => {
  const guide = readGuide(name);

  it.each([
    ['en', en, ITALIC],
    ['ru', ru, GUILLEMETS],
  ] as const)('names what the desk has, in its words: %s', (language, words, pattern) => {
    const labels = new Set([...listLabels(words), ...find(guide[language], BOLD)]);
    const named = find(guide[language], pattern).filter((label) => !NO_LABELS.has(label));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((label) => !labels.has(label))).toEqual([]);
  });

  it('has the same chapters in both languages', () => {
    expect(find(guide.ru, BOLD)).toHaveLength(find(guide.en, BOLD).length);
  });

  it('names the same keys in both languages', () => {
    const keys = (text: string) => find(text, /\((?:[^()]*\b)?((?:Ctrl\+\w|F\d))/g).sort();
    expect(keys(guide.en).length).toBeGreaterThan(2);
    expect(keys(guide.ru)).toEqual(keys(guide.en));
  });
});
