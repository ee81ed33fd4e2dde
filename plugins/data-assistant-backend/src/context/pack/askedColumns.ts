import { contentTerms } from '../words/contentTerms';
import { PackMaterial } from './ContextPack';

const SHORTEST_VALUE = 3;

/** `schema.table.column` or `*.column` of the terms that the question says, in lower case. */
export function namedByTerms(
  { docs }: PackMaterial,
  asked: ReadonlySet<string>,
): Set<string> {
  const named = new Set<string>();
  for (const { doc } of docs) {
    for (const { term, synonyms, column } of doc.terms) {
      if (column !== undefined && isAsked([term, ...synonyms], asked)) {
        named.add(column.toLowerCase());
      }
    }
  }
  return named;
}

/** True when the question says all words of one of the phrases. */
export function isAsked(
  phrases: string[],
  asked: ReadonlySet<string>,
): boolean {
  return phrases.some(phrase => {
    const terms = contentTerms(phrase);
    return terms.length > 0 && terms.every(term => asked.has(term));
  });
}

/** Columns, as `schema.table.column` in lower case, one of whose common values the question says. */
export function valuesAsked(question: string, { datasets }: PackMaterial) {
  const text = ` ${question.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const found = new Set<string>();
  for (const { table, columns } of datasets) {
    for (const { name, profile } of columns) {
      const isSaid = (profile?.commonValues ?? []).some(({ value }) => {
        const said =
          typeof value === 'string' && value.length >= SHORTEST_VALUE
            ? value
                .toLowerCase()
                .replace(/[^\p{L}\p{N}]+/gu, ' ')
                .trim()
            : '';
        return said.length >= SHORTEST_VALUE && text.includes(` ${said} `);
      });
      if (isSaid) {
        found.add(`${table}.${name}`.toLowerCase());
      }
    }
  }
  return found;
}
