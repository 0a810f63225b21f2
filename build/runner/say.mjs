/** What a command does, one line each, on standard error: standard output belongs to what others read (`stoika ready …`). */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the command with one line that says what to do. */
export function stop(line, code = 1) {
  say(line);
  process.exit(code);
}

/** Whole seconds, or tenths below ten. */
export function seconds(milliseconds) {
  const value = milliseconds / 1000;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}
