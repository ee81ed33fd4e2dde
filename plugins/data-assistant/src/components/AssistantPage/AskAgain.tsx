import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiPencilLine, RiRefreshLine } from '@remixicon/react';
import { dataAssistantTranslationRef } from '../../translation';
import { TurnActions } from './turnActions';
import styles from './Turn.module.css';

/** The ways to put a question once more, as it was or changed. */
export function AskAgain(props: { actions: TurnActions }) {
  const { actions } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <div className={styles.again}>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiRefreshLine aria-hidden="true" />}
        onPress={actions.askAgain}
      >
        {t('assistant.run.askAgain')}
      </Button>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiPencilLine aria-hidden="true" />}
        onPress={actions.edit}
      >
        {t('assistant.run.edit')}
      </Button>
    </div>
  );
}
