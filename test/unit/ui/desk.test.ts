import { beforeEach, describe, expect, it } from 'vitest';
import { acceptResults, clearDesk, moveCurrent, useDesk } from '../../../renderer/ui/state/desk.ts';
import { resultsOf } from './result-rows.ts';

const currentKey = () => useDesk.getState().results?.rows[useDesk.getState().current]?.key;

describe('the results on the desk', () => {
  beforeEach(() => {
    clearDesk();
    useDesk.setState({ query: 'а' });
    acceptResults(resultsOf('а', [1, 2, 3]));
  });

  it('have their first row chosen', () => expect(currentKey()).toBe('id:1'));
  it('are not replaced by those of a query that was typed over', () => {
    acceptResults(resultsOf('аб', [9]));
    expect(useDesk.getState().results?.rows).toHaveLength(3);
  });
  it('keep the chosen person when rows move', () => {
    moveCurrent(1);
    acceptResults(resultsOf('а', [2, 1, 3]));
    expect(currentKey()).toBe('id:2');
  });
  it('choose a row that is there when the chosen one has gone', () => {
    moveCurrent(2);
    acceptResults(resultsOf('а', [1]));
    expect(currentKey()).toBe('id:1');
  });
  it('begin again with a new query', () => {
    moveCurrent(2);
    useDesk.setState({ query: 'аб' });
    acceptResults(resultsOf('аб', [3, 2]));
    expect(currentKey()).toBe('id:3');
  });
  it('are not left by the arrows', () => {
    moveCurrent(-5);
    expect(currentKey()).toBe('id:1');
    moveCurrent(50);
    expect(currentKey()).toBe('id:3');
  });
});
