/** Which template a badge has, what is printed with it, and where: the settings' rules. The first that fits is taken. */
import type { BadgeSettings } from '../contract/printing.ts';

/** Whose badge it is, as far as rules ask. */
export interface BadgeCase {
  readonly statusId: number | null;
  readonly partId: number | null;
}

type Rule = { readonly statusId: number | null; readonly partId: number | null };

/** @returns the template's id */
export function chooseTemplate(settings: Pick<BadgeSettings, 'templates' | 'template'>, of: BadgeCase): string {
  return settings.templates.find((rule) => fits(rule, of))?.template ?? settings.template;
}

/** @returns ids of all templates that the rules may choose: without one of them badges would not come out */
export function listTemplatesOf({
  template,
  templates,
  slips,
}: Pick<BadgeSettings, 'template' | 'templates' | 'slips'>): ReadonlySet<string> {
  return new Set([template, ...[...templates, ...slips].map((rule) => rule.template)]);
}

/** @returns templates of the slips that are printed with a badge, each once */
export function chooseSlips({ slips }: Pick<BadgeSettings, 'slips'>, of: BadgeCase): readonly string[] {
  return [...new Set(slips.filter((rule) => fits(rule, of)).map(({ template }) => template))];
}

/**
 * @param printers ids of this station's printers, the standard one first
 * @returns the printer's id; that of one that is gone when a rule names it (the job waits there for a person: another printer may
 *   hold other paper); null when there is none at all
 */
export function choosePrinter(
  settings: Pick<BadgeSettings, 'printers' | 'printer'>,
  printers: readonly string[],
  template: string,
  of: BadgeCase,
): string | null {
  const rule = settings.printers.find((one) => (one.template === null || one.template === template) && fits(one, of));
  return rule?.printer ?? settings.printer ?? printers[0] ?? null;
}

/** Whether a badge may be printed again: null, or what is missing. */
export function checkReprint(
  policy: BadgeSettings['reprint'],
  by: { readonly isAdmin: boolean; readonly reason: string | null },
): 'admin' | 'reason' | null {
  if (policy === 'free') return null;
  if (policy === 'admin' && !by.isAdmin) return 'admin';
  return (by.reason ?? '').trim() === '' ? 'reason' : null;
}

function fits(rule: Rule, of: BadgeCase): boolean {
  return (
    (rule.statusId === null || rule.statusId === of.statusId) && (rule.partId === null || rule.partId === of.partId)
  );
}
