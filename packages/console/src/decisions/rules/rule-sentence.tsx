import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import { Fragment } from 'react';
import { visibleText } from '../arguments/visible-text.ts';
import { conditionParts, effectWords, kindParts, type Part } from './rule-words.ts';

type Ruled = Pick<DecisionRule, 'kind' | 'conditions' | 'effect'>;

const Parts = ({ parts }: { readonly parts: readonly Part[] }) =>
  parts.map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of a sentence never move
    <Fragment key={index}>
      {index > 0 && ' '}
      {'says' in part ? (
        part.says
      ) : (
        <code className="rounded-control bg-sunken px-1 font-mono text-small text-ink">{visibleText(part.code)}</code>
      )}
    </Fragment>
  ));

/** A rule as a person would say it, with what somebody wrote told from the words around: `refund` where `cents` is at most `5000` … */
export const RuleSentence = ({ of: { kind, conditions, effect } }: { readonly of: Ruled }) => (
  <span className="wrap-anywhere">
    <Parts parts={kindParts(kind)} />
    {conditions.map((condition, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of a sentence never move
      <Fragment key={index}>
        {index === 0 ? ' where ' : ', and '}
        <Parts parts={conditionParts(condition)} />
      </Fragment>
    ))}{' '}
    {effectWords(effect)}
    {effect.do !== 'require' && effect.reason !== undefined && (
      <span className="text-muted">: “{visibleText(effect.reason)}”</span>
    )}
  </span>
);
