/** Whether two results hold the same rows as multisets, the columns in any order and called anything. */

const DIGITS = 10;

/** Numbers are compared to ten digits: engines add up floating point numbers in any order. */
const cell = value => {
  if (typeof value === 'number') {
    return Number(value.toPrecision(DIGITS));
  }
  return value ?? null;
};

const sorted = items => [...items].sort().join('\n');
const columnOf = (rows, at) =>
  sorted(rows.map(row => JSON.stringify(cell(row[at]))));
const rowsOf = (rows, order) =>
  sorted(rows.map(row => JSON.stringify(order.map(at => cell(row[at])))));

/** @param left, right rows of cells: `CellValue[][]` */
export function sameRows(left, right) {
  if (left.length !== right.length) {
    return false;
  }
  const width = right[0]?.length ?? 0;
  if ((left[0]?.length ?? 0) !== width) {
    return false;
  }
  const wanted = rowsOf(right, [...Array(width).keys()]);
  const columns = [...Array(width).keys()].map(at => columnOf(right, at));
  const mine = [...Array(width).keys()].map(at => columnOf(left, at));
  const search = order => {
    if (order.length === width) {
      return rowsOf(left, order) === wanted;
    }
    return mine.some(
      (column, at) =>
        !order.includes(at) &&
        column === columns[order.length] &&
        search([...order, at]),
    );
  };
  return search([]);
}
