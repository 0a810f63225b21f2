/**
 * An IPP Everywhere printer: `ippeveprinter` of CUPS, whose "paper" is a folder. What it does with a job is decided by a script that a
 * test steers while it runs: prints, runs out of paper, is opened, fails, is slow, has its plug pulled.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { findFreePort, type Program, startProgram, until } from './processes.ts';

export type Behaviour =
  | 'prints'
  | 'waits' // works until it may go on
  | 'paper' // out of paper until it may go on
  | 'cover'
  | 'jam'
  | 'fails'; // aborts the job

export interface PaperPrinter {
  readonly uri: string;
  readonly secureUri: string;
  readonly port: number;
  /** Names of the jobs that came out, in order. */
  printed(): Promise<string[]>;
  /** The last page that came out, as it arrived. */
  lastPage(): Promise<Buffer>;
  /** From the next job on. */
  behave(behaviour: Behaviour): Promise<void>;
  /** Lets what waits go on. */
  goOn(): Promise<void>;
  /** Lets what waits go on, and prints from then on. */
  settle(): Promise<void>;
  /** Waits until a job is at work. */
  begins(): Promise<void>;
  /** Pulls the plug. */
  unplug(): Promise<void>;
  /** Puts the plug in again, at the same place. Jobs are forgotten. */
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

/** A6, 86 × 54, a label of 62 mm and anything up to A4; no margins. */
const ATTRIBUTES = `
ATTR keyword media-supported iso_a6_105x148mm,oe_card_54x86mm,iso_a4_210x297mm,custom_min_20x20mm,custom_max_210x297mm
ATTR keyword media-ready iso_a6_105x148mm
ATTR keyword media-default iso_a6_105x148mm
ATTR collection media-size-supported
 { MEMBER integer x-dimension 10500 MEMBER integer y-dimension 14800 },
 { MEMBER integer x-dimension 5400 MEMBER integer y-dimension 8600 },
 { MEMBER integer x-dimension 21000 MEMBER integer y-dimension 29700 },
 { MEMBER rangeOfInteger x-dimension 2000-21000 MEMBER rangeOfInteger y-dimension 2000-29700 }
ATTR collection media-col-ready {
 MEMBER collection media-size { MEMBER integer x-dimension 10500 MEMBER integer y-dimension 14800 }
 MEMBER integer media-bottom-margin 0 MEMBER integer media-left-margin 0
 MEMBER integer media-right-margin 0 MEMBER integer media-top-margin 0 }
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword sides-supported one-sided,two-sided-long-edge,two-sided-short-edge
ATTR enum finishings-supported 3,11
ATTR resolution printer-resolution-supported 300dpi
ATTR resolution printer-resolution-default 300dpi
ATTR keyword print-scaling-supported auto,none
ATTR mimeMediaType document-format-supported application/pdf,application/octet-stream
ATTR mimeMediaType document-format-default application/pdf
ATTR textWithoutLanguage printer-make-and-model "Made Up"
`;

/** Reasons come and go by lines on stderr; the sheet comes out as the last thing. */
const SCRIPT = (folder: string): string => `#!/bin/sh
behaviour=$(cat '${folder}/behaviour')
: > '${folder}/begun'
trap "rm -f '${folder}/begun'" EXIT TERM
hold() { while [ -d '${folder}' ] && [ ! -e '${folder}/go-on' ]; do sleep 0.02; done; }
case "$behaviour" in
  waits) hold ;;
  paper) echo 'STATE: +media-empty-error' >&2; hold; echo 'STATE: -media-empty-error' >&2 ;;
  cover) echo 'STATE: +cover-open-error' >&2; hold; echo 'STATE: -cover-open-error' >&2 ;;
  jam) echo 'STATE: +media-jam-error' >&2; hold; echo 'STATE: -media-jam-error' >&2 ;;
  fails) exit 1 ;;
esac
cp "$1" '${folder}/out/page' && echo "$IPP_JOB_NAME" >> '${folder}/out/names'
`;

export async function startPaperPrinter(name = 'Paper'): Promise<PaperPrinter> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoika-paper-'));
  const at = (file: string): string => path.join(folder, file);
  await mkdir(at('out'));
  await mkdir(at('spool'));
  await writeFile(at('print'), SCRIPT(folder));
  await chmod(at('print'), 0o755);
  await writeFile(at('attributes'), ATTRIBUTES);
  await writeFile(at('behaviour'), 'prints');
  await writeFile(at('out/names'), '');
  const port = await findFreePort();

  const plugIn = async (): Promise<Program> => {
    const program = startProgram(
      '/usr/sbin/ippeveprinter',
      // prettier-ignore
      ['-v', '-n', 'localhost', '-p', String(port), '-d', at('spool'), '-c', at('print'), '-a', at('attributes'), name],
      { DBUS_SYSTEM_BUS_ADDRESS: inject('printerBus') },
    );
    await until(
      () => answers(port),
      () => `ippeveprinter did not start: ${program.output()}`,
    );
    return program;
  };
  let program = await plugIn();
  const behave = async (behaviour: Behaviour): Promise<void> => {
    await rm(at('go-on'), { force: true });
    await rm(at('begun'), { force: true });
    await writeFile(at('behaviour'), behaviour);
  };

  return {
    uri: `ipp://localhost:${port}/ipp/print`,
    secureUri: `ipps://localhost:${port}/ipp/print`,
    port,
    async printed() {
      return (await readFile(at('out/names'), 'utf8')).split('\n').filter((line) => line !== '');
    },
    lastPage: () => readFile(at('out/page')),
    behave,
    async settle() {
      await writeFile(at('go-on'), '');
      await until(
        () => !existsSync(at('begun')),
        () => `a job does not end: ${program.output()}`,
      );
      await behave('prints');
    },
    goOn: () => writeFile(at('go-on'), ''),
    begins: () =>
      until(
        () => existsSync(at('begun')),
        () => `no job began: ${program.output()}`,
      ),
    async unplug() {
      await program.stop();
      await rm(at('begun'), { force: true });
    },
    async plugIn() {
      for (const file of await readdir(at('spool'))) await rm(at(`spool/${file}`), { recursive: true });
      program = await plugIn();
    },
    async stop() {
      await program.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}/`, { signal: AbortSignal.timeout(1000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false; // not yet
  }
}
