import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { RefusedRequest, type Refusal, refusals } from '../refusal.ts';
import type { RouteContext, PracticeApp } from './context.ts';

/** Parameters that are refused one by one, with the reason (110); fields are refused together, by their names (111). */
const singleParameters = ['Id', 'query', 'Statuses', 'Visible', 'UserId', 'PartId', 'CheckTime'];

/** Writes all errors as the document does. What is not a refusal is a fault of the server: 500 with an empty body. */
export function setErrorAnswers(app: PracticeApp, { quirks }: RouteContext): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = readRefusal(error);
    if (refusal === undefined) return sendFault(error, request, reply);
    return reply
      .code(quirks.has('error-500') ? 500 : 400)
      .type('application/json')
      .send(JSON.stringify({ Error: { Code: refusal.code, Message: refusal.message } }));
  });
}

function readRefusal(error: FastifyError): Refusal | undefined {
  if (error instanceof RefusedRequest) return error.refusal;
  if (error.validation !== undefined) return readValidation(error.validation);
  // The framework's own refusals: a body that is no JSON, of another type, too long.
  const isClientError = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return isClientError ? refusals.wrongParameter('body', error.message) : undefined;
}

function readValidation(issues: NonNullable<FastifyError['validation']>): Refusal {
  const names = [...new Set(issues.map((issue) => issue.instancePath.split('/')[1] ?? ''))];
  const [first = '', ...others] = names;
  if (first === '') return refusals.wrongParameter('body', 'Ожидается объект JSON с описанными полями.');
  if (others.length === 0 && singleParameters.includes(first)) {
    return refusals.wrongParameter(first, issues[0]?.message ?? '');
  }
  return refusals.wrongFields(names);
}

function sendFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.log.error(error);
  return reply.code(500).send();
}
