/** The words of the UI: i18next with both languages built in, so that switching needs neither network nor reload. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../shared/contract/station.ts';
import { en } from './en/index.ts';
import { ru } from './ru/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ru };
  }
}

/** The language before the host says which one was chosen. */
export function guessLanguage(ofBrowser: string): Language {
  return ofBrowser.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

/** Makes the words ready; synchronous, since both languages are in the bundle. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: { ru: { translation: ru }, en: { translation: en } },
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
  });
  followLanguage(language);
}

/** Switches all words, and tells the document which language it is in. */
export function followLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
