/** What the server has of everybody, in the shape in which desks show it. */
import type { PracticeState } from '../../electron/practice/state.ts';
import type { Shown } from './contract.ts';

export function readTruth(state: PracticeState): Map<number, Shown> {
  const badges = new Map<number, number[]>();
  for (const { UserId, Id } of state.badges()) badges.set(UserId, [...(badges.get(UserId) ?? []), Id]);
  return new Map(
    state.participants().map(({ Id, Locales, Email = '', Phone = '', Position = '', Statuses }): [number, Shown] => [
      Id,
      {
        names: [Locales.ru.LastName, Locales.ru.FirstName, Locales.ru.Company ?? ''],
        email: /^nomail/.test(Email) ? '' : Email,
        phone: Phone,
        position: Position,
        statuses: Statuses.map(({ PartId, StatusId }) => [PartId, StatusId] as const),
        badges: badges.get(Id) ?? [],
      },
    ]),
  );
}
