import { useRouter } from '@tanstack/react-router';
import { paths } from '../../routing/paths.ts';
import { DropZone } from './drop-zone.tsx';
import { FoundView } from './found-view.tsx';
import { RefusedView } from './refused-view.tsx';
import { SendingPanel } from './sending-panel.tsx';
import { TakeSample } from './take-sample.tsx';
import { useNewImport } from './use-new-import.ts';

/** From a file to an import: chosen, looked at, started. */
export const NewImport = () => {
  const router = useRouter();
  const { stage, look, start, stop, again } = useNewImport(
    ({ id }) => void router.navigate({ href: paths.import(id) }),
  );
  switch (stage.at) {
    case 'choosing':
      return (
        <>
          <DropZone onFile={(file) => look(file, {})} />
          <TakeSample onFile={(file) => look(file, {})} />
        </>
      );
    case 'sending':
      return <SendingPanel sending={stage} onStop={stop} />;
    case 'refused':
      return (
        <RefusedView error={stage.error} wish={stage.wish} onLook={(wish) => look(stage.file, wish)} onLeave={again} />
      );
    default:
      return (
        <FoundView
          key={stage.found.sha256 + JSON.stringify(stage.wish)}
          found={stage.found}
          wish={stage.wish}
          refusal={stage.refusal}
          onLook={(wish) => look(stage.file, wish)}
          onStart={(wish) => start(stage.file, wish, stage.found)}
          onLeave={again}
        />
      );
  }
};
