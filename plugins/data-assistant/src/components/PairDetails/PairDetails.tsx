import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Flex,
  Text,
} from '@backstage/ui';
import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { SqlBlock } from '@cairn/backstage-plugin-data-assistant-react';
import { useState } from 'react';
import { dataAssistantTranslationRef } from '../../translation';
import { ContextPiece, useIsAnchored } from '../ContextPiece';
import { PairFacts } from './PairFacts';
import { PairValidityLabel } from './PairValidityLabel';
import { ParameterTable } from './ParameterTable';
import { ProposedParameters } from './ProposedParameters';
import styles from './PairDetails.module.css';

/** A vetted question with all that an expert wrote for it; folded unless it is pointed at or broken. */
export function PairDetails(props: {
  pair: Pair;
  /** Shows what is proposed for it, too. */
  curates: boolean;
}) {
  const { pair, curates } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const anchored = useIsAnchored({ kind: 'pair', id: pair.id });
  const broken = pair.validity.status === 'broken';
  const [expanded, setExpanded] = useState<boolean>();
  const isExpanded = expanded ?? (anchored || broken);

  return (
    <ContextPiece anchor={{ kind: 'pair', id: pair.id }} label={pair.question}>
      <Accordion isExpanded={isExpanded} onExpandedChange={setExpanded}>
        <AccordionTrigger>
          <span className={styles.trigger}>
            <span>{pair.question}</span>
            <PairValidityLabel validity={pair.validity} />
          </span>
        </AccordionTrigger>
        <AccordionPanel>
          <Flex direction="column" gap="4" pt="3">
            {broken && (
              <Alert
                status="danger"
                icon
                title={t('clusters.pair.brokenTitle')}
                description={
                  pair.validity.reason ?? t('clusters.pair.brokenReason')
                }
              />
            )}
            {pair.phrasings.length > 0 && (
              <div>
                <Text as="h4" variant="body-small" color="secondary">
                  {t('clusters.pair.phrasings')}
                </Text>
                <ul className={styles.phrasings}>
                  {pair.phrasings.map(phrasing => (
                    <li key={phrasing}>{phrasing}</li>
                  ))}
                </ul>
              </div>
            )}
            {pair.parameters.length > 0 && (
              <ParameterTable parameters={pair.parameters} />
            )}
            <SqlBlock sql={pair.sql} />
            <PairFacts pair={pair} />
            {curates && isExpanded && pair.parameters.length === 0 && (
              <ProposedParameters pair={pair} />
            )}
          </Flex>
        </AccordionPanel>
      </Accordion>
    </ContextPiece>
  );
}
