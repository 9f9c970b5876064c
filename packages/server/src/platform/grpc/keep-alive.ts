import type { ServerHttp2Session } from 'node:http2';
import type { GrpcPatience } from './grpc-patience.ts';

/** Asks for a sign of life now and then. A peer that gives none is gone, whatever its connection says. */
export const keepAlive = (session: ServerHttp2Session, { pingEveryMs, pingAnswerMs }: GrpcPatience): void => {
  let late: NodeJS.Timeout | undefined;
  const ping = (): void => {
    if (session.destroyed || late !== undefined) return;
    late = setTimeout(() => session.destroy(), pingAnswerMs).unref();
    session.ping((error: Error | null) => {
      // one that could not be sent is late as well
      if (error !== null) return;
      clearTimeout(late);
      late = undefined;
    });
  };
  const timer = setInterval(ping, pingEveryMs).unref();
  session.once('close', () => {
    clearInterval(timer);
    clearTimeout(late);
  });
};
