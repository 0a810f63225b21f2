import { describe, expect, it } from 'vitest';
import { prefillFromQuery } from '../../../renderer/ui/state/prefill.ts';

describe('a new participant from the search', () => {
  it('has the surname first', () =>
    expect(prefillFromQuery('Кузнецова Анна')).toEqual({ LastName: 'Кузнецова', FirstName: 'Анна' }));
  it('takes a third word for the patronymic and no fourth', () =>
    expect(prefillFromQuery('Кузнецова Анна Петровна Ещё')).toEqual({
      LastName: 'Кузнецова',
      FirstName: 'Анна',
      FatherName: 'Петровна',
    }));
  it('gives names their capitals', () =>
    expect(prefillFromQuery('  салтыкова-щедрина  анна ')).toEqual({
      LastName: 'Салтыкова-Щедрина',
      FirstName: 'Анна',
    }));
  it('leaves capitals as they were typed', () =>
    expect(prefillFromQuery('McDonald')).toEqual({ LastName: 'McDonald' }));
  it('knows an email, alone or with a name', () => {
    expect(prefillFromQuery('anna@example.org')).toEqual({ Email: 'anna@example.org' });
    expect(prefillFromQuery('кузнецова anna@example.org')).toEqual({
      LastName: 'Кузнецова',
      Email: 'anna@example.org',
    });
  });
  it('knows a phone', () => expect(prefillFromQuery('+7 (900) 000-00-01')).toEqual({ Phone: '+79000000001' }));
  it('makes nothing of a scanned code or of nothing', () => {
    expect(prefillFromQuery('~RUNETID#100$')).toEqual({});
    expect(prefillFromQuery('  ')).toEqual({});
  });
});
