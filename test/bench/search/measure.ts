/**
 * One engine in a process of its own, so that its memory is its own: built, typed into, asked each class of mistakes, changed.
 * Prints one line of JSON. Arguments: the engine's number, people, queries a class, the maker of people, the seed, seconds it may take.
 */
import { makeChance, pick } from './chance.ts';
import { ENGINES, type Engine } from './engines.ts';
import { CLASSES } from './mistakes.ts';
import { makeOtherName } from './others.ts';
import { type MadeUpPerson, makeName, makePeople } from './people.ts';
import { Truth } from './truth.ts';

interface Answered {
  readonly asked: number;
  readonly found: number;
  /** Not found, and five others are at least as near; of the product only, since looking it up takes longer than a search. */
  readonly ambiguous: number;
  readonly missed: readonly (readonly [query: string, meant: string])[];
}

export interface Measured {
  readonly name: string;
  readonly buildMs: number;
  readonly megabytes: number;
  /** Milliseconds of each key: of a clock, and of the processor. */
  readonly keys: Readonly<Record<'beginnings' | 'mistakes', Times>>;
  readonly putMs: number;
  readonly putAndFindMs: number;
  readonly classes: Readonly<Record<string, Answered>>;
  readonly jumps: number;
}

interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
  readonly processorP50: number;
  readonly processorP95: number;
}

const [number = '0', count = '100000', perClass = '1000', maker = 'first', seed = '1', seconds = '60'] =
  process.argv.slice(2);
const SHOWN = 5;
const LIST = 20;
const MISSES_TOLD = 6;
const KEYS_OF_BEGINNINGS = 60;
const KEYS_OF_MISTAKES = 60;
const PUTS = 200;

const kind = ENGINES[Number(number)];
if (kind === undefined) throw new Error(`no engine ${number}`);
const people = makePeople(Number(count), Number(seed), maker === 'first' ? makeName : makeOtherName);

const before = memory();
const started = performance.now();
const engine = kind.build(people);
const buildMs = performance.now() - started;
const deadline = performance.now() + Number(seconds) * 1000;
const megabytes = (memory() - before) / 2 ** 20;

for (const person of people.slice(0, kind.isSlow ? 3 : 300))
  engine.search(`${person.called.ru.last} ${person.called.en.first}`, LIST);
const measured: Measured = {
  name: kind.name,
  buildMs,
  megabytes,
  ...{ ...measureTyping(engine), ...measurePuts(engine) },
  classes: measureClasses(engine),
};
process.stdout.write(`${JSON.stringify(measured)}\n`);

function memory(): number {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Letter by letter, as it is typed into the box. */
function measureTyping({ search }: Engine): Pick<Measured, 'keys' | 'jumps'> {
  const chance = makeChance(Number(seed) + 77);
  const beginnings = Array.from({ length: KEYS_OF_BEGINNINGS }, () => pick(people, chance)).flatMap((person) => {
    const { last, first } = person.ru ?? person.en ?? person.called.ru;
    const company = person.company.replace(/^.*«/, '').replace(/[»\s-].*$/, '');
    return [last, `${first} ${last}`, `${last} ${company}`, person.email, person.phone.slice(-7), String(person.id)];
  });
  const mistakes = Array.from({ length: KEYS_OF_MISTAKES }, () => pick(people, chance)).flatMap((person) =>
    CLASSES.filter(({ isMistaken }) => isMistaken)
      .map(({ make }) => make(person, chance))
      .filter((query) => query !== null),
  );
  const typed = shuffled(beginnings, chance);
  const first = timeKeys(search, typed);
  return {
    keys: { beginnings: first.times, mistakes: timeKeys(search, shuffled(mistakes, chance)).times },
    jumps: first.jumps,
  };
}

function shuffled(texts: readonly string[], chance: () => number): readonly string[] {
  return texts
    .map((text) => [chance(), text] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, text]) => text);
}

/** Jumps: keys after which another person is on top though the one before is still in the list. */
function timeKeys(
  search: Engine['search'],
  texts: readonly string[],
): { readonly times: Times; readonly jumps: number } {
  const clock: number[] = [];
  const processor: number[] = [];
  const until = Math.min(deadline, performance.now() + (Number(seconds) * 1000) / 5);
  let jumps = 0;
  for (const text of texts) {
    if (performance.now() > until) break;
    let top: number | undefined;
    for (let length = 1; length <= text.length; length += 1) {
      const usage = process.cpuUsage();
      const at = performance.now();
      const found = search(text.slice(0, length), LIST);
      clock.push(performance.now() - at);
      const { user, system } = process.cpuUsage(usage);
      processor.push((user + system) / 1000);
      if (top !== undefined && found[0] !== top && found.includes(top)) jumps += 1;
      top = found[0];
      if (performance.now() > until) break;
    }
  }
  const times = {
    count: clock.length,
    p50: percentile(clock, 0.5),
    p95: percentile(clock, 0.95),
    most: Math.max(...clock),
    processorP50: percentile(processor, 0.5),
    processorP95: percentile(processor, 0.95),
  };
  return { times, jumps: jumps / clock.length };
}

function percentile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0;
}

/** People who are new: put, and found by the next search. */
function measurePuts({ put, search }: Engine): Pick<Measured, 'putMs' | 'putAndFindMs'> {
  if (put === null) return { putMs: NaN, putAndFindMs: NaN };
  const fresh = makePeople(PUTS, Number(seed) + 5, maker === 'first' ? makeName : makeOtherName);
  const [puts, finds]: [number[], number[]] = [[], []];
  for (const person of fresh) {
    if (performance.now() > deadline) break;
    const one = { ...person, id: 10_000_000 + person.id, email: `new${person.id}@walk.example` };
    const at = performance.now();
    put(one);
    puts.push(performance.now() - at);
    search(String(one.id), SHOWN);
    finds.push(performance.now() - at);
  }
  return { putMs: percentile(puts, 0.5), putAndFindMs: percentile(finds, 0.5) };
}

function measureClasses({ search }: Engine): Measured['classes'] {
  const truth = new Truth(people);
  const atLatest = performance.now() + Number(seconds) * 2000;
  const each = (deadline - performance.now()) / CLASSES.length;
  return Object.fromEntries(
    CLASSES.map(({ name, isMistaken, make }, at) => {
      const chance = makeChance(Number(seed) * 1000 + at);
      const until = performance.now() + Math.max(each, 50);
      const missed: (readonly [string, string])[] = [];
      let [asked, found, ambiguous] = [0, 0, 0];
      for (let tries = 0; asked < Number(perClass) && tries < Number(perClass) * 400; tries += 1) {
        const person = pick(people, chance);
        const query = make(person, chance);
        if (query === null || (isMistaken && truth.isAnothers(query, person))) continue;
        const now = performance.now();
        if (kind?.isOurs === false && (now > atLatest || (asked > 0 && now > until))) break;
        asked += 1;
        if (search(query, SHOWN).some((id) => id === person.id || isNamesake(id, person))) found += 1;
        else if (kind?.isOurs === true && truth.isAmbiguous(query, person)) ambiguous += 1;
        else missed.push([query, tell(person)]);
      }
      return [name, { asked, found, ambiguous, missed: kind?.isOurs === true ? missed : missed.slice(0, MISSES_TOLD) }];
    }),
  );
}

function isNamesake(id: number, person: MadeUpPerson): boolean {
  const other = people[(id - 100_007) / 7];
  const { last, first } = person.called.ru;
  return other?.called.ru.last === last && other.called.ru.first === first;
}

function tell({ ru, en }: MadeUpPerson): string {
  return [ru, en].flatMap((one) => (one === null ? [] : [`${one.last} ${one.first}`])).join(' / ');
}
