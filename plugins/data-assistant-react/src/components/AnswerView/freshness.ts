import { formatCell } from '../ResultTable';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The newest partition or change in words, whichever of the two it is. */
export function formatNewest(newest: string): string {
  const type = DAY.test(newest) ? 'date' : 'timestamp';
  return formatCell(newest, { name: '', type }) ?? newest;
}

/** The name in an entity ref; a name alone is left as it is. */
export function entityName(ref: string): string {
  return /^[^:/]+:[^:/]+\/([^:/]+)$/.exec(ref)?.[1] ?? ref;
}
