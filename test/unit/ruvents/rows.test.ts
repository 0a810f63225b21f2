import { describe, expect, it } from 'vitest';
import * as validators from 'virtual:feed-validators';
import {
  badgeRowSchema,
  MAX_FIELD_LENGTH,
  orderItemRowSchema,
  participantRowSchema,
} from '../../../shared/ruvents/rows.ts';
import { badgeRow, person } from '../sync/made-up.ts';

const order = { Id: 1, UserId: 1, ProductId: 2, Paid: true };

/** Rows, and whether they fit: the compiled validators have to agree with the schemas that they were made from. */
const participants: readonly (readonly [unknown, boolean])[] = [
  [person(1), true],
  [{ Id: 1, UpdateTime: '2026-10-05 09:00:00', Statuses: [] }, true],
  [person(1, {}, { Locales: null }), true],
  [person(1, {}, { Statuses: [{}] as never }), true],
  [person(1, {}, { Unknown: true, Number: 1.5, Nothing: null }), true],
  [person(1, {}, { Phone: 'x'.repeat(MAX_FIELD_LENGTH) }), true],
  [person(1, {}, { Phone: 'x'.repeat(MAX_FIELD_LENGTH + 1) }), false],
  [person(1, {}, { Nested: {} }), false],
  [person(1, {}, { Statuses: [{ PartId: null, StatusId: 1, Title: 'Гость' }] as never }), true],
  [person(1, {}, { Locales: { ru: {}, de: { LastName: 'Orlow' } } }), true],
  [person(1, {}, { Locales: { ru: null } }), false],
  [person(1, {}, { Locales: { ru: { LastName: ['a'] } } }), false],
  [person(1, {}, { UpdateTime: '2026-10-05T09:00:00' }), false],
  [{ ...person(1), Id: '1' }, false],
  [{ ...person(1), Id: 1.5 }, false],
  [{ UpdateTime: '2026-10-05 09:00:00', Statuses: [] }, false],
  [{ Id: 1, UpdateTime: '2026-10-05 09:00:00' }, false],
  [null, false],
  [[], false],
  ['row', false],
];
const badges: readonly (readonly [unknown, boolean])[] = [
  [badgeRow(1, 2), true],
  [{ Id: 1, UserId: 2, CreationTime: '2026-10-05 09:00:00' }, true],
  [{ ...badgeRow(1, 2), More: {} }, true],
  [{ ...badgeRow(1, 2), UserId: null }, false],
  [{ ...badgeRow(1, 2), CreationTime: null }, false],
];
const orderItems: readonly (readonly [unknown, boolean])[] = [
  [order, true],
  [{ ...order, Discount: '50%', PaidTime: null }, true],
  [{ ...order, Discount: 50, PayType: 'promo' }, true],
  [{ ...order, Sum: { Rub: 500 } }, true],
  [{ ...order, Paid: 1 }, false],
];

describe('rows of the feeds', () => {
  it('fit by the compiled validators exactly when they fit by the schemas', () => {
    const cases = [
      ['participants', participantRowSchema, participants],
      ['badges', badgeRowSchema, badges],
      ['orderitems', orderItemRowSchema, orderItems],
    ] as const;
    for (const [feed, schema, rows] of cases) {
      for (const [row, fits] of rows) {
        const shown = JSON.stringify(row).slice(0, 120);
        expect([feed, shown, validators[feed](row)]).toEqual([feed, shown, fits]);
        expect([feed, shown, schema.safeParse(row).success]).toEqual([feed, shown, fits]);
      }
    }
  });
});
