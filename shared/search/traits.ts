/** What a rank and a filter look at: people who are alike in it have the same text, so each text is judged once. */

/** What puts people in order whom the query fits equally. */
export interface Rank {
  /** Sorts before smaller ones (the status's priority). */
  readonly weight: number;
  readonly hasArrived: boolean;
}

/**
 * Traits are whatever a rank and a filter look at, as one text (statuses, arrivals, payment): people who are alike in it have the
 * same, so each is judged once.
 */
export type Ranking = (traits: string) => Rank;
/** Says of traits whether people who have them are wanted. */
export type Filter = (traits: string) => boolean;

const UNRANKED: Ranking = () => ({ weight: 0, hasArrived: false });

export class TraitBook {
  readonly #texts: string[];
  readonly #numbers: Map<string, number>;
  #ranking: Ranking;
  /** By number of traits; what is ranked alike has the same. */
  #places: Int32Array | null = null;

  constructor(texts: readonly string[] = [], ranking = UNRANKED) {
    this.#texts = [...texts];
    this.#numbers = new Map(texts.map((text, number) => [text, number]));
    this.#ranking = ranking;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  get ranking(): Ranking {
    return this.#ranking;
  }

  setRanking(ranking: Ranking): void {
    this.#ranking = ranking;
    this.#places = null;
  }

  numberOf(traits: string): number {
    const known = this.#numbers.get(traits);
    if (known !== undefined) return known;
    const number = this.#texts.push(traits) - 1;
    this.#numbers.set(traits, number);
    this.#places = null;
    return number;
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** By number of traits: where they come among the others. Not yet arrived first, then by weight. */
  places(): Int32Array {
    if (this.#places !== null) return this.#places;
    const ranks = this.#texts.map(this.#ranking);
    const order = ranks.map((_, number) => number).sort((a, b) => compare(ranks[a], ranks[b]));
    const places = new Int32Array(order.length);
    let place = 0;
    order.forEach((number, at) => {
      if (at > 0 && compare(ranks[order[at - 1] ?? 0], ranks[number]) !== 0) place += 1;
      places[number] = place;
    });
    this.#places = places;
    return places;
  }

  wanted(filter: Filter): Uint8Array {
    return Uint8Array.from(this.#texts, (traits) => Number(filter(traits)));
  }
}

function compare(a: Rank | undefined, b: Rank | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const arrived = Number(a.hasArrived) - Number(b.hasArrived);
  if (arrived !== 0 || a.weight === b.weight) return arrived;
  return a.weight > b.weight ? -1 : 1;
}
