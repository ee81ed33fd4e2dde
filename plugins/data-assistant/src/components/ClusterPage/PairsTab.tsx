import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex } from '@backstage/ui';
import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { EmptyNotice } from '../LoadState';
import { PairDetails } from '../PairDetails';

/** The vetted questions of a cluster, broken ones first. */
export function PairsTab(props: { pairs: Pair[]; curates: boolean }) {
  const { pairs, curates } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (pairs.length === 0) {
    return (
      <EmptyNotice
        title={t('clusters.pairs.empty.title')}
        description={t('clusters.pairs.empty.description')}
      />
    );
  }
  const broken = pairs.filter(pair => pair.validity.status === 'broken');
  const others = pairs.filter(pair => pair.validity.status !== 'broken');
  return (
    <Flex direction="column" gap="3">
      {broken.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('clusters.pairs.broken', { count: broken.length })}
        />
      )}
      {[...broken, ...others].map(pair => (
        <PairDetails key={pair.id} pair={pair} curates={curates} />
      ))}
    </Flex>
  );
}
