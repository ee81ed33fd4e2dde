import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Select } from '@backstage/ui';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './ClustersPage.module.css';
import { useOwnerTitles } from './useOwnerTitles';

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
  const titles = useOwnerTitles(owners);
  const options = [
    { value: ALL_OWNERS, label: t('clusters.owner.all') },
    ...owners.map((ref, index) => ({ value: ref, label: titles[index] })),
  ];

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
