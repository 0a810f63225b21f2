import { describe, expect, it } from 'vitest';
import { prefillFromQuery, repairQuery } from '../../../renderer/ui/state/prefill.ts';

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

  it.each([
    ['bdfyjd gtnh', { LastName: 'Иванов', FirstName: 'Петр' }],
    ['uhb,jd', { LastName: 'Грибов' }],
    ['[htyjd ukt,', { LastName: 'Хренов', FirstName: 'Глеб' }],
    ['ыьшер ощрт', { LastName: 'Smith', FirstName: 'John' }],
    ['bdfyjd ivanov@example.org', { LastName: 'Иванов', Email: 'ivanov@example.org' }],
    ['шмфтщм"учфьздуюкг', { Email: 'ivanov@example.ru' }],
  ])('is typed in the wrong layout: %s', (query, expected) => expect(prefillFromQuery(query)).toEqual(expected));

  it.each([
    ['John Smith', { LastName: 'Smith', FirstName: 'John' }],
    ['smith, john', { LastName: 'Smith', FirstName: 'John' }],
    ['Nguyen Van', { LastName: 'Nguyen', FirstName: 'Van' }],
    ['dijkstra', { LastName: 'Dijkstra' }],
    ['цой', { LastName: 'Цой' }],
    ['ахмадулина', { LastName: 'Ахмадулина' }],
  ])('stays in its own alphabet: %s', (query, expected) => expect(prefillFromQuery(query)).toEqual(expected));

  it.each([
    ['иван петров', { LastName: 'Петров', FirstName: 'Иван' }],
    ['саша попов', { LastName: 'Попов', FirstName: 'Саша' }],
    ['иван', { FirstName: 'Иван' }],
    ['иван петрович', { FirstName: 'Иван', FatherName: 'Петрович' }],
    ['петр иванович сидоров', { LastName: 'Сидоров', FirstName: 'Петр', FatherName: 'Иванович' }],
    ['роман рабинович', { LastName: 'Рабинович', FirstName: 'Роман' }],
    ['ким роман', { LastName: 'Ким', FirstName: 'Роман' }],
    ['анна мария петрова', { LastName: 'Петрова', FirstName: 'Анна Мария' }],
    ['иванов и.п.', { LastName: 'Иванов', FirstName: 'И.', FatherName: 'П.' }],
    ['алиев вагиф мамед оглы', { LastName: 'Алиев', FirstName: 'Вагиф', FatherName: 'Мамед оглы' }],
  ])('tells the first name from the last: %s', (query, expected) => expect(prefillFromQuery(query)).toEqual(expected));

  it.each([
    ['ИВАНОВ ПЁТР', { LastName: 'Иванов', FirstName: 'Пётр' }],
    ['иВАНОВ', { LastName: 'Иванов' }],
    ["o'brien patrick", { LastName: "O'Brien", FirstName: 'Patrick' }],
    ["лук'яненко", { LastName: "Лук'яненко" }],
    ['van damme', { LastName: 'van Damme' }],
  ])('is written as names are: %s', (query, expected) => expect(prefillFromQuery(query)).toEqual(expected));

  it('knows a phone beside a name, and no number that is too short to be one', () => {
    expect(prefillFromQuery('иванов 8 916 123-45-67')).toEqual({ LastName: 'Иванов', Phone: '+79161234567' });
    expect(prefillFromQuery('9161234567')).toEqual({ Phone: '+79161234567' });
    expect(prefillFromQuery('123456')).toEqual({});
  });
});

describe('the query for RUNET-ID', () => {
  it('is in the layout that was meant, and else as typed', () => {
    expect(repairQuery(' bdfyjd  gtnh ')).toBe('иванов петр');
    expect(repairQuery('Smith, John')).toBe('Smith, John');
    expect(repairQuery('123456')).toBe('123456');
    expect(repairQuery('шмфтщм"учфьздуюкг')).toBe('ivanov@example.ru');
  });
});
