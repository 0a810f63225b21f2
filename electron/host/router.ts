/**
 * Mounts handlers on the contract's routes: input is validated here, once; expected failures become a Problem with an HTTP status;
 * what nobody expected is logged by its name and told as nothing but a number.
 */
import { Hono } from 'hono';
import type { z } from 'zod';
import { type RouteName, type RouteOutput, type Routes, routes } from '../../shared/contract/routes.ts';
import type { Problem } from '../../shared/contract/station.ts';
import { describeError, type Log } from './log.ts';
import { DiskError, Refusal, statusOf } from './problem.ts';
import { mostBytesOf, readBody } from './request-body.ts';

/** What a handler gets: the input as the contract's schema gives it. */
export type RouteArguments<N extends RouteName> = z.output<Routes[N]['input']>;
export type Handlers = {
  readonly [N in RouteName]: (input: RouteArguments<N>) => Promise<RouteOutput<N> | Refusal> | RouteOutput<N> | Refusal;
};
/** Answers with bytes or a stream; the request is a GET. */
export type BytesHandler = (
  query: URLSearchParams,
  request: Request,
) => Promise<Response | Refusal> | Response | Refusal;

export interface RouterOptions {
  readonly handlers: Handlers;
  /** By path. */
  readonly bytes: Readonly<Record<string, BytesHandler>>;
  /** The lease: only who holds this epoch may write. */
  readonly epoch: () => number;
  readonly log: Log;
}

/** @returns what answers every request under `/api`; never rejects */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const app = new Hono();
  for (const name of Object.keys(routes) as RouteName[]) mountRoute(app, name, options);
  for (const [path, handler] of Object.entries(options.bytes)) {
    app.get(path, async (context) => {
      const answer = await handler(new URL(context.req.url).searchParams, context.req.raw);
      return answer instanceof Refusal ? problem(answer.problem) : answer;
    });
  }
  app.notFound(() => problem({ code: 'notFound', detail: 'no such route' }));
  app.onError((error) => describeFailure(error, options.log));
  return async (request) => app.fetch(request);
}

function mountRoute(app: Hono, name: RouteName, { handlers, epoch, log }: RouterOptions): void {
  const route = routes[name];
  const schema: z.ZodType = route.input;
  // the schema is this route's own: what it gives is what the handler takes
  const handle = handlers[name] as (input: unknown) => unknown;
  app.on(route.method, route.path, async (context) => {
    const text = route.method === 'GET' ? '' : await readBody(context.req.raw, mostBytesOf(name));
    if (text instanceof Refusal) {
      log.warn('bad input', { route: name, at: text.problem.detail });
      return problem(text.problem);
    }
    const json = parseJson(text);
    if (json === undefined) return problem({ code: 'badInput', detail: 'not JSON' });
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const at = parsed.error.issues[0]?.path.join('.') ?? '';
      log.warn('bad input', { route: name, at });
      return problem({ code: 'badInput', detail: at });
    }
    if (isStale(parsed.data, epoch())) return problem({ code: 'elsewhere', detail: '' });
    const output = await handle(parsed.data);
    log.debug('asked', { route: name, refused: output instanceof Refusal ? output.problem.code : null });
    return output instanceof Refusal ? problem(output.problem) : json200(output);
  });
}

/** A window that no longer holds the lease writes nothing. */
function isStale(input: unknown, epoch: number): boolean {
  return typeof input === 'object' && input !== null && 'epoch' in input && input.epoch !== epoch;
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told as bad input
  }
}

function describeFailure(error: Error, log: Log): Response {
  if (error instanceof DiskError) {
    log.error('the disk refused', { code: error.code });
    return problem({ code: 'disk', detail: error.code });
  }
  log.error('a route failed', describeError(error));
  return problem({ code: 'serverError', detail: 'the desk itself failed: see its log' }, 500);
}

function json200(value: unknown): Response {
  return Response.json(value, { headers: { 'cache-control': 'no-store' } });
}

function problem(value: Problem, status = statusOf(value.code)): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store' } });
}
