/** The real host of a modelled desk: files, keys and sockets are real, the clock is fast. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { createHost } from '../../electron/host/host.ts';
import { createFileKeyStore } from '../../electron/host/keys.ts';
import type { Log } from '../../electron/host/log.ts';
import type { PrintBackend } from '../../electron/host/printing/backend.ts';
import { renderPdf } from '../../electron/host/printing/pdf.ts';
import { makeDefaultPrinter } from '../../electron/host/printing/default-printer.ts';
import { createFolderBackend } from '../../electron/host/printing/folder.ts';
import { type BadgeFonts, loadFonts } from '../../electron/host/printing/fonts.ts';
import { createNodeTransport } from '../../electron/host/ruvents/transport.ts';
import type { DeskOptions } from './contract.ts';
import type { FastTime } from './dilation.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);
const ORIGIN = 'http://desk.local';

/** Errors of a host are told on stderr; the rest is of no interest here. */
const log: Log = {
  error: (event, fields) => console.error(JSON.stringify({ event, ...fields })),
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
};

export interface DeskHost {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startDeskHost(options: DeskOptions, time: FastTime): Promise<DeskHost> {
  const { folder, server, hash, login, password, fontsDir } = options;
  const dataDir = join(folder, 'data');
  const printed = join(folder, 'printed');
  const transport = createNodeTransport();
  const host = await createHost({
    dataDir,
    shell: 'browser',
    role: 'desk',
    version: '0.0.0',
    language: null,
    transport,
    keyStore: createFileKeyStore(dataDir, random),
    printing: {
      backends: { folder: createLateBackend(fontsDir, time.wall) },
      standard: makeDefaultPrinter('folder', printed),
      only: true,
    },
    fontsDir,
    practice: null,
    auto: { server, hash, operator: login, password },
    autoPractice: null,
    clock: time.wall,
    random,
    log,
    timers: time,
  });
  return {
    fetch: (path, init) => host.fetch(new Request(new URL(path, ORIGIN), init)),
    close: async () => {
      await host.close();
      await transport.close();
    },
  };
}

/** The back-end of `--print-to`; its fonts are read at the first badge, since many modelled desks never print one. */
function createLateBackend(fontsDir: string, now: () => Date): PrintBackend {
  let backend: Promise<PrintBackend> | null = null;
  const open = async (): Promise<PrintBackend> => openFolder(await loadFonts(fontsDir), now);
  const ready = (): Promise<PrintBackend> => (backend ??= open());
  return {
    kind: 'folder',
    confirms: 'file',
    print: async (task, layout) => (await ready()).print(task, layout),
    recover: async (jobId, printer) => (await ready()).recover(jobId, printer),
    cancel: async (jobId, printer) => (await ready()).cancel(jobId, printer),
    status: async (printer) => (await ready()).status(printer),
    capabilities: async (connection) => (await ready()).capabilities(connection),
  };
}

const openFolder = (fonts: BadgeFonts, now: () => Date): PrintBackend =>
  createFolderBackend({ renderPdf: (layout) => renderPdf(layout, fonts, { createdAt: now() }) });

const stationSchema = z.object({ session: z.object({ operator: z.unknown() }) });

/** Resolves when the event is open and the operator is signed in: with a bad network that takes several attempts. */
export async function waitForSignIn(host: DeskHost, ask: () => Promise<void>): Promise<void> {
  for (;;) {
    const answer = await host.fetch('/api/station');
    const { session } = stationSchema.parse(await answer.json());
    if (session.operator !== null) return;
    await ask();
  }
}
