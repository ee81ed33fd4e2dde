import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';

/** What ended the work before its time, if anything did. */
export function AnswerNotices(props: {
  answer: Pick<Answer, 'tier' | 'endedBy'>;
}) {
  const { tier, endedBy } = props.answer;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return endedBy ? (
    <Alert
      status="info"
      icon
      title={
        tier === 'uncovered' ? t('answer.endedBy.nothing') : t('answer.endedBy')
      }
      description={visibleText(endedBy.message)}
    />
  ) : null;
}
