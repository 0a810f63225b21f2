/** Printers of the settings file, start after start, beside what people do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Printer } from '../../../shared/contract/printing.ts';
import { type AppliedPrinters, planPrinters } from '../../../shared/provision/plan-printers.ts';
import { readSettingsFile } from '../../../shared/provision/settings-file.ts';

function makePrinter(id: string, change: Partial<Printer> = {}): Printer {
  const connection = { kind: 'zpl', host: '192.0.2.10', port: 9100 };
  const read = readSettingsFile(JSON.stringify({ version: 1, printers: [{ id, name: id, connection }] }));
  if (!read.ok) throw new Error(read.problems.join());
  return { ...read.settings.printers[0]!, ...change };
}

interface Station {
  printers: readonly Printer[];
  applied: AppliedPrinters;
}

/** A start with this file. @returns how many printers were saved */
function start(station: Station, wanted: readonly Printer[], force = false): number {
  const plan = planPrinters(station.printers, wanted, station.applied, force);
  for (const printer of plan.save) change(station, printer);
  station.applied = plan.applied;
  return plan.save.length;
}

function change(station: Station, printer: Printer): void {
  station.printers = [...station.printers.filter(({ id }) => id !== printer.id), printer];
}

const find = (station: Station, id: string) => station.printers.find((printer) => printer.id === id);

describe('printers of the settings file', () => {
  it('are set up at the first start, and nothing happens at the second', () => {
    const station: Station = { printers: [makePrinter('own')], applied: {} };
    expect(start(station, [makePrinter('a'), makePrinter('b')])).toBe(2);
    expect(start(station, [makePrinter('a'), makePrinter('b')])).toBe(0);
    expect(station.printers.map(({ id }) => id)).toEqual(['own', 'a', 'b']);
  });

  it('follow a new file', () => {
    const station: Station = { printers: [], applied: {} };
    start(station, [makePrinter('a')]);
    expect(start(station, [makePrinter('a', { dpi: 300 })])).toBe(1);
    expect(find(station, 'a')?.dpi).toBe(300);
  });

  it('stay as a person has changed them, also with a new file', () => {
    const station: Station = { printers: [], applied: {} };
    start(station, [makePrinter('a')]);
    change(station, makePrinter('a', { darkness: 20 }));
    expect(start(station, [makePrinter('a')])).toBe(0);
    expect(start(station, [makePrinter('a', { dpi: 300 })])).toBe(0);
    expect(start(station, [makePrinter('a', { dpi: 300 })], true)).toBe(1);
    expect(find(station, 'a')).toMatchObject({ dpi: 300, darkness: null });
  });

  it('stay away when a person has removed them', () => {
    const station: Station = { printers: [], applied: {} };
    start(station, [makePrinter('a')]);
    station.printers = [];
    expect(start(station, [makePrinter('a')])).toBe(0);
    expect(start(station, [makePrinter('a')], true)).toBe(1);
  });

  it('one that a person had set up under the same id before is left alone', () => {
    const station: Station = { printers: [makePrinter('a', { darkness: 5 })], applied: {} };
    expect(start(station, [makePrinter('a')])).toBe(0);
  });

  it('the paper that is left counts down without being a change', () => {
    const station: Station = { printers: [], applied: {} };
    start(station, [makePrinter('a', { mediaLeft: 500 })]);
    change(station, makePrinter('a', { mediaLeft: 3 }));
    expect(start(station, [makePrinter('a', { mediaLeft: 500 })])).toBe(0);
    expect(start(station, [makePrinter('a', { mediaLeft: 500, dpi: 300 })])).toBe(1);
    expect(find(station, 'a')).toMatchObject({ dpi: 300, mediaLeft: 3 });
  });

  it('whatever happened before, a second start with the same file changes nothing', () => {
    const printer = fc.record({ id: fc.constantFrom('a', 'b', 'c'), darkness: fc.nat(30) });
    const step = fc.record({ byPerson: fc.boolean(), force: fc.boolean(), printer });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, force) => {
        const station: Station = { printers: [], applied: {} };
        for (const one of steps) {
          const made = makePrinter(one.printer.id, { darkness: one.printer.darkness });
          if (one.byPerson) change(station, made);
          else start(station, [made], one.force);
        }
        const last = [makePrinter('a'), makePrinter('b')];
        start(station, last, force);
        expect(start(station, last, force)).toBe(0);
        if (force) expect(find(station, 'a')).toMatchObject({ darkness: null });
      }),
      { numRuns: 100 },
    );
  });
});
