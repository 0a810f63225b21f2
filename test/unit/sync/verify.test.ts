import { describe, expect, it } from 'vitest';
import type { Fence, Intent } from '../../../shared/operations/operation.ts';
import { type Evidence, type Lookalike, verify } from '../../../shared/sync/verify.ts';
import {
  badgeRow,
  EMPTY_FENCE,
  letIn,
  operation,
  person,
  REGISTER,
  REMOVE,
  setFields,
  setStatus,
  viewOf,
  walkIn,
} from './made-up.ts';

const NOTHING: Evidence = {
  lookalikes: [],
  person: null,
  badges: [],
  claimed: new Set(),
  quiet: false,
  sharedOperator: false,
};
const similar = (id: number): Lookalike => ({ id, likeness: 'similar' });

function judge(intent: Intent, evidence: Partial<Evidence>, fence: Fence = EMPTY_FENCE) {
  return verify(operation(1, 'id:1', intent), fence, { ...NOTHING, ...evidence });
}

describe('invariant 4: nothing is sent twice blindly', () => {
  it('one clear candidate is the one', () => {
    expect(judge(walkIn({}), { lookalikes: [{ id: 81, likeness: 'same' }] })).toEqual({
      verdict: 'accepted',
      serverId: 81,
    });
    expect(judge(letIn(), { badges: [badgeRow(50, 1)] })).toEqual({ verdict: 'accepted', serverId: 50 });
  });

  it('what was known at the fence, or is claimed by another operation, is no candidate', () => {
    const known = { ...EMPTY_FENCE, known: [81] };
    expect(judge(walkIn({}), { lookalikes: [{ id: 81, likeness: 'same' }] }, known)).toEqual({ verdict: 'wait' });
    expect(judge(walkIn({}), { lookalikes: [{ id: 81, likeness: 'same' }], claimed: new Set([81]) })).toEqual({
      verdict: 'wait',
    });
    expect(judge(letIn(), { badges: [badgeRow(81, 1)], quiet: true }, known)).toEqual({ verdict: 'resend' });
  });

  it('none is believed only after the quiet time', () => {
    for (const intent of [walkIn({}), letIn(), REGISTER]) {
      expect([judge(intent, {}).verdict, judge(intent, { quiet: true }).verdict]).toEqual(['wait', 'resend']);
    }
    const here = viewOf(person(1));
    for (const intent of [setStatus(2), setFields({ Company: 'Лютик' }), REMOVE]) {
      expect([judge(intent, { person: here }).verdict, judge(intent, { person: here, quiet: true }).verdict]).toEqual([
        'wait',
        'resend',
      ]);
    }
  });

  it('several are a matter for a person, quiet or not', () => {
    for (const quiet of [false, true]) {
      expect(judge(walkIn({}), { lookalikes: [similar(81), similar(82)], quiet })).toEqual({
        verdict: 'attention',
        reason: { why: 'ambiguous', candidates: [81, 82] },
      });
    }
  });

  it('a namesake who may have been changed since is asked about before anything is sent again, and gives way to one that is alike', () => {
    const namesake: Lookalike = { id: 83, likeness: 'namesake' };
    expect(judge(walkIn({}), { lookalikes: [namesake] })).toEqual({ verdict: 'wait' });
    expect(judge(walkIn({}), { lookalikes: [namesake], quiet: true })).toEqual({
      verdict: 'attention',
      reason: { why: 'ambiguous', candidates: [83] },
    });
    expect(judge(walkIn({}), { lookalikes: [namesake, similar(81)], quiet: true })).toMatchObject({
      reason: { candidates: [81] },
    });
  });

  it('one that is only similar is no clear candidate: a person is asked, when nothing more can come', () => {
    expect(judge(walkIn({}), { lookalikes: [similar(81)] })).toEqual({ verdict: 'wait' });
    expect(judge(walkIn({}), { lookalikes: [similar(81)], quiet: true })).toMatchObject({
      reason: { why: 'ambiguous', candidates: [81] },
    });
    expect(judge(walkIn({}), { lookalikes: [similar(81), { id: 82, likeness: 'same' }] })).toEqual({
      verdict: 'accepted',
      serverId: 82,
    });
    expect(judge(walkIn({}), { lookalikes: [similar(81), { id: 82, likeness: 'marked' }] })).toMatchObject({
      serverId: 82,
    });
  });

  it('the same person with another status or phone may be another desk’s, or have been changed: a person is asked, and nothing is lost in silence', () => {
    const other: Lookalike = { id: 81, likeness: 'same', differs: true };
    for (const intent of [walkIn({}), REGISTER]) {
      expect(judge(intent, { lookalikes: [other] })).toEqual({ verdict: 'wait' });
      expect(judge(intent, { lookalikes: [other], quiet: true })).toEqual({
        verdict: 'attention',
        reason: { why: 'ambiguous', candidates: [81] },
      });
    }
    expect(judge(walkIn({}), { lookalikes: [{ ...other, likeness: 'marked' }] })).toEqual({
      verdict: 'accepted',
      serverId: 81,
    });
  });

  it('a registration that may have gone on as a POST is no more certain of its row than a walk-in', () => {
    const same = (id: number): Lookalike => ({ id, likeness: 'same' });
    expect(judge(REGISTER, { lookalikes: [same(81)], quiet: true })).toEqual({ verdict: 'accepted', serverId: 81 });
    for (const quiet of [false, true]) {
      expect(judge(REGISTER, { lookalikes: [same(81), same(82)], quiet })).toMatchObject({
        reason: { why: 'ambiguous', candidates: [81, 82] },
      });
    }
    expect(judge(REGISTER, { lookalikes: [similar(81)] })).toEqual({ verdict: 'wait' });
    expect(judge(REGISTER, { lookalikes: [similar(81)], quiet: true })).toMatchObject({
      reason: { why: 'ambiguous', candidates: [81] },
    });
    const marked: Lookalike = { id: 82, likeness: 'marked' };
    expect(judge(REGISTER, { lookalikes: [similar(81), marked], quiet: true })).toEqual({
      verdict: 'accepted',
      serverId: 82,
    });
  });

  it('a registration whose person is there by the PUT takes no namesake for its own', () => {
    const evidence = { person: viewOf(person(1)), lookalikes: [similar(81)], quiet: true };
    expect(judge(REGISTER, evidence)).toEqual({ verdict: 'accepted', serverId: 1 });
  });

  it('a badge under a shared operator is no clear candidate', () => {
    expect(judge(letIn(), { badges: [badgeRow(50, 1)], sharedOperator: true })).toMatchObject({
      reason: { why: 'ambiguous', candidates: [50] },
    });
  });

  it('a badge of another operator or part is not ours', () => {
    const badges = [badgeRow(50, 1, { OperatorId: 8 }), badgeRow(51, 1, { PartId: 5 })];
    expect(judge(letIn(), { badges, quiet: true })).toEqual({ verdict: 'resend' });
    expect(judge(letIn(5), { badges })).toEqual({ verdict: 'accepted', serverId: 51 });
  });

  it('a change that the server shows is done; a third value is a matter for a person', () => {
    const there = viewOf(person(1, { Company: 'Лютик' }, { Statuses: [{ PartId: null, StatusId: 2 }] }));
    expect(judge(setStatus(2, 1), { person: there })).toEqual({ verdict: 'accepted', serverId: null });
    expect(judge(setFields({ Company: 'Лютик' }), { person: there })).toEqual({ verdict: 'accepted', serverId: null });
    expect(judge(setStatus(3, 1), { person: there, quiet: true })).toMatchObject({
      reason: { why: 'conflict', theirs: 2 },
    });
    expect(judge(setStatus(2, 1), { quiet: true })).toMatchObject({ reason: { why: 'removed' } });
  });

  it('a change of several fields is done only when all of them are there', () => {
    const half = viewOf(person(1, { Company: 'Лютик' }));
    const intent = setFields({ Company: 'Лютик', Position: 'Врач' }, { Company: '', Position: '' });
    expect(judge(intent, { person: half, quiet: true })).toEqual({ verdict: 'resend' });
  });

  it('a removal is done when the person is gone, a registration when they are there', () => {
    expect(judge(REMOVE, {})).toEqual({ verdict: 'accepted', serverId: null });
    const here = viewOf(person(1));
    expect(judge(REGISTER, { person: here })).toEqual({
      verdict: 'accepted',
      serverId: 1,
    });
  });
});
