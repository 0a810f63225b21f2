import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { makeEvent } from './event.ts';
import { EventStore } from './event-store.ts';
import { checkOptions, defaultShape, type EventShape, type PracticeOptions, PracticeOptionsError } from './options.ts';
import { drawPhoto } from './photo.ts';
import { parseQuirks } from './quirks.ts';
import { damagePages } from './quirks/damage.ts';
import { bendEvent } from './quirks/event.ts';
import { settle } from './refusal.ts';
import { checkHash, findOperator } from './routes/access.ts';
import type { RouteContext } from './routes/context.ts';
import { setErrorAnswers } from './routes/errors.ts';
import { addEventRoutes, addPingRoutes } from './routes/event-routes.ts';
import { addReadingRoutes } from './routes/reading-routes.ts';
import { addWritingRoutes } from './routes/writing-routes.ts';
import type { Operator } from './schemas.ts';
import { findDayStart } from './server-time.ts';
import { type OpenedState, openStateFile } from './state-file.ts';
import { PracticeState } from './state.ts';

export { type PracticeOptions, PracticeOptionsError } from './options.ts';

const host = '127.0.0.1';

export interface PracticeServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly hash: string;
  /** The operators as they were when the server started, with their passwords. */
  readonly operators: readonly Operator[];
  /** The server's truth, for tests and demonstrations. */
  readonly state: PracticeState;
  /** Closes every connection, then the state file. */
  close(): Promise<void>;
}

/**
 * Starts a RUVENTS server with a made-up event on the loopback address.
 * @throws PracticeOptionsError for options that cannot be served: out of range, an unknown quirk, another event's state
 * file, a port that is taken
 */
export async function startPractice(options: PracticeOptions): Promise<PracticeServer> {
  checkOptions(options);
  const quirks = parseQuirks(options.quirks ?? []);
  const clock = options.clock ?? (() => new Date());
  const opened = openState(options, findDayStart(clock()));

  const event = bendEvent(makeEvent(opened.shape, opened.now), quirks);
  const store = new EventStore(event, () => findOrigin(app), quirks);
  for (const change of opened.changes) store.apply(change);
  const state = new PracticeState(store, opened.file, clock);
  state.shiftClock(options.clockShift ?? 0);
  const hash = options.hash ?? event.hash;
  const app = buildApp({ state, quirks }, hash, options.implemented ?? false);

  try {
    await listen(app, options.port ?? 0);
  } catch (error) {
    state.close();
    throw error;
  }
  store.participants.warm();
  store.orderItems.warm();
  return {
    url: findOrigin(app),
    hash,
    operators: [...store.operators],
    state,
    close: async () => {
      await app.close();
      state.close();
    },
  };
}

/** The event of the state file, or a new one that is made as of the start of today, so that one day shows one event. */
function openState(options: PracticeOptions, now: number): Omit<OpenedState, 'file'> & Partial<OpenedState> {
  const { seed, participants, parts, stateFile } = options;
  const wanted: Partial<EventShape> = {
    ...(seed !== undefined && { seed }),
    ...(participants !== undefined && { participants }),
    ...(parts !== undefined && { parts }),
  };
  if (stateFile !== undefined) return openStateFile(stateFile, wanted, now);
  return { shape: { ...defaultShape, ...wanted }, now, changes: [] };
}

function buildApp(context: RouteContext, hash: string, implemented: boolean): FastifyInstance {
  const app = Fastify({ exposeHeadRoutes: false, forceCloseConnections: true });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  acceptEmptyJson(app);
  setErrorAnswers(app.withTypeProvider<ZodTypeProvider>(), context);

  // Photos are on the open web, as those of the real service are.
  app.get<{ Params: { file: string } }>('/photos/:file', (request, reply) => {
    const id = /^(\d{1,15})\.png$/.exec(request.params.file)?.[1];
    const person = id === undefined ? undefined : context.state.store.people.get(Number(id));
    if (person?.hasPhoto !== true) return reply.code(404).send();
    return reply.type('image/png').send(drawPhoto(person.Id));
  });

  const isPingOpen = context.quirks.has('ping-open');
  if (isPingOpen) addPingRoutes(app.withTypeProvider<ZodTypeProvider>(), context);

  void app.register((reading, _options, ready) => {
    reading.addHook('onRequest', (request, _reply, next) => {
      settle(checkHash(request, hash, context.quirks));
      next();
    });
    damagePages(reading.withTypeProvider<ZodTypeProvider>(), context.state.store, context.quirks);
    if (!isPingOpen) addPingRoutes(reading.withTypeProvider<ZodTypeProvider>(), context);
    addEventRoutes(reading.withTypeProvider<ZodTypeProvider>(), context, implemented);
    addReadingRoutes(reading.withTypeProvider<ZodTypeProvider>(), context, implemented);
    void reading.register((writing, _writingOptions, writingReady) => {
      writing.addHook('onRequest', (request, _reply, next) => {
        settle(findOperator(request, context));
        next();
      });
      addWritingRoutes(writing.withTypeProvider<ZodTypeProvider>(), context, implemented);
      writingReady();
    });
    ready();
  });
  return app;
}

/** A client may name the type of a body that it does not send, as with DELETE. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, finish) => {
    if (body === '') finish(null, undefined);
    else void parse(request, body.toString(), finish);
  });
}

async function listen(app: FastifyInstance, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) {
      throw new PracticeOptionsError(`Port ${port} cannot be used: ${error.message}`);
    }
    throw error;
  }
}

function findOrigin(app: FastifyInstance): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The practice server does not listen yet');
  return `http://${host}:${address.port}`;
}
