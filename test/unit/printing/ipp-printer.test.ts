import { describe, expect, it } from 'vitest';
import { parseIppUri } from '../../../electron/host/printing/ipp-exchange.ts';
import { judgeEnd, readEnd } from '../../../electron/host/printing/ipp-follow.ts';
import { type IppJob, JOB_STATE } from '../../../electron/host/printing/ipp-jobs.ts';
import {
  decodeIpp,
  encodeIpp,
  IPP_GROUP,
  ippCollection,
  ippEnum,
  type IppFields,
  ippInteger,
  ippKeyword,
} from '../../../electron/host/printing/ipp-message.ts';
import { buildJobTemplate, readDescription, readStatusNow } from '../../../electron/host/printing/ipp-printer.ts';
import { attributesOf } from '../../../electron/host/printing/ipp-message.ts';
import { makePrinter } from '../../printers/badge.ts';

const answer = (fields: IppFields) =>
  decodeIpp(encodeIpp({ version: [2, 0], code: 0, requestId: 1, groups: [[IPP_GROUP.printer, fields]] }));
const size = (x: number, y: number) => ippCollection({ 'x-dimension': ippInteger(x), 'y-dimension': ippInteger(y) });
const badge = { page: { width: 105, height: 74 }, sides: [{ items: [] }], notes: [] };
const printer = makePrinter({ kind: 'ipp', uri: 'ipp://printer.example/ipp/print' });

describe('the attributes of a job', () => {
  const mediaOf = (fields: IppFields, what = badge, of = printer) => {
    const template = buildJobTemplate(readDescription(answer(fields)), of, what);
    return template.ok ? template.fields : template.reason;
  };
  const media = (x: number, y: number, margin: number) =>
    ippCollection({
      'media-size': size(x, y),
      'media-bottom-margin': ippInteger(margin),
      'media-left-margin': ippInteger(margin),
      'media-right-margin': ippInteger(margin),
      'media-top-margin': ippInteger(margin),
    });
  const takesMedia = { 'media-col-supported': ippKeyword('media-size') };

  it('are the page’s size in hundredths of a millimetre, no margins, no scaling, one copy', () => {
    expect(
      mediaOf({
        ...takesMedia,
        'sides-supported': ippKeyword('one-sided'),
        'print-scaling-supported': ippKeyword('none'),
      }),
    ).toEqual({
      copies: ippInteger(1),
      sides: ippKeyword('one-sided'),
      'media-col': media(10_500, 7400, 0),
      'print-scaling': ippKeyword('none'),
      finishings: [],
    });
  });

  it('name the size as the printer does: rounded inches, on its side, in a range', () => {
    const sizes = (...list: IppFields[string][]) => ({ ...takesMedia, 'media-size-supported': list.flat() as never });
    expect(mediaOf(sizes(size(10_520, 7_390)))).toMatchObject({ 'media-col': media(10_520, 7390, 0) });
    expect(mediaOf(sizes(size(7400, 10_500)))).toMatchObject({ 'media-col': media(7400, 10_500, 0) });
    const range = ippCollection({
      'x-dimension': { tag: 'range', value: { lower: 5000, upper: 20_000 } },
      'y-dimension': { tag: 'range', value: { lower: 5000, upper: 30_000 } },
    });
    expect(mediaOf(sizes(size(21_000, 29_700), range))).toMatchObject({ 'media-col': media(10_500, 7400, 0) });
    expect(mediaOf(sizes(size(21_000, 29_700)))).toBe('The printer has no 105 × 74 mm.');
    const sheet = { ...printer, media: { width: 210, height: 297 } };
    expect(mediaOf(sizes(size(21_000, 29_700)), badge, sheet)).toMatchObject({ 'media-col': media(21_000, 29_700, 0) });
  });

  it('ask for the least margin where none cannot be, both sides and the cutter where they are there', () => {
    const margins = Object.fromEntries(
      ['bottom', 'left', 'right', 'top'].map((side) => [
        `media-${side}-margin-supported`,
        [ippInteger(300), ippInteger(500)],
      ]),
    );
    expect(mediaOf({ ...takesMedia, ...margins })).toMatchObject({ 'media-col': media(10_500, 7400, 300) });
    const rich = {
      'sides-supported': [ippKeyword('one-sided'), ippKeyword('two-sided-long-edge')],
      'finishings-supported': [ippEnum(3), ippEnum(11), ippEnum(60)],
    };
    const both = { ...badge, sides: [{ items: [] }, { items: [] }] };
    expect(mediaOf(rich, both, { ...printer, cutter: true })).toMatchObject({
      sides: ippKeyword('two-sided-long-edge'),
      finishings: ippEnum(60),
    });
    expect(mediaOf(rich)).toMatchObject({ sides: ippKeyword('one-sided'), finishings: [] });
  });
});

describe('how a printer is', () => {
  const now = (fields: IppFields) => readStatusNow(attributesOf(answer(fields), IPP_GROUP.printer));

  it('is read from its state, its reasons and its sentence', () => {
    expect(now({ 'printer-state': ippEnum(3), 'printer-state-reasons': ippKeyword('none') })).toEqual({
      state: 'ready',
      problems: [],
    });
    expect(now({ 'printer-state': ippEnum(4) }).state).toBe('printing');
    expect(now({ 'printer-state': ippEnum(5) }).problems[0]?.problem).toBe('paused');
    expect(
      now({ 'printer-state': ippEnum(3), 'printer-is-accepting-jobs': { tag: 'boolean', value: false } }),
    ).toMatchObject({
      state: 'problem',
      problems: [{ problem: 'refused' }],
    });
    const said = { tag: 'text', value: 'The printer may not exist or is unavailable at this time.' } as const;
    expect(now({ 'printer-state': ippEnum(4), 'printer-state-message': said }).problems[0]?.problem).toBe('gone');
  });

  it('says how many sheets are left where one tray counts them', () => {
    const trays = (...levels: string[]) => ({
      'printer-state': ippEnum(3),
      'printer-input-tray': levels.map(
        (level) => ({ tag: 'text', value: `type=roll;level=${level};name=x;` }) as const,
      ),
    });
    expect(now(trays('120')).mediaLeft).toBe(120);
    expect(now(trays('-2')).mediaLeft).toBeUndefined();
    expect(now(trays('120', '80')).mediaLeft).toBeUndefined();
  });
});

describe('the end of a job', () => {
  const job = (more: Partial<IppJob>): IppJob => ({
    id: 1,
    state: JOB_STATE.completed,
    reasons: [],
    message: '',
    began: true,
    cameOut: null,
    documents: 1,
    ...more,
  });

  it('is printed only when the printer says so without a but', () => {
    expect(readEnd(job({})).state).toBe('printed');
    expect(readEnd(job({ reasons: ['job-completed-with-errors'] })).state).toBe('unknown');
    expect(readEnd(job({ reasons: ['queued-in-device'] })).state).toBe('unknown');
  });

  it('of one that was given up says whether it ever began', () => {
    const canceled = { state: JOB_STATE.canceled };
    expect(readEnd(job({ ...canceled, began: false }))).toMatchObject({ problem: 'cancelled', left: false });
    expect(readEnd(job({ ...canceled, began: true, cameOut: 0 }))).toMatchObject({ left: true });
    expect(readEnd(job({ ...canceled, began: null }))).toMatchObject({ left: true });
    expect(readEnd(job({ state: JOB_STATE.aborted, reasons: ['document-format-error'] }))).toMatchObject({
      problem: 'refused',
      left: true,
    });
  });

  it('is cancelled only where nothing can have come out', () => {
    const canceled = { state: JOB_STATE.canceled };
    expect(judgeEnd(job({}), true)).toBe('tooLate');
    expect(judgeEnd(job({ ...canceled, began: false }), false)).toBe('cancelled');
    expect(judgeEnd(job({ ...canceled, cameOut: 0 }), true)).toBe('cancelled');
    expect(judgeEnd(job({ ...canceled, cameOut: 1 }), true)).toBe('unknown');
    expect(judgeEnd(job({ ...canceled, cameOut: 0 }), false)).toBe('unknown');
  });
});

it.each([
  ['ipp://localhost/printers/a', 'http://localhost:631', '/printers/a'],
  ['ipp://localhost:80/ipp/print', 'http://localhost:80', '/ipp/print'],
  ['ipps://[fe80::1]/ipp/print', 'https://[fe80::1]:631', '/ipp/print'],
  ['IPPS://Printer.example:443/x?y', 'https://printer.example:443', '/x?y'],
])('%s is spoken to at %s', (uri, origin, path) => {
  expect(parseIppUri(uri)).toEqual({ uri, origin, path });
});

it.each(['http://localhost/', 'ipp://', 'ipp://user:secret@host/', 'file:///etc/passwd', ''])(
  '%j is no printer’s address',
  (uri) => {
    expect(parseIppUri(uri)).toBeNull();
  },
);
