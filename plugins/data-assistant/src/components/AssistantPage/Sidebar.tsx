import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import Drawer from '@material-ui/core/Drawer';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { RiMenuLine } from '@remixicon/react';
import { ReactNode, useState } from 'react';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './AssistantPage.module.css';

const PHONE = '(max-width: 767px)';

/** What stands beside the conversation: a column, or on a phone a drawer behind a button. */
export function Sidebar(props: { children: (close: () => void) => ReactNode }) {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const isPhone = useMediaQuery(PHONE, { noSsr: true });
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!isPhone) {
    return <aside className={styles.sidebar}>{props.children(close)}</aside>;
  }
  return (
    <div className={styles.toolbar}>
      <ButtonIcon
        variant="secondary"
        icon={<RiMenuLine aria-hidden="true" />}
        aria-label={t('assistant.conversations.open')}
        aria-expanded={open}
        onPress={() => setOpen(true)}
      />
      <Drawer
        open={open}
        onClose={close}
        PaperProps={{ className: styles.drawer }}
      >
        {props.children(close)}
      </Drawer>
    </div>
  );
}
