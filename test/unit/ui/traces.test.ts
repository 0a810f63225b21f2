/**
 * What a browser keeps of a page by itself: what was typed into a field, what a spell checker was sent, titles, addresses, storages.
 * Each field is looked at in the source: one that is forgotten is found here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../renderer');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));

/** Nothing is typed into these in words. */
const WORDLESS = new Set(['checkbox', 'radio', 'file', 'color', 'range', 'time', 'number']);

interface Field {
  readonly where: string;
  readonly attributes: ReadonlyMap<string, string>;
}

function listFields({ name, text }: (typeof files)[number]): readonly Field[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const fields: Field[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) {
      const tag = node.tagName.getText();
      if (tag === 'input' || tag === 'textarea') {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        fields.push({ where: `${name}:${line + 1}`, attributes: readAttributes(node.attributes) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return fields;
}

function readAttributes(attributes: ts.JsxAttributes): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const attribute of attributes.properties) {
    if (!ts.isJsxAttribute(attribute)) continue;
    read.set(attribute.name.getText(), attribute.initializer?.getText().replace(/^["'{]|["'}]$/g, '') ?? 'true');
  }
  return read;
}

const typed = files.flatMap(listFields).filter(({ attributes }) => !WORDLESS.has(attributes.get('type') ?? 'text'));

describe('what a browser keeps by itself', () => {
  it('no field offers what was typed into it before, and none is sent to a spell checker', () => {
    expect(typed.length).toBeGreaterThan(15);
    const open = typed.filter(({ attributes }) => attributes.get('autoComplete') !== 'off');
    const spelled = typed.filter(
      ({ attributes }) => (attributes.get('spellCheck') ?? String(attributes.get('type') !== 'password')) !== 'false',
    );
    expect([...open, ...spelled].map(({ where }) => where)).toEqual([]);
  });

  it('no field has a name that a browser knows people by', () => {
    for (const { where, attributes } of typed) expect([where, attributes.get('name')]).toEqual([where, undefined]);
  });

  it('titles, addresses and storages say nothing of anybody', () => {
    const words = /document\.title|pushState|replaceState|sessionStorage|document\.cookie|\bcaches\.|localStorage/g;
    const found = files.flatMap(({ name, text }) => (text.match(words) ?? []).map((word) => `${name}: ${word}`));
    expect(found).toEqual([]);
  });

  it('the one page has one title', () => {
    expect(readFileSync(path.join(root, 'index.html'), 'utf8')).toContain('<title>Stoika</title>');
  });
});
