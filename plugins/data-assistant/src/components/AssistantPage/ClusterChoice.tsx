import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { clusterName } from '../../clusterLinks';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './AssistantPage.module.css';

/** The only cluster that is asked, or that there is none of that name, and the way to ask all. */
export function ClusterChoice(props: {
  cluster: string;
  /** The reader may not ask it, or there is none. */
  isMissing: boolean;
  onAll: () => void;
}) {
  const { isMissing, onAll } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const cluster = clusterName(props.cluster);
  const all = (
    <Button
      size="small"
      variant={isMissing ? 'secondary' : 'tertiary'}
      onPress={onAll}
    >
      {t('assistant.composer.allClusters')}
    </Button>
  );
  return isMissing ? (
    <div role="alert" className={styles.noCluster}>
      <Alert
        status="warning"
        icon
        title={t('assistant.noCluster.title', { cluster })}
        description={t('assistant.noCluster.description')}
        customActions={all}
      />
    </div>
  ) : (
    <div className={styles.cluster}>
      {t('assistant.composer.cluster', { cluster })}
      {all}
    </div>
  );
}
