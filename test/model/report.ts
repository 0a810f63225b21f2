/** What a soak says at its end. */
import type { Evidence, Finding, FindingKind } from './checks.ts';
import type { FaultKind } from './faults.ts';
import type { World } from './world.ts';

const TOLD = 20;

/**
 * Prints the figures.
 * @returns the exit code: 1 when anything was lost, is there twice, or differs; 2 when the machine was too slow for the dilation,
 *   so that nothing is proved
 */
export function report(world: World, evidence: Evidence, findings: readonly Finding[], worked: number): number {
  const { counts, server, attention, setting } = world;
  const count = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  const operations = evidence.desks.flatMap((desk) => desk.operations);
  const left = operations.filter((operation) => operation.state.name === 'attention').length;
  const done = operations.filter((operation) => operation.state.name === 'done').length;
  const faultsOfReads = new Map(
    [...server.faults].map(([kind, all]) => [kind, all - (server.faultsOfWrites.get(kind) ?? 0)]),
  );
  const lines = [
    `soak: seed ${setting.seed}, ${setting.desks} desks, ${(worked / 60_000).toFixed(1)} minutes of work`,
    `operations: ${operations.length} in the journals (${counts.operations} acknowledged), ${done} done, ` +
      `${(counts.operations / (worked / 1000)).toFixed(1)} a second`,
    `requests: ${server.requests}, of these writes ${server.attempts}; writes that reached the server: ${server.writes.length}`,
    `faults: ${list(server.faults)}`,
    `  of writes: ${shares(server.faultsOfWrites, server.attempts)}`,
    `  of reads: ${shares(faultsOfReads, server.requests - server.attempts)}`,
    `crashes: ${counts.kills}; windows loaded anew: ${counts.reloads}`,
    `losses: ${count('lost') + count('stuck')}, duplicates: ${count('twice')}, wrong claims: ${count('wrongClaim')}, ` +
      `ghosts: ${count('ghost')}, processes that fell: ${count('fell')}`,
    `attention: ${list(attention)}; settled ${counts.settled}, left ${left}`,
    `views: ${count('view') === 0 ? 'all equal' : `${count('view')} differences`}`,
    ...findings.slice(0, TOLD).map(({ kind, desk, text }) => `  ${kind} at ${String(desk)}: ${text}`),
  ];
  for (const line of lines) console.log(line);
  if (server.tooLate > 0) {
    console.log(
      `VOID: ${server.tooLate} changes were made after the quiet time: a smaller --factor is needed on this machine`,
    );
    return 2;
  }
  return findings.length === 0 ? 0 : 1;
}

function list(counted: ReadonlyMap<string, number>): string {
  const sorted = [...counted].sort(([, one], [, other]) => other - one);
  return sorted.length === 0 ? 'none' : sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}

function shares(counted: ReadonlyMap<FaultKind, number>, of: number): string {
  const share = (...kinds: FaultKind[]) => {
    const times = kinds.reduce((sum, kind) => sum + (counted.get(kind) ?? 0), 0);
    return `${((100 * times) / Math.max(1, of)).toFixed(1)} %`;
  };
  const cut = share('lostAnswer', 'truncate', 'reset', 'shorten');
  return `lost requests ${share('lostRequest')}, lost answers ${cut}, 5xx ${share('http500', 'http502')} (the healing included)`;
}
