import type { BadgeContent } from '../../../shared/badge/content.ts';

/** A made-up badge; a test names only what it is about. */
export function makeContent(change: Partial<BadgeContent> = {}): BadgeContent {
  return {
    names: { first: 'Анна', last: 'Соколова' },
    company: 'ООО «Ромашка»',
    position: 'Редактор',
    status: { title: 'Участник', color: '#2563eb' },
    part: 'День 1',
    code: '~RUNETID#12345$',
    ...change,
  };
}
