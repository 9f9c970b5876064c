import { proveMe } from '@holdfast/protocol/identity/me';
import { Panel } from '../controls/panel.tsx';
import { CodeFields, shownCode, type ShownCode } from '../forms/code-fields.tsx';
import { Form } from '../forms/form.tsx';
import { useSubmit } from '../forms/use-submit.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { useSessionStore } from './session-context.ts';

/** The account got a second factor after this sign-in began: everything waits for a code of it. */
export const CodeNeeded = () => {
  const session = useSessionStore();
  const submit = useSubmit({
    ask: (holdfast, shown: ShownCode) => holdfast.bodyOf(proveMe, { body: shown }),
    onAnswer: ({ me }) => session.take(me),
    words: { wrong_credentials: 'That code does not open this. Wait for the next one and try again.' },
  });
  return (
    <>
      <PageHeader title="Show a code" />
      <div className="grid max-w-[560px] gap-4 p-4 md:p-6">
        <Panel title="Your account has a second factor">
          <div className="grid gap-4 p-4">
            <p className="text-muted">
              This sign-in is older than it, and has not shown a code yet. With one you go on where you are.
            </p>
            <Form label="Show a code" submit={submit} act="Go on" onFilled={(filled) => submit.run(shownCode(filled))}>
              <CodeFields />
            </Form>
          </div>
        </Panel>
      </div>
    </>
  );
};
