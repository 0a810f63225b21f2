/**
 * Writes as the service of 2015 read them. Reference, Participants: «the code read form/query parameters only, with Statuses as
 * a JSON string; a JSON body was not parsed, and a PUT body was not read (query string only)».
 *
 * What was not sent as a parameter is not there, and the write is judged without it: so a JSON body of somebody with a
 * name is refused for want of a name. PHP takes any text for true but "" and "0".
 */
import type { FastifyRequest } from 'fastify';
import { RefusedRequest, refusals } from '../refusal.ts';
import type { PracticeApp } from '../routes/context.ts';

type Parameters = Readonly<Record<string, string>>;

/** Makes the routes of an app, added later, read parameters instead of bodies. */
export function readForms(app: PracticeApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, finish) => finish(null, body));
  app.addHook('preValidation', (request, _reply, next) => {
    const parameters = readParameters(request);
    request.body = request.routeOptions.url?.startsWith('/participants')
      ? readParticipant(parameters)
      : readRecord(parameters);
    next();
  });
}

function readParameters(request: FastifyRequest): Parameters {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  const isRead = isForm && request.method === 'POST' && typeof request.body === 'string';
  const form = new URLSearchParams(isRead ? String(request.body) : '');
  return Object.fromEntries([...query, ...form]);
}

function readParticipant({ Statuses, Visible, ...fields }: Parameters): unknown {
  return {
    Statuses: readList(Statuses),
    ...(Visible !== undefined && { Visible: Visible !== '' && Visible !== '0' }),
    ...fields,
  };
}

function readList(text: string | undefined): unknown {
  if (text === undefined) return [];
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Of a badge or an issue of a product. */
function readRecord({ UserId, PartId, ...rest }: Parameters): unknown {
  if (UserId === undefined) throw new RefusedRequest(refusals.unknownParticipant(''));
  return {
    UserId: Number(UserId),
    ...(PartId !== undefined && PartId !== '' && { PartId: Number(PartId) }),
    ...rest,
  };
}
