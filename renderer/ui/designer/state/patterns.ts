/** Texts with fields in braces, wherever a template has them. */
import { findUnknownFields } from '../../../../shared/badge/fields.ts';
import type { BadgeElement, BadgeTemplate } from '../../../../shared/badge/template.ts';

/** While a field is typed it is still unknown: such a template cannot be laid out. */
export function hasUnknownField(template: BadgeTemplate): boolean {
  return [...template.front, ...(template.back ?? [])].some((element) =>
    listPatterns(element).some((pattern) => findUnknownFields(pattern).length > 0),
  );
}

function listPatterns(element: BadgeElement): readonly string[] {
  switch (element.kind) {
    case 'text':
    case 'code':
      return [element.text];
    case 'stack':
      return element.texts.map(({ text }) => text);
    default:
      return [];
  }
}
