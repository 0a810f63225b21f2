import { describe, expect, it } from 'vitest';
import type { Person } from '../../../electron/practice/people.ts';
import { usersSchema } from '../../../electron/practice/schemas.ts';
import { findUsers } from '../../../electron/practice/user-search.ts';
import { readError, startClient } from './practice-client.ts';

function makePerson(Id: number, LastName: string, FirstName: string, FatherName?: string): Person {
  return {
    Id,
    ru: { LastName, FirstName, ...(FatherName !== undefined && { FatherName }) },
    Email: `P${Id}@example.org`,
    hasPhoto: false,
    visible: true,
  };
}

const people = [
  makePerson(234, 'Петров', 'Пётр', 'Петрович'),
  makePerson(235, 'Петров', 'Иван', 'Иванович'),
  makePerson(236, 'Петровский', 'Иван', 'Петрович'),
  makePerson(237, 'Иван', 'Петр'),
  makePerson(2340, 'García', 'Lucía'),
  { ...makePerson(238, 'Петров', 'Скрытый'), visible: false },
];

describe('the search of RUNET-ID', () => {
  it.each([
    ['234', [234]],
    ['234, 236', [234, 236]],
    ['235.2340', [235, 2340]],
    ['234 999', [234]],
    ['p235@EXAMPLE.org', [235]],
    ['235@example.org', []],
    ['петров', [234, 235, 236]],
    ['ПЕТРОВСК', [236]],
    ['Петров Иван', [235, 236]],
    ['Иван Петр', [235, 236, 237]],
    ['Петров Пётр Петр', [234]],
    ['Иван Иванович Петров', [235]],
    ['Иванович', []],
    ['garcía l', [2340]],
  ])('%s finds %j', (query, ids) => {
    expect(findUsers(people, query).map(({ Id }) => Id)).toEqual(ids);
  });

  it('finds at most 50', () => {
    const crowd = Array.from({ length: 80 }, (_, index) => makePerson(index + 1, 'Ким', 'Ли'));
    expect(findUsers(crowd, 'ким')).toHaveLength(50);
  });
});

describe('GET /users', () => {
  it('finds participants and people who take no part, flat and in Russian', async () => {
    const client = await startClient();
    const stranger = client.server.state.strangers().find(({ Email, ru }) => Email && ru.Company)!;
    const { Users } = await client.get(`/users?query=${stranger.Id}`, usersSchema);
    expect(Users).toHaveLength(1);
    expect(Users[0]).toMatchObject({ Id: stranger.Id, ...stranger.ru, Email: stranger.Email });
    const participant = client.server.state.participants()[0]!;
    const found = await client.get(`/users?query=${participant.Id},${stranger.Id}`, usersSchema);
    expect(found.Users.map(({ Id }) => Id).sort()).toEqual([participant.Id, stranger.Id].sort());
  });

  it('finds a walk-in unless they were made invisible', async () => {
    const client = await startClient();
    const person = { Statuses: [{ PartId: null, StatusId: 1 }], LastName: 'Уникальнов', FirstName: 'Тест' };
    const seen = await client.create(person);
    await client.create({ ...person, Visible: false });
    const { Users } = await client.get('/users?query=уникальнов', usersSchema);
    expect(Users).toEqual([{ Id: seen, LastName: 'Уникальнов', FirstName: 'Тест' }]);
  });

  it.each(['/users', '/users?query=', '/users?query=%20'])('%s is refused (110)', async (path) => {
    const client = await startClient();
    expect(readError(await client.call('GET', path))).toEqual({
      Code: 110,
      Message: expect.stringContaining('query') as string,
    });
  });
});
