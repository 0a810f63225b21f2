/** The host, as the UI calls it: the typed client of the contract over the page's own `fetch`. */
import './jitless.ts';
import { createHostClient, type Answered, type HostGone } from '../../../shared/contract/client.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/contract/routes.ts';
import type { Problem } from '../../../shared/contract/station.ts';

/** Why a command of the host did not work; every code has its words and a next step. */
export type Failure = Problem | HostGone;
export type HostAnswer<T> = Answered<T>;

const client = createHostClient((url, init) => fetch(url, init));

/** Calls one route. Never throws: whatever goes wrong on the way is a failure with a next step. */
export function callHost<N extends RouteName>(name: N, input: RouteInput<N>): Promise<HostAnswer<RouteOutput<N>>> {
  return client.call(name, input);
}
