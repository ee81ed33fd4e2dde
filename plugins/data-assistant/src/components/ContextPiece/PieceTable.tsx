import { ReactNode } from 'react';
import styles from './PieceTable.module.css';

/** A table of a few rows that folds into blocks, each cell under its heading, where there is little room. */
export function PieceTable(props: {
  label: string;
  headings: string[];
  rows: { key: string; cells: ReactNode[] }[];
}) {
  const { label, headings, rows } = props;
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {headings.map(heading => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>
              {row.cells.map((cell, column) => (
                <td key={headings[column]} data-heading={headings[column]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
