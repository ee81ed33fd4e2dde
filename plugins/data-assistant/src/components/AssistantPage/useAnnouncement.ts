import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { useCallback, useState } from 'react';
import { RunState } from '../../hooks/runState';
import { dataAssistantTranslationRef } from '../../translation';

/** What a screen reader is told of the newest run, in a sentence. */
export function useAnnouncement(): {
  announcement: string;
  announceWorking: () => void;
  announceEnd: (status: RunStatus, state: RunState) => void;
} {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [announcement, setAnnouncement] = useState('');
  const announceWorking = useCallback(
    () => setAnnouncement(t('assistant.announce.working')),
    [t],
  );
  const announceEnd = useCallback(
    (status: RunStatus, { answer, error }: RunState) => {
      if (answer) {
        const { sentence } = answer;
        setAnnouncement(t('assistant.announce.answer', { sentence }));
      } else if (status === 'cancelled') {
        setAnnouncement(t('assistant.announce.cancelled'));
      } else {
        const message = error?.message ?? t('assistant.run.failedUnknown');
        setAnnouncement(t('assistant.announce.failed', { message }));
      }
    },
    [t],
  );
  return { announcement, announceWorking, announceEnd };
}
