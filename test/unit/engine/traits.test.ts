import { expect, it } from 'vitest';
import { packTraits, paymentOf, readTraits, traitsOfRow } from '../../../renderer/engine/traits.ts';
import type { OrderItemRow, PartStatus } from '../../../shared/ruvents/rows.ts';
import { badgeRow, person } from '../sync/made-up.ts';

const item = (Id: number, Paid: boolean): OrderItemRow => ({ Id, UserId: 1, ProductId: 2, Paid });

it.each<[string, readonly PartStatus[], readonly (number | null)[], readonly OrderItemRow[]]>([
  ['one status', [{ PartId: null, StatusId: 1 }], [], []],
  ['one status of a part, paid', [{ PartId: 5, StatusId: 2 }], [], [item(1, true)]],
  ['no status', [], [], []],
  ['a status that is none', [{ PartId: 5, StatusId: null }], [], [item(1, true), item(2, false)]],
  ['arrived', [{ PartId: null, StatusId: 1 }], [null], []],
  [
    'several parts',
    [
      { PartId: 6, StatusId: 3 },
      { PartId: 5, StatusId: 2 },
    ],
    [6, 5, 6],
    [],
  ],
])('%s: a row has the traits that it says', (_name, statuses, arrived, orderItems) => {
  const badges = arrived.map((PartId, at) => badgeRow(50 + at, 1, { PartId }));
  const packed = traitsOfRow(person(1, {}, { Statuses: statuses }), badges, orderItems);
  expect(packed).toBe(packTraits({ statuses, arrived, payment: paymentOf(orderItems) }));
  expect(packTraits(readTraits(packed))).toBe(packed);
});
