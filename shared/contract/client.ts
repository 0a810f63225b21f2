/**
 * A client of the host's routes, for everything that runs in a renderer. `fetch` is injected: this room knows no DOM.
 * Every failure, the host's absence included, is a typed problem.
 */
import type { z } from 'zod';
import { problemSchema, type Problem } from './station.ts';
import { routes, type RouteInput, type RouteName, type RouteOutput } from './routes.ts';

export type Answered<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem | HostGone };

/** The host itself did not answer: it was stopped, or is starting again. */
export interface HostGone {
  readonly code: 'hostGone';
  readonly detail: string;
}

export interface FetchLike {
  (
    url: string,
    init: { method: string; headers: Record<string, string>; body?: string },
  ): Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;
}

export interface HostClient {
  call<N extends RouteName>(name: N, input: RouteInput<N>): Promise<Answered<RouteOutput<N>>>;
}

export function createHostClient(fetchLike: FetchLike): HostClient {
  return {
    async call<N extends RouteName>(name: N, input: RouteInput<N>): Promise<Answered<RouteOutput<N>>> {
      const route = routes[name];
      try {
        const response = await fetchLike(route.path, requestOf(route.method, input));
        const body = parseJson(await response.text());
        if (!response.ok) return { ok: false, problem: readProblem(body, response.status) };
        const output: z.ZodType = route.output;
        return { ok: true, value: output.parse(body) as RouteOutput<N> };
      } catch (error) {
        return {
          ok: false,
          problem: { code: 'hostGone', detail: error instanceof Error ? error.message : String(error) },
        };
      }
    },
  };
}

function requestOf(method: string, input: unknown): { method: string; headers: Record<string, string>; body?: string } {
  return method === 'GET'
    ? { method, headers: {} }
    : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
}

/** Reads a failed answer of the host; anything that is not a problem is the host's absence (a shell's own error page). */
export function readProblem(body: unknown, status: number): Problem | HostGone {
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? parsed.data : { code: 'hostGone', detail: `HTTP ${status}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no schema of the contract takes null, so it is refused there
  }
}
