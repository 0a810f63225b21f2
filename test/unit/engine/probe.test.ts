/** What a probe asks for, and what it concludes. */
import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { Lane } from '../../../renderer/engine/sync/lane.ts';
import { PageReader } from '../../../renderer/engine/sync/page-reader.ts';
import { Prober, type Verdicts } from '../../../renderer/engine/sync/probe.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { person, TABLES } from '../sync/made-up.ts';
import { hostOfPages, openLog, type PageAnswer } from './surroundings.ts';

/** @param rows those who are asked for */
async function openProber(answer: (ask: Ask) => PageAnswer, rows: readonly ParticipantRow[] = [person(1), person(2)]) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', rows);
  const { log } = await openLog();
  const host = hostOfPages((_, ask) => answer(ask));
  const contacts = { count: 0 };
  const reader = new PageReader({ feed: 'participants', host, contacts, onSkip: () => undefined });
  const prober = new Prober({ people, log, reader, lane: new Lane(), onStored: () => undefined });
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

const inSecond = (second: number, from: number, count: number, parts = 1) =>
  Array.from({ length: count }, (_, index) => {
    const Statuses = Array.from({ length: parts }, (_part, part) => ({ PartId: part + 1, StatusId: 1 }));
    return person(from + index, {}, { UpdateTime: `2026-10-05 09:00:0${second}`, Statuses });
  });

/** Rows later than `since`; at most 500. */
function pageOf(people: readonly ParticipantRow[], { since, limit }: Ask): readonly ParticipantRow[] {
  return people.filter(({ UpdateTime }) => since === null || UpdateTime > since).slice(0, Math.min(limit, 500));
}

describe('somebody whose second has others in it', () => {
  const other = inSecond(1, 10, 2);
  const [gone] = inSecond(1, 1, 1);
  const wanted = gone === undefined ? [] : [gone];

  it('is gone when nobody has been changed since, though the server says that there is more', async () => {
    for (const HasMore of [true, undefined]) {
      const desk = await openProber((ask) => ({ Participants: pageOf(other, ask), HasMore }), wanted);
      expect(await desk.look()).toEqual({ reached: true, requests: 3, gone: 1, there: 0, untold: 0 });
    }
  });

  it('is gone when the second behind it did not fit into the page: a server that does not split a second', async () => {
    const everybody = [...other, ...inSecond(2, 100, 60)];
    const desk = await openProber((ask) => {
      const page = pageOf(everybody, ask);
      const whole = page.length < 50 ? page : page.filter(({ UpdateTime }) => UpdateTime < '2026-10-05 09:00:02');
      const isCut = ask.limit < 500 && whole.length > 0;
      return { Participants: isCut ? whole : pageOf(everybody, ask), HasMore: isCut };
    }, wanted);
    expect(await desk.look()).toMatchObject({ gone: 1, untold: 0 });
  });

  it('is gone when many are in it, and fewer than the server gives', async () => {
    const import_ = inSecond(1, 10, 300);
    const desk = await openProber((ask) => ({ Participants: pageOf(import_, ask), HasMore: true }), wanted);
    expect(await desk.look()).toMatchObject({ gone: 1, untold: 0 });
  });

  it('is not judged when as many are in it as the server gives', async () => {
    const crowd = [...inSecond(1, 10, 600), ...wanted];
    const desk = await openProber((ask) => ({ Participants: pageOf(crowd, ask), HasMore: true }), wanted);
    expect(await desk.look()).toMatchObject({ gone: 0, untold: 1 });
  });

  it('is there when a limit that counts people and their parts kept them from the first page', async () => {
    const crowd = [...inSecond(1, 10, 9, 20), ...wanted];
    const desk = await openProber((ask) => {
      const page = pageOf(crowd, ask).slice(0, Math.ceil(ask.limit / 20));
      return { Participants: page, HasMore: false };
    }, wanted);
    expect(await desk.look()).toMatchObject({ there: 1, untold: 0 });
  });

  it('is not judged by a server that gives what it likes, whatever it is asked for', async () => {
    const desk = await openProber(() => ({ Participants: other, HasMore: true }), inSecond(5, 1, 1));
    expect(await desk.look()).toMatchObject({ gone: 0, untold: 1 });
  });
});
