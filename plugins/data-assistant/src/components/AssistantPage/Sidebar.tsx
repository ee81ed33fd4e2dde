import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import Drawer from '@material-ui/core/Drawer';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { RiAddLine, RiHistoryLine } from '@remixicon/react';
import { ReactNode, useState } from 'react';
import { rootRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './AssistantPage.module.css';

/** The dialogs of the design system are at 1,000, the bar of the portal at the bottom of a phone at 100. */
const UNDER_DIALOGS = 900;

const PHONE = '(max-width: 767px)';

/** What stands beside the conversation: a column, or on a phone a drawer behind a button. */
export function Sidebar(props: { children: (close: () => void) => ReactNode }) {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const rootRoute = useRouteRef(rootRouteRef);
  const isPhone = useMediaQuery(PHONE, { noSsr: true });
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!isPhone) {
    return <aside className={styles.sidebar}>{props.children(close)}</aside>;
  }
  return (
    <div className={styles.toolbar}>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiHistoryLine aria-hidden="true" />}
        aria-label={t('assistant.conversations.open')}
        aria-expanded={open}
        onPress={() => setOpen(true)}
      >
        {t('assistant.conversations.label')}
      </Button>
      <ButtonLink
        size="small"
        variant="tertiary"
        href={rootRoute()}
        iconStart={<RiAddLine aria-hidden="true" />}
      >
        {t('assistant.conversations.new')}
      </ButtonLink>
      <Drawer
        open={open}
        onClose={close}
        // Below the dialogs that open from it, and without holding the focus that they need.
        style={{ zIndex: UNDER_DIALOGS }}
        disableEnforceFocus
        PaperProps={{ className: styles.drawer }}
      >
        {props.children(close)}
      </Drawer>
    </div>
  );
}
