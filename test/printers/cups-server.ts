/** A CUPS of the tests' own: its own configuration, spool, socket and port; nothing of the machine's is touched. */
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort, runProgram, startProgram, until } from './processes.ts';

export interface CupsServer {
  readonly origin: string;
  /** What it writes of jobs. */
  readonly logFile: string;
  queueUri(queue: string): string;
  /** A queue that prints to a network printer as that printer says of itself. */
  addDriverless(queue: string, printerUri: string): Promise<void>;
  /** A queue with the driver of CUPS-PDF to any device. */
  addPdf(queue: string, device?: string): Promise<void>;
  /** Runs a program of CUPS against this server. */
  run(command: string, ...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Jobs keep their names from strangers, as CUPS does by itself. */
const configOf = (port: number, folder: string): string => `LogLevel info
Listen 127.0.0.1:${port}
Listen ${folder}/socket
Browsing No
DefaultAuthType None
WebInterface No
ErrorPolicy retry-job
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

const filesOf = (folder: string): string => `ServerRoot ${folder}/etc
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
CacheDir ${folder}/cache
StateDir ${folder}/state
AccessLog ${folder}/log/access
ErrorLog ${folder}/log/error
PageLog ${folder}/log/page
User lp
Group lp
SystemGroup root
FileDevice Yes
`;

const PDF_DRIVER = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd';

export async function startCups(): Promise<CupsServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoika-cups-'));
  const group = await groupId('lp');
  await chmod(folder, 0o755);
  for (const name of ['etc', 'etc/ppd', 'spool', 'spool/tmp', 'cache', 'state', 'log']) {
    await mkdir(path.join(folder, name));
    await chown(path.join(folder, name), 0, group);
    await chmod(path.join(folder, name), 0o770);
  }
  const port = await findFreePort();
  await writeFile(path.join(folder, 'etc/cupsd.conf'), configOf(port, folder));
  await writeFile(path.join(folder, 'etc/cups-files.conf'), filesOf(folder));
  const server = startProgram('/usr/sbin/cupsd', [
    ...['-f', '-c', `${folder}/etc/cupsd.conf`],
    ...['-s', `${folder}/etc/cups-files.conf`],
  ]);
  const run = (command: string, ...args: string[]): Promise<string> =>
    runProgram(command, args, { CUPS_SERVER: path.join(folder, 'socket') });
  await until(
    () => fetch(`http://127.0.0.1:${port}/`).then(...answered),
    () => `cupsd did not start: ${server.output()}`,
  );
  return {
    origin: `http://127.0.0.1:${port}`,
    logFile: path.join(folder, 'log/error'),
    queueUri: (queue) => `ipp://127.0.0.1:${port}/printers/${queue}`,
    async addDriverless(queue, printerUri) {
      await run('/usr/sbin/lpadmin', '-p', queue, '-E', '-v', printerUri, '-m', 'everywhere');
    },
    async addPdf(queue, device = 'cups-pdf:/') {
      await run('/usr/sbin/lpadmin', '-p', queue, '-E', '-v', device, '-P', PDF_DRIVER);
    },
    run,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const answered = [() => true, () => false] as const;

async function groupId(name: string): Promise<number> {
  const groups = await readFile('/etc/group', 'utf8');
  const id = new RegExp(`^${name}:[^:]*:(\\d+):`, 'm').exec(groups)?.[1];
  if (id === undefined) throw new Error(`no group ${name}`);
  return Number(id);
}
