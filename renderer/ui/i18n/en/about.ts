/** About: licences. */
import type { about as ruAbout } from '../ru/about.ts';
import type { Words } from '../words.ts';

export const about: Words<typeof ruAbout> = {
  licences: 'Licences',
  licencesOf: 'Licences of what Stoika is made of',
  licencesFailed:
    'The text of the licences cannot be read. Close Stoika and open it; if that does not help, install it anew.',
  hide: 'Hide the licences',
};
