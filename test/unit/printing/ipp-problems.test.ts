import { describe, expect, it } from 'vitest';
import { readJobReasons, readPrinterReasons, readStatus } from '../../../electron/host/printing/ipp-problems.ts';

const kinds = (...reasons: string[]) => readPrinterReasons(reasons, '').map(({ problem }) => problem);

describe('what a printer says is wrong', () => {
  it.each([
    ['media-empty-error', 'paperOut'],
    ['media-needed', 'paperOut'],
    ['media-empty-report', 'paperOut'],
    ['media-jam-error', 'paperJam'],
    ['media-jam-warning', 'paperJam'],
    ['cover-open', 'coverOpen'],
    ['door-open-report', 'coverOpen'],
    ['interlock-open-error', 'coverOpen'],
    ['marker-supply-empty-error', 'inkOut'],
    ['toner-empty', 'inkOut'],
    ['marker-ribbon-missing-error', 'inkOut'],
    ['offline-report', 'gone'],
    ['connecting-to-device', 'gone'],
    ['timed-out-error', 'gone'],
    ['paused', 'paused'],
    ['moving-to-paused', 'paused'],
    ['hold-new-jobs', 'held'],
    ['trimmer-jam-error', 'cutter'],
    ['head-open-error', 'headOpen'],
    ['fuser-over-temp-error', 'headHot'],
    ['input-media-size-change-error', 'wrongMedia'],
    ['cups-missing-filter', 'refused'],
    ['something-of-its-own-error', 'other'],
  ])('%s is %s', (reason, problem) => {
    expect(kinds(reason)).toEqual([problem]);
  });

  it.each([
    'none',
    'media-low-warning',
    'toner-low-report',
    'marker-supply-low',
    'toner-empty-report',
    'marker-waste-almost-full-warning',
  ])('%s stops nothing', (reason) => {
    expect(kinds(reason)).toEqual([]);
  });

  it('is told once, what to mend first in front, with the printer’s sentence', () => {
    expect(kinds('paused', 'media-empty-error', 'media-needed', 'cover-open-error')).toEqual([
      'coverOpen',
      'paperOut',
      'paused',
    ]);
    expect(readPrinterReasons(['media-empty-error'], 'Tray 1 is empty')).toEqual([
      { problem: 'paperOut', detail: 'media-empty-error: Tray 1 is empty' },
    ]);
    expect(readPrinterReasons(['media-empty-error'], 'Idle.')[0]?.detail).toBe('media-empty-error');
  });
});

it.each([
  ['job-canceled-at-device', 'cancelled'],
  ['job-hold-until-specified', 'held'],
  ['resources-are-not-ready', 'wrongMedia'],
  ['document-format-error', 'refused'],
  ['printer-stopped', 'paused'],
  ['job-printing', null],
])('of a job, %s is %s', (reason, problem) => {
  expect(readJobReasons(['job-printing', reason])?.problem ?? null).toBe(problem);
});

it.each([
  [0x0000, [], null],
  [0x0001, ['print-scaling'], null],
  [0x0406, [], 'gone'],
  [0x040a, [], 'refused'],
  [0x040b, ['media-col'], 'wrongMedia'],
  [0x040b, ['sides'], 'refused'],
  [0x0506, [], 'refused'],
  [0x0507, [], 'busy'],
  [0x050a, [], 'paused'],
])('status %i with %j is %s', (status, unsupported, problem) => {
  expect(readStatus(status, unsupported, '')?.problem ?? null).toBe(problem);
});

it('the printer’s words are kept, and where it has none the number', () => {
  expect(readStatus(0x0506, [], 'Not accepting jobs')?.detail).toBe('Not accepting jobs');
  expect(readStatus(0x0506, [], '')?.detail).toBe('IPP status 0x0506');
});
