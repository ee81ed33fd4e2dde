export { ResultChart } from './ResultChart';
export type { ResultChartProps } from './ResultChart';
