import { useTranslation } from 'react-i18next';
import { findShippedTemplate } from '../../../shared/badge/shipped/index.ts';

/** What a template is called: one that ships with the app in the language of the screen, one's own as it was named. */
export function useTemplateName(): (template: { readonly id: string; readonly name: string }) => string {
  const { i18n } = useTranslation();
  return ({ id, name }) => nameTemplate(id, name, i18n.language);
}

export function nameTemplate(id: string, name: string, language: string): string {
  return findShippedTemplate(id)?.name[language === 'ru' ? 'ru' : 'en'] ?? name;
}
