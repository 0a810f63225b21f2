/** The one function that both shells mount: the host under `/api`, the renderer's files beside it, the policy on everything. */
import { answerAsset, type Assets } from './assets.ts';
import { addPolicy } from './policy.ts';

export type Handler = (request: Request) => Promise<Response>;

/** Who may ask is settled before this function; what is asked is validated by the host. */
export function createDeskHandler(host: { fetch: Handler }, assets: Assets): Handler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const inHost = pathname === '/api' || pathname.startsWith('/api/');
    if (!inHost) return addPolicy(answerAsset(assets, request.method, pathname), pathname);
    const answer = addPolicy(await host.fetch(request), pathname);
    answer.headers.set('cache-control', 'no-store'); // whatever the host says of people, no browser keeps it
    return answer;
  };
}
