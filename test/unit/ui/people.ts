/** People and their badge records for tests of the UI. */
import type { BadgeView, ParticipantView } from '../../../shared/operations/view.ts';

export function makeView(change: Partial<ParticipantView> = {}): ParticipantView {
  return {
    key: 'id:1',
    id: 1,
    ru: {},
    en: {},
    flat: {},
    spelling: {},
    statuses: [],
    badges: [],
    orderItems: [],
    updateTime: null,
    photo: null,
    externalId: null,
    pendingFields: [],
    pendingCreate: false,
    open: [],
    ...change,
  };
}

export function makeBadge(partId: number | null = null): BadgeView {
  return { id: 1, partId, statusId: 1, operatorId: 1, time: '2026-11-22 10:00:00', pending: false };
}
