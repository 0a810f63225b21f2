/** Templates that ship with the app, by the ids under which rules name them. */
import { defaultTemplate } from '../../shared/badge/default-template.ts';
import type { BadgeTemplate } from '../../shared/badge/template.ts';
import { STANDARD_TEMPLATE } from '../../shared/contract/printing.ts';

export const SHIPPED_TEMPLATES: ReadonlyMap<string, BadgeTemplate> = new Map([[STANDARD_TEMPLATE, defaultTemplate]]);
