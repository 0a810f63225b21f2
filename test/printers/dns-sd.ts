/**
 * A D-Bus and an Avahi of the tests' own, on loopback alone: `ippeveprinter` announces itself through them, and does not start without.
 *
 * One Avahi runs on a machine at a time (its pid file has a fixed place). Where the machine's own runs, that is used; where another
 * run of these tests has one, it is waited for.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Program, startProgram, until } from './processes.ts';

export interface DnsSd {
  /** Address of the bus for `DBUS_SYSTEM_BUS_ADDRESS`. */
  readonly bus: string;
  stop(): Promise<void>;
}

const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';

const dbusConfig = (
  folder: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
  </policy>
</busconfig>
`;

const avahiConfig = `[server]
host-name=stoika-test
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
[wide-area]
enable-wide-area=no
[publish]
publish-hinfo=no
publish-workstation=no
`;

export async function startDnsSd(): Promise<DnsSd> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoika-dns-sd-'));
  const bus = `unix:path=${folder}/bus`;
  await writeFile(path.join(folder, 'dbus.conf'), dbusConfig(folder));
  await writeFile(path.join(folder, 'avahi.conf'), avahiConfig);
  const dbus = startProgram('/usr/bin/dbus-daemon', [`--config-file=${folder}/dbus.conf`, '--nofork', '--nopidfile']);
  const stop = async (avahi: Program | null): Promise<void> => {
    await avahi?.stop();
    await dbus.stop();
    await rm(folder, { recursive: true, force: true });
  };
  await until(
    () => exists(path.join(folder, 'bus')),
    () => `dbus-daemon did not start: ${dbus.output()}`,
  );
  const args = ['-f', `${folder}/avahi.conf`, '--no-drop-root', '--no-chroot', '--no-rlimits'];
  for (let tries = 0; ; tries += 1) {
    const avahi = startProgram('/usr/sbin/avahi-daemon', args, { DBUS_SYSTEM_BUS_ADDRESS: bus });
    await until(
      () => avahi.output().includes('Server startup complete') || avahi.child.exitCode !== null,
      () => `avahi-daemon did not start: ${avahi.output()}`,
    );
    if (avahi.child.exitCode === null) return { bus, stop: () => stop(avahi) };
    if (await isMachinesOwn()) {
      await stop(null);
      return { bus: SYSTEM_BUS, stop: () => Promise.resolve() };
    }
    if (tries > 300) {
      await stop(null);
      throw new Error(`avahi-daemon did not start: ${avahi.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** The Avahi that runs was started by the machine: it was not told where its configuration is. */
async function isMachinesOwn(): Promise<boolean> {
  try {
    const pid = (await readFile('/run/avahi-daemon/pid', 'utf8')).trim();
    return !(await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('stoika-dns-sd-');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await readFile(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'; // a socket cannot be read, and is there
  }
}
