/**
 * What people are ranked and filtered by, as one text, so that people who are alike in it are judged once (shared/search):
 *
 *   5:2,6:│5│paid      statuses by part │ parts for which a badge is recorded │ payment
 *
 * No part is `-`; a part without a status is left out.
 */
import type { BadgeView, ParticipantView, StatusView } from '../../shared/operations/view.ts';
import type { BadgeRow, OrderItemRow, ParticipantRow, PartStatus } from '../../shared/ruvents/rows.ts';
import { statusesOf } from '../../shared/sync/fold.ts';

/** `unpaid`: something was ordered and is not paid. */
export type Payment = 'none' | 'paid' | 'unpaid';

export interface Traits {
  readonly statuses: readonly PartStatus[];
  readonly arrived: readonly (number | null)[];
  readonly payment: Payment;
}

export function packTraits({ statuses, arrived, payment }: Traits): string {
  const byPart = statuses.flatMap(({ PartId, StatusId }) =>
    StatusId === null ? [] : [`${PartId ?? '-'}:${StatusId}`],
  );
  const parts = [...new Set(arrived)].map((partId) => partId ?? '-');
  return `${byPart.sort().join(',')}|${parts.sort().join(',')}|${payment}`;
}

/** @param packed of `packTraits` */
export function readTraits(packed: string): Traits {
  const [statuses = '', arrived = '', payment = 'none'] = packed.split('|');
  return {
    statuses: split(statuses).map((status) => {
      const [partId = '-', statusId = ''] = status.split(':');
      return { PartId: readPart(partId), StatusId: Number(statusId) };
    }),
    arrived: split(arrived).map(readPart),
    payment: payment === 'paid' || payment === 'unpaid' ? payment : 'none',
  };
}

export function traitsOfRow(
  row: ParticipantRow,
  badges: readonly Pick<BadgeRow, 'PartId'>[],
  orderItems: readonly OrderItemRow[],
): string {
  const [status, ...others] = row.Statuses;
  if (others.length === 0 && badges.length === 0 && status?.StatusId != null) {
    return `${status.PartId ?? '-'}:${status.StatusId}||${paymentOf(orderItems)}`; // nearly everybody, before the doors open
  }
  return packTraits({
    statuses: statusesOf(row),
    arrived: badges.map(({ PartId }) => PartId ?? null),
    payment: paymentOf(orderItems),
  });
}

/** @param arrivedBefore parts of badges that are not read yet */
export function traitsOfView(view: ParticipantView, arrivedBefore: readonly (number | null)[] = []): string {
  return packTraits({
    statuses: view.statuses.map(statusOfView),
    arrived: [...view.badges.map(({ partId }: BadgeView) => partId), ...arrivedBefore],
    payment: paymentOf(view.orderItems),
  });
}

function statusOfView({ partId, statusId }: StatusView): PartStatus {
  return { PartId: partId, StatusId: statusId };
}

export function paymentOf(orderItems: readonly Pick<OrderItemRow, 'Paid'>[]): Payment {
  if (orderItems.length === 0) return 'none';
  return orderItems.every(({ Paid }) => Paid) ? 'paid' : 'unpaid';
}

function split(list: string): readonly string[] {
  return list === '' ? [] : list.split(',');
}

function readPart(part: string): number | null {
  return part === '-' ? null : Number(part);
}
