import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { useCallback, useState } from 'react';
import { isWorking } from '../../hooks/conversationState';
import { RunState } from '../../hooks/runState';
import { dataAssistantTranslationRef } from '../../translation';

/** What a screen reader is told of the newest run, in a sentence. */
export function useAnnouncement(): {
  announcement: string;
  announceWorking: () => void;
  announceStatus: (status: RunStatus, state: RunState) => void;
} {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [announcement, setAnnouncement] = useState('');
  const announceWorking = useCallback(
    () => setAnnouncement(t('assistant.announce.working')),
    [t],
  );
  const announceStatus = useCallback(
    (status: RunStatus, { answer, error, exchanges }: RunState) => {
      if (status === 'waiting') {
        const question = exchanges.at(-1)?.text ?? '';
        setAnnouncement(t('assistant.announce.question', { question }));
      } else if (isWorking(status)) {
        setAnnouncement(t('assistant.announce.working'));
      } else if (answer) {
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
  return { announcement, announceWorking, announceStatus };
}
