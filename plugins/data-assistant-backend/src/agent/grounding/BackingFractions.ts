import { RanQuery } from '../tools/AgentNotes';
import { acceptedRatio } from './acceptedRange';
import { numberOfCell } from './numberOfCell';
import { readColumns } from './readColumns';
import { readFractionWords, SaidFraction } from './readFractionWords';

/** A reader sees which numbers of so small a result are meant. */
const MOST_ROWS = 2;
const MOST_SAID = 50;

function ratiosOf(numbers: readonly number[]): number[] {
  return numbers.flatMap((one, index) =>
    numbers
      .slice(index + 1)
      .flatMap(other => [Math.abs(one / other), Math.abs(other / one)]),
  );
}

const numbersOf = (cells: readonly unknown[]): number[] =>
  cells.flatMap(cell => numberOfCell(cell) ?? []);

/** The parts and multiples that a sentence may say in words. */
export class BackingFractions {
  static of(options: {
    queries: readonly RanQuery[];
    said: readonly string[];
  }): BackingFractions {
    return new BackingFractions(options);
  }

  readonly #ratios: number[] = [];

  private constructor({
    queries,
    said,
  }: {
    queries: readonly RanQuery[];
    said: readonly string[];
  }) {
    this.#add(said.flatMap(readFractionWords).map(({ ratio }) => ratio));
    for (const { result } of queries) {
      this.#addShares(result);
      if (result.rows.length <= MOST_ROWS) {
        const columns = result.columns.map((_, index) =>
          result.rows.map(row => row[index]),
        );
        [...result.rows, ...columns].forEach(cells =>
          this.#add(ratiosOf(numbersOf(cells))),
        );
      }
    }
  }

  #add(ratios: readonly number[]): void {
    ratios.forEach(ratio => this.#ratios.push(ratio));
  }

  /** 0.5 and 50 are half; a growth of 1 or 100 doubles. */
  #addShares(result: RanQuery['result']): void {
    const columns = readColumns(result);
    for (const row of result.rows) {
      row.forEach((cell, index) => {
        const number = numberOfCell(cell);
        if (number !== undefined && columns[index].isShare) {
          this.#add([number, number / 100].map(Math.abs));
          this.#add([1 + number, 1 + number / 100]);
        } else if (number !== undefined && Math.abs(number) < 1) {
          this.#add([Math.abs(number)]);
        }
      });
    }
  }

  /** @param beside - what else the sentence says, and rows hold: a part may be that of two of them */
  holds(said: SaidFraction, beside: readonly number[]): boolean {
    const [from, to] = acceptedRatio(said);
    const told = ratiosOf([...new Set(beside)].slice(0, MOST_SAID));
    return [this.#ratios, told].some(ratios =>
      ratios.some(ratio => ratio >= from && ratio <= to),
    );
  }
}
