export { SqlBlock } from './SqlBlock';
export type { SqlBlockProps } from './SqlBlock';
