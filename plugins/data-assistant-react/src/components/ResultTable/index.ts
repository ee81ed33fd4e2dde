export { ResultTable } from './ResultTable';
export type { ResultTableProps } from './ResultTable';
export { formatCell, isNumeric } from './formatCell';
export { toCsv } from './toCsv';
