/** `npm run practice`: the practice event's server by itself, until it is told to stop. */
import { parseCommand } from './command.ts';
import { type PracticeOptions, PracticeOptionsError, type PracticeServer, startPractice } from './server.ts';

const usageError = 2;

const command = parseCommand(process.argv.slice(2));
switch (command.kind) {
  case 'help':
    console.log(command.text);
    break;
  case 'wrong':
    reportWrongUse(command.message);
    break;
  case 'start':
    await serve(command.options);
}

async function serve(options: PracticeOptions): Promise<void> {
  try {
    const server = await startPractice(options);
    closeOnSignal(server);
    console.log(`practice ready ${server.url} hash=${server.hash}`);
    for (const { Login, Password, Role } of server.operators) {
      console.log(`operator ${Login} password ${Password} ${Role}`);
    }
  } catch (error) {
    if (!(error instanceof PracticeOptionsError)) throw error;
    reportWrongUse(error.message);
  }
}

function reportWrongUse(message: string): void {
  console.error(`${message}\nSee --help.`);
  process.exitCode = usageError;
}

function closeOnSignal(server: PracticeServer): void {
  let isClosing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isClosing) return;
      isClosing = true;
      void server.close();
    });
  }
}
