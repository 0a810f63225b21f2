import { useTranslation } from 'react-i18next';
import { field } from '../i18n/en/common.ts';

/** The label of a participant's field: a word where there is one, else the field's key. */
export function useFieldLabel(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => (isNamed(name) ? t(`field.${name}`) : name);
}

function isNamed(name: string): name is keyof typeof field {
  return name in field;
}
