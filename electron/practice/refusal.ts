/**
 * What the API refuses, by the codes of its document and of the service's published behaviour. A refusal is an expected
 * outcome: state returns it in an `Answer`, and the HTTP layer alone turns it into a status and a body.
 */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

export type Answer<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'refused'; readonly refusal: Refusal };

export function done<Value>(value: Value): Answer<Value> {
  return { kind: 'done', value };
}

export function refuse(refusal: Refusal): Answer<never> {
  return { kind: 'refused', refusal };
}

export const refusals = {
  noAccess: (): Refusal => ({ code: 101, message: 'Недостаточно прав доступа к ресурсу' }),
  wrongHash: (): Refusal => ({ code: 102, message: 'Неверный Hash доступа к API' }),
  unknownOperator: (id: string): Refusal => ({ code: 103, message: `Не найден оператор с Id ${id}` }),
  foreignOperator: (id: string): Refusal => ({
    code: 104,
    message: `Оператор с Id ${id} относится к другому мероприятию`,
  }),
  wrongParameter: (name: string, reason: string): Refusal => ({
    code: 110,
    message: `Задан неверный параметр ${name}. ${reason}`,
  }),
  wrongFields: (names: readonly string[]): Refusal => ({
    code: 111,
    message: `Неверно заданы следующие параметры: ${names.join(', ')}`,
  }),
  unknownStatus: (id: number | null): Refusal => ({ code: 112, message: `Не найдена роль с ID: ${id ?? ''}` }),
  unknownPart: (id: number | null): Refusal => ({ code: 113, message: `Не найдена часть с ID: ${id ?? ''}` }),
  unknownProduct: (id: number): Refusal => ({ code: 131, message: `Не найден товар с ID: ${id}` }),
  emptyStatus: (): Refusal => ({
    code: 201,
    message: 'Для нового участника статус на мероприятии не может быть пустым',
  }),
  unknownParticipant: (id: number | ''): Refusal => ({ code: 202, message: `Не найден участник с ID: ${id}` }),
  notInPart: (id: number, partId: number | null): Refusal => ({
    code: 301,
    message: `Пользователь ${id} не является участником части мероприятия ${partId ?? ''}`,
  }),
};

/** A refusal on its way to the error handler, the only place that writes errors. */
export class RefusedRequest extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusedRequest';
    this.refusal = refusal;
  }
}

/** The value of an answer; a refusal is thrown for the error handler to write. */
export function settle<Value>(answer: Answer<Value>): Value {
  if (answer.kind === 'refused') throw new RefusedRequest(answer.refusal);
  return answer.value;
}
