const NEWLINE = 10;

/** Nothing for text with other letters. */
function toBytes(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'latin1');
  return bytes.toString('latin1') === text ? bytes : undefined;
}

/** Lines of latin-1 in the order of their bytes, held as they lie in a file: no map of them is made. */
export class SortedLines {
  readonly #bytes: Buffer;

  /** @param bytes - each line ends with a newline */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The lines that begin with `prefix`, found by bisection. */
  *startingWith(prefix: string): Generator<string> {
    const wanted = toBytes(prefix);
    let start = wanted ? this.#find(wanted) : this.#bytes.length;
    while (start < this.#bytes.length) {
      const end = this.#endOf(start);
      const line = this.#bytes.toString('latin1', start, end);
      if (!line.startsWith(prefix)) {
        return;
      }
      yield line;
      start = end + 1;
    }
  }

  /** Whether a line is `text` and no more. */
  has(text: string): boolean {
    const wanted = toBytes(`${text}\n`);
    return !!wanted && this.#compare(wanted, this.#find(wanted)) === 0;
  }

  /** Where the first line begins that does not come before `wanted`. */
  #find(wanted: Buffer): number {
    let low = 0;
    let high = this.#bytes.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const start =
        middle === 0 ? 0 : this.#bytes.lastIndexOf(NEWLINE, middle - 1) + 1;
      if (this.#compare(wanted, start) > 0) {
        low = this.#endOf(start) + 1;
      } else {
        high = start;
      }
    }
    return low;
  }

  /** Compares with as many bytes from `start` on, of this line or the next. */
  #compare(wanted: Buffer, start: number): number {
    const end = Math.min(this.#bytes.length, start + wanted.length);
    return wanted.compare(this.#bytes, start, end);
  }

  #endOf(start: number): number {
    const end = this.#bytes.indexOf(NEWLINE, start);
    return end < 0 ? this.#bytes.length : end;
  }
}
