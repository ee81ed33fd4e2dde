import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { ContextProblem } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantTranslationRef } from '../../translation';
import { PieceTable } from '../ContextPiece';

/** Context files that could not be read, for those who can mend them. */
export function ProblemsTab(props: { problems: ContextProblem[] }) {
  const { problems } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (problems.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('clusters.problems.empty')}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      <Text as="p" variant="body-medium" color="secondary">
        {t('clusters.problems.description')}
      </Text>
      <PieceTable
        label={t('clusters.tabs.problems')}
        headings={[t('clusters.problems.file'), t('clusters.problems.reason')]}
        rows={problems.map(({ file, line, reason }) => {
          const place = line === undefined ? file : `${file}:${line}`;
          return {
            key: `${place} ${reason}`,
            cells: [<code>{place}</code>, reason],
          };
        })}
      />
    </Flex>
  );
}
