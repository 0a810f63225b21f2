import { beforeAll, describe, expect, it } from 'vitest';
import { createBrowserBackend } from '../../../electron/host/printing/browser.ts';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import {
  createSystemBackend,
  type PrintPageOptions,
  type PrintSvgPage,
} from '../../../electron/host/printing/system.ts';
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

describe('the system back-end', () => {
  const printWith = async (printSvgPage: PrintSvgPage, deviceName?: string, what = layout) =>
    createSystemBackend({ fonts, printSvgPage, ...(deviceName === undefined ? {} : { deviceName }) }).print(
      { id: 'a' },
      what,
    );

  it('hands over one sheet of the exact size, silently and without margins', async () => {
    const calls: { html: string; options: PrintPageOptions }[] = [];
    const record: PrintSvgPage = (html, options) => {
      calls.push({ html, options });
      return Promise.resolve({ ok: true });
    };
    expect(await printWith(record)).toEqual({ state: 'printed' });
    expect(await printWith(record, 'Zebra', { page: { width: 101.6, height: 53.98 }, sides: [{ items: [] }], notes: [] })).toEqual({
      state: 'printed',
    });
    expect(calls.map(({ options }) => options)).toEqual([
      { silent: true, margins: 'none', widthMicrons: 105_000, heightMicrons: 74_000 },
      { silent: true, margins: 'none', widthMicrons: 101_600, heightMicrons: 53_980, deviceName: 'Zebra' },
    ]);
    expect(calls[0]!.html).toContain('@page { size: 105mm 74mm; margin: 0; }');
    expect(calls[1]!.html).toContain('@page { size: 101.6mm 53.98mm; margin: 0; }');
    expect(calls[0]!.html).toContain('<title>Badge</title>');
    expect(calls[0]!.html).not.toMatch(/Анна|Соколова|<script/);
  });

  it('tells a refusal from not knowing', async () => {
    expect(await printWith(() => Promise.resolve({ ok: false, reason: 'Printer is offline' }))).toEqual({
      state: 'failed',
      reason: 'Printer is offline',
    });
    expect(await printWith(() => Promise.reject(new Error('The window is gone')))).toEqual({
      state: 'unknown',
      reason: 'The window is gone',
    });
  });

  it('does not know after a crash', async () => {
    const backend = createSystemBackend({ fonts, printSvgPage: () => Promise.resolve({ ok: true }) });
    expect(await backend.recover('a')).toMatchObject({ state: 'unknown' });
  });
});
