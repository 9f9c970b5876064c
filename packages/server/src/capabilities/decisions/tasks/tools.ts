import { answerDecision, cancelDecision, reportExecution } from '@holdfast/protocol/decisions/acts';
import { getDecision, submitDecision, waitForDecision } from '@holdfast/protocol/decisions/decisions';
import { tool } from '../../../platform/mcp/tools/tool.ts';

/** What an agent needs that asks before it acts. Deciding is no tool: no agent decides. */
export const DECISION_TOOLS = [
  tool(submitDecision, {
    name: 'request_decision',
    title: 'Ask for a decision',
    description:
      'Ask people to approve an action before you do it. Give the exact arguments of the action and the evidence for it. ' +
      'The answer says whether it is decided yet: while its status is pending or returned, wait with wait_for_decision. ' +
      'Give an idempotency_key of your own, so that asking again after a crash is no second request.',
    reads: false,
  }),
  tool(getDecision, {
    name: 'get_decision',
    title: 'Look at a decision',
    description:
      'How a decision stands. Once it is decided, outcome.verdict is approve or deny. When outcome.edited is true the ' +
      'arguments are not those you asked for: do what they say now.',
    reads: true,
  }),
  tool(waitForDecision, {
    name: 'wait_for_decision',
    title: 'Wait for a decision',
    description:
      'Answers as soon as the decision is made, or as it is after timeout_s seconds. People take minutes or hours: call it ' +
      'again while the status is pending.',
    reads: true,
  }),
  tool(answerDecision, {
    name: 'answer_decision',
    title: 'Answer what was asked back',
    description:
      'When a decision has the status returned, whoever decides wants to know more. Give it in words as reason, with more ' +
      'evidence or other arguments where needed, and the version of the decision as you read it.',
    reads: false,
  }),
  tool(cancelDecision, {
    name: 'cancel_decision',
    title: 'Take a request back',
    description:
      'Take back what you asked for and do not need any more. Give the version of the decision as you read it.',
    reads: false,
    idempotent: true,
  }),
  tool(reportExecution, {
    name: 'report_execution',
    title: 'Take an approved action, and report how it ended',
    description:
      'Before you do what was approved, take it with status taken: only one at a time has it. Send execution.idempotency_key ' +
      'of the decision with the action. Then report executed or failed, with a detail.',
    reads: false,
  }),
];
