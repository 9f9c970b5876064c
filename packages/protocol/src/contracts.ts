// long: every endpoint is in this one list
import type { Contract } from './contract.ts';
import { getSetup, setUp } from './identity/setup.ts';
import { signIn, signOut, signOutEverywhere } from './identity/sign-in.ts';
import { changeMe, changePassword, endSignIn, getMe, listSignIns, proveMe } from './identity/me.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from './identity/second-factor.ts';
import {
  changeMember,
  getMember,
  linkMemberReset,
  listMembers,
  removeMember,
  resetMemberSecondFactor,
} from './identity/members.ts';
import {
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeInvitation,
} from './identity/invitations.ts';
import { askForReset, useReset } from './identity/password-resets.ts';
import { createKey, describeKey, getKey, listKeys, revokeKey, rotateKey } from './identity/keys.ts';
import { changeWorkspace, createWorkspace, getWorkspace, listWorkspaces } from './identity/workspaces.ts';
import { changeAccount, linkAccountReset, listAccounts, resetAccountSecondFactor } from './identity/accounts.ts';
import { beginOidc, finishOidc, listIdentities, removeIdentity, startOidc } from './identity/oidc.ts';
import { listAudit, listInstanceAudit, verifyAudit, verifyInstanceAudit } from './audit/audit.ts';
import {
  answerDecision,
  approveDecision,
  cancelDecision,
  claimDecision,
  delegateDecision,
  escalateDecision,
  rejectDecision,
  releaseDecision,
  reportExecution,
  returnDecision,
  reviseDecision,
} from './decisions/acts.ts';
import { endMcpSession, mcpMessage } from './mcp/mcp.ts';
import {
  followDecision,
  getDecision,
  listDecisionRevisions,
  listDecisions,
  listDecisionSteps,
  submitDecision,
  waitForDecision,
} from './decisions/decisions.ts';
import { beginBypass, endBypass, listBypasses } from './decisions/bypasses.ts';
import { getDecisionCallback, listDecisionCallbacks, replayDecisionCallback } from './decisions/callbacks.ts';
import { listDeciders } from './decisions/deciders.ts';
import { listRuleHistory } from './decisions/rule-history.ts';
import {
  addDecisionRule,
  changeDecisionRule,
  getDecisionRule,
  listDecisionRules,
  removeDecisionRule,
  tryDecisionRules,
} from './decisions/rules.ts';
import { decisionStatistics } from './decisions/statistics.ts';
import { getKnowledge, listTags } from './knowledge/overview.ts';
import {
  changePair,
  changePairs,
  createPair,
  exportPairs,
  getPair,
  listPairs,
  listPairVersions,
  removePair,
  restorePair,
} from './knowledge/pairs.ts';
import {
  addFeed,
  changeFeed,
  getFeed,
  getFeedPull,
  listFeedPulls,
  listFeeds,
  pauseFeed,
  pullFeed,
  removeFeed,
  resumeFeed,
  tryFeed,
} from './knowledge/feeds.ts';
import { downloadSample } from './knowledge/sample.ts';
import { chooseEmbedder, getEmbedder } from './knowledge/embedders.ts';
import { searchKnowledge } from './knowledge/search.ts';
import { getBatch, listBatches, listBatchRecipients, retryBatch, sendNotifications } from './notifications/batches.ts';
import {
  countNotifications,
  listNotifications,
  readAllNotifications,
  readNotification,
} from './notifications/notifications.ts';
import { changeNotificationPreferences, getNotificationPreferences } from './notifications/preferences.ts';
import { listNodes } from './instance/list-nodes.ts';
import { listStores } from './instance/list-stores.ts';
import { addPrice, changePrice, getPrice, importPrices, listPrices, removePrice } from './prices/prices.ts';
import { getLiveness } from './process/liveness.ts';
import { getMetrics } from './process/metrics.ts';
import { getReadiness } from './process/readiness.ts';
import {
  cancelImport,
  downloadRejectedRows,
  followImport,
  getImport,
  importFile,
  listImportRows,
  listImports,
  undoImport,
} from './knowledge/imports.ts';
import { getVersion } from './process/version.ts';
import { getLatestProofs } from './proofs/latest.ts';
import { listModels } from './providers/models.ts';
import { addProvider, changeProvider, getProvider, listProviders, removeProvider } from './providers/providers.ts';
import {
  listDeadLetters,
  listInstanceDeadLetters,
  redriveInstanceJob,
  redriveInstanceQueue,
  redriveJob,
  redriveQueue,
} from './work/dead-letters.ts';
import { cancelJob, getJob, listJobs, retryJob } from './work/jobs.ts';
import { listInstanceQueues, listQueues } from './work/queues.ts';
import { listSchedules } from './work/schedules.ts';
import { getSpan, listSpans } from './traces/spans.ts';
import { getTraceAggregates, getTraceFacets, getTraceHistogram } from './traces/overview.ts';
import { getTraceStats } from './traces/stats.ts';
import { listSessions, listUsers } from './traces/groups.ts';
import { getTrace, listTraces } from './traces/traces.ts';
import { exportSpans, exportSpansLikeLangfuse } from './traces/export-spans.ts';
import { changeTraceView, createTraceView, deleteTraceView, listTraceViews } from './views/trace-views.ts';
import { addPatches, listPatches } from './workflows/patches.ts';
import { getWorkflow, getWorkflowState, listWorkflows } from './workflows/workflows.ts';
import { getDelivery, listDeliveries, replayDelivery } from './webhooks/deliveries.ts';
import {
  addWebhook,
  changeWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from './webhooks/webhooks.ts';
import { followTopics } from './live/follow-topics.ts';
import { createTicket } from './sockets/create-ticket.ts';

/** Counts the changes of the wire; `fingerprint.test.ts` says when it must grow. */
export const PROTOCOL_VERSION = 11;

/** Every endpoint with a contract. OpenAPI, documents, clients and the generated proofs read this list. */
export const CONTRACTS: readonly Contract[] = [
  getLiveness,
  getReadiness,
  getVersion,
  getMetrics,
  getLatestProofs,
  listNodes,
  listStores,
  listQueues,
  listInstanceQueues,
  listJobs,
  getJob,
  retryJob,
  cancelJob,
  listDeadLetters,
  redriveQueue,
  redriveJob,
  listInstanceDeadLetters,
  redriveInstanceQueue,
  redriveInstanceJob,
  listSchedules,
  createTicket,
  followTopics,
  exportSpans,
  exportSpansLikeLangfuse,
  getSetup,
  setUp,
  signIn,
  signOut,
  signOutEverywhere,
  changeMe,
  changePassword,
  endSignIn,
  getMe,
  listSignIns,
  proveMe,
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  changeMember,
  getMember,
  linkMemberReset,
  listMembers,
  removeMember,
  resetMemberSecondFactor,
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeInvitation,
  askForReset,
  useReset,
  createKey,
  describeKey,
  getKey,
  listKeys,
  revokeKey,
  rotateKey,
  changeWorkspace,
  createWorkspace,
  getWorkspace,
  listWorkspaces,
  changeAccount,
  linkAccountReset,
  listAccounts,
  resetAccountSecondFactor,
  beginOidc,
  finishOidc,
  listIdentities,
  removeIdentity,
  startOidc,
  listAudit,
  verifyAudit,
  listInstanceAudit,
  verifyInstanceAudit,
  listTraces,
  getTrace,
  listSpans,
  getSpan,
  getTraceFacets,
  getTraceHistogram,
  getTraceAggregates,
  listSessions,
  listUsers,
  getTraceStats,
  listProviders,
  getProvider,
  addProvider,
  changeProvider,
  removeProvider,
  listModels,
  listPrices,
  getPrice,
  addPrice,
  changePrice,
  removePrice,
  importPrices,
  addPatches,
  listPatches,
  listWorkflows,
  getWorkflow,
  getWorkflowState,
  listTraceViews,
  createTraceView,
  changeTraceView,
  deleteTraceView,
  importFile,
  listImports,
  getImport,
  followImport,
  listImportRows,
  downloadRejectedRows,
  cancelImport,
  undoImport,
  listFeeds,
  addFeed,
  getFeed,
  changeFeed,
  removeFeed,
  pauseFeed,
  resumeFeed,
  pullFeed,
  listFeedPulls,
  getFeedPull,
  tryFeed,
  listPairs,
  createPair,
  exportPairs,
  getPair,
  changePair,
  removePair,
  listPairVersions,
  restorePair,
  changePairs,
  getKnowledge,
  listTags,
  downloadSample,
  getEmbedder,
  chooseEmbedder,
  searchKnowledge,
  submitDecision,
  listDecisions,
  decisionStatistics,
  listDecisionRules,
  getDecisionRule,
  addDecisionRule,
  changeDecisionRule,
  removeDecisionRule,
  listRuleHistory,
  tryDecisionRules,
  beginBypass,
  listBypasses,
  endBypass,
  listDecisionCallbacks,
  getDecisionCallback,
  replayDecisionCallback,
  getDecision,
  listDeciders,
  listDecisionSteps,
  listDecisionRevisions,
  waitForDecision,
  followDecision,
  claimDecision,
  releaseDecision,
  approveDecision,
  rejectDecision,
  escalateDecision,
  returnDecision,
  answerDecision,
  reviseDecision,
  delegateDecision,
  cancelDecision,
  reportExecution,
  listWebhooks,
  addWebhook,
  getWebhook,
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  listDeliveries,
  getDelivery,
  replayDelivery,
  listNotifications,
  sendNotifications,
  countNotifications,
  readAllNotifications,
  readNotification,
  getNotificationPreferences,
  changeNotificationPreferences,
  listBatches,
  getBatch,
  listBatchRecipients,
  retryBatch,
  mcpMessage,
  endMcpSession,
];
