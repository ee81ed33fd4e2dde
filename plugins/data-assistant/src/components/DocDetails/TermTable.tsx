import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Term } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { PieceTable } from '../ContextPiece';

/** As the context files say that a column means the same in each table of the cluster that has it. */
const ANY_TABLE = '*.';

/** Words of the domain, what else people say for them and what they mean here. */
export function TermTable(props: { terms: Term[] }) {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const bound = (column: string, value: string) =>
    column.startsWith(ANY_TABLE)
      ? t('clusters.doc.valueAnywhere', {
          value,
          column: column.slice(ANY_TABLE.length),
        })
      : t('clusters.doc.value', { value, column });
  const meaning = ({ definition, column, value, span }: Term) =>
    [
      definition,
      column && value && bound(column, value),
      span && t(`clusters.doc.span.${span}`),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <PieceTable
      label={t('clusters.doc.terms')}
      headings={[
        t('clusters.doc.term'),
        t('clusters.doc.synonyms'),
        t('clusters.doc.meaning'),
      ]}
      rows={props.terms.map(term => ({
        key: term.term,
        cells: [
          <strong>{term.term}</strong>,
          term.synonyms.join(', '),
          meaning(term),
        ],
      }))}
    />
  );
}
