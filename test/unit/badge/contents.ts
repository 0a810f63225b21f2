import type { BadgeContent } from '../../../shared/badge/content.ts';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import type { LayoutSurroundings } from '../../../shared/badge/layout.ts';

/** What a test is about: parts of the content, and in short what is written in the main spelling. */
export interface ContentChange extends Partial<BadgeContent> {
  names?: { first: string; last: string; father?: string };
  company?: string;
  position?: string;
}

/** A made-up badge; a test names only what it is about. */
export function makeContent(change: ContentChange = {}): BadgeContent {
  const {
    names = { first: 'Анна', last: 'Соколова' },
    company = 'ООО «Ромашка»',
    position = 'Редактор',
    ...rest
  } = change;
  return {
    id: 12345,
    code: '~RUNETID#12345$',
    main: 'ru',
    fields: {
      ru: {
        FirstName: names.first,
        LastName: names.last,
        ...(names.father === undefined ? {} : { FatherName: names.father }),
        Company: company,
        Position: position,
      },
      en: {},
      flat: {},
    },
    status: { title: 'Участник', color: '#2563eb' },
    part: 'День 1',
    products: [],
    event: 'Осенний форум',
    operator: 'op1',
    photo: null,
    ...rest,
  };
}

/** What a badge is laid out with, on a day of its own. */
export function surround(fonts: BadgeFonts): LayoutSurroundings {
  return { fonts, photo: null, now: '2026-11-22T10:00:00' };
}
