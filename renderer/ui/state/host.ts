/** The typed client of the host's routes (shared/contract/routes.ts). Every answer is parsed; a failure is a value. */
import './jitless.ts';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '../../../shared/contract/routes.ts';
import { problemSchema, type ProblemCode } from '../../../shared/contract/station.ts';

/** `hostGone`: the host itself did not answer. The other codes are the host's own. */
export type FailureCode = ProblemCode | 'hostGone';
export interface Failure {
  readonly code: FailureCode;
  readonly detail: string;
}
export type HostAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Calls one route. Never throws: whatever goes wrong on the way is a failure with a next step. */
export async function callHost<N extends RouteName>(
  name: N,
  input: RouteInput<N>,
): Promise<HostAnswer<RouteOutput<N>>> {
  const route = routes[name];
  let status: number;
  let text: string;
  try {
    const response = await fetch(route.path, {
      method: route.method,
      ...(route.method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    return fail('hostGone', String(error));
  }
  const json = readJson(text);
  if (status >= 400) {
    const problem = problemSchema.safeParse(json);
    return problem.success ? { ok: false, failure: problem.data } : fail('hostGone', `HTTP ${status}`);
  }
  const output = route.output.safeParse(json ?? {});
  return output.success
    ? { ok: true, value: output.data as RouteOutput<N> }
    : fail('hostGone', `${name}: ${output.error.issues[0]?.message ?? 'unreadable answer'}`);
}

function fail(code: FailureCode, detail: string): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, detail } };
}

/** @returns null for a body that is no JSON: an empty one, or an error page of what stands between. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
