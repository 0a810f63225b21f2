import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { badgeContentSchema } from '../../../shared/badge/content.ts';
import { layoutBadge, type TextItem } from '../../../shared/badge/layout.ts';
import { sampleContents, sampleOf } from '../../../shared/badge/samples.ts';
import { findShippedTemplate, shippedTemplates } from '../../../shared/badge/shipped/index.ts';
import { badgeTemplateSchema } from '../../../shared/badge/template.ts';
import { loadInter } from '../printing/inter.ts';
import { boundsOf, expectContained } from './bounds.ts';
import { surround } from './contents.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});

describe.each(shippedTemplates)('$id', ({ template }) => {
  it('is a template, and the same after a way through JSON', () => {
    expect(badgeTemplateSchema.parse(JSON.parse(JSON.stringify(template)))).toEqual(template);
  });

  it.each(sampleContents)('keeps $id inside, at least 4 mm from the edges', ({ content }) => {
    const layout = layoutBadge(template, content, surround(fonts));
    expectContained(layout, fonts);
    const texts = layout.sides.flatMap(({ items }) => items.filter((item): item is TextItem => item.kind === 'text'));
    for (const item of texts) {
      const { x, width } = boundsOf(item, fonts);
      expect(x).toBeGreaterThanOrEqual(4 - 1e-6);
      expect(x + width).toBeLessThanOrEqual(template.page.width - 4 + 1e-6);
    }
    expect(layout.notes.filter(({ kind }) => kind === 'code-small' || kind === 'code-unusable')).toEqual([]);
  });

  it('shows a usual person whole and nothing of one of whom nothing is known', () => {
    expect(layoutBadge(template, sampleOf('usual'), surround(fonts)).notes).toEqual([]);
    const longest = layoutBadge(template, sampleOf('longest'), surround(fonts));
    const isName = (note: { kind: string; text?: string }) => note.kind === 'cut' && /first|last/.test(note.text ?? '');
    expect(longest.notes.filter(isName)).toEqual([]);
    const missing = layoutBadge(template, sampleOf('missing'), surround(fonts));
    const words = missing.sides.flatMap(({ items }) =>
      items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])),
    );
    expect(words.filter((word) => word !== '22.11.2026')).toEqual([]);
  });
});

it('prints a usual name on a lanyard over half of its width: it is read from three metres', () => {
  const layout = layoutBadge(shippedTemplates.at(-1)!.template, sampleOf('usual'), surround(fonts));
  const name = layout.sides[0]?.items.find((item): item is TextItem => item.kind === 'text' && item.text === 'Анна');
  expect(boundsOf(name!, fonts).width).toBeGreaterThan(105 / 2);
});

it('finds one by its id', () => {
  expect(findShippedTemplate('shipped-label')?.template.page).toEqual({ width: 89, height: 36 });
  expect(findShippedTemplate('other')).toBeNull();
  expect(shippedTemplates.map(({ template }) => (template.back === null ? 1 : 2))).toEqual([1, 1, 1, 1, 1, 2]);
});

it('is tried on people whom the door lets in', () => {
  for (const { content } of sampleContents) expect(badgeContentSchema.parse(content)).toEqual(content);
});
