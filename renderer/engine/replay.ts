/**
 * Ids that a command asks for, the same at each attempt: the host may have been killed between its sync to disk and its answer,
 * and an id that the journal has already gives back what is there instead of a second operation.
 */
export function replayIds(newId: () => string): () => () => string {
  const made: string[] = [];
  return () => {
    let next = 0;
    return () => {
      const id = made[next] ?? newId();
      made[next] = id;
      next += 1;
      return id;
    };
  };
}
