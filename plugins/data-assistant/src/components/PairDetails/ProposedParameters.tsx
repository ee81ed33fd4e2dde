import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import {
  Pair,
  ParameterProposal,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  dataAssistantApiRef,
  SqlBlock,
} from '@cairn/backstage-plugin-data-assistant-react';
import { useId } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { dataAssistantTranslationRef } from '../../translation';
import { PieceTable } from '../ContextPiece';
import { LoadingRows } from '../LoadState';
import { ParameterType } from './ParameterTable';
import styles from './PairDetails.module.css';

/** Parameters that a pair without any could have, for those who curate it. */
export function ProposedParameters(props: { pair: Pair }) {
  const { pair } = props;
  const api = useApi(dataAssistantApiRef);
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useAsyncRetry(
    () => api.getParameterProposal(pair.clusterId, pair.id),
    [api, pair.clusterId, pair.id],
  );
  if (error) {
    return (
      <Flex align="center" gap="3">
        <span role="alert" className={styles.note}>
          {t('clusters.proposal.failed')}
        </span>
        <Button size="small" variant="secondary" onPress={retry}>
          {t('clusters.failure.retry')}
        </Button>
      </Flex>
    );
  }
  return value ? (
    <ProposalView proposal={value} path={pair.path} />
  ) : (
    <LoadingRows label={t('clusters.proposal.loading')} rows={1} />
  );
}

function ProposalView(props: { proposal: ParameterProposal; path: string }) {
  const { proposal, path } = props;
  const { parameters, kept, cautions, file } = proposal;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const titleId = useId();
  if (parameters.length === 0 && kept.length === 0) {
    return null;
  }
  return (
    <div role="group" aria-labelledby={titleId} className={styles.proposal}>
      <Text as="h4" id={titleId} variant="body-medium" weight="bold">
        {t('clusters.proposal.title')}
      </Text>
      {parameters.length > 0 && (
        <>
          <p className={styles.note}>
            {t('clusters.proposal.description', { file: path })}
          </p>
          <PieceTable
            label={t('clusters.proposal.title')}
            headings={[
              t('clusters.pair.parameter.name'),
              t('clusters.pair.parameter.type'),
              t('clusters.proposal.words'),
              t('clusters.proposal.literals'),
              t('clusters.proposal.reason'),
            ]}
            rows={parameters.map(({ parameter, words, literals, reason }) => ({
              key: parameter.name,
              cells: [
                <code>{parameter.name}</code>,
                <ParameterType parameter={parameter} />,
                `“${words}”`,
                <code>{[...new Set(literals)].join(', ')}</code>,
                reason,
              ],
            }))}
          />
        </>
      )}
      <Notes title={t('clusters.proposal.cautions')} notes={cautions} />
      <Notes
        title={t('clusters.proposal.kept')}
        notes={kept.map(({ literal, reason }) => `${literal}: ${reason}`)}
      />
      {file && (
        <SqlBlock
          sql={file}
          title={t('clusters.proposal.file')}
          copyLabel={t('clusters.proposal.copy')}
          collapsed
        />
      )}
    </div>
  );
}

function Notes(props: { title: string; notes: string[] }) {
  const { title, notes } = props;
  return notes.length === 0 ? null : (
    <div>
      <Text as="h5" variant="body-small" color="secondary">
        {title}
      </Text>
      <ul className={styles.phrasings}>
        {notes.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}
