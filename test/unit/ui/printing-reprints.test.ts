/** The report of badges that were printed again. */
import { describe, expect, it } from 'vitest';
import { asKnownReason, countReasons, listReprints, writeCsv } from '../../../renderer/ui/printing/reprint-report.ts';
import { makeJob } from './print-jobs.ts';

const again = (reprintReason: string | null, madeAt = '2026-11-22T10:00:00.000Z') =>
  makeJob({ purpose: 'reprint', reprintReason, madeAt, state: 'printed' });

describe('reprints', () => {
  it('are listed newest first, without first badges', () => {
    const jobs = [makeJob(), again('lost', '2026-11-22T10:00:00.000Z'), again('damaged', '2026-11-22T11:00:00.000Z')];
    expect(listReprints(jobs).map(({ reprintReason }) => reprintReason)).toEqual(['damaged', 'lost']);
  });

  it('are counted by reason, the most frequent first; case and spaces make no other reason', () => {
    const jobs = [
      again('lost'),
      again('Залили кофе'),
      again('lost'),
      again(null),
      again(' залили  кофе'),
      again('lost'),
    ];
    expect(countReasons(jobs)).toEqual([
      { reason: 'lost', count: 3 },
      { reason: 'Залили кофе', count: 2 },
      { reason: null, count: 1 },
    ]);
  });

  it('have reasons that both languages know, and others', () => {
    expect([asKnownReason('lost'), asKnownReason('toString'), asKnownReason('other')]).toEqual(['lost', null, null]);
  });
});

describe('the file for a spreadsheet', () => {
  it('is UTF-8 by its mark, with the separator of the language, quoted where needed', () => {
    expect(
      writeCsv(
        [
          ['Кому', 'Почему'],
          ['Шульц; "Карл"', 'a,b'],
        ],
        ';',
      ),
    ).toBe('\uFEFFКому;Почему\r\n"Шульц; ""Карл""";a,b\r\n');
    expect(writeCsv([['a,b']], ',')).toBe('\uFEFF"a,b"\r\n');
  });
  it('has no cell that is taken for a formula', () => {
    expect(writeCsv([['=HYPERLINK("x")', '+7', '-1', '@a']], ',')).toBe(
      '\uFEFF"\'=HYPERLINK(""x"")",\'+7,\'-1,\'@a\r\n',
    );
  });
});
