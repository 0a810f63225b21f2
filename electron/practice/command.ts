import { parseArgs } from 'node:util';
import { type PracticeOptions, PracticeOptionsError } from './options.ts';
import { knownQuirks } from './quirks.ts';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'start'; readonly options: PracticeOptions };

const help = `A RUVENTS server with a made-up event, for training, demonstration and tests.

Options:
  --port N           port on 127.0.0.1 (default: any free one)
  --participants N   people registered at the start (default: 500)
  --parts N          parts of the event (default: 0)
  --seed N           the same seed gives the same event (default: 1)
  --quirks a,b       departures from the document, see below
  --state FILE       keep what happens in FILE and go on from it at the next start
  --implemented      serve the operations that the document marks as not implemented:
                     badge templates and the issue of products
  --help             this text

Quirks:
${Object.entries(knownQuirks)
  .map(([name, meaning]) => `  ${name.padEnd(28)} ${meaning}`)
  .join('\n')}
`;

/** Reads the arguments after the script's name. Ranges and quirks are checked when the server starts. */
export function parseCommand(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        participants: { type: 'string' },
        parts: { type: 'string' },
        seed: { type: 'string' },
        quirks: { type: 'string' },
        state: { type: 'string' },
        implemented: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.help === true) return { kind: 'help', text: help };
    return {
      kind: 'start',
      options: {
        ...readNumber('port', values.port),
        ...readNumber('participants', values.participants),
        ...readNumber('parts', values.parts),
        ...readNumber('seed', values.seed),
        ...(values.implemented === true && { implemented: true }),
        ...(values.state !== undefined && { stateFile: values.state }),
        ...(values.quirks !== undefined && { quirks: values.quirks.split(',').filter((name) => name !== '') }),
      },
    };
  } catch (error) {
    if (error instanceof PracticeOptionsError || isArgumentError(error)) {
      return { kind: 'wrong', message: error.message };
    }
    throw error;
  }
}

function readNumber<Name extends string>(name: Name, text: string | undefined): { [K in Name]?: number } {
  const result: { [K in Name]?: number } = {};
  if (text === undefined) return result;
  if (!/^\d+$/.test(text)) throw new PracticeOptionsError(`--${name} takes a whole number, not "${text}".`);
  result[name] = Number(text);
  return result;
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
