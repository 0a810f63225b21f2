import { beforeAll, describe, expect, it } from 'vitest';
import { createBrowserBackend } from '../../../electron/host/printing/browser.ts';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { drawPdf, layOutBadge, makePrinter } from '../../printers/badge.ts';
import { describeBackend, makeTask } from '../../printers/conformance.ts';
import { readPdf } from './read-pdf.ts';

const printer = makePrinter({ kind: 'browser' });
let layout: BadgeLayout;
beforeAll(async () => {
  layout = await layOutBadge();
});

describe('the browser back-end', () => {
  it('hands out the PDF once and never claims to know the outcome', async () => {
    const backend = createBrowserBackend({ renderPdf: drawPdf });
    const asks = { state: 'unknown', problem: 'unconfirmed', reason: 'browser' };
    expect(await backend.print(makeTask(printer, { id: 'a' }), layout)).toEqual(asks);
    expect(readPdf(backend.take('a')!).texts[0]?.text).toBe('Анна');
    expect(backend.take('a')).toBeNull();
    expect(backend.take('never')).toBeNull();
    expect(await backend.recover('a', printer)).toEqual(asks);
  });

  it('makes a second PDF of a badge only when a person says that the first did not come out', async () => {
    const backend = createBrowserBackend({ renderPdf: drawPdf });
    await backend.print(makeTask(printer, { id: 'a' }), layout);
    backend.take('a');
    await backend.print(makeTask(printer, { id: 'a' }), layout);
    expect(backend.take('a')).toBeNull();
    await backend.print(makeTask(printer, { id: 'a', again: true }), layout);
    expect(backend.take('a')).not.toBeNull();
  });

  it('takes back what nobody has fetched', async () => {
    const backend = createBrowserBackend({ renderPdf: drawPdf });
    for (const id of ['a', 'b']) await backend.print(makeTask(printer, { id }), layout);
    expect(await backend.cancel('a', printer)).toBe('cancelled');
    expect(backend.take('a')).toBeNull();
    backend.take('b');
    expect(await backend.cancel('b', printer)).toBe('unknown');
  });

  it('keeps a bounded number, the newest', async () => {
    const backend = createBrowserBackend({ renderPdf: drawPdf, limit: 2 });
    for (const id of ['a', 'b', 'a', 'c']) await backend.print(makeTask(printer, { id }), layout);
    expect(['a', 'b', 'c'].map((id) => backend.take(id) !== null)).toEqual([true, false, true]);
  });

  it('says of a badge that cannot be drawn that nothing has left, and nothing of what it says', async () => {
    const backend = createBrowserBackend({ renderPdf: () => Promise.reject(new TypeError('Соколова')) });
    const outcome = await backend.print(makeTask(printer), layout);
    expect(outcome).toMatchObject({ state: 'failed', problem: 'layout', left: false });
    expect(JSON.stringify(outcome)).not.toContain('Соколова');
  });
});

describeBackend(
  'the browser',
  async () => {
    const backend = createBrowserBackend({ renderPdf: drawPdf });
    let out = 0;
    return {
      backend: {
        ...backend,
        // The page fetches what is announced to it.
        print: async (task, what) => {
          const outcome = await backend.print(task, what);
          if (backend.take(task.id) !== null) out += 1;
          return outcome;
        },
      },
      printer,
      layout,
      countOut: async () => out,
      close: async () => undefined,
    };
  },
  { remembers: false, refuses: false, holds: null, loses: false, unplugs: false },
);
