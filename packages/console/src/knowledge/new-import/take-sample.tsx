import { downloadSample } from '@holdfast/protocol/knowledge/sample';
import { useMutation } from '@tanstack/react-query';
import { TextButton } from '../../controls/text-button.tsx';
import { refusalWords } from '../../live/refusal-words.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';

/** A file for who has none at hand. It takes the way of every other. */
export const TakeSample = ({ onFile }: { readonly onFile: (file: File) => void }) => {
  const holdfast = useHoldfast();
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { filename, type, body } = await holdfast.download(downloadSample, {});
      return new File([await new Response(body).blob()], filename, { type });
    },
    onSuccess: onFile,
  });
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap gap-x-2">
        <span className="text-muted">No file at hand?</span>
        <TextButton onClick={() => !isPending && mutate()}>{isPending ? 'One moment …' : 'Take the sample'}</TextButton>
        <span className="text-muted">120 questions about Holdfast itself, in English.</span>
      </p>
      {error !== null && (
        <p role="alert" className="text-bad wrap-anywhere">
          {refusalWords(error)}
        </p>
      )}
    </div>
  );
};
