const WORDS: Readonly<Record<number, readonly [type: string, code: string]>> = {
  400: ['invalid_request_error', 'invalid_request'],
  401: ['invalid_request_error', 'invalid_api_key'],
  404: ['invalid_request_error', 'model_not_found'],
  429: ['requests', 'rate_limit_exceeded'],
};

/** The error of every OpenAI endpoint. */
export const openAiFailure = (status: number, message: string): unknown => {
  const [type, code] = WORDS[status] ?? ['server_error', null];
  return { error: { message, type, param: null, code } };
};
