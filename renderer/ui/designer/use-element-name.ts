import { useTranslation } from 'react-i18next';
import type { BadgeElement } from '../../../shared/badge/template.ts';
import { useFieldTitle } from './use-field-title.ts';

/** What an element is called in lists: its own name, else what it shows, else its kind. */
export function useElementName(): (element: BadgeElement) => string {
  const { t } = useTranslation();
  const title = useFieldTitle();
  const show = (text: string): string => text.replace(/\{([^{}]*)\}/g, (_, name: string) => title(name)).slice(0, 60);
  return (element) => {
    if (element.label !== '') return element.label;
    switch (element.kind) {
      case 'text':
        return show(element.text) || t('designer.kind.text');
      case 'stack':
        return element.texts.map(({ text }) => show(text)).join(' / ') || t('designer.kind.stack');
      case 'code':
        return t(`designer.symbology.${element.symbology}`);
      default:
        return t(`designer.kind.${element.kind}`);
    }
  };
}
