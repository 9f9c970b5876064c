import { useEffect, useSyncExternalStore } from 'react';
import { Modal } from '../controls/modal.tsx';
import { ProofForm } from './proof-form.tsx';
import { useProofAsker } from './session-context.ts';
import { useMe } from './use-me.ts';

/** Over whatever page an act was refused on until its owner shows a secret again. */
export const ProofDialog = () => {
  const proof = useProofAsker();
  const me = useMe();
  const isAsking = useSyncExternalStore(proof.subscribe, proof.isAsking);
  const isGone = me === undefined;
  // whoever is not here any more shows nothing, and what waited is over
  useEffect(() => {
    if (isGone) proof.answer(false);
  }, [proof, isGone]);
  return (
    <Modal title="Show that it is you" isOpen={isAsking && !isGone} onClose={() => proof.answer(false)}>
      {!isGone && <ProofForm account={me.account} onShown={() => proof.answer(true)} />}
    </Modal>
  );
};
