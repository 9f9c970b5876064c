import type { Introduction } from './socket-line.ts';

interface Greeting {
  readonly connection_id: string;
  readonly resume_token: string;
  readonly outcome: 'new' | 'resumed' | 'lost';
}

/** Passes on each message once, and knows where to go on. */
export const createHearing = (onMessage: (message: object) => void, onOpen: (outcome: Greeting['outcome']) => void) => {
  let resume: Introduction['resume'];
  return {
    resume: () => resume,
    hear(message: Readonly<Record<string, unknown>>): void {
      const seq = Number(message['seq']);
      const greeting = message['type'] === 'connection_established' ? (message as unknown as Greeting) : undefined;
      if (greeting !== undefined) {
        const { connection_id, resume_token, outcome } = greeting;
        resume = { connection_id, resume_token, seq: outcome === 'resumed' ? (resume?.seq ?? 0) : 0 };
      }
      if (resume === undefined || seq <= resume.seq) return;
      resume = { ...resume, seq };
      if (greeting !== undefined) onOpen(greeting.outcome);
      onMessage(message);
    },
  };
};
