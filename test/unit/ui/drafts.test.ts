import { beforeEach, describe, expect, it } from 'vitest';
import { clearDrafts, keepDraft, listFollowing, readDraft, warnOfDraft } from '../../../renderer/ui/state/drafts.ts';
import { useToasts } from '../../../renderer/ui/state/toasts.ts';

describe('what was typed and not saved', () => {
  beforeEach(() => {
    clearDrafts();
    useToasts.setState({ toasts: [] });
  });
  it('is there when the person is opened again', () => {
    keepDraft('id:1', { Phone: '123' });
    expect(readDraft('id:1')).toEqual({ Phone: '123' });
    expect(readDraft('id:2')).toEqual({});
  });
  it('is forgotten once nothing differs, and when somebody else signs in', () => {
    keepDraft('id:1', { Phone: '123' });
    keepDraft('id:1', {});
    expect(readDraft('id:1')).toEqual({});
    keepDraft('id:1', { Phone: '123' });
    clearDrafts();
    expect(readDraft('id:1')).toEqual({});
  });
  it('is spoken of when the person is left, and only then', () => {
    warnOfDraft('id:1', 'Кузнецова Анна');
    expect(useToasts.getState().toasts).toHaveLength(0);
    keepDraft('id:1', { Phone: '123' });
    warnOfDraft('id:1', 'Кузнецова Анна');
    expect(useToasts.getState().toasts).toHaveLength(1);
  });
});

describe('an open form', () => {
  const shown = { Company: 'Ромашка', Phone: '7' };
  it('follows what is recorded in every field that was not typed over', () => {
    expect(listFollowing({ Company: 'Роза', Phone: '7' }, { Company: 'Роза', Phone: '' }, shown)).toEqual(['Company']);
  });
  it('follows in a field that was saved: what was not taken is no draft', () => {
    expect(listFollowing({ Company: 'Пион', Phone: '7' }, { Company: 'Пион', Phone: '7' }, shown)).toContain('Company');
  });
  it('keeps what was typed since the save', () => {
    expect(listFollowing({ Company: 'Пион!', Phone: '7' }, { Company: 'Пион', Phone: '7' }, shown)).not.toContain(
      'Company',
    );
  });
  it('fills in fields that are new in the table of the event', () => {
    expect(listFollowing({}, {}, shown)).toEqual(['Company', 'Phone']);
  });
});
