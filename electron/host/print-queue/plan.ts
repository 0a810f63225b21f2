/** From a wish to print to the jobs that come of it: the badge, and the slips that go with it. */
import type { BadgeContent } from '../../../shared/badge/content.ts';
import type { BadgeSettings, Purpose } from '../../../shared/contract/printing.ts';
import type { NewOperation } from '../../../shared/operations/operation.ts';
import { choosePrinter, chooseSlips, chooseTemplate } from '../../../shared/printing/rules.ts';
import type { OperatorStamp, StoredJob } from '../journal/record.ts';
import { Refusal, refuse } from '../problem.ts';

/** One badge that is wanted. */
export interface BadgeWish {
  readonly jobId: string;
  readonly participant: string;
  readonly name: string;
  readonly content: BadgeContent;
  readonly statusId: number | null;
  readonly partId: number | null;
}

/** What is the same of all badges that are wanted together. */
export interface PrintWish {
  readonly purpose: Extract<Purpose, 'badge' | 'advance' | 'reprint'>;
  readonly stamp: OperatorStamp;
  readonly batch: string | null;
  readonly reprintReason: string | null;
  /** Null: by the rules. */
  readonly template: string | null;
  readonly printer: string | null;
}

export interface Plans {
  readonly settings: BadgeSettings;
  /** Ids, the standard one first. */
  readonly printers: readonly string[];
  /** The newest version of a template; null = there is no such template. */
  readonly newestVersion: (template: string) => number | null;
  readonly at: string;
}

/** @returns the badge's job, then those of its slips */
export function planJobs(
  one: BadgeWish,
  badge: NewOperation | null,
  wish: PrintWish,
  plans: Plans,
): readonly StoredJob[] | Refusal {
  const main = planJob(one, badge, wish, plans, wish.template ?? chooseTemplate(plans.settings, one), wish.purpose);
  if (main instanceof Refusal || wish.purpose === 'reprint') return main instanceof Refusal ? main : [main];
  const slips = chooseSlips(plans.settings, one).flatMap((template, index) => {
    const slip = { ...one, jobId: `${one.jobId}-s${index + 1}` };
    const job = planJob(slip, null, { ...wish, printer: null }, plans, template, 'slip');
    return job instanceof Refusal ? [] : [job]; // a slip's template that is gone stops nobody's badge
  });
  return [main, ...slips];
}

function planJob(
  { jobId, participant, name, content, statusId, partId }: BadgeWish,
  badge: NewOperation | null,
  { stamp, batch, reprintReason, printer: wanted }: PrintWish,
  { settings, printers, newestVersion, at }: Plans,
  template: string,
  purpose: Purpose,
): StoredJob | Refusal {
  const templateVersion = newestVersion(template);
  if (templateVersion === null) return refuse('notFound', 'template');
  const printer = wanted ?? choosePrinter(settings, printers, template, { statusId, partId });
  return {
    ...{ id: jobId, participant, name, partId, statusId, batch, badge, stamp, purpose },
    ...{ template, templateVersion, printer, reprintReason },
    ...{ state: 'queued', problem: null, reason: '', tries: 0 },
    ...{ madeAt: at, changedAt: at, operator: stamp.login, content: contentOf(content, stamp) },
  };
}

/** Whose name stands on it as the operator is not the window's to say. */
function contentOf(content: BadgeContent, { login }: OperatorStamp): string {
  return JSON.stringify({ ...content, operator: login });
}
