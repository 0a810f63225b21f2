import { describe, expect, it } from 'vitest';
import { OperationBook } from '../../../renderer/engine/operations/book.ts';
import { type Intent, UNSENT } from '../../../shared/operations/operation.ts';
import { become, HANDED_OVER, letIn, operation, REGISTER, setStatus, state, walkIn } from '../sync/made-up.ts';

const create = operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }));
const status = operation(2, 'local:operation-1', setStatus(2));

describe('the book of operations', () => {
  it('keeps the operations of a person in the order of the journal', () => {
    const book = new OperationBook();
    for (const seq of [3, 1, 2]) book.put(operation(seq, 'id:1', setStatus(seq)));
    expect(book.of('id:1').map((one) => one.seq)).toEqual([1, 2, 3]);
    expect([...book.people()]).toEqual(['id:1']);
  });

  it('says whose view a change touches, and nobody where nothing changed', () => {
    const book = new OperationBook();
    const one = operation(1, 'id:1', setStatus(2));
    expect([book.put(one), book.put({ ...one }), book.put(become(one, state('sending')))]).toEqual([
      ['id:1'],
      [],
      ['id:1'],
    ]);
  });

  it('forgets what is final, but for the other spelling of a walk-in', () => {
    const book = new OperationBook();
    const one = operation(1, 'id:1', setStatus(2));
    book.put(one);
    expect(book.put(become(one, state('done')))).toEqual(['id:1']);
    expect([book.get(one.id), book.of('id:1')]).toEqual([undefined, []]);
    const spelled: Intent = { kind: 'create', fields: {}, statuses: [], spelling: { LastName: 'Orlova' } };
    book.put(operation(2, 'local:operation-2', spelled, { state: state('done', 81) }));
    expect(book.of('id:81')).toHaveLength(1);
  });

  it('keeps what was handed over, which is neither unsent nor for a person to settle', () => {
    const book = new OperationBook();
    book.put(create);
    expect(book.put(become(create, HANDED_OVER))).toEqual(['local:operation-1']);
    expect(book.of('local:operation-1')).toHaveLength(1);
    expect(book.count(new Set<string>([...UNSENT, 'attention']))).toBe(0);
    book.put(become(create, state('withdrawn')));
    expect(book.of('local:operation-1')).toEqual([]);
  });

  it('knows a walk-in by both keys once the server gave an Id, with all that waits for them', () => {
    const book = new OperationBook();
    book.put(create);
    book.put(status);
    const accepted = become(create, state('accepted', 81));
    expect(new Set(book.put(accepted))).toEqual(new Set(['local:operation-1', 'id:81']));
    expect(book.resolve('local:operation-1')).toBe('id:81');
    expect(book.of('local:operation-1').map((one) => one.id)).toEqual(['operation-1', 'operation-2']);
    expect(book.of('id:81')).toEqual(book.of('local:operation-1'));
    book.put(operation(3, 'local:operation-1', letIn()));
    expect(book.of('id:81')).toHaveLength(3);
    expect(book.laterOf(accepted).map((one) => one.seq)).toEqual([2, 3]);
  });

  it('knows a person registered from RUNET-ID by the Id that the server gave them here', () => {
    const book = new OperationBook();
    const register = operation(1, 'id:7000', REGISTER);
    book.put(register);
    book.put(operation(2, 'id:7000', letIn()));
    book.put(become(register, state('accepted', 81)));
    expect([book.resolve('id:7000'), book.of('id:81').length]).toEqual(['id:81', 2]);
    const other = operation(3, 'id:5', REGISTER);
    book.put(become(other, state('accepted', 5)));
    expect([book.resolve('id:5'), book.of('id:5').length]).toEqual(['id:5', 1]);
  });

  it('invariant 4: remembers which rows of the server are whose, even when the operation is done', () => {
    const book = new OperationBook();
    book.put(become(create, state('accepted', 81)));
    book.put(become(create, state('done', 81)));
    book.put(become(operation(5, 'id:1', letIn()), state('accepted', 50)));
    expect([book.isClaimed('create', 81), book.isClaimed('register', 81)]).toEqual([true, true]);
    expect(book.isClaimed('create', 81, 'operation-1')).toBe(false); // it is its own
    expect([book.isClaimed('badge', 50), book.isClaimed('create', 50), book.isClaimed('status', 81)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('invariant 4: knows the rows of what was done before the window was opened', () => {
    const book = new OperationBook();
    book.noteHeld({ people: [81], badges: [50] });
    expect([book.isClaimed('create', 81), book.isClaimed('badge', 50), book.isClaimed('badge', 81)]).toEqual([
      true,
      true,
      false,
    ]);
    book.put(become(operation(5, 'id:1', letIn()), state('accepted', 50)));
    expect(book.isClaimed('badge', 50, 'operation-5')).toBe(false); // it has come to be done unheard
  });

  it('counts by state, and drops what came to its end unheard', () => {
    const book = new OperationBook();
    book.put(create);
    book.put(status);
    book.put(operation(3, 'id:1', setStatus(2), { state: state('attention') }));
    expect(book.count(new Set(['queued']))).toBe(2);
    expect(book.drop('operation-3')).toEqual(['id:1']);
    expect([book.drop('operation-3'), book.count(new Set(['attention']))]).toEqual([[], 0]);
  });
});
