/** What a person is called in a sentence, also one of whom the server gave no name. */
import i18next from 'i18next';
import { emailOf, fullNameOf, type ParticipantView } from '../../../shared/operations/view.ts';

/** @returns the name, else the email, else "No name" with the number if there is one */
export function callPerson(view: Pick<ParticipantView, 'id' | 'ru' | 'en' | 'flat'>): string {
  const known = fullNameOf(view) || emailOf(view);
  if (known !== '') return known;
  return view.id === null ? i18next.t('common.nobody') : i18next.t('common.nobodyWithId', { id: view.id });
}
