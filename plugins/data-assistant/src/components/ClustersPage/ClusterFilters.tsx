import { useApiHolder } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { SearchField, Select } from '@backstage/ui';
import { useMemo } from 'react';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './ClustersPage.module.css';

const ALL_OWNERS = 'all';

/** The search field and the choice of an owner above the list. */
export function ClusterFilters(props: {
  search: string;
  onSearch: (search: string) => void;
  owners: string[];
  owner?: string;
  onOwner: (owner: string | undefined) => void;
}) {
  const { owners, owner } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const presentationApi = useApiHolder().get(entityPresentationApiRef);
  const options = useMemo(
    () => [
      { value: ALL_OWNERS, label: t('clusters.owner.all') },
      ...owners.map(ref => ({
        value: ref,
        label: entityPresentationSnapshot(
          ref,
          { defaultKind: 'group' },
          presentationApi,
        ).primaryTitle,
      })),
    ],
    [owners, presentationApi, t],
  );

  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        label={t('clusters.search.label')}
        placeholder={t('clusters.search.placeholder')}
        value={props.search}
        onChange={props.onSearch}
      />
      <Select
        className={styles.owner}
        label={t('clusters.owner.label')}
        options={options}
        value={owner ?? ALL_OWNERS}
        onChange={key =>
          props.onOwner(key === ALL_OWNERS ? undefined : String(key))
        }
      />
    </div>
  );
}
