import { untilReleased } from '../../pause.ts';
import { answerJson, startHttpSimulator, type Asked, type Exchange, type HttpSimulator } from '../http-simulator.ts';
import { headersOf, isRefusal, statusOf } from '../mishap.ts';
import { anthropic } from './anthropic.ts';
import { gemini } from './gemini.ts';
import { listModels, type ListingTurn } from './list-models.ts';
import { openAiChat } from './openai-chat.ts';
import { openAiResponses } from './openai-responses.ts';
import { sayStreamed, sayWhole } from './say.ts';
import type { ModelRequest, Script } from './script.ts';
import { answerOf, type Shape } from './shape.ts';

const SHAPES: readonly Shape[] = [openAiChat, openAiResponses, anthropic, gemini];

/** A provider of models that says what a script says, in the shape in which it is asked. */
export interface ModelProvider extends HttpSimulator {
  /** What models were asked, in order, without what was refused for its form. */
  readonly requests: readonly ModelRequest[];
  /** From the next request on; counting begins anew. */
  play(script: Script): void;
  /** How its models are listed, from the next time on. */
  playList(turn: ListingTurn): void;
}

export interface ModelProviderOptions {
  readonly script: Script;
  /** Whoever does not send it is refused; anybody may ask when there is none. */
  readonly key?: string;
  /** Those it lists; whichever it is asked for answers. */
  readonly models?: readonly string[];
  readonly listing?: ListingTurn;
}

const REMEMBERED = 10_000;
const MODELS = ['simulated-large', 'simulated-small'];

/** Two providers list their models at the same path; the one tells itself by a header that it demands everywhere. */
const listingShape = ({ method, path, headers }: Asked): Shape | undefined => {
  if (method !== 'GET') return undefined;
  if (path === openAiChat.modelsPath && headers['anthropic-version'] !== undefined) return anthropic;
  return SHAPES.find(({ modelsPath }) => modelsPath === path);
};

export const startModelProvider = async (options: ModelProviderOptions): Promise<ModelProvider> => {
  const requests: ModelRequest[] = [];
  let { script, listing: listingTurn = {} } = options;
  let nth = 0;

  const play = async (exchange: Exchange, shape: Shape) => {
    const { asked, response, gone } = exchange;
    const request = shape.read(asked);
    nth += 1;
    requests.push(request);
    if (requests.length > REMEMBERED) requests.shift();
    const turn = script(request, nth);
    const { mishap } = turn;
    if (isRefusal(mishap)) {
      const status = statusOf(mishap);
      return answerJson(response, status, shape.failure(status, 'as the script says', mishap), headersOf(mishap));
    }
    if (mishap?.kind === 'silent') return untilReleased(gone);
    const answer = answerOf(turn, asked, { model: request.model, nth });
    return (request.streamed ? sayStreamed : sayWhole)(exchange, turn, shape, answer);
  };

  const simulator = await startHttpSimulator(async (exchange) => {
    const { asked, response } = exchange;
    const listing = listingShape(asked);
    const shape = listing ?? SHAPES.find((each) => each.suits(asked));
    if (shape === undefined)
      return answerJson(response, 404, { error: { message: `no ${asked.method} ${asked.path}` } });
    if (options.key !== undefined && shape.keyOf(asked) !== options.key)
      return answerJson(response, 401, shape.failure(401, 'the API key is not valid'));
    if (listing !== undefined) return listModels(exchange, listing, options.models ?? MODELS, listingTurn);
    const flaw = asked.json === undefined ? 'the body is no JSON' : shape.flawOf(asked);
    if (flaw !== undefined) return answerJson(response, 400, shape.failure(400, flaw));
    return play(exchange, shape);
  });

  return {
    ...simulator,
    requests,
    play(next) {
      script = next;
      nth = 0;
    },
    playList(turn) {
      listingTurn = turn;
    },
  };
};
