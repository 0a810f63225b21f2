/** Cuts what comes from a serial port into codes: by the ends of lines, or by a pause for scanners that send none. */
const MOST_SIGNS = 8000;

export class LineCutter {
  #held = '';

  /** @returns the codes that are whole by now; a card of several lines is one */
  push(text: string): readonly string[] {
    this.#held += text;
    const codes: string[] = [];
    for (;;) {
      const end = findEnd(this.#held);
      if (end === null) break;
      codes.push(this.#held.slice(end.from, end.at));
      this.#held = this.#held.slice(end.next);
    }
    if (this.#held.length > MOST_SIGNS) codes.push(this.flush());
    return codes.filter((code) => code.trim() !== '');
  }

  /** Nothing has come for a while. @returns what is left, perhaps empty */
  flush(): string {
    const left = this.#held;
    this.#held = '';
    return left.trim() === '' ? '' : left;
  }

  get isEmpty(): boolean {
    return this.#held === '';
  }
}

function findEnd(text: string): { readonly from: number; readonly at: number; readonly next: number } | null {
  const lead = /^[\s\u0002]*/.exec(text)?.[0].length ?? 0; // eslint-disable-line no-control-regex -- STX begins a code
  const kind = /^(?:\][a-z][0-9a-z])?BEGIN:([a-z]+)/i.exec(text.slice(lead, lead + 40))?.[1];
  const from = kind === undefined ? lead : text.toUpperCase().indexOf(`END:${kind.toUpperCase()}`, lead);
  if (from === -1) return null;
  const end = /[\r\n\u0003]+/.exec(text.slice(from)); // eslint-disable-line no-control-regex -- ETX ends one
  return end === null ? null : { from: lead, at: from + end.index, next: from + end.index + end[0].length };
}
