import { RanQuery } from '../tools/AgentNotes';
import { acceptedRange } from './acceptedRange';
import { numberOfCell } from './numberOfCell';
import { ColumnKind, readColumns } from './readColumns';
import { readNumbers, SaidNumber } from './readNumbers';
import { withoutComments } from './withoutComments';

/** What a few operations on doubles lose, relative to them. */
const EPSILON = 8 * Number.EPSILON;
const DIGITS = /\d+(?:,\d{3})*(?:\.\d+)?/g;
const SQL_DIGITS = /\d+(?:\.\d+)?/g;
/** Without a space, as no remainder of SQL is written. */
const PERCENTAGE = /(?<![\d.])(\d+(?:\.\d+)?)%/g;
const SQL_IS_ZERO = /(?<![<>!])=\s*0(?![.\d])/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;
const WHOLE = /^[+-]?\d+$/;
const LONGEST_TEXT = 2_000;

interface Cell extends ColumnKind {
  value: number;
}

const numbersIn = (text: string, pattern = DIGITS): number[] =>
  [...text.slice(0, LONGEST_TEXT).matchAll(pattern)].map(([digits]) =>
    Number(digits.replaceAll(',', '')),
  );

function matches(
  { scales, isPercent, isNegative }: SaidNumber,
  [from, to]: [from: number, to: number],
  { value: cell, isScaled, isShare, isOfParts }: Cell,
): boolean {
  if (isNegative && cell >= 0) {
    return false;
  }
  const held = Math.abs(cell);
  const isNear = (number: number, factor: number) =>
    number >= from * factor - EPSILON * number &&
    number <= to * factor + EPSILON * number;
  const isPart = held < 1 || isShare || (held === 1 && isOfParts);
  return (
    scales.some(scale => isNear(held, scale)) ||
    (isScaled && isNear(held, 1)) ||
    (isPercent && isPart && isNear(held * 100, 1))
  );
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
  /** Nor of these, which are percentages where they stand. */
  readonly #percentages = new Set<number>();
  /** Whole numbers that a double does not hold. */
  readonly #long = new Set<string>();
  #mostRows = 0;

  private constructor(options: {
    queries: readonly RanQuery[];
    said: readonly string[];
  }) {
    for (const text of options.said) {
      this.#addText(text);
    }
    for (const { sql, result } of options.queries) {
      this.#addSql(withoutComments(sql));
      this.#exact.add(result.rows.length);
      this.#mostRows = Math.max(
        this.#mostRows,
        result.rows.length,
        result.columns.length,
      );
      const columns = readColumns(result);
      for (const row of result.rows) {
        row.forEach((cell, index) => this.#addCell(cell, columns[index]));
      }
    }
  }

  /** Its numbers as it has them, and as they are meant: 5,000,000 of `5 million`. */
  #addText(text: string): void {
    numbersIn(text).forEach(number => this.#exact.add(number));
    for (const { value, scales, isPercent } of readNumbers(
      text.slice(0, LONGEST_TEXT),
    )) {
      if (isPercent) {
        this.#percentages.add(value);
      } else {
        scales.forEach(scale => this.#exact.add(value * scale));
      }
    }
  }

  /** A part of 1, such as the 0.9 of a percentile, may be told as a percentage; a 0 is mostly there for what is null. */
  #addSql(sql: string): void {
    for (const number of numbersIn(sql, SQL_DIGITS)) {
      if (number !== 0 || SQL_IS_ZERO.test(sql)) {
        this.#exact.add(number);
      }
      if (number > 0 && number < 1) {
        this.#percentages.add(Number((number * 100).toPrecision(12)));
      }
    }
    this.#addPercentages(sql);
  }

  #addPercentages(text: string): void {
    for (const [, digits] of text.matchAll(PERCENTAGE)) {
      this.#percentages.add(Number(digits));
    }
  }

  #addCell(cell: unknown, column: ColumnKind): void {
    const value = numberOfCell(cell);
    if (value !== undefined) {
      this.#cells.push({ value, ...column });
    }
    if (typeof cell !== 'string') {
      return;
    }
    if (value !== undefined && WHOLE.test(cell)) {
      this.#long.add(cell.replace(/^[+-]/, ''));
    } else if (ISO_DATE.test(cell)) {
      this.#exact.add(Number(cell.slice(0, 4)));
    } else if (value === undefined && /\d/.test(cell)) {
      // Of a name, such as “Studio 54”, or of a text, such as “30%”.
      numbersIn(cell).forEach(number => this.#exact.add(number));
      this.#addPercentages(cell);
    }
  }

  holds(said: SaidNumber): boolean {
    return (
      this.#holdsOne(said) ||
      (said.otherwise?.some(numbers =>
        numbers.every(each => this.#holdsOne(each)),
      ) ??
        false)
    );
  }

  /** Of a small number in words: it may count rows or columns that the reader sees, too; none only where there are none. */
  holdsSmall(value: number): boolean {
    return (
      (value > 0 && value <= this.#mostRows) ||
      this.#exact.has(value) ||
      this.#cells.some(cell => Math.abs(cell.value) === value)
    );
  }

  #holdsOne(said: SaidNumber): boolean {
    const { value, scales, decimals, isPercent } = said;
    if (!Number.isFinite(value)) {
      return false;
    }
    if (
      isPercent
        ? this.#percentages.has(value)
        : scales.some(scale => this.#exact.has(value * scale))
    ) {
      return true;
    }
    if (
      value > Number.MAX_SAFE_INTEGER &&
      decimals === 0 &&
      said.roughness === undefined
    ) {
      const digits = said.written.replace(/\D/g, '');
      const isWhole = scales.length === 1 && scales[0] === 1 && !isPercent;
      if (isWhole && this.#long.size > 0) {
        return this.#long.has(digits);
      }
    }
    const range = acceptedRange(said);
    return this.#cells.some(cell => matches(said, range, cell));
  }
}
