/** What is shown of a code, and which forms are put aside. */
import { beforeEach, describe, expect, it } from 'vitest';
import { giveHash, giveTrial, holdHashField, holdTrial } from '../../../renderer/ui/state/scan-doors.ts';
import {
  clearKept,
  dropKept,
  holdForm,
  isTypedOver,
  keepOpenForm,
  nameKept,
  useKeptForms,
} from '../../../renderer/ui/state/scan-kept.ts';
import {
  dropScanNotice,
  sayScan,
  shortenCode,
  showCode,
  useScanNotice,
} from '../../../renderer/ui/state/scan-notice.ts';

describe('a code that is shown', () => {
  it('is one short line', () => {
    expect(shortenCode(' 12\u001d34\r\n')).toBe('12 34');
    const long = shortenCode('https://example.org/very/long/address/of/a/ticket?number=123456');
    expect(long).toBe('https://example.org/very/lon…r=123456');
    expect(shortenCode('x'.repeat(40))).toHaveLength(40);
  });
  it('has every sign in sight where it is tried', () => expect(showCode(']Q1~\u001d5\r\n')).toBe(']Q1~␝5␍␊'));
});

describe('the notice', () => {
  it('is the last one, each with a number of its own', () => {
    const { number } = useScanNotice.getState();
    sayScan({ kind: 'account' });
    sayScan({ kind: 'nobody', code: '5' });
    expect(useScanNotice.getState()).toEqual({ notice: { kind: 'nobody', code: '5' }, number: number + 2 });
    dropScanNotice();
    expect(useScanNotice.getState().notice).toBeNull();
  });
});

describe('a half-filled form', () => {
  beforeEach(clearKept);
  const values = { LastName: 'Зимородкова', FirstName: 'Ульяна', Email: 'u@example.org', vip: true };

  const read = () => ({ corrects: null, values, statuses: null });
  const kept = () => useKeptForms.getState().forms.map((form) => form.values);

  it('is put aside with what is in it, and thrown away', () => {
    holdForm(read);
    keepOpenForm();
    const [form] = useKeptForms.getState().forms;
    expect(form).toMatchObject({ values, corrects: null });
    expect(nameKept(form!)).toBe('Зимородкова Ульяна');
    dropKept(form!.id);
    expect(kept()).toEqual([]);
  });

  it('is put aside by whatever takes its place, once', () => {
    const form = holdForm(read);
    form.leave();
    expect(kept()).toEqual([values]);
    form.leave();
    keepOpenForm();
    expect(kept()).toEqual([values]);
    const scanned = holdForm(read);
    keepOpenForm();
    scanned.leave();
    expect(kept()).toEqual([values, values]);
  });

  it('is not when it was sent or cancelled, also when that was said after a scan had put it aside', () => {
    const sent = holdForm(read);
    sent.done();
    sent.leave();
    expect(kept()).toEqual([]);
    const late = holdForm(read);
    keepOpenForm();
    late.leave();
    expect(kept()).toEqual([values]);
    late.done();
    expect(kept()).toEqual([]);
  });

  it('is not for the next operator', () => {
    const form = holdForm(read);
    clearKept();
    form.leave();
    expect(kept()).toEqual([]);
  });

  it('is not when nothing was typed into it', () => {
    holdForm(() => null).leave();
    expect(kept()).toEqual([]);
  });

  it('is half filled when it differs from what it began with, blanks aside', () => {
    expect(isTypedOver({ LastName: ' ', vip: false }, {})).toBe(false);
    expect(isTypedOver({ LastName: 'Ива', vip: false }, { LastName: 'Ива' })).toBe(false);
    expect(isTypedOver({ LastName: 'Иван' }, { LastName: 'Ива' })).toBe(true);
    expect(isTypedOver({ LastName: '' }, { LastName: 'Ива' })).toBe(true);
    expect(isTypedOver({ vip: true }, {})).toBe(true);
  });
});

describe('a field that takes scans', () => {
  it('gets them for as long as it is there', () => {
    const taken: unknown[] = [];
    const ends = [holdHashField((hash) => taken.push(hash)), holdTrial((texts) => taken.push(texts))];
    expect([giveHash('abc'), giveTrial(['1'])]).toEqual([true, true]);
    expect(taken).toEqual(['abc', ['1']]);
    for (const end of ends) end();
    expect([giveHash('abc'), giveTrial(['1'])]).toEqual([false, false]);
  });
});
