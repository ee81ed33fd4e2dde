import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useState } from 'react';
import { dataAssistantTranslationRef } from '../../translation';

/** Asks before a conversation is deleted. */
export function DeleteDialog(props: {
  title: string;
  /** Rejects when it could not be deleted. */
  onDelete: () => Promise<void>;
  onClose: () => void;
}) {
  const { title, onDelete, onClose } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const [state, setState] = useState<'idle' | 'deleting' | 'failed'>('idle');
  const confirm = async () => {
    setState('deleting');
    try {
      await onDelete();
      onClose();
    } catch {
      // Said in the dialog, which stays open for another try.
      setState('failed');
    }
  };
  return (
    <Dialog isOpen isDismissable onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('assistant.delete.title')}</DialogHeader>
      <DialogBody>
        {t('assistant.delete.description', { title })}
        {state === 'failed' && (
          <p role="alert">{t('assistant.delete.failed')}</p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive
          isPending={state === 'deleting'}
          onPress={confirm}
        >
          {t('assistant.delete.confirm')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('assistant.delete.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
