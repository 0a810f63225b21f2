/**
 * Random printers, crashes and people: no badge comes out twice without a person's word, and none is lost.
 *
 * The paper is counted where it comes out. A person who is asked looks at the paper and tells the truth; what failed they print
 * again, here or elsewhere. At the end all printers are well: then every badge that was taken on has come out once and is recorded once.
 */
import { type FileHandle, open } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalHandle } from '../../electron/host/journal/file.ts';
import { type Journal, openJournal } from '../../electron/host/journal/journal.ts';
import { actOnQueue } from '../../electron/host/print-queue/acts.ts';
import type { PrintBackend, PrintOutcome } from '../../electron/host/printing/backend.ts';
import { makeFolder, removeFolder } from '../unit/host/desk.ts';
import { handTimers } from '../unit/host/hand-timers.ts';
import { aPrinter, answersOf, type PrintDesk, printerThat, request, startPrinting } from '../unit/host/print-desk.ts';

type Does =
  | 'prints'
  | 'printsAndLosesTheAnswer'
  | 'losesTheAnswer'
  | 'isOut'
  | 'refuses'
  | 'abortsWithPaper'
  | 'abortsWithout'
  | 'hangs'
  | 'hangsWithPaper';

type Step =
  | { readonly do: 'print'; readonly on: 'one' | 'two' | null }
  | { readonly do: 'crash' | 'wait' | 'answer' | 'retry' | 'batch' }
  | { readonly do: 'move' | 'cancel'; readonly which: number };

const does: fc.Arbitrary<Does> = fc.oneof(
  { arbitrary: fc.constant<Does>('prints'), weight: 4 },
  {
    arbitrary: fc.constantFrom<Does>(
      ...(['printsAndLosesTheAnswer', 'losesTheAnswer', 'isOut', 'refuses', 'abortsWithPaper'] as const),
      ...(['abortsWithout', 'hangs', 'hangsWithPaper'] as const),
    ),
    weight: 5,
  },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('print' as const), on: fc.constantFrom('one' as const, 'two' as const, null) }),
  fc.record({ do: fc.constantFrom('crash' as const, 'wait', 'answer', 'retry', 'batch') }),
  fc.record({ do: fc.constantFrom('move' as const, 'cancel'), which: fc.nat(20) }),
);

class World {
  readonly paper = new Map<string, number>();
  /** Jobs that were taken on. */
  readonly taken = new Set<string>();
  readonly #folder: string;
  readonly #script: Does[];
  #isWell = false;
  #life = { dead: false, writing: 0 };
  desk!: PrintDesk;
  readonly #handles: FileHandle[] = [];
  #made = 0;
  /** What the printers themselves remember. */
  readonly #inside = new Map<string, 'waits' | 'out' | 'over'>();
  readonly #free: (() => void)[] = [];

  constructor(folder: string, script: readonly Does[]) {
    this.#folder = folder;
    this.#script = [...script];
  }

  async start(): Promise<void> {
    const life = { dead: false, writing: 0 };
    this.#life = life;
    const printers = [aPrinter('one', { fallback: 'two' }), aPrinter('two')];
    this.desk = await startPrinting({
      ...{ folder: this.#folder, printers, timers: handTimers() },
      journal: await openMortalJournal(this.#folder, life, this.#handles),
      backend: this.#printer(life),
    });
    void this.desk.queue.recover();
  }

  /** The process ends here and now: of what it still does nothing reaches the disk or a printer. */
  async crash(): Promise<void> {
    this.#life.dead = true;
    while (this.#life.writing > 0) await tick();
    for (const [id, is] of this.#inside) {
      // a printer that has the page may still print it
      if (is === 'waits' && id.length % 2 === 0) this.#putOut(id);
    }
    await this.start();
  }

  async run(one: Step): Promise<void> {
    const { queue, journal } = this.desk;
    switch (one.do) {
      case 'print': {
        this.#made += 1;
        const id = `job-${String(this.#made).padStart(5, '0')}`;
        const wish = request(id, { printer: one.on });
        void queue.print(wish).catch(() => undefined);
        await this.#settle();
        if (journal.ledger.job(id) !== undefined) this.taken.add(id);
        break;
      }
      case 'batch': {
        const entries = [1, 2, 3].map(() => request(`batch-job-${(this.#made += 1)}`, { purpose: 'advance' }));
        const batch = { id: `batch-${this.#made}`, title: '' };
        await queue.printBatch({ batch, entries, stamp: entries[0]!.stamp, template: null, printer: null });
        for (const { jobId } of entries) this.taken.add(jobId);
        break;
      }
      case 'crash':
        await this.crash();
        break;
      case 'wait':
        this.desk.timers.advance(61_000);
        break;
      case 'answer':
        for (const id of [...journal.ledger.queue.in('unknown')]) await queue.answer(id, (this.paper.get(id) ?? 0) > 0);
        break;
      case 'retry':
        await this.#act({ do: 'retry', jobs: [...journal.ledger.queue.in('failed')] });
        break;
      case 'move':
        await this.#act({ do: 'move', jobs: this.#pick(one.which), printer: one.which % 2 === 0 ? 'one' : 'two' });
        break;
      case 'cancel':
        await this.#act({ do: 'cancel', jobs: this.#pick(one.which) });
    }
    await this.#settle();
    this.#check();
  }

  /** Printers are well and people settle what is open, until nothing is. */
  async finish(): Promise<void> {
    this.#isWell = true;
    for (const free of this.#free.splice(0)) free();
    for (let round = 0; round < 60; round += 1) {
      await this.#settle();
      const { queue } = this.desk.journal.ledger;
      const open = ['queued', 'printing', 'unknown', 'failed'] as const;
      if (open.every((state) => queue.in(state).size === 0)) break;
      this.desk.timers.advance(61_000);
      await this.run({ do: 'answer' });
      await this.run({ do: 'retry' });
      // three in a row that did not come out, or were not known of
      for (const { id, paused } of queue.batches()) if (paused) await this.#act({ do: 'resume', batch: id });
    }
    this.#check();
    const { ledger } = this.desk.journal;
    for (const id of this.taken) {
      if (ledger.job(id)?.dismissed === true) continue; // given up by a person
      expect([id, ledger.job(id)?.state, this.paper.get(id)]).toEqual([id, 'printed', 1]);
      const recorded = [...ledger.operations()].filter((operation) => operation.id === `badge-of-${id}`);
      expect(recorded).toHaveLength(id.startsWith('batch') ? 0 : 1);
    }
  }

  async end(): Promise<void> {
    this.#life.dead = true;
    while (this.#life.writing > 0) await tick();
    await Promise.all(this.#handles.map((handle) => handle.close()));
  }

  #pick(which: number): string[] {
    const ids = [...this.taken];
    return ids.length === 0 ? [] : [ids[which % ids.length]!];
  }

  /** What is asked of a printer takes its time; a test does not wait for what hangs. */
  async #act(act: Parameters<typeof actOnQueue>[0]): Promise<void> {
    const { queue, journal, printers, timers } = this.desk;
    const state = { isOver: false };
    const acting = actOnQueue(act, { queue, journal, printers, clock: () => new Date() }).finally(
      () => (state.isOver = true),
    );
    for (let tries = 0; !state.isOver && tries < 20; tries += 1) {
      await this.#settle();
      timers.advance(3000);
    }
    await acting;
  }

  /** Lets everything go on that waits for no timer. */
  async #settle(): Promise<void> {
    for (let round = 0; round < 8 || this.#life.writing > 0; round += 1) await tick();
  }

  #check(): void {
    for (const [id, sheets] of this.paper) expect(`${id}: ${sheets}`).toBe(`${id}: 1`);
    for (const id of this.taken) expect(this.desk.journal.ledger.job(id)).toBeDefined();
  }

  #putOut(id: string): void {
    this.paper.set(id, (this.paper.get(id) ?? 0) + 1);
    this.#inside.set(id, 'out');
  }

  #printer(life: { dead: boolean }): PrintBackend {
    const isDead = (): boolean => life.dead;
    const never = new Promise<never>(() => undefined);
    const alive = async <T>(answer: T): Promise<T> => (life.dead ? never : answer);
    return printerThat({
      print: async ({ id, again }): Promise<PrintOutcome> => {
        if (isDead()) return never;
        const inside = this.#inside.get(id);
        // it has the job already: it is asked about, and not given another one
        if (inside === 'out' && again !== true) return { state: 'printed' };
        const what = this.#isWell ? 'prints' : (this.#script.shift() ?? 'prints');
        switch (what) {
          case 'prints':
            this.#putOut(id);
            return alive({ state: 'printed' });
          case 'printsAndLosesTheAnswer':
            this.#putOut(id);
            return alive(answersOf.lost);
          case 'losesTheAnswer':
            this.#inside.set(id, 'over');
            return alive(answersOf.lost);
          case 'isOut':
            return alive(answersOf.paperOut);
          case 'refuses':
            return alive(answersOf.refused);
          case 'abortsWithPaper':
            this.#putOut(id);
            return alive(answersOf.aborted);
          case 'abortsWithout':
            this.#inside.set(id, 'over');
            return alive(answersOf.aborted);
          case 'hangs':
          case 'hangsWithPaper':
            if (what === 'hangsWithPaper') this.#putOut(id);
            else this.#inside.set(id, 'waits');
            await new Promise<void>((resolve) => this.#free.push(resolve));
            if (isDead()) return never;
            if (this.#inside.get(id) === 'waits') this.#putOut(id);
            return this.#inside.get(id) === 'out' ? { state: 'printed' } : answersOf.lost;
        }
      },
      recover: async (id) => {
        const inside = this.#inside.get(id);
        if (inside === undefined) return alive(null);
        if (inside === 'waits') this.#putOut(id); // followed to its end
        return alive(this.#inside.get(id) === 'out' ? { state: 'printed' } : answersOf.lost);
      },
      cancel: async (id) => {
        if (this.#inside.get(id) === 'waits') {
          this.#inside.delete(id);
          return alive('cancelled');
        }
        return alive(this.#inside.get(id) === 'out' ? 'tooLate' : 'unknown');
      },
    });
  }
}

async function openMortalJournal(
  folder: string,
  life: { dead: boolean; writing: number },
  handles: FileHandle[],
): Promise<Journal> {
  const openHandle = async (file: string): Promise<JournalHandle> => {
    const handle = await open(file, 'r+');
    handles.push(handle);
    const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
      if (life.dead) return new Promise<never>(() => undefined);
      life.writing += 1;
      try {
        return await work();
      } finally {
        life.writing -= 1;
      }
    };
    return {
      write: ((...rest: [Buffer, number, number, number]) =>
        mortal(() => handle.write(...rest))) as JournalHandle['write'],
      datasync: () => mortal(() => Promise.resolve()), // the machine goes on: what was written is there
      truncate: (length) => mortal(() => handle.truncate(length)),
      close: () => Promise.resolve(), // by the world, at its end
    };
  };
  const dataKey = Buffer.alloc(32, 7);
  let next = 0;
  const random = (bytes: number): Uint8Array => Buffer.alloc(bytes, (next += 1) % 251);
  return (await openJournal({ folder, dataKey, random, openHandle, onChange: () => undefined })).journal;
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no badge comes out twice without a person’s word, and none is lost', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(does, { maxLength: 12 }),
      fc.array(step, { minLength: 3, maxLength: 14 }),
      async (script, steps) => {
        const folder = await makeFolder();
        const world = new World(folder, script);
        try {
          await world.start();
          for (const one of steps) await world.run(one);
          await world.finish();
        } finally {
          await world.end();
          await removeFolder(folder);
        }
      },
    ),
    { numRuns: 60 },
  );
});
