import { beforeAll, describe, expect, it } from 'vitest';
import { createBrowserBackend } from '../../../electron/host/printing/browser.ts';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import { type BadgeLayout, layoutBadge } from '../../../shared/badge/layout.ts';
import { makeContent, surround } from '../badge/contents.ts';
import { loadInter } from './inter.ts';
import { readPdf } from './read-pdf.ts';

let fonts: BadgeFonts;
let layout: BadgeLayout;
beforeAll(async () => {
  fonts = await loadInter();
  layout = layoutBadge(defaultTemplate, makeContent(), surround(fonts));
});

describe('the browser back-end', () => {
  const create = (limit?: number) =>
    createBrowserBackend({ fonts, now: () => new Date(0), ...(limit === undefined ? {} : { limit }) });

  it('hands out the PDF once and never claims to know the outcome', async () => {
    const backend = create();
    expect(await backend.print({ id: 'a' }, layout)).toEqual({ state: 'unknown', reason: 'browser' });
    expect(readPdf(backend.take('a')!).texts[0]?.text).toBe('Анна');
    expect(backend.take('a')).toBeNull();
    expect(backend.take('never')).toBeNull();
    expect(await backend.recover('a')).toEqual({ state: 'unknown', reason: 'browser' });
  });

  it('keeps a bounded number, the newest', async () => {
    const backend = create(2);
    for (const id of ['a', 'b', 'a', 'c']) await backend.print({ id }, layout);
    expect(['a', 'b', 'c'].map((id) => backend.take(id) !== null)).toEqual([true, false, true]);
  });
});
