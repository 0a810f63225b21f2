import { describe, expect, it } from 'vitest';
import { shippedTemplates } from '../../../shared/badge/shipped/index.ts';
import { LARGEST_TEMPLATE_FILE, readTemplateFile, writeTemplateFile } from '../../../shared/badge/template-file.ts';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';

const [{ template }] = shippedTemplates;
const image = { type: 'image/png', width: 1, height: 1, data: 'iVBORw0KGgo=' } as const;
const problemsOf = (value: unknown) => {
  const read = readTemplateFile(typeof value === 'string' ? value : JSON.stringify(value));
  return read.ok ? [] : read.problems;
};

describe('a template as a file', () => {
  it('comes back as it was, pictures included', () => {
    const place = { label: 'Logo', turn: 0 as const, locked: true, hidden: false, when: [] };
    const logo = {
      ...place,
      kind: 'image' as const,
      id: 'logo',
      box: { x: 1, y: 1, width: 9, height: 9 },
      fit: 'contain' as const,
    };
    const own: BadgeTemplate = {
      ...template,
      images: { one: image },
      front: [{ ...logo, image: 'one' }, ...template.front],
    };
    expect(readTemplateFile(writeTemplateFile(own))).toEqual({ ok: true, template: own });
    expect(readTemplateFile(`\uFEFF${writeTemplateFile(own)}`).ok).toBe(true);
  });

  it('says what is wrong and where', () => {
    expect(problemsOf('{')).toEqual([{ path: '', code: 'notJson' }]);
    expect(problemsOf('[]')).toEqual([{ path: '', code: 'notATemplate' }]);
    expect(problemsOf('null')).toEqual([{ path: '', code: 'notATemplate' }]);
    expect(problemsOf({ ...template, version: 9 })).toEqual([{ path: '', code: 'newer' }]);
    expect(problemsOf(' '.repeat(LARGEST_TEMPLATE_FILE + 1))).toEqual([{ path: '', code: 'tooLarge' }]);
    expect(problemsOf({ ...template, name: 5 })).toEqual([{ path: 'name', code: 'invalid' }]);
  });

  it('tells a picture that is missing, a box that leaves the page and a field that nobody knows', () => {
    const [first, ...rest] = template.front;
    const changed = (change: object) => problemsOf({ ...template, front: [{ ...first, ...change }, ...rest] });
    expect(changed({ box: { x: 100, y: 0, width: 10, height: 10 } })).toEqual([
      { path: 'front.0.box', code: 'outsideThePage' },
    ]);
    expect(changed({ when: [{ kind: 'field', field: 'shoe', present: true }] })).toEqual([
      { path: 'front.0.when.0.field', code: 'unknownField' },
    ]);
    expect(changed({ kind: 'image' as const, image: 'none', fit: 'cover' })).toEqual([
      { path: 'front.0.image', code: 'pictureMissing' },
    ]);
    const heavy = { ...image, data: 'A'.repeat(5_400_000) };
    expect(problemsOf({ ...template, images: { heavy } })).toEqual([{ path: 'images', code: 'picturesTooLarge' }]);
  });
});
