/** The statuses that a new participant starts with. */
import type { Part, Status } from '../../../shared/ruvents/tables.ts';
import type { PartStatusInput } from '../../engine/api.ts';
import { sortParts } from './current-part.ts';
import { chooseDefaultStatus } from './default-status.ts';

/**
 * One element a part: the default status for the part that the station registers, none for the others; for every part where
 * one badge counts for the whole event. One element without a part where the event has none.
 */
export function listNewStatuses(
  parts: readonly Part[],
  statuses: readonly Status[],
  currentPart: number | null,
  perPart: boolean,
): readonly PartStatusInput[] {
  const chosen = chooseDefaultStatus(statuses);
  if (parts.length === 0) return [{ PartId: null, StatusId: chosen }];
  const ordered = sortParts(parts).map((part) => part.Id);
  const first = currentPart === null ? [] : [currentPart];
  return [...new Set([...first, ...ordered])].map((PartId) => ({
    PartId,
    StatusId: !perPart || PartId === currentPart ? chosen : null,
  }));
}

/** The document lets parts without a status be left out, and a server may refuse an explicit null. */
export function dropEmptyStatuses(statuses: readonly PartStatusInput[]): readonly PartStatusInput[] {
  return statuses.filter((status) => status.StatusId !== null);
}
