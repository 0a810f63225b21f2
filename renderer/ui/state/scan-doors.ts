/** Fields on the screen that take a scan for themselves: the hash of the event, and the settings' "try it". */

type Taker<T> = (value: T) => void;

let hashField: Taker<string> | null = null;
let trial: Taker<readonly string[]> | null = null;

/** The field of the hash takes the set-up code. @returns a function that ends it */
export function holdHashField(take: Taker<string>): () => void {
  hashField = take;
  return () => {
    if (hashField === take) hashField = null;
  };
}

/** @returns whether there is a field for it */
export function giveHash(hash: string): boolean {
  hashField?.(hash);
  return hashField !== null;
}

/** Scans are shown and do nothing. @returns a function that ends it */
export function holdTrial(take: Taker<readonly string[]>): () => void {
  trial = take;
  return () => {
    if (trial === take) trial = null;
  };
}

export function giveTrial(texts: readonly string[]): boolean {
  trial?.(texts);
  return trial !== null;
}
