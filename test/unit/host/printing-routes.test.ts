/** Routes of printing as a window meets them: who may, what is asked for, what is told. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import { NO_BADGE_SETTINGS, queueStateSchema } from '../../../shared/contract/printing.ts';
import { stationSchema } from '../../../shared/contract/station.ts';
import { makeContent } from '../badge/contents.ts';
import { type Desk, ok, printingWith, printsAtOnce, printWish, problemOf, removeFolder, startDesk } from './desk.ts';
import { type FakeServer, HASH, startFake } from './fake-server.ts';
import { anOperation } from './operations.ts';
import { aPrinter } from './print-desk.ts';

let fake: FakeServer;
let desk: Desk;
let epoch: number;
const backend = printsAtOnce();

beforeEach(async () => {
  fake = await startFake();
  desk = await startDesk({ printing: { ...printingWith(backend), only: false } });
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  epoch = (await ok(desk.client.call('lease', {}))).epoch;
  await desk.hears((one) => one.type === 'connection' && one.connection.state === 'online');
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

const signIn = (who: keyof typeof PEOPLE): Promise<unknown> =>
  ok(desk.client.call('signIn', { login: PEOPLE[who][0], password: PEOPLE[who][1] }));
const PEOPLE = { operator: ['desk2', '95678'], boss: ['desk1', '81234'] } as const;
const badge = (id: string) => anOperation(id, 'id:4', { kind: 'badge', partId: null, via: 'printed' });
const call: Desk['client']['call'] = (name, input) => desk.client.call(name, input);

describe('an operator', () => {
  beforeEach(() => signIn('operator'));

  test.each([
    ['savePrinter', () => call('savePrinter', { epoch, printer: aPrinter('one') })],
    ['removePrinter', () => call('removePrinter', { epoch, id: 'one' })],
    ['testPage', () => call('testPage', { epoch, printer: 'print-to' })],
    ['saveTemplate', () => call('saveTemplate', { epoch, id: null, base: null, template: defaultTemplate })],
    ['removeTemplate', () => call('removeTemplate', { epoch, id: 'x' })],
    ['badgeSettings', () => call('badgeSettings', { epoch, settings: NO_BADGE_SETTINGS })],
  ])('may not %s', async (_name, ask) => {
    expect(await problemOf(ask())).toBe('adminOnly');
  });

  test('prints in advance, sees the queue, and hands the badges out', async () => {
    const entries = [1, 2, 3].map((n) => ({
      ...{ jobId: `advance-${n}`, participant: `id:${n}`, name: `Person ${n}`, content: makeContent({}) },
      ...{ statusId: null, partId: null },
    }));
    const batch = { id: 'batch-0001', title: 'Speakers' };
    const answer = await ok(call('printBatch', { epoch, batch, entries, template: null, printer: null }));
    expect(answer.added).toBe(3);
    await desk.hears((one) => one.type === 'queue' && one.queue.batches[0]?.counts.printed === 3);
    const { queue } = await ok(call('printers', {}));
    expect(queueStateSchema.parse(queue).batches).toMatchObject([{ title: 'Speakers', operator: 'desk2' }]);
    expect((await ok(call('operations', {}))).operations).toEqual([]);
    const page = await ok(
      call('jobs', { batch: 'batch-0001', state: 'printed', purpose: null, before: null, limit: 2 }),
    );
    expect(page.jobs.map(({ id }) => id)).toEqual(['advance-3', 'advance-2']);
    const rest = await ok(
      call('jobs', { batch: 'batch-0001', state: null, purpose: null, before: 'advance-2', limit: 2 }),
    );
    expect(rest.jobs.map(({ id }) => id)).toEqual(['advance-1']);
  });

  test('puts in a new roll, and what is left is counted from there', async () => {
    const printer = (await ok(call('printers', {}))).printers[0]?.id ?? '';
    const put = (left: number | null) => call('queueAct', { epoch, act: { do: 'media', printer, left } });
    await ok(put(300));
    expect((await ok(call('printers', {}))).queue.printers[0]).toMatchObject({ mediaLeft: 300 });
    expect(await problemOf(put(-1))).toBe('badInput');
    expect(await problemOf(call('queueAct', { epoch, act: { do: 'media', printer: 'x', left: 1 } }))).toBe('notFound');
  });

  test('cannot name a template or a printer that is not there', async () => {
    const wish = { ...printWish('job-00001', badge('badge-0001')), epoch };
    expect(await problemOf(call('print', { ...wish, template: 'nobody-has-it' }))).toBe('notFound');
    expect(await problemOf(call('print', { ...wish, printer: 'nobody-has-it' }))).toBe('notFound');
    expect(await problemOf(call('queueAct', { epoch, act: { do: 'pause', printer: 'x' } }))).toBe('notFound');
  });
});

describe('the policy of printing again', () => {
  const setPolicy = async (reprint: 'free' | 'reason' | 'admin'): Promise<void> => {
    await signIn('boss');
    await ok(call('badgeSettings', { epoch, settings: { ...NO_BADGE_SETTINGS, reprint } }));
  };

  test('a reason is asked for and reported; whatever the window calls it, a second badge is a reprint', async () => {
    await setPolicy('reason');
    await signIn('operator');
    await ok(call('print', { ...printWish('job-00001', badge('badge-0001')), epoch }));
    expect(await problemOf(call('print', { ...printWish('job-00002', null), epoch }))).toBe('badInput');
    expect(await problemOf(call('print', { ...printWish('job-00002', badge('badge-0002')), epoch }))).toBe('badInput');
    const wish = { ...printWish('job-00003', null), epoch, reprintReason: 'a spot on it' };
    expect((await ok(call('print', wish))).job).toMatchObject({ state: 'printed', purpose: 'reprint' });
    const { jobs } = await ok(call('jobs', { batch: null, state: null, purpose: 'reprint', before: null, limit: 10 }));
    expect(jobs.map(({ id, reprintReason, operator }) => [id, reprintReason, operator])).toEqual([
      ['job-00003', 'a spot on it', 'desk2'],
    ]);
    expect((await ok(call('operations', {}))).operations.map(({ id }) => id)).toEqual(['badge-0001']);
  });

  test('only the administrator’s, by the host’s own session', async () => {
    await setPolicy('admin');
    await signIn('operator');
    const wish = { ...printWish('job-00001', null), epoch, reprintReason: 'a spot on it' };
    expect(await problemOf(call('print', wish))).toBe('adminOnly');
    await signIn('boss');
    expect((await ok(call('print', wish))).job.state).toBe('printed');
  });
});

describe('a window that is not to be trusted', () => {
  const policy = async (reprint: 'reason' | 'admin'): Promise<void> => {
    await signIn('boss');
    await ok(call('badgeSettings', { epoch, settings: { ...NO_BADGE_SETTINGS, reprint } }));
    await signIn('operator');
  };
  const entry = (jobId: string) => ({
    ...{ jobId, participant: 'id:4', name: 'Сидорова Анна', content: makeContent({}), statusId: null, partId: null },
  });
  const batch = { batch: { id: 'batch-0001', title: 'Speakers' }, template: null, printer: null };

  test('cannot record somebody else’s arrival, another part’s, or the same twice', async () => {
    await signIn('operator');
    const wish = { ...printWish('job-00001', badge('badge-0001')), epoch };
    expect(await problemOf(call('print', { ...wish, participant: 'id:5' }))).toBe('badInput');
    expect(await problemOf(call('print', { ...wish, partId: 2 }))).toBe('badInput');
    const pass = anOperation('badge-0001', 'id:4', { kind: 'badge', partId: null, via: 'handedOut' });
    expect(await problemOf(call('print', { ...wish, operation: pass }))).toBe('badInput');
    await ok(call('print', wish));
    expect(await problemOf(call('print', { ...wish, jobId: 'job-00002' }))).toBe('badInput');
    expect((await ok(call('print', wish))).job.state).toBe('printed');
    expect((await ok(call('operations', {}))).operations).toHaveLength(1);
  });

  test('gets one badge of two that it asks for at once', async () => {
    await policy('admin');
    const wishes = ['1', '2'].map((n) => ({ ...printWish(`job-0000${n}`, badge(`badge-000${n}`)), epoch }));
    const answers = await Promise.all(wishes.map((wish) => problemOf(call('print', wish))));
    expect(answers.sort()).toEqual(['adminOnly', 'none']);
  });

  test('gets no second badge by calling it one in advance, alone or in a batch', async () => {
    await policy('reason');
    await ok(call('print', { ...printWish('job-00001', badge('badge-0001')), epoch }));
    const advance = { ...printWish('job-00002', null), epoch, purpose: 'advance' as const };
    expect(await problemOf(call('print', advance))).toBe('badInput');
    expect((await ok(call('printBatch', { epoch, ...batch, entries: [entry('job-00003')] }))).added).toBe(0);
    expect(await problemOf(call('print', { ...advance, participant: 'id:04' }))).toBe('badInput');
    await signIn('boss');
    expect((await ok(call('printBatch', { epoch, ...batch, entries: [entry('job-00004')] }))).added).toBe(1);
  });

  test('gets no second one in advance, and at the desk the first one', async () => {
    await policy('admin');
    expect((await ok(call('printBatch', { epoch, ...batch, entries: [entry('job-00001')] }))).added).toBe(1);
    expect((await ok(call('printBatch', { epoch, ...batch, entries: [entry('job-00002')] }))).added).toBe(0);
    expect((await ok(call('print', { ...printWish('job-00003', badge('badge-0001')), epoch }))).job.state).toBe(
      'printed',
    );
  });
});

describe('an administrator', () => {
  beforeEach(() => signIn('boss'));

  test('sets up printers and rules, and the station tells them', async () => {
    await ok(call('savePrinter', { epoch, printer: aPrinter('door', { media: { width: 86, height: 54 } }) }));
    const settings = { ...NO_BADGE_SETTINGS, printer: 'door' };
    await ok(call('badgeSettings', { epoch, settings }));
    const station = stationSchema.parse(await ok(call('station', {})));
    expect(station.printers).toEqual([{ id: 'door', name: 'door', kind: 'folder', media: { width: 86, height: 54 } }]);
    expect(station.badges).toEqual(settings);
    expect((await ok(call('testPage', { epoch, printer: 'door' }))).job).toMatchObject({
      state: 'printed',
      purpose: 'test',
      printer: 'door',
    });
    const found = await ok(call('probePrinter', { connection: { kind: 'folder', folder: 'somewhere' } }));
    expect(found.status.confirms).toBe('completed');
    expect(await problemOf(call('probePrinter', { connection: { kind: 'browser' } }))).toBe('notFound');
  });

  test('makes a template, looks at it, and prints with it', async () => {
    const { summary } = await ok(call('saveTemplate', { epoch, id: null, base: null, template: defaultTemplate }));
    await desk.hears((one) => one.type === 'templates');
    const { templates, server } = await ok(call('templates', {}));
    expect(templates.map(({ id }) => id)).toContain(summary.id);
    expect(server).toBeNull();
    const shown = await ok(
      call('previewBadge', { template: { id: summary.id }, content: makeContent({}), printer: null }),
    );
    expect([shown.page, shown.sides.length]).toEqual([defaultTemplate.page, 1]);
    expect(shown.sides[0]).toMatch(/^<svg/);
    const wish = { ...printWish('job-00001', badge('badge-0001')), epoch, template: summary.id };
    expect((await ok(call('print', wish))).job).toMatchObject({ template: summary.id, templateVersion: 1 });
    expect(await problemOf(call('saveTemplate', { epoch, id: summary.id, base: 0, template: defaultTemplate }))).toBe(
      'badInput',
    );
  });

  test('does not remove the template that the rules print with: no badge would come out any more', async () => {
    const { id } = (await ok(call('saveTemplate', { epoch, id: null, base: null, template: defaultTemplate }))).summary;
    const remove = () => call('removeTemplate', { epoch, id });
    const rule = { statusId: 1, partId: null, template: id };
    for (const uses of [{ template: id }, { templates: [rule] }, { slips: [rule] }]) {
      await ok(call('badgeSettings', { epoch, settings: { ...NO_BADGE_SETTINGS, ...uses } }));
      expect(await remove()).toMatchObject({ problem: { code: 'badInput', detail: 'templateInUse' } });
    }
    await ok(call('badgeSettings', { epoch, settings: NO_BADGE_SETTINGS }));
    await ok(remove());
  });
});

describe('/event/badges', () => {
  beforeEach(() => signIn('boss'));
  const list = async () => (await ok(call('templates', {}))).server;

  test('is read as plain data where the server has it', async () => {
    const Template = '<script>alert(1)</script><b>{LASTNAME}</b><br>{FIRSTNAME}';
    fake.answers['GET /event/badges'] = { json: { Badges: [{ Id: 5, Title: 'Участник', Template }, { odd: 1 }] } };
    expect(await list()).toEqual([{ id: '5', title: 'Участник' }]);
    const shown = await ok(call('serverTemplate', { id: '5' }));
    expect(shown).toMatchObject({ title: 'Участник', text: Template, template: { name: 'Участник' } });
    expect(JSON.stringify(shown.template)).not.toContain('alert');
  });

  test.each([
    ['not found', { status: 404, json: {} }],
    ['not implemented', { status: 501, text: 'no' }],
    ['an error', { status: 500, json: { Error: { Code: 1, Message: 'x' } } }],
    ['nonsense', { text: '<html>' }],
    ['another shape', { json: { Badges: 'none' } }],
  ])('is ignored where the server answers with %s, and says nothing of the connection', async (_name, answer) => {
    fake.answers['GET /event/badges'] = answer;
    expect(await list()).toBeNull();
    const last = desk.events.findLast((one) => one.type === 'connection');
    expect(last?.type === 'connection' && last.connection.state).toBe('online');
  });
});

test('the list A to Z is a PDF', async () => {
  const rows = [{ last: 'Орлов', first: 'Пётр', father: '', company: 'Ромашка', status: 'Участник' }];
  const { pdf } = await ok(call('sheet', { title: 'A made-up event', rows }));
  expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});
