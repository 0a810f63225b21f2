import { describe, expect, it } from 'vitest';
import { chooseDefaultStatus } from '../../../renderer/ui/state/default-status.ts';
import { dropEmptyStatuses, listNewStatuses } from '../../../renderer/ui/state/new-statuses.ts';

const status = (Id: number, Title: string, Priority: number) => ({ Id, Title, Priority, Color: null });
const ordinary = [status(6, 'Организатор', 90), status(1, 'Участник', 30), status(24, 'Участник онлайн', 10)];

describe('the status of a new participant', () => {
  it('is the one that is called participant', () => expect(chooseDefaultStatus(ordinary)).toBe(1));
  it('is known in English and with spaces too', () =>
    expect(chooseDefaultStatus([status(2, ' Attendee ', 80), status(3, 'Staff', 5)])).toBe(2));
  it('is otherwise the lowest priority above zero', () =>
    expect(chooseDefaultStatus([status(2, 'VIP', 90), status(3, 'Пресса', 40), status(4, 'Отказ', 0)])).toBe(3));
  it('is otherwise the lowest at all', () =>
    expect(chooseDefaultStatus([status(2, 'A', 0), status(3, 'B', -5)])).toBe(3));
  it('does not depend on the order of the table', () =>
    expect(chooseDefaultStatus([...ordinary].reverse())).toBe(chooseDefaultStatus(ordinary)));
  it('is none where the event has no statuses', () => expect(chooseDefaultStatus([])).toBeNull());
});

describe('the statuses of a new participant', () => {
  const parts = [
    { Id: 2, Title: 'Второй', Order: 2 },
    { Id: 1, Title: 'Первый', Order: 1 },
    { Id: 3, Title: 'Третий', Order: 3 },
  ];
  it('are one without a part where the event has none', () =>
    expect(listNewStatuses([], ordinary, null, false)).toEqual([{ PartId: null, StatusId: 1 }]));
  it('begin with the current part, which alone has a status', () =>
    expect(listNewStatuses(parts, ordinary, 3, true)).toEqual([
      { PartId: 3, StatusId: 1 },
      { PartId: 1, StatusId: null },
      { PartId: 2, StatusId: null },
    ]));
  it('are the same for every part where one badge counts for all', () =>
    expect(listNewStatuses(parts, ordinary, 1, false).map((one) => one.StatusId)).toEqual([1, 1, 1]));
  it('leave out parts without a status when they are sent', () =>
    expect(dropEmptyStatuses(listNewStatuses(parts, ordinary, 3, true))).toEqual([{ PartId: 3, StatusId: 1 }]));
});
