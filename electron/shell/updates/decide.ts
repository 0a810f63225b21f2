/**
 * When a person is asked about an update. One machine, whatever brings the update:
 *
 *   nothing ──found──▶ found ──asked: yes──▶ agreed ──fetched──▶ ready ──▶ installing
 *                        └─────asked: no──▶ refused (until the next start)
 *
 * Invariants: nothing is fetched or installed that nobody agreed to. During a shift nobody is asked and nothing is installed: while
 * somebody is signed in, something is unsent, or the host does not say. What came up meanwhile is asked when the desk is closed, or at
 * its next start.
 */
export type UpdateState =
  | { readonly name: 'nothing' | 'installing' }
  | { readonly name: 'found' | 'refused' | 'agreed' | 'ready'; readonly version: string };

/** Who is at the desk; null = the host does not say. */
export type AtWork = { readonly signedIn: boolean; readonly unsent: number } | null;

export function isShift(work: AtWork): boolean {
  return work === null || work.signedIn || work.unsent > 0;
}

/** What is to be done at a start, when an update has been fetched, and when the desk is closed. */
export function decideUpdate(state: UpdateState, work: AtWork): 'nothing' | 'ask' | 'install' {
  if (isShift(work)) return 'nothing';
  switch (state.name) {
    case 'found':
      return 'ask';
    case 'ready':
      return 'install';
    case 'nothing':
    case 'refused':
    case 'agreed':
    case 'installing':
      return 'nothing';
  }
}

/** Negative: the first one is older. Numbers as numbers; a pre-release comes before its release (semver.org, 11). */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map(splitVersion);
  if (first === undefined || second === undefined) return 0;
  const numbers = comparePieces(first.numbers, second.numbers);
  if (numbers !== 0) return numbers;
  if (first.before.length === 0 || second.before.length === 0) return second.before.length - first.before.length;
  return comparePieces(first.before, second.before);
}

function splitVersion(version: string): { numbers: readonly string[]; before: readonly string[] } {
  const [release = '', before = ''] = (version.split('+')[0] ?? '').split(/-(.*)/s);
  return { numbers: release.split('.'), before: before === '' ? [] : before.split('.') };
}

function comparePieces(one: readonly string[], other: readonly string[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const [first, second] = [one[index], other[index]];
    if (first === undefined || second === undefined) return first === undefined ? -1 : 1;
    if (first === second) continue;
    const areNumbers = /^\d+$/.test(first) && /^\d+$/.test(second);
    if (areNumbers) return Number(first) - Number(second);
    if (/^\d+$/.test(first) !== /^\d+$/.test(second)) return /^\d+$/.test(first) ? -1 : 1;
    return first < second ? -1 : 1;
  }
  return 0;
}
