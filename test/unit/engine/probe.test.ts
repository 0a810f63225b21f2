/** What a probe asks of a server that does not answer. */
import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { Lane } from '../../../renderer/engine/sync/lane.ts';
import { PageReader } from '../../../renderer/engine/sync/page-reader.ts';
import { Prober, type Verdicts } from '../../../renderer/engine/sync/probe.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { person, TABLES } from '../sync/made-up.ts';
import { hostOfPages, openLog, type PageAnswer } from './surroundings.ts';

async function openProber(answer: (ask: Ask) => PageAnswer) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1), person(2)]);
  const { log } = await openLog();
  const host = hostOfPages((_, ask) => answer(ask));
  const contacts = { count: 0 };
  const reader = new PageReader({ feed: 'participants', host, contacts, onSkip: () => undefined });
  const prober = new Prober({ people, log, reader, lane: new Lane(), onStored: () => undefined });
  const rows = [...people.replica.people.values()];
  return {
    host,
    async look() {
      const told: Verdicts[] = [];
      host.asked.length = 0;
      const reached = await prober.probe(rows, 'later', (verdicts) => told.push(verdicts));
      const count = (name: keyof Verdicts) => told.reduce((sum, verdicts) => sum + verdicts[name].length, 0);
      return {
        reached,
        requests: host.asked.length,
        gone: count('gone'),
        there: count('there'),
        untold: count('untold'),
      };
    },
  };
}

describe('a probe', () => {
  it('asks a network that is gone once a look, and concludes nothing', async () => {
    const desk = await openProber(() => ({ problem: { code: 'unreachable', detail: '' } }));
    for (let look = 0; look < 4; look += 1) {
      expect(await desk.look()).toEqual({ reached: false, requests: 1, gone: 0, there: 0, untold: 0 });
    }
  });
});
