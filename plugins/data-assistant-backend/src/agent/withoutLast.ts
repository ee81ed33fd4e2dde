/** A clause of a template and what ends it: `;`, or the end of a sentence. */
const CLAUSE = /[^]+?(?:;\s*|[.!?](?:\s+|$)|$)/g;
const OF_LAST_ROW = /\{\{\s*last\./;

/**
 * A template without the clauses that speak of the last row: `On {{day}} 1; on {{last.day}} 2.` becomes `On {{day}} 1.`
 * A template that has no other clauses is left as it is.
 */
export function withoutLast(template: string): string {
  const clauses = template.match(CLAUSE) ?? [];
  const kept = clauses.filter(clause => !OF_LAST_ROW.test(clause));
  if (kept.length === 0 || kept.length === clauses.length) {
    return template;
  }
  const text = kept.join('').trimEnd();
  return text.endsWith(';') ? `${text.slice(0, -1)}.` : text;
}
