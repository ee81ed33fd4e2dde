import { RanQuery } from '../tools/AgentNotes';
import { SaidNumber } from './readNumbers';

/** Columns whose numbers are thousands, millions and so on already. */
const SCALED_COLUMN =
  /(?:^|_)(?:k|thousands?|m|mn|mio|millions?|b|bn|billions?|t|tn|trillions?)(?:_|$)/i;
/** Columns whose numbers may be shares above 1 or below -1. */
const SHARE_COLUMN = /share|ratio|rate|growth|change|pct|percent/i;
/** What a few operations on doubles lose, relative to them. */
const EPSILON = 8 * Number.EPSILON;
const DIGITS = /\d+(?:,\d{3})*(?:\.\d+)?/g;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;
const WHOLE = /^[+-]?\d+$/;
const LONGEST_TEXT = 2_000;
const LINE_COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

interface Cell {
  value: number;
  isScaled: boolean;
  isShare: boolean;
}

function numbersIn(text: string): number[] {
  return [...text.slice(0, LONGEST_TEXT).matchAll(DIGITS)].map(([digits]) =>
    Number(digits.replaceAll(',', '')),
  );
}

/** Half a unit of the last digit that is written, or a whole one of the last that is not 0 where it is said roughly. */
function toleranceOf({ value, decimals, isRough }: SaidNumber): number {
  if (!isRough) {
    return 0.5 * 10 ** -decimals;
  }
  let unit = 10 ** -decimals;
  while (value > 0 && unit < value && Number.isInteger(value / (unit * 10))) {
    unit *= 10;
  }
  return unit;
}

/** What a sentence may say: the numbers of results, and those that are of the question or the SQL. */
export class BackingNumbers {
  static of(options: {
    queries: readonly RanQuery[];
    said: readonly string[];
  }): BackingNumbers {
    return new BackingNumbers(options);
  }

  readonly #cells: Cell[] = [];
  /** Nothing is rounded or scaled of these. */
  readonly #exact = new Set<number>();
  /** Whole numbers that a double does not hold. */
  readonly #long = new Set<string>();
  #mostRows = 0;

  private constructor(options: {
    queries: readonly RanQuery[];
    said: readonly string[];
  }) {
    for (const text of options.said) {
      numbersIn(text).forEach(number => this.#exact.add(number));
    }
    for (const { sql, result } of options.queries) {
      numbersIn(sql.replace(LINE_COMMENTS, ' ')).forEach(number =>
        this.#exact.add(number),
      );
      this.#exact.add(result.rows.length);
      this.#mostRows = Math.max(
        this.#mostRows,
        result.rows.length,
        result.columns.length,
      );
      const columns = result.columns.map(({ name }) => ({
        isScaled: SCALED_COLUMN.test(name),
        isShare: SHARE_COLUMN.test(name),
      }));
      for (const row of result.rows) {
        row.forEach((cell, index) => this.#addCell(cell, columns[index]));
      }
    }
  }

  #addCell(cell: unknown, column: Omit<Cell, 'value'>): void {
    if (typeof cell === 'number') {
      this.#cells.push({ value: cell, ...column });
    } else if (typeof cell === 'string') {
      const number = cell.trim() === '' ? NaN : Number(cell);
      if (ISO_DATE.test(cell)) {
        this.#exact.add(Number(cell.slice(0, 4)));
      } else if (Number.isFinite(number)) {
        this.#cells.push({ value: number, ...column });
        if (WHOLE.test(cell)) {
          this.#long.add(cell.replace(/^[+-]/, ''));
        }
      } else {
        // Of a name, such as “Studio 54”.
        numbersIn(cell).forEach(each => this.#exact.add(each));
      }
    }
  }

  holds(said: SaidNumber): boolean {
    return (
      this.#holdsOne(said) ||
      (said.parts?.every(part => this.#holdsOne(part)) ?? false)
    );
  }

  /** Of a small number in words: it may count rows or columns that the reader sees, too. */
  holdsSmall(value: number): boolean {
    return (
      value <= this.#mostRows ||
      this.#exact.has(value) ||
      this.#cells.some(cell => Math.abs(cell.value) === value)
    );
  }

  #holdsOne(said: SaidNumber): boolean {
    const { value, scales, decimals, isPercent } = said;
    if (!Number.isFinite(value)) {
      return false;
    }
    if (this.#exact.has(value) && (isPercent || scales.includes(1))) {
      return true;
    }
    if (scales.some(scale => this.#exact.has(value * scale))) {
      return true;
    }
    if (value > Number.MAX_SAFE_INTEGER && decimals === 0 && !said.isRough) {
      const digits = said.written.replace(/\D/g, '');
      const isWhole = scales.length === 1 && scales[0] === 1 && !isPercent;
      if (isWhole && this.#long.size > 0) {
        return this.#long.has(digits);
      }
    }
    return this.#cells.some(cell => this.#matches(said, cell));
  }

  #matches(
    said: SaidNumber,
    { value: cell, isScaled, isShare }: Cell,
  ): boolean {
    const { value, scales, isPercent, isNegative } = said;
    if (isNegative && cell >= 0) {
      return false;
    }
    const held = Math.abs(cell);
    const tolerance = toleranceOf(said);
    const isNear = (number: number, factor: number) =>
      Math.abs(number - value * factor) <=
      tolerance * factor + EPSILON * number;
    return (
      scales.some(scale => isNear(held, scale)) ||
      (isScaled && isNear(held, 1)) ||
      (isPercent && (held <= 1 || isShare) && isNear(held * 100, 1))
    );
  }
}
