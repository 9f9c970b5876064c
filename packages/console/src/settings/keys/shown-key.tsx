import { Snippet } from '../../controls/snippet.tsx';

/** A whole key, the only time that it is seen, and how a program shows it. */
export const ShownKey = ({ whole }: { readonly whole: string }) => (
  <div className="grid gap-3">
    <p>
      <strong className="font-semibold">Copy it now.</strong> Holdfast keeps only what it needs to recognise it: nobody
      can show it again.
    </p>
    <Snippet code={whole} what="the key" />
    <p className="text-muted">Whether it works, from a terminal:</p>
    <Snippet
      code={`export HOLDFAST_KEY='${whole}'\ncurl -s ${location.origin}/api/v1/key -H "Authorization: Bearer $HOLDFAST_KEY"`}
      what="the commands"
    />
  </div>
);
