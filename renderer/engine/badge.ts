/** What is on a participant's badge, from the view. Layout and printing are elsewhere (shared/badge, the host). */
import { qrTextFor } from '../../shared/badge/code.ts';
import { type BadgeContent, cutField } from '../../shared/badge/content.ts';
import { isGeneratedEmail, ownValue, type ParticipantView } from '../../shared/operations/view.ts';
import type { Scalar } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';

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
  return {
    id: view.id,
    code: qrTextFor({ id: view.id, localId: view.key.slice(view.key.indexOf(':') + 1) }),
    main: 'ru',
    fields: spellFields(view),
    status: status === undefined ? null : { title: cutField(status.Title), color: cut(status.Color) },
    part: cut(tables?.parts.find((part) => part.Id === partId)?.Title),
    products: listProducts(view, tables),
    event: cutField(tables?.event.Title ?? ''),
    operator: '', // the host's to say: from its own session, when the badge is printed
    photo: view.photo === null || view.photo === '' ? null : cutField(view.photo),
  };
}

function cut(value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : cutField(value);
}

type Values = Record<string, string>;

/** Every value by spelling; the spelling typed for the badge goes where its letters belong, before what the server has. */
function spellFields(view: ParticipantView): BadgeContent['fields'] {
  const fields = { ru: writeValues(view.ru), en: writeValues(view.en), flat: writeValues(view.flat) };
  const typed = writeValues(view.spelling);
  const isRussian = /\p{Script=Cyrillic}/u.test(Object.values(typed).join(''));
  Object.assign(isRussian ? fields.ru : fields.en, typed);
  return fields;
}

function writeValues(values: Readonly<Record<string, Scalar>>): Values {
  const written = Object.keys(values).flatMap((name): [string, string][] => {
    const value = cutField(String(ownValue(values, name) ?? ''));
    const says = value !== '' && name.length <= 100 && !(name === 'Email' && isGeneratedEmail(value));
    return says ? [[name, value]] : [];
  });
  return Object.fromEntries(written);
}

/** Titles of what is paid, each once. */
function listProducts({ orderItems }: ParticipantView, tables: Tables | null): string[] {
  const paid = new Set(orderItems.filter(({ Paid }) => Paid).map(({ ProductId }) => ProductId));
  const titles = (tables?.products ?? []).filter(({ Id }) => paid.has(Id)).map(({ Title }) => cutField(Title));
  return [...new Set(titles)].slice(0, 500);
}
