import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PairParameter } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { PieceTable } from '../ContextPiece';

/** What may differ from question to question, and what holds when the question says nothing. */
export function ParameterTable(props: { parameters: PairParameter[] }) {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <PieceTable
      label={t('clusters.pair.parameters')}
      headings={[
        t('clusters.pair.parameter.name'),
        t('clusters.pair.parameter.type'),
        t('clusters.pair.parameter.fallback'),
      ]}
      rows={props.parameters.map(parameter => ({
        key: parameter.name,
        cells: [
          <code>{parameter.name}</code>,
          <ParameterType parameter={parameter} />,
          parameter.default ??
            parameter.absent ??
            t('clusters.pair.parameter.required'),
        ],
      }))}
    />
  );
}

/** What a parameter takes, in words. */
export function ParameterType(props: { parameter: PairParameter }) {
  const { type, column, min, max, description } = props.parameter;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const parts: string[] = [
    column
      ? t('clusters.pair.parameter.column', { column })
      : t(`clusters.pair.parameterType.${type}`),
  ];
  if (min !== undefined && max !== undefined) {
    parts.push(
      t('clusters.pair.parameter.range', {
        min: min.toLocaleString(),
        max: max.toLocaleString(),
      }),
    );
  }
  if (description) {
    parts.push(description);
  }
  return <>{parts.join(', ')}</>;
}
