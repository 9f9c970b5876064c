import type { MessagePart, SpanDetail, SpanMessage } from '@holdfast/protocol/traces/span';
import { JsonTree } from './json-tree.tsx';
import { LongText } from '../../text/long-text.tsx';

const wordOf = (value: unknown): string => {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  return typeof type === 'string' ? type : 'something newer than this page';
};

const BOX = 'rounded-control bg-sunken px-3 py-2';

const Part = ({ part }: { readonly part: MessagePart }) => {
  switch (part.kind) {
    case 'text':
      return <LongText text={part.text} />;
    case 'reasoning':
      return (
        <details className={BOX}>
          <summary className="cursor-pointer text-muted">
            Reasoning, {part.text.length.toLocaleString('en')} characters
          </summary>
          <div className="pt-2 text-muted italic">
            <LongText text={part.text} />
          </div>
        </details>
      );
    case 'tool_call':
      return (
        <div className={BOX}>
          <p className="pb-1 text-small text-muted">
            calls <strong className="font-mono font-semibold text-ink wrap-anywhere">{part.call.name}</strong>
          </p>
          <JsonTree value={part.call.arguments} />
        </div>
      );
    case 'tool_result':
      return (
        <div className={BOX}>
          <p className="pb-1 text-small text-muted">result</p>
          <JsonTree value={part.result} />
        </div>
      );
    default:
      return (
        <details className={BOX}>
          <summary className="cursor-pointer text-muted">Not shown: {wordOf(part.value)}</summary>
          <JsonTree value={part.value} />
        </details>
      );
  }
};

const Message = ({ message, isOutput }: { readonly message: SpanMessage; readonly isOutput: boolean }) => (
  <li
    className={`grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 border-b border-line px-4 py-3 ${isOutput ? 'shadow-[inset_2px_0_0_var(--accent)]' : ''}`}
  >
    <span className="text-small text-muted wrap-anywhere">
      {message.role}
      {isOutput && ', answers'}
    </span>
    {/* oxlint-disable react/no-array-index-key -- two parts may be the same to the letter, and none moves */}
    {message.parts.map((part, index) => (
      <Part key={index} part={part} />
    ))}
  </li>
);

interface ToolValueProps {
  readonly what: string;
  readonly value: unknown;
}

const ToolValue = ({ what, value }: ToolValueProps) => (
  <div className="border-b border-line px-4 py-3">
    <p className="pb-1 text-small text-muted">{what}</p>
    <JsonTree value={value} />
  </div>
);

/** The calls that a span of a tool is, rather than asks for. What lies in its messages is shown there. */
const ownCallsOf = ({ type, input, tool_calls: calls }: SpanDetail): SpanDetail['tool_calls'] =>
  type === 'tool' && input.length === 0 ? calls.filter((call) => (call.arguments ?? null) !== null) : [];

export const hasConversation = (detail: SpanDetail): boolean =>
  detail.input.length + detail.output.length + ownCallsOf(detail).length > 0 || detail.tool_result !== null;

/** What a model or a tool was given and what it answered. Text is text: nothing in it is run or rendered. */
export const Conversation = ({ detail }: { readonly detail: SpanDetail }) => (
  <>
    {ownCallsOf(detail).map((call, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- none moves
      <ToolValue key={index} what="What the tool was given" value={call.arguments} />
    ))}
    <ol aria-label="Messages">
      {detail.input.map((message, index) => (
        <Message key={`in ${index}`} message={message} isOutput={false} />
      ))}
      {detail.output.map((message, index) => (
        <Message key={`out ${index}`} message={message} isOutput />
      ))}
    </ol>
    {detail.tool_result !== null && <ToolValue what="What the tool gave back" value={detail.tool_result} />}
  </>
);
