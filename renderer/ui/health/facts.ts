/** Gathers how the desk is: from the host, the engine and this window. Nothing here waits for the network, nor for long for the host. */
import { useEffect, useState } from 'react';
import type { HostHealth } from '../../../shared/contract/diagnostics-routes.ts';
import type { HealthFacts, SyncFacts, WindowFacts } from '../../../shared/health/judge.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/contract/routes.ts';
import { useEngine } from '../state/engine.ts';
import { callHost } from '../state/host.ts';

const EVERY_MS = 5000;
/** What the host has begun to measure at the first question is there by then. */
const AGAIN_MS = 1000;
/** A host that answers later than this is told as silent. */
const PATIENCE_MS = 4000;

/** @returns the facts, asked for again and again while the page is seen; null until they have come once */
export function useHealthFacts(): HealthFacts | null {
  const [asked, setAsked] = useState<Pick<HealthFacts, 'now' | 'host' | 'window'> | null>(null);
  const engine = useEngine();
  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      if (document.hidden) return;
      const [host, window] = await Promise.all([askHealth(), readWindow()]);
      if (current) setAsked({ now: new Date().toISOString(), host, window });
    };
    void look();
    const again = setTimeout(() => void look(), AGAIN_MS);
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => {
      current = false;
      clearTimeout(again);
      clearInterval(timer);
    };
  }, []);
  return asked === null ? null : { ...asked, sync: readSync(engine) };
}

/** The same, once. */
export async function gatherFacts(): Promise<HealthFacts> {
  const [host, window] = await Promise.all([askHealth(), readWindow()]);
  return { now: new Date().toISOString(), host, window, sync: readSync(useEngine.getState()) };
}

/** @returns null when the host does not answer in time */
export async function askInTime<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const answer = await Promise.race([callHost(name, input), late]);
  clearTimeout(timer);
  return answer?.ok === true ? answer.value : null;
}

function askHealth(): Promise<HostHealth | null> {
  return askInTime('health', {});
}

async function readWindow(): Promise<WindowFacts> {
  return { storage: await readStorage(), browser: nameBrowser(navigator.userAgent), heap: readHeap() };
}

async function readStorage(): Promise<WindowFacts['storage']> {
  try {
    const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return { usage, quota, persisted };
  } catch {
    return null; // a browser that does not tell, or not in this window
  }
}

/** Chromium alone tells it, outside of any standard. */
function readHeap(): number | null {
  const memory: unknown = Reflect.get(performance, 'memory');
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory)) return null;
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : null;
}

/** @returns `Chrome 142.0`, `Firefox 140.0` */
export function nameBrowser(agent: string): string {
  const found = /\b(Edg|OPR|Firefox)\/(\d+(?:\.\d+)?)/.exec(agent) ?? /(Chrome|Version)\/(\d+(?:\.\d+)?)/.exec(agent);
  const name = found?.[1] === 'Version' ? 'Safari' : found?.[1] === 'Edg' ? 'Edge' : (found?.[1] ?? '?');
  return found === null ? name : `${name} ${found[2] ?? ''}`;
}

function readSync({ phase, sync }: ReturnType<typeof useEngine.getState>): SyncFacts | null {
  if (phase !== 'open' || sync === null) return null;
  const off = new Set(sync.feedsOff.map(({ feed }) => feed));
  return {
    stuck: sync.stuck,
    leftOut: sync.skipped.length,
    storage: sync.storage,
    people: sync.progress.people,
    isReady: sync.progress.phase === 'ready',
    feeds: sync.feeds.map(({ feed, pulledAt, cursor }) => ({ feed, pulledAt, cursor, off: off.has(feed) })),
    sweep: {
      lastAt: sync.sweep.last?.at ?? null,
      people: sync.sweep.last?.people ?? null,
      incomplete: sync.sweep.incomplete,
      doubt: sync.sweep.doubt !== null,
    },
  };
}
