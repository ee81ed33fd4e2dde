import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { AnswerSource } from '@cairn/backstage-plugin-data-assistant-common';
import { useCallback } from 'react';
import { useClusterLinks } from '../../clusterLinks';

/** Where the sources of an answer are in this portal; a pair or doc is on the page of the answer's cluster. */
export function useSourceLink(
  clusterRef: string | undefined,
): (source: AnswerSource) => string {
  const { clusterLink } = useClusterLinks();
  const entityLink = useEntityRefLink();
  return useCallback(
    ({ kind, id }: AnswerSource) => {
      if (kind === 'dataset') {
        return entityLink(id);
      }
      return kind === 'cluster'
        ? clusterLink(id)
        : clusterLink(clusterRef ?? id.split('/')[0], { kind, id });
    },
    [clusterLink, entityLink, clusterRef],
  );
}
