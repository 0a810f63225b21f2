/** What the UI asks of the engine about badges of many people: batches, lists, what a badge would say. */
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { EngineApi, WhomAsked } from './api.ts';
import { contentOfBadge } from './badge.ts';
import type { Clock } from './clock.ts';
import { NO_FILTERS } from './filter.ts';
import type { HostLink } from './host.ts';
import { badgeStatusOf, findSamples, listSheetRows } from './people-lists.ts';
import { printBatch } from './print.ts';
import type { LiveResults } from './results.ts';
import type { Session } from './session.ts';

export interface PrintingApiOptions {
  readonly host: HostLink;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The open event with all of its rows; null: none is open. */
  readonly readOpen: () => Promise<{ readonly session: Session; readonly results: LiveResults } | null>;
}

export type PrintingApi = Pick<EngineApi, 'printBatch' | 'whom' | 'badgeContent' | 'badgeSamples' | 'sheetRows'>;

export function createPrintingApi({ host, clock, newId, readOpen }: PrintingApiOptions): PrintingApi {
  return {
    printBatch: (input) => printBatch(input, async () => (await readOpen())?.session ?? null, { host, newId, clock }),

    whom: async (asked) => findWhom(await readOpen(), asked),

    badgeContent: async (key, partId) => {
      const session = (await readOpen())?.session;
      const view = session?.people.viewOf(key) ?? null;
      if (session === undefined || view === null) return null;
      return contentOfBadge(view, partId, badgeStatusOf(view, partId, session), session.tables);
    },

    badgeSamples: async (partId) => {
      const open = await readOpen();
      if (open === null) return { longest: null, shortest: null, usual: null };
      return findSamples(findWhom(open, {}), partId, open.session, clock);
    },

    sheetRows: async (asked) => {
      const open = await readOpen();
      return open === null ? [] : listSheetRows(findWhom(open, asked), open.session, clock);
    },
  };
}

function findWhom(
  open: { readonly results: LiveResults } | null,
  { text = '', filters = NO_FILTERS }: WhomAsked,
): readonly ParticipantKey[] {
  return open?.results.whom(text, filters) ?? [];
}
