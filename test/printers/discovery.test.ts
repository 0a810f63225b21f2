import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { discoverPrinters, listedSource, networkSource } from '../../electron/host/printing/discover.ts';
import { createIppBackend } from '../../electron/host/printing/ipp.ts';
import { makePrinter } from './badge.ts';
import { impatient, type PaperPrinter, startPaperPrinter } from './ipp-rig.ts';

const skip = inject('printerProblem');

describe.skipIf(skip !== null)('a printer that announces itself', () => {
  let paper: PaperPrinter;
  beforeAll(async () => {
    if (skip === null) paper = await startPaperPrinter('Announced');
  });
  afterAll(async () => {
    if (skip === null) await paper.stop();
  });

  it('is found by multicast DNS, and what was found can be spoken to', async () => {
    const { found, problems } = await discoverPrinters([networkSource({ interfaces: ['127.0.0.1'], listenMs: 2500 })]);
    expect(problems).toEqual([]);
    const ours = found.filter(({ name }) => name.startsWith('Announced'));
    const uris = ours.flatMap(({ connection }) => (connection.kind === 'ipp' ? [connection.uri] : []));
    expect(uris.map((uri) => uri.replace(/\/\/.*:/, '//:')).sort()).toEqual([
      `ipp://:${paper.port}/ipp/print`,
      `ipps://:${paper.port}/ipp/print`,
    ]);
    const plain = uris.find((uri) => uri.startsWith('ipp:'))!;
    expect((await createIppBackend(impatient).status(makePrinter({ kind: 'ipp', uri: plain }))).state).toBe('ready');
  });
});

describe('discovery', () => {
  const printer = {
    connection: { kind: 'system' as const, device: 'One' },
    name: 'One',
    detail: '',
    capabilities: null,
  };

  it('says in words that multicast DNS is blocked', async () => {
    // Somebody keeps the port to themselves alone.
    const greedy = createSocket({ type: 'udp4', reuseAddr: false });
    await new Promise<void>((resolve) => greedy.bind(0, () => resolve()));
    const { port } = greedy.address();
    const { problems } = await discoverPrinters([networkSource({ interfaces: ['127.0.0.1'], listenMs: 200, port })]);
    expect(problems).toEqual([expect.stringContaining('multicast DNS is blocked (EADDRINUSE)')]);
    greedy.close();
  });

  it('waits for nobody for ever, tells what failed, and lists a printer once', async () => {
    const { found, problems } = await discoverPrinters(
      [
        listedSource('System', async () => [printer, printer]),
        listedSource('Broken', () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }))),
        listedSource('Slow', () => new Promise(() => undefined)),
        networkSource({ interfaces: [] }),
      ],
      50,
    );
    expect(found).toEqual([printer]);
    expect(problems).toEqual([
      'Broken: could not be asked (EACCES).',
      'Slow: no answer in time.',
      'This machine is in no network: no printers were looked for.',
    ]);
  });
});
