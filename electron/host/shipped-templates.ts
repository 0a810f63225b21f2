/** Templates that ship with the app, by the ids under which rules name them. */
import { shippedTemplates } from '../../shared/badge/shipped/index.ts';
import type { BadgeTemplate } from '../../shared/badge/template.ts';

export const SHIPPED_TEMPLATES: ReadonlyMap<string, BadgeTemplate> = new Map(
  shippedTemplates.map(({ id, template }) => [id, template]),
);
