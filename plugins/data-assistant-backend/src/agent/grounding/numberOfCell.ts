/** The number that a cell is; engines give long and exact ones as text. */
export function numberOfCell(cell: unknown): number | undefined {
  const isText = typeof cell === 'string' && cell.trim() !== '';
  const number = isText || typeof cell === 'number' ? Number(cell) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
