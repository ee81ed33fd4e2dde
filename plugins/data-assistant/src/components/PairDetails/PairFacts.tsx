import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink, EntityRefLinks } from '@backstage/plugin-catalog-react';
import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime } from 'luxon';
import { dataAssistantTranslationRef } from '../../translation';
import { Facts } from '../ContextPiece';

/** Who vouches for a pair, what it reads, where it is written and when it was last checked. */
export function PairFacts(props: { pair: Pair }) {
  const { pair } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { checkedAt } = pair.validity;
  return (
    <Facts
      facts={[
        {
          name: t('clusters.pair.author'),
          value: pair.author ? (
            <EntityRefLink entityRef={pair.author} defaultKind="user" />
          ) : (
            t('clusters.pair.noAuthor')
          ),
        },
        {
          name: t('clusters.pair.datasets'),
          value: pair.datasets.length ? (
            <EntityRefLinks
              entityRefs={pair.datasets}
              defaultKind="resource"
              hideIcons
            />
          ) : undefined,
        },
        { name: t('clusters.pair.file'), value: pair.path },
        {
          name: t('clusters.pair.checked'),
          value:
            checkedAt &&
            (DateTime.fromISO(checkedAt).toRelative() ?? checkedAt),
        },
      ]}
    />
  );
}
