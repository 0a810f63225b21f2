/** What is on a participant's badge, from the view. Layout and printing are elsewhere (shared/badge, the host). */
import { qrTextFor } from '../../shared/badge/code.ts';
import type { ParticipantView } from '../../shared/operations/view.ts';
import { readField } from '../../shared/operations/view.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import type { RouteInput } from '../../shared/contract/routes.ts';

type BadgeContent = RouteInput<'print'>['content'];

/**
 * @param partId the part that the badge is for; null = the whole event
 * @param statusId the status that it shows
 */
export function contentOfBadge(
  view: ParticipantView,
  partId: number | null,
  statusId: number | null,
  tables: Tables | null,
): BadgeContent {
  const status = tables?.statuses.find((candidate) => candidate.Id === statusId);
  const father = readField(view, 'FatherName');
  const company = readField(view, 'Company');
  const position = readField(view, 'Position');
  return {
    names: {
      last: readField(view, 'LastName'),
      first: readField(view, 'FirstName'),
      ...(father === '' ? {} : { father }),
    },
    ...(company === '' ? {} : { company }),
    ...(position === '' ? {} : { position }),
    status: status === undefined ? null : { title: status.Title, color: status.Color },
    part: tables?.parts.find((part) => part.Id === partId)?.Title ?? null,
    code: qrTextFor({ id: view.id, localId: view.key.slice(view.key.indexOf(':') + 1) }),
  };
}
