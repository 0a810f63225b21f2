/**
 * What an administrator does so that nothing is lost with a machine: the recovery code, journals that were set aside, and unsent
 * operations that go to another station. The host does it; this says what came of it.
 */
import { byteRoutes, type RouteInput, type RouteOutput } from '../../../shared/contract/routes.ts';
import { readProblem } from '../../../shared/contract/client.ts';
import { decodeBase64, encodeBase64, saveFile } from './download.ts';
import { callHost, type Failure, type HostAnswer } from './host.ts';
import { reloadRecovered } from './lost-journals.ts';
import { reloadStation } from './station.ts';

export function makeRecoveryCode(): Promise<HostAnswer<RouteOutput<'recoveryCode'>>> {
  return thenReload(callHost('recoveryCode', {}));
}

/** Opens journals that were set aside, with a recovery code or an earlier hash. */
export function recover(secret: string): Promise<HostAnswer<RouteOutput<'recover'>>> {
  return thenReload(
    withEpoch((epoch) => callHost('recover', { epoch, secret: secret.trim() })),
    reloadRecovered,
  );
}

/** @param again the name of an earlier file: the same one is saved once more */
export async function handOver(again: string | null): Promise<HostAnswer<RouteOutput<'handOver'>>> {
  const answer = await withEpoch((epoch) => callHost('handOver', { epoch, again }));
  if (answer.ok) saveFile(answer.value.name, decodeBase64(answer.value.file));
  return answer;
}

export async function takeOver(
  files: readonly File[],
  secret: string | null,
): Promise<HostAnswer<RouteOutput<'takeOver'>>> {
  const encoded: RouteInput<'takeOver'>['files'] = [];
  for (const file of files) encoded.push({ name: file.name, bytes: await encodeBase64(file) });
  return withEpoch((epoch) => callHost('takeOver', { epoch, files: encoded, secret }));
}

/** Saves a journal that was set aside, sealed as it lies on the disk. @returns the failure, or null */
export async function saveSetAside(name: string): Promise<Failure | null> {
  try {
    const response = await fetch(`${byteRoutes.setAside}?${new URLSearchParams({ name }).toString()}`);
    if (!response.ok) return readProblem(await response.json().catch(() => null), response.status);
    saveFile(name, await response.blob());
    return null;
  } catch (error) {
    return { code: 'hostGone', detail: String(error) };
  }
}

/**
 * The engine of this window holds the lease (without it this screen is not shown), and does not tell its epoch: the host does.
 * What is in the store may be older than the lease.
 */
export async function withEpoch<T>(ask: (epoch: number) => Promise<HostAnswer<T>>): Promise<HostAnswer<T>> {
  const station = await callHost('station', {});
  return station.ok ? ask(station.value.epoch) : station;
}

async function thenReload<T>(
  asked: Promise<HostAnswer<T>>,
  reload: () => Promise<unknown> = reloadStation,
): Promise<HostAnswer<T>> {
  const answer = await asked;
  if (answer.ok) await reload();
  return answer;
}
