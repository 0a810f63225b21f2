import { useTranslation } from 'react-i18next';
import { fieldNames, type FieldName } from '../../../shared/badge/fields.ts';
import { useFieldLabel } from '../components/use-field-label.ts';
import { useEngine } from '../state/engine.ts';

/** The title of a field that stands in braces; an own field of the event is called as on the desk. */
export function useFieldTitle(): (name: string) => string {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return (name) => {
    const custom = /^field:(.+)$/.exec(name)?.[1];
    if (custom !== undefined) return label(custom);
    return isFieldName(name) ? t(`designer.field.${name}`) : name;
  };
}

function isFieldName(name: string): name is FieldName {
  return fieldNames.some((known) => known === name);
}

const COVERED = new Set(['LastName', 'FirstName', 'FatherName', 'Company', 'Position', 'Email', 'Phone']);

/** Fields that a template may name: everybody's, and the event's own ones. */
export function useTemplateFields(): readonly string[] {
  const fields = useEngine((state) => state.tables?.fields);
  const own = Object.keys(fields ?? {}).filter((key) => !COVERED.has(key));
  return [...fieldNames, ...own.map((key) => `field:${key}`)];
}
