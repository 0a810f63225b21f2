/** The settings file on the disk and at the host's start. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Provision } from '../../../electron/host/provision.ts';
import { listPlaces, loadProvision } from '../../../electron/shell/provision.ts';
import { StartProblem } from '../../../electron/shell/start-problem.ts';
import { shippedTemplates } from '../../../shared/badge/shipped/index.ts';
import { writeTemplateFile } from '../../../shared/badge/template-file.ts';
import { ok, printsAtOnce, startDesk } from '../host/desk.ts';
import { HASH, startFake } from '../host/fake-server.ts';
import { NO_BADGE_SETTINGS } from '../../../shared/contract/printing.ts';
import { makeDefaultPrinter } from '../../../electron/host/printing/default-printer.ts';
import { makeFolder } from '../shells/desk.ts';

const zebra = { id: 'zebra', name: 'Door A', connection: { kind: 'zpl', host: '192.0.2.10', port: 9100 } };

async function write(folder: string, value: object): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'stoika.json');
  await writeFile(file, JSON.stringify(value));
  return file;
}

async function load(change: Partial<Parameters<typeof loadProvision>[0]>): Promise<Provision> {
  const folder = await makeFolder();
  return loadProvision({
    ...{ given: null, cwd: folder, dataDir: join(folder, 'data'), platform: 'win32', executable: null },
    env: { ProgramData: join(folder, 'machine') },
    ...change,
  });
}

describe('where the file is looked for', () => {
  it('beside the program, then the data folder, then the machine', () => {
    const env = { ProgramData: '/pd', APPIMAGE: undefined };
    const places = { dataDir: '/data', env, executable: '/programs/stoika' };
    expect(listPlaces({ ...places, platform: 'win32' })).toEqual([
      ...['/programs/stoika.json', '/data/stoika.json', join('/pd', 'Stoika', 'stoika.json')],
    ]);
    expect(listPlaces({ ...places, platform: 'linux', executable: null })).toEqual([
      ...['/data/stoika.json', '/etc/stoika/stoika.json'],
    ]);
    expect(listPlaces({ ...places, platform: 'darwin' })[2]).toBe('/Library/Application Support/Stoika/stoika.json');
    const image = { APPIMAGE: '/usb/Stoika.AppImage' };
    expect(listPlaces({ ...places, env: image, platform: 'linux' })[0]).toBe('/usb/stoika.json');
    const portable = { PORTABLE_EXECUTABLE_DIR: '/usb' };
    expect(listPlaces({ ...places, env: portable, platform: 'win32' })[0]).toBe('/usb/stoika.json');
  });

  it('the first one that is there counts', async () => {
    const folder = await makeFolder();
    const places = { dataDir: join(folder, 'data'), env: { ProgramData: join(folder, 'machine') } };
    await write(join(folder, 'machine', 'Stoika'), { version: 1, language: 'ru' });
    expect((await load(places)).settings.language).toBe('ru');
    await write(join(folder, 'data'), { version: 1, language: 'en' });
    expect((await load(places)).settings.language).toBe('en');
  });

  it('none is no problem', async () => {
    expect(await load({})).toMatchObject({ problem: '', settings: { server: null, printers: [] } });
  });

  it('the variable may hold the settings themselves', async () => {
    expect((await load({ given: '{"version":1,"server":"https://api.example"}' })).settings.server).toBe(
      'https://api.example',
    );
  });

  it('one that was given and is wrong stops the start; one that was found is told of', async () => {
    const folder = await makeFolder();
    const file = await write(join(folder, 'data'), { version: 1, printer: [] });
    await expect(load({ given: file })).rejects.toThrow(StartProblem);
    await expect(load({ given: join(folder, 'nowhere.json') })).rejects.toThrow('cannot be read (ENOENT)');
    const found = await load({ dataDir: join(folder, 'data') });
    expect(found.problem).toBe(`${file}: nothing is known by the name "printer"`);
    expect(found.settings.printers).toEqual([]);
  });
});

describe('templates of the file', () => {
  it('are read from beside it, and rules find them by the name that the file gave', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'guest.json'), writeTemplateFile(shippedTemplates[0].template));
    const badges = { template: 'guest', templates: [{ statusId: 1, partId: null, template: 'shipped-large-name' }] };
    const given = await write(folder, { version: 1, templates: [{ id: 'guest', file: 'guest.json' }], badges });
    const provision = await load({ given });
    expect([...provision.templates.keys()]).toEqual(['fleet-guest']);
    expect(provision.settings.badges).toMatchObject({
      template: 'fleet-guest',
      templates: [{ template: 'shipped-large-name' }],
    });
  });

  it('that cannot be used are named', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'broken.json'), '{}');
    const given = await write(folder, { version: 1, templates: [{ id: 'a', file: 'broken.json' }] });
    await expect(load({ given })).rejects.toThrow('the template broken.json cannot be used (notATemplate)');
  });
});

describe('at the start of the host', () => {
  const standard = makeDefaultPrinter('folder', 'nowhere');
  const printing = { backends: { folder: printsAtOnce() }, standard, only: false };

  async function start(dataDir: string, file: object) {
    const provision = await load({ given: JSON.stringify(file) });
    const desk = await startDesk({ dataDir, provision, printing });
    onTestFinished(() => desk.stop());
    const answer = await desk.client.call('station', {});
    if (!answer.ok) throw new Error(answer.problem.code);
    return { desk, station: answer.value };
  }

  it('language, server and printers are there; a second start writes nothing anew', async () => {
    const dataDir = await makeFolder();
    const file = { version: 1, server: 'https://api.example', language: 'en', printers: [zebra] };
    const first = await start(dataDir, file);
    expect(first.station).toMatchObject({ language: 'en', fleetServer: 'https://api.example' });
    expect(first.station.printers).toMatchObject([{ id: 'zebra', name: 'Door A', kind: 'zpl' }]);
    await first.desk.stop();
    const files = ['vault', 'printers.json', 'provisioned.json'].map((name) => join(dataDir, name));
    const before = await Promise.all(files.map(async (one) => (await stat(one)).mtimeMs));
    await (await start(dataDir, file)).desk.stop();
    expect(await Promise.all(files.map(async (one) => (await stat(one)).mtimeMs))).toEqual(before);
  });

  it('what a person chose stays, unless the file says force', async () => {
    const dataDir = await makeFolder();
    const file = { version: 1, language: 'en', printers: [zebra] };
    const first = await start(dataDir, file);
    await first.desk.client.call('language', { language: 'ru' });
    await first.desk.stop();
    const second = await start(dataDir, file);
    expect(second.station.language).toBe('ru');
    await second.desk.stop();
    expect((await start(dataDir, { ...file, force: true })).station.language).toBe('en');
  });

  it('with --print-to its folder stays the only printer', async () => {
    const provision = await load({ given: JSON.stringify({ version: 1, printers: [zebra] }) });
    const desk = await startDesk({ provision });
    onTestFinished(() => desk.stop());
    await expect(readFile(join(desk.dataDir, 'provisioned.json'))).rejects.toThrow('ENOENT');
  });

  it('a file that is wrong is told at the desk, which works', async () => {
    const dataDir = await makeFolder();
    await write(dataDir, { version: 2 });
    const desk = await startDesk({ dataDir, provision: await load({ dataDir }) });
    onTestFinished(() => desk.stop());
    const station = await desk.client.call('station', {});
    const notices = station.ok ? station.value.notices.map(({ code }) => code) : [];
    expect(notices).toContain('settingsFileWrong');
  });
});

describe('in an event', () => {
  async function openEvent(dataDir: string, server: string, force: boolean) {
    const folder = await makeFolder();
    await writeFile(join(folder, 'guest.json'), writeTemplateFile(shippedTemplates[0].template));
    const file = { version: 1, force, templates: [{ id: 'guest', file: 'guest.json' }], badges: { template: 'guest' } };
    const provision = await load({ given: await write(folder, file) });
    const desk = await startDesk({ dataDir, provision, auto: { server, hash: HASH } });
    onTestFinished(() => desk.stop());
    await desk.hears((one) => one.type === 'station' && one.station.event !== null);
    return desk;
  }

  it('the templates of the fleet are there, its rules are used until an admin makes others, and with force again', async () => {
    const fake = await startFake();
    onTestFinished(() => fake.stop());
    const dataDir = await makeFolder();
    const first = await openEvent(dataDir, fake.url, false);
    await ok(first.client.call('signIn', { login: 'desk1', password: '81234' }));
    const { epoch, station } = await ok(first.client.call('lease', {}));
    expect(station.badges).toEqual({ ...NO_BADGE_SETTINGS, template: 'fleet-guest' });
    const { templates } = await ok(first.client.call('templates', {}));
    expect(templates.find(({ id }) => id === 'fleet-guest')).toMatchObject({ shipped: true });
    await ok(first.client.call('badgeSettings', { epoch, settings: { ...NO_BADGE_SETTINGS, reprint: 'admin' } }));
    await first.stop();

    const second = await openEvent(dataDir, fake.url, false);
    expect((await ok(second.client.call('station', {}))).badges.reprint).toBe('admin');
    await second.stop();
    const forced = await openEvent(dataDir, fake.url, true);
    expect((await ok(forced.client.call('station', {}))).badges.template).toBe('fleet-guest');
  });
});
