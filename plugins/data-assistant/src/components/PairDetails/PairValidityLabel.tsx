import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PairValidity } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { StatusLabel } from '../ContextPiece';

const STATUS = {
  valid: 'success',
  broken: 'danger',
  unchecked: 'neutral',
} as const;

/** Whether a pair's SQL binds to the present schema. */
export function PairValidityLabel(props: { validity: PairValidity }) {
  const { status } = props.validity;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <StatusLabel status={STATUS[status]}>
      {t(`clusters.pair.${status}`)}
    </StatusLabel>
  );
}
