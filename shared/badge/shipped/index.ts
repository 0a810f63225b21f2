/** The templates that ship with the app. They are never changed, only copied; their ids are for good. */
import type { BadgeTemplate } from '../template.ts';
import { label } from './label.ts';
import { lanyard } from './lanyard.ts';
import { largeName } from './large-name.ts';
import { minimal } from './minimal.ts';
import { photo } from './photo.ts';
import { twoLanguages } from './two-languages.ts';

export interface ShippedTemplate {
  id: `shipped-${string}`;
  name: { ru: string; en: string };
  template: BadgeTemplate;
}

export const shippedTemplates = [
  { id: 'shipped-large-name', name: { ru: 'Крупное имя, A7', en: 'Large name, A7' }, template: largeName },
  { id: 'shipped-minimal', name: { ru: 'Минимум, карта 86×54', en: 'Minimal, card 86×54' }, template: minimal },
  { id: 'shipped-photo', name: { ru: 'С фотографией, 4×3″', en: 'With a photo, 4×3″' }, template: photo },
  { id: 'shipped-two-languages', name: { ru: 'Два языка, A7', en: 'Two languages, A7' }, template: twoLanguages },
  { id: 'shipped-label', name: { ru: 'Наклейка 89×36', en: 'Label 89×36' }, template: label },
  { id: 'shipped-lanyard', name: { ru: 'На ленту, A6, две стороны', en: 'Lanyard, A6, two sides' }, template: lanyard },
] as const satisfies readonly ShippedTemplate[];

/** The template that is taken where no rule names another. */
export const defaultTemplateId = 'shipped-large-name';

export function findShippedTemplate(id: string): ShippedTemplate | null {
  return shippedTemplates.find((shipped) => shipped.id === id) ?? null;
}
